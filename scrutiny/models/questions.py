"""Lines of enquiry, and what was answered, as rows."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from measures.models import CycleException, Measure
from opcc.core.models import Office, Organisation
from opcc.core.models.audit import AppendOnly
from plans.domain.accountability import AccountabilityDomain
from plans.models import Objective
from scrutiny.domain import enquiry
from scrutiny.models.meetings import AgendaItem, Meeting


class QuestionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def put_to(self, organisations):
        """What these organisations were asked; a draft is nobody's but the office's."""
        return self.filter(asked_of__in=organisations, state__in=("asked", "answered"))

    def unanswered(self):
        return self.filter(state="asked")

    def overdue(self, *, on: dt.date):
        return self.unanswered().filter(due_on__lt=on)

    def drafts(self):
        return self.filter(state="draft")

    def with_part_answers(self):
        """Adds ``in_part``: whether part of the answer to the newest asking came."""
        since = Asking.objects.filter(question=OuterRef("question")).order_by("-at")
        parts = Response.objects.filter(
            question=OuterRef("pk"),
            is_partial=True,
            at__gte=Subquery(since.values("at")[:1]),
        )
        return self.annotate(in_part=Exists(parts))

    def put_by_members(self):
        """What members of the panel put themselves, before one of its meetings."""
        return self.filter(source="panel", for_meeting__isnull=False)

    def for_the_panel(self, *, on: dt.date):
        """All that its members may be shown, newest first, in two queries.

        Adds ``is_heard``: whether what it stands under was heard where the panel
        could hear it.
        """
        heard = AgendaItem.objects.heard_by_the_panel(on=on).filter(pk=OuterRef("item"))
        rows = self.with_part_answers().annotate(is_heard=Exists(heard))
        return (
            rows.select_related(
                "asked_of",
                "for_meeting__body",
                "item__meeting__body",
                "item__restriction",
            )
            .prefetch_related("responses")
            .order_by("-at", "-pk")
        )

    def with_all(self):
        """All that a list shows, in a constant number of queries."""
        return self.with_part_answers().select_related(
            "asked_of", "item__meeting__body", "by"
        )


class Question(models.Model):
    """A question put to the chief constable or a partner, from its draft on.

    ``key`` is its address for those who answer, who learn nothing from it of how many
    others there are. ``about`` and ``about_url`` say which part of a published report
    it is about, and ``for_meeting`` before which meeting it was put. ``composed`` is
    what was composed from ``exception``, whatever became of the words since.
    """

    class Source(models.TextChoices):
        EXCEPTION = "exception", _("Performance exception")
        PUBLIC = "public", _("The public")
        PANEL = "panel", _("The panel")
        INSPECTION = "inspection", _("Inspection")
        RISK = "risk", _("Risk")
        COMMUNITY = "community", _("Community meeting")
        FORCE_COMMANDER = "force_commander", _("Force commander")
        COMMISSIONER = "commissioner", _("The Commissioner")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")
        DROPPED = "dropped", _("Dropped")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveIntegerField()
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("question"))
    source = models.CharField(max_length=20, choices=Source)
    domain = models.CharField(
        _("accountability domain"),
        max_length=30,
        choices=[(each.value, each.words) for each in AccountabilityDomain],
        blank=True,
    )
    asked_of = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    measures = models.ManyToManyField(Measure, blank=True, related_name="questions")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="questions")
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    exception = models.ForeignKey(
        CycleException,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions_drafted",
    )
    composed = models.TextField(blank=True)
    about = models.CharField(max_length=300, blank=True)
    about_url = models.CharField(max_length=300, blank=True)
    for_meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions_put",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    dropped_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="question_is_numbered_once_in_its_office",
                fields=["office", "number"],
            ),
            models.CheckConstraint(
                name="asked_question_says_of_whom_and_when",
                condition=~Q(state__in=["asked", "answered"])
                | Q(
                    asked_of__isnull=False, asked_on__isnull=False, due_on__isnull=False
                ),
                violation_error_message=_(
                    "Say who is asked, and by when the answer is due."
                ),
            ),
            models.CheckConstraint(
                name="dropped_question_has_a_reason",
                condition=~Q(state="dropped") | ~Q(dropped_reason=""),
            ),
            models.UniqueConstraint(
                name="what_an_exception_composes_is_drafted_once",
                fields=["exception", "composed"],
                condition=Q(exception__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"

    @property
    def is_put(self) -> bool:
        """Whether a member of the panel put it, who reads what became of it."""
        return self.source == self.Source.PANEL and self.for_meeting_id is not None

    def standing(self, *, on: dt.date) -> tuple[str, str]:
        """How far it is and in which tone; of rows ``with_part_answers``."""
        return enquiry.standing(
            self.state, due_on=self.due_on, in_part=self.in_part, on=on
        )


class Asking(models.Model):
    """That it was asked, and each time that it was asked again: append-only."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="askings"
    )
    due_on = models.DateField()
    reason = models.CharField(
        max_length=500, blank=True, help_text=_("Why it is asked again.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.question.number}: by {self.due_on}"


class Response(models.Model):
    """What was answered, with its evidence: append-only."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="responses"
    )
    text = models.TextField()
    evidence = models.TextField(blank=True)
    is_partial = models.BooleanField(default=False)
    rest_due_on = models.DateField(null=True, blank=True)
    is_spoken = models.BooleanField(
        default=False, help_text=_("Given at the meeting, and written down there.")
    )
    answered_by = models.CharField(_("name and post"), max_length=150)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
