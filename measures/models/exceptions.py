"""Exceptions of a cycle: what triggered each, whose it is, and how it was answered."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from measures.domain.asking import Facts, compose
from measures.domain.exceptional import Found, by_call_in, by_event, in_order
from measures.models.commentary import Commentary
from measures.models.cycles import Cycle
from measures.models.measures import Measure
from opcc.core.house_style.watching import Trigger, Watch
from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from plans.models import Commitment, CommitmentUpdate


class OfficeWatch(models.Model):
    """An office's own choice of triggers; without one its house style's hold."""

    office = models.OneToOneField(
        Office, on_delete=models.CASCADE, related_name="watch"
    )
    triggers = models.JSONField(default=list)
    missed_running = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_is_missed_running_over_two_to_eight_periods",
                condition=Q(missed_running__gte=2, missed_running__lte=8),
                violation_error_message=_("Give a number of periods from 2 to 8."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.office}: {len(self.triggers)}"


def watch_of(office: Office) -> Watch:
    """What an office watches for: its own choice, else its house style's. One query."""
    own = OfficeWatch.objects.filter(office=office).first()
    if own is None:
        return office.style.watch
    return Watch(tuple(Trigger(each) for each in own.triggers), own.missed_running)


class CycleExceptionQuerySet(models.QuerySet):
    def for_office(self, office: Office) -> Self:
        return self.filter(cycle__office=office)

    def of(self, quarter: Period) -> Self:
        return self.filter(
            **{f"cycle__{name}": value for name, value in columns(quarter).items()}
        )

    def holding(self) -> Self:
        """Those that still hold: what has gone is kept, and asks for nothing."""
        return self.filter(ended_on=None)

    def with_answers(self) -> Self:
        """Each says whether it ``is_written`` about: by commentary or an update."""
        return self.annotate(
            is_written=Case(
                When(commitment=None, then=_is_commented()),
                default=Exists(_updates_since()),
            )
        )

    def unanswered(self) -> Self:
        """Those with neither commentary nor a recorded reason for none."""
        return self.with_answers().holding().filter(is_written=False, reason="")

    def with_all(self) -> Self:
        """All that a list shows, in three queries however many there are."""
        return (
            self.with_answers()
            .select_related("cycle", "measure__office", "commitment", "owner")
            .select_related("reason_by")
            .prefetch_related("measure__versions", "call_ins__by")
        )


class CycleException(models.Model):
    """A measure or a commitment that meets a trigger in a cycle, since it first did.

    ``found`` holds what was found, each a trigger with its sentence, and ``facts``
    what questions are composed from: plain values, as they were when it was found.
    """

    cycle = models.ForeignKey(
        Cycle, on_delete=models.CASCADE, related_name="exceptions"
    )
    measure = models.ForeignKey(
        Measure,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="exceptions",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="exceptions",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="exceptions_owned",
    )
    found = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=dict)
    raised_on = models.DateField()
    ended_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("The day on which it was found to have gone."),
    )
    reason = models.TextField(
        blank=True, help_text=_("Why no commentary is needed, where none is.")
    )
    reason_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = CycleExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("exception")
        constraints = [
            models.CheckConstraint(
                name="exception_is_a_measure_or_a_commitment",
                condition=Q(measure=None, commitment__isnull=False)
                | Q(measure__isnull=False, commitment=None),
            ),
            models.UniqueConstraint(
                name="measure_is_one_exception_in_a_cycle", fields=["cycle", "measure"]
            ),
            models.UniqueConstraint(
                name="commitment_is_one_exception_in_a_cycle",
                fields=["cycle", "commitment"],
            ),
            models.CheckConstraint(
                name="reason_for_no_commentary_says_by_whom_and_when",
                condition=Q(reason="", reason_by=None, reason_at=None)
                | (~Q(reason="") & Q(reason_by__isnull=False, reason_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Measure | Commitment:
        return self.measure or self.commitment

    @property
    def code(self) -> str:
        return self.measure.code if self.measure else self.commitment.reference

    @property
    def name(self) -> str:
        return self.measure.name if self.measure else self.commitment.title

    @property
    def reasons(self) -> tuple[Found, ...]:
        """All that makes it one, found and called in, the most concerning first."""
        found = [Found(Trigger(each["trigger"]), each["reason"]) for each in self.found]
        return in_order([*found, *(call.found for call in self.call_ins.all())])

    @property
    def holds(self) -> bool:
        return self.ended_on is None

    @property
    def needs_answer(self) -> bool:
        """Whether it waits for commentary or a reason; of rows ``with_answers``."""
        return self.holds and not self.is_written and not self.reason

    @property
    def standing(self) -> tuple[str, str]:
        """How far it is, in words, and the tone in which that is shown."""
        if not self.holds:
            return _("No longer holds"), "quiet"
        if self.is_written:
            return (_("Commented on") if self.measure_id else _("Updated")), ""
        if self.reason:
            return _("No commentary needed"), ""
        words = _("Needs commentary") if self.measure_id else _("Needs an update")
        return words, "warn"

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The order of concern; what no longer holds comes last."""
        reasons = self.reasons
        worst = reasons[0].trigger.order if reasons else len(Trigger)
        return not self.holds, worst, self.code

    @property
    def questions(self) -> tuple[str, ...]:
        """For the next board, by the facts of when it was found."""
        return compose(Facts(**self.facts), self.reasons)


class CallIn(models.Model):
    """That somebody asked for a look, whatever the figures say: append-only."""

    class Source(models.TextChoices):
        PANEL = "panel", _("The panel")
        COMMISSIONER = "commissioner", _("The Commissioner")
        EVENT = "event", _("A significant event")

    exception = models.ForeignKey(
        CycleException, on_delete=models.CASCADE, related_name="call_ins"
    )
    source = models.CharField(max_length=20, choices=Source)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="call_in_has_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.reason}"

    @property
    def found(self) -> Found | None:
        """What it is among the triggers, in words."""
        if self.source == self.Source.EVENT:
            return by_event(self.reason)
        by = {"panel": "the panel", "commissioner": "the Commissioner"}[self.source]
        return by_call_in(by, self.reason)


def _is_commented() -> Coalesce:
    """Whether the writing in force about the measure in the quarter says anything."""
    says_nothing = Q(**dict.fromkeys(Commentary.TEXTS, ""))
    newest = (
        Commentary.objects.filter(
            measure=OuterRef("measure"),
            period_kind=OuterRef("cycle__period_kind"),
            period_start=OuterRef("cycle__period_start"),
            period_end=OuterRef("cycle__period_end"),
        )
        .order_by("-number")
        .annotate(says=Case(When(says_nothing, then=Value(False)), default=Value(True)))
        .values("says")[:1]
    )
    return Coalesce(Subquery(newest), Value(False))


def _updates_since() -> models.QuerySet:
    """What was said of the commitment since the quarter began, and since it was due.

    An update from before the day on which it fell due does not say why it is late.
    """
    is_late = Q(commitment__due_on__lt=OuterRef("cycle__period_end"))
    return CommitmentUpdate.objects.filter(
        ~is_late | Q(at__date__gt=F("commitment__due_on")),
        commitment=OuterRef("commitment"),
        at__date__gte=OuterRef("cycle__period_start"),
    )
