"""Meetings, and the items of business on their agendas, as rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Restriction
from opcc.core.visibility import Visibility
from scrutiny.domain import agenda
from scrutiny.domain.minuting import Asked
from scrutiny.models.bodies import Body, MeetingSeries


class MeetingQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(body__office=office).select_related("body")

    def upcoming(self, *, on: dt.date):
        return self.filter(held_on__gte=on).exclude(status="cancelled")

    def holding_their_day(self):
        """All but those that were cancelled before notice of them was given."""
        return self.exclude(status="cancelled", agenda_published_on=None)


class Meeting(models.Model):
    """One occurrence of a body's meeting."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        AGENDA_DRAFT = "agenda_draft", _("Agenda in draft")
        AGENDA_PUBLISHED = "agenda_published", _("Agenda published")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Minutes(models.TextChoices):
        NONE = "none", _("Not begun")
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        PUBLISHED = "published", _("Published")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        MeetingSeries,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    stream_url = models.URLField(_("where it is streamed"), blank=True)
    chair = models.CharField(max_length=150, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    minutes = models.CharField(
        max_length=10, choices=Minutes, default=Minutes.NONE, blank=True
    )
    agenda_published_on = models.DateField(null=True, blank=True)
    urgent_reason = models.CharField(
        _("why it is urgent"),
        max_length=300,
        blank=True,
        help_text=_("Where the agenda is published with less notice than is due."),
    )
    revision = models.PositiveIntegerField(default=1)
    agenda_revision = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                name="body_meets_once_a_day",
                fields=["body", "held_on"],
                condition=~Q(status="cancelled", agenda_published_on=None),
                violation_error_message=_("This body already meets on that day."),
            ),
            models.CheckConstraint(
                name="only_a_meeting_that_was_held_has_minutes",
                condition=Q(minutes="none") | Q(status="held"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on.day} {self.held_on:%B %Y}"

    def lines(self) -> list[Line]:
        """Its items in order with their times; three queries, however many."""
        items = list(self.items.with_papers())
        slots = agenda.timetable(self.starts_at, [item.duration for item in items])
        return [Line(item, slot) for item, slot in zip(items, slots, strict=True)]

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.HELD, self.Status.CANCELLED)

    @property
    def has_agenda(self) -> bool:
        return self.status not in (self.Status.PLANNED, self.Status.CANCELLED)


@dataclass(frozen=True)
class Line:
    """An item where it stands on the agenda."""

    item: AgendaItem
    slot: agenda.Slot


class AgendaItemQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(meeting__body__office=office)

    def with_papers(self):
        """What an agenda shows of each item, in three queries for all of them."""
        return self.select_related("restriction__decided_by").prefetch_related(
            "papers__owner", "invitees"
        )

    def minuted(self):
        """What minutes say of each item and what it asked for, in three queries."""
        return self.select_related("restriction", "minute").prefetch_related(
            "actions", "information_requests__asked_of"
        )

    def waiting(self):
        """Late items that no published agenda has yet."""
        return self.filter(published_on=None, meeting__status="agenda_published")

    def open_to_the_public(self):
        """Those whose title and papers may be published."""
        return self.filter(
            Q(restriction=None) | Q(restriction__released_on__isnull=False)
        )

    def heard_in_public(self, *, on: dt.date):
        """What anybody could hear by a day: open business of a body that meets in
        public, at a meeting that was held."""
        return self._heard(on, [Visibility.PUBLIC])

    def heard_by_the_panel(self, *, on: dt.date):
        """That, and the open business of bodies whose meetings the panel may follow."""
        return self._heard(on, [Visibility.PUBLIC, Visibility.PANEL])

    def _heard(self, on: dt.date, bodies: list[str]):
        return self.open_to_the_public().filter(
            Q(restriction=None) | Q(restriction__released_on__lte=on),
            meeting__body__visibility__in=bodies,
            meeting__status=Meeting.Status.HELD,
            meeting__held_on__lte=on,
        )


class AgendaItem(models.Model):
    """One piece of business. While a restriction stands, the public see safe_title."""

    class Kind(models.TextChoices):
        FORMAL = "formal", _("Formal business")
        PERFORMANCE = "performance", _("Performance")
        QUESTIONS = "questions", _("Questions")
        TOPIC = "topic", _("Topic of the programme")
        ACTIONS = "actions", _("Actions")
        INSPECTIONS = "inspections", _("Inspection findings")
        DECISION = "decision", _("For decision")
        INFORMATION = "information", _("For information")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INFORMATION)
    lead = models.CharField(_("presented by"), max_length=150, blank=True)
    duration = models.PositiveSmallIntegerField(_("minutes"), default=10)
    note = models.TextField(blank=True)
    late_reason = models.CharField(
        max_length=300,
        blank=True,
        help_text=_("The chair's, for what came after the agenda was published."),
    )
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT
    )
    safe_title = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="restricted_item_has_a_title_that_may_be_public",
                condition=Q(restriction=None) | ~Q(safe_title=""),
                violation_error_message=_(
                    "Give a title that can be published without giving anything away."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_restricted(self) -> bool:
        return self.restriction is not None and self.restriction.released_on is None

    @property
    def public_since(self) -> dt.date:
        """Of what was heard in public: the day of that, or of its release if later."""
        held_on = self.meeting.held_on
        if self.restriction is None or self.restriction.released_on is None:
            return held_on
        return max(held_on, self.restriction.released_on)

    @property
    def public_title(self) -> str:
        return self.safe_title if self.is_restricted else self.title

    def asked_for(self) -> tuple[Asked, ...]:
        """The actions that it raised, and then what it asked to be told: two queries.

        Each is due when it was asked for, whatever was agreed since.
        """
        actions = (
            Asked(f"Action {a.number}", a.title, a.owner_name, a.first_due_on)
            for a in self.actions.all()
        )
        requests = (
            Asked(f"Information {r.number}", r.text, str(r.asked_of), r.due_on)
            for r in self.information_requests.all()
        )
        return (*actions, *requests)
