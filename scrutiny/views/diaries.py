"""What stands in a calendar: meetings, papers and actions as entries of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.core.visibility import Visibility
from scrutiny.domain.calendars import Entry
from scrutiny.models import (
    Action,
    CalendarFeed,
    InformationRequest,
    Meeting,
    Paper,
    Question,
)

BACK = dt.timedelta(days=90)
"""How far back a calendar goes."""

MINUTES = 120
"""How long a meeting stands in the calendar before its agenda has items."""


def entries_of(
    feed: CalendarFeed, standing: Standing, *, on: dt.date
) -> Iterator[Entry]:
    """Nothing that whoever gave it out may not see today; at most five queries."""
    recent = Meeting.objects.for_office(standing.office).filter(held_on__gte=on - BACK)
    meetings = _seen_by(recent, standing)
    if feed.kind == CalendarFeed.Kind.BODY:
        meetings = meetings.filter(body=feed.body)
    if feed.kind == CalendarFeed.Kind.PERSON:
        yield from _papers(standing)
        yield from _actions(standing)
        yield from _answers(standing)
    for meeting in meetings.annotate(lasts=Sum("items__duration")):
        yield _meeting(meeting, standing)


def _seen_by(meetings, standing: Standing):
    if standing.can(Can.READ_DESK):
        return meetings
    rings = []
    if standing.can(Can.READ_PANEL_PAPERS):
        rings = [Visibility.PUBLIC, Visibility.PANEL]
    return meetings.filter(body__visibility__in=rings)


def _meeting(meeting: Meeting, standing: Standing) -> Entry:
    """The body, the day and the place: nothing of what is on the agenda."""
    starts: dt.date = meeting.held_on
    if meeting.starts_at is not None:
        local = dt.datetime.combine(meeting.held_on, meeting.starts_at)
        starts = timezone.make_aware(local)
    reads_it = standing.can(Can.READ_DESK)
    return Entry(
        uid=f"meeting-{meeting.pk}@{standing.office.slug}",
        starts=starts,
        minutes=meeting.lasts or MINUTES,
        title=str(meeting.body),
        place=meeting.place,
        text=meeting.stream_url,
        url=_link("scrutiny:meeting", standing, meeting.pk) if reads_it else "",
        is_cancelled=meeting.status == Meeting.Status.CANCELLED,
    )


def _papers(standing: Standing) -> Iterator[Entry]:
    owed = Paper.objects.for_office(standing.office).owed().with_meeting()
    for paper in owed.filter(owner=standing.user, due_at__isnull=False):
        yield Entry(
            uid=f"paper-{paper.pk}@{standing.office.slug}",
            starts=paper.due_at,
            minutes=15,
            title=_("Paper due: %(paper)s") % {"paper": paper},
            url=_link("scrutiny:paper", standing, paper.pk),
        )


def _actions(standing: Standing) -> Iterator[Entry]:
    """Those this person owns, and those of the organisations they answer for.

    Each is known by its key: its number would tell how many others there are.
    """
    actions = Action.objects.for_office(standing.office).open()
    for action in actions.owned_by(standing.user, standing.provides_for):
        yield Entry(
            uid=f"action-{action.key}@{standing.office.slug}",
            starts=action.due_on,
            title=_("Action due: %(title)s") % {"title": action.title},
        )


def _answers(standing: Standing) -> Iterator[Entry]:
    """What the organisations they answer for were asked, and have not answered."""
    if not standing.provides_for:
        return
    asked = Question.objects.for_office(standing.office).put_to(standing.provides_for)
    for question in asked.unanswered():
        yield Entry(
            uid=f"question-{question.key}@{standing.office.slug}",
            starts=question.due_on,
            title=_("Answer due: %(text)s") % {"text": question.text},
        )
    requests = InformationRequest.objects.for_office(standing.office).unanswered()
    for request in requests.put_to(standing.provides_for):
        yield Entry(
            uid=f"request-{request.key}@{standing.office.slug}",
            starts=request.due_on,
            title=_("To be told: %(text)s") % {"text": request.text},
        )


def _link(name: str, standing: Standing, pk: int) -> str:
    return settings.SITE_ADDRESS + reverse(name, args=[standing.office.slug, pk])
