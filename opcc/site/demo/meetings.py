"""The diary: the panel, the board, the group before it, and the audit committee."""

from __future__ import annotations

import datetime as dt

from opcc.core.models import Office
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from scrutiny.changes import meetings as changes
from scrutiny.models import Body, Meeting, MeetingSeries

FIRST, LAST = -4, 1
"""The quarters whose meetings are in the diary, counted from the newest."""

BEFORE_BOARD = dt.timedelta(days=8)

HALL, ROOM = "County Hall, Aldermere", "Commissioner's office, Aldermere"


def tell(cast: Cast, days: Days) -> None:
    board = _series(cast, "Accountability Board")
    group = _series(cast, "Performance Group")
    panel = _series(cast, "Police and Crime Panel")
    audit = _series(cast, "Joint Audit Committee")
    for back in range(FIRST, LAST + 1):
        _meet(cast, panel, days.panel(back), dt.time(10, 30), HALL)
        _meet(cast, board, days.board(back), dt.time(14), ROOM)
        _meet(cast, group, days.board(back) - BEFORE_BOARD, dt.time(9, 30), ROOM)
        _meet(cast, audit, days.audit(back), dt.time(13), HALL)
    _cancel_one(cast, days)


def of_the_panel(office: Office) -> list[dt.date]:
    """The days in its diary; none until that is told."""
    panels = Meeting.objects.for_office(office).filter(body__kind=Body.Kind.PANEL)
    return list(panels.values_list("held_on", flat=True))


def panel_meeting(cast: Cast, days: Days, back: int) -> Meeting:
    """The panel's meeting that looks at a quarter."""
    return _told(cast, Body.Kind.PANEL, days.panel(back))


def board_meeting(cast: Cast, days: Days, back: int) -> Meeting:
    """The board's meeting that looks at a quarter."""
    return _told(cast, Body.Kind.BOARD, days.board(back))


def _told(cast: Cast, kind: str, on: dt.date) -> Meeting:
    """The story's own, whoever else people let meet on that day."""
    meetings = Meeting.objects.for_office(cast.office).filter(body__kind=kind)
    return meetings.filter(held_on=on).earliest("pk")


def _series(cast: Cast, name: str) -> MeetingSeries:
    return MeetingSeries.objects.get(body__office=cast.office, name=name)


def _meet(
    cast: Cast, series: MeetingSeries, on: dt.date, at: dt.time, place: str
) -> None:
    meeting = Meeting(
        body=series.body, series=series, held_on=on, starts_at=at, place=place
    )
    changes.add_meeting(meeting=meeting, by=cast.people["scrutiny"])


def _cancel_one(cast: Cast, days: Days) -> None:
    meeting = Meeting.objects.for_office(cast.office).get(
        body__name="Joint Audit Committee", held_on=days.audit(-2)
    )
    changes.cancel_meeting(
        meeting=meeting,
        by=cast.people["scrutiny"],
        reason="Too few members could come. The next meeting takes its business.",
    )
