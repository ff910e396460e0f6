"""The scrutiny programme: topics, what was found of each, and what was set aside."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from opcc.core.periods import Period, PeriodKind
from opcc.core.visibility import Visibility
from plans.domain.accountability import AccountabilityDomain
from plans.models import Priority
from scrutiny.domain import enquiry, programme
from scrutiny.models.meetings import Meeting

AHEAD = ("suggested", "recommended", "programmed", "follow_up_due")
"""States in which a topic is still to be looked at, or again."""

WAITING = ("suggested", "recommended")
"""States before a topic has a quarter."""

TAKEN_UP = ("programmed", "considered", "follow_up_due", "closed")
"""States of a topic that scrutiny has decided to look at."""


class TopicQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def ahead(self):
        return self.filter(state__in=AHEAD)

    def waiting(self):
        """Neither programmed nor dropped yet, in the order of their priority."""
        return self.filter(state__in=WAITING)

    def to_follow_up(self, *, on: dt.date):
        """Due to be looked at again by a day, moved by the daily round or not."""
        return self.filter(
            Q(state="follow_up_due") | Q(state="considered", follow_up_on__lte=on)
        )

    def fallen_due(self, *, on: dt.date):
        """Considered, with a follow-up date that has come: the daily round's."""
        return self.filter(state="considered", follow_up_on__lte=on)

    def public(self):
        return self.filter(visibility=Visibility.PUBLIC)

    def with_all(self):
        """All that a list shows, in three queries however many there are."""
        related = self.select_related("meeting__body", "directed_by")
        return related.prefetch_related("priorities__plan")


class Topic(models.Model):
    """A theme to look at in some quarter, from its suggestion to its close.

    ``title`` and ``summary`` of a public topic are published with the forward
    programme; ``why``, the rigour check, directions and findings never are.
    ``suggested_as`` is the key of the suggestion that it was taken up from.
    """

    class Source(models.TextChoices):
        EXCEPTION = "exception", _("Performance exception")
        ACTION = "action", _("Overdue action")
        COVERAGE = "coverage", _("Gap in coverage")
        PUBLIC = "public", _("The public")
        PANEL = "panel", _("The panel")
        INSPECTION = "inspection", _("Inspection")
        RISK = "risk", _("Risk")
        COMMUNITY = "community", _("Community meeting")
        FORCE_COMMANDER = "force_commander", _("Force commander")
        COMMISSIONER = "commissioner", _("The Commissioner")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        RECOMMENDED = "recommended", _("Recommended")
        PROGRAMMED = "programmed", _("Programmed")
        CONSIDERED = "considered", _("Considered")
        FOLLOW_UP_DUE = "follow_up_due", _("Follow-up due")
        CLOSED = "closed", _("Closed")
        DROPPED = "dropped", _("Dropped")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(_("what the public reads of it"), blank=True)
    why = models.TextField(_("why it should be looked at"))
    source = models.CharField(max_length=20, choices=Source)
    domain = models.CharField(
        _("accountability domain"),
        max_length=30,
        choices=[(each.value, each.words) for each in AccountabilityDomain],
        blank=True,
    )
    priorities = models.ManyToManyField(Priority, blank=True, related_name="topics")
    measures = models.ManyToManyField(Measure, blank=True, related_name="topics")
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.OFFICE
    )
    rigour = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.SUGGESTED)
    directed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    directed_as = models.CharField(max_length=200, blank=True)
    directed_why = models.TextField(blank=True)
    quarter_start = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="topics",
    )
    follow_up_on = models.DateField(null=True, blank=True)
    dropped_why = models.TextField(blank=True)
    suggested_as = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                name="topic_is_numbered_once_in_its_office",
                fields=["office", "number"],
            ),
            models.UniqueConstraint(
                name="suggestion_is_taken_up_once",
                fields=["office", "suggested_as"],
                condition=~Q(suggested_as=""),
                violation_error_message=_("That suggestion is a topic already."),
            ),
            models.CheckConstraint(
                name="programmed_topic_has_a_quarter",
                condition=Q(state__in=["suggested", "recommended", "dropped"])
                | Q(quarter_start__isnull=False),
                violation_error_message=_("Say for which quarter it is programmed."),
            ),
            models.CheckConstraint(
                name="directed_topic_says_by_whom_and_why",
                condition=Q(directed_by=None, directed_as="", directed_why="")
                | (
                    Q(directed_by__isnull=False)
                    & ~Q(directed_as="")
                    & ~Q(directed_why="")
                ),
                violation_error_message=_("Say who directed it, and why."),
            ),
            models.CheckConstraint(
                name="topic_due_again_has_a_follow_up_date",
                condition=~Q(state="follow_up_due") | Q(follow_up_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dropped_topic_has_a_reason",
                condition=~Q(state="dropped") | ~Q(dropped_why=""),
            ),
            models.CheckConstraint(
                name="public_topic_says_what_the_public_reads",
                condition=~Q(visibility="public") | ~Q(summary=""),
                violation_error_message=_("Write what the public reads of it."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "state", "follow_up_on"], name="topic_follow_ups"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"T{self.number}"

    @property
    def quarter(self) -> Period | None:
        if self.quarter_start is None:
            return None
        return Period.containing(self.quarter_start, PeriodKind.QUARTER)

    @property
    def is_taken_up(self) -> bool:
        return self.state in TAKEN_UP

    @property
    def rigour_print(self) -> str:
        """Of the answers of its rigour check, as they stand."""
        answers = (self.rigour.get(asked.name, "") for asked in programme.RIGOUR)
        return enquiry.print_of(answers)

    @property
    def unanswered(self) -> tuple[programme.Asked, ...]:
        return programme.unanswered(self.rigour)

    def stage(self, *, on: dt.date) -> tuple[str, str]:
        """How far it is on a day, in words, and its tone."""
        return programme.stage(state=self.state, follow_up_on=self.follow_up_on, on=on)


class ConsiderationQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(topic__office=office)


class Consideration(models.Model):
    """That a topic was looked at, what was found and what is recommended."""

    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="considerations"
    )
    considered_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    findings = models.TextField()
    recommendations = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        ordering = ["considered_on", "pk"]

    def __str__(self) -> str:
        return f"{self.topic}, {self.considered_on}"


class DismissalQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(office=office)


class Dismissal(models.Model):
    """A suggestion that was not taken up, by its key, and why: append-only."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="suggestion_is_dismissed_once",
                fields=["office", "key"],
                violation_error_message=_("That suggestion was dismissed already."),
            ),
            models.CheckConstraint(
                name="dismissal_has_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.title
