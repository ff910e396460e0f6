"""Minutes to take and finish in My work, and conclusions to look at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import workdays
from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.models import AssuranceStatement, Meeting

MINUTES_WITHIN = 5
"""Working days after a meeting in which its minutes are to be finished."""

AHEAD = dt.timedelta(days=28)
"""How long before its day a conclusion is worth looking at again."""


def minutes_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most four queries."""
    if standing.can(Can.MINUTE_MEETINGS):
        yield from _to_minute(standing, on)
    if standing.can(Can.STATE_ASSURANCE) or standing.can(Can.MINUTE_MEETINGS):
        yield from _to_look_at(standing, on)


def _to_minute(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Meetings that have begun, until their minutes are published."""
    meetings = Meeting.objects.for_office(standing.office).filter(held_on__lte=on)
    for meeting in meetings.filter(status="agenda_published"):
        yield _minutes(standing, meeting, on=meeting.held_on, word=_("To begin"))
    for meeting in meetings.filter(status="held", minutes="draft"):
        due_on = _after(meeting.held_on)
        yield _minutes(standing, meeting, on=due_on, word=_("Draft"))
    if standing.can(Can.PUBLISH_AGENDAS):
        for meeting in meetings.filter(minutes="agreed"):
            due_on = _after(meeting.held_on)
            yield _minutes(standing, meeting, on=due_on, word=_("To publish"))


def _minutes(standing: Standing, meeting: Meeting, *, on: dt.date, word: str) -> Due:
    return Due(
        on=on,
        what=_("Minutes of %(meeting)s") % {"meeting": meeting},
        detail=str(meeting.get_status_display()),
        url=reverse("scrutiny:minutes", args=[standing.office.slug, meeting.pk]),
        button=_("Open"),
        word=word,
        tone="quiet",
    )


def _to_look_at(standing: Standing, on: dt.date) -> Iterator[Due]:
    """The conclusions in force whose day to look again comes near."""
    statements = AssuranceStatement.objects.for_office(standing.office)
    newest = AssuranceStatement.objects.filter(item=OuterRef("item"))
    in_force = statements.filter(pk=Subquery(newest.values("pk")[:1]))
    scale = {each.key: each.name for each in standing.office.style.assurance_scale}
    near = in_force.filter(look_again_on__lte=on + AHEAD)
    for statement in near.select_related("item__meeting__body"):
        item = statement.item
        yield Due(
            on=statement.look_again_on,
            what=_("Look again at %(item)s") % {"item": item},
            detail=str(item.meeting),
            url=reverse("scrutiny:minuted-item", args=[standing.office.slug, item.pk]),
            button=_("Open"),
            word=scale.get(statement.grade, statement.grade),
        )


def _after(held_on: dt.date) -> dt.date:
    try:
        return workdays.add(held_on, MINUTES_WITHIN)
    except workdays.OutsideCalendar:
        return held_on
