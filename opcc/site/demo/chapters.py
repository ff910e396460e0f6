"""Chapters about agendas: of boards and of panels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from opcc.site.demo import agendas, meetings
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import Chapter
from scrutiny.models import Meeting, TermsOfReference


def board_opens(cast: Cast, days: Days) -> Chapter:
    terms = TermsOfReference.objects.filter(body__office=cast.office)
    return Chapter(
        "The board meets in public",
        days.opening(11, 15),
        terms.exists,
        lambda: agendas.open_the_board(cast, days),
    )


def board_agenda(cast: Cast, days: Days, back: int) -> Chapter:
    return Chapter(
        f"The agenda of the board that looks at {days.back(back)}",
        days.after(back, 16),
        lambda: meetings.board_meeting(cast, days, back).has_agenda,
        lambda: agendas.publish_board(cast, days, back),
    )


def board_held(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """Once its day is past: of the newest quarter it may still be ahead."""
    if days.board(back) < days.today:
        yield _held(cast, days.after(back, 33), "board", days, back)


def panel_agenda(cast: Cast, days: Days, back: int) -> Chapter:
    return Chapter(
        f"The agenda of the panel that looks at {days.back(back)}",
        days.after(back, 34),
        lambda: meetings.panel_meeting(cast, days, back).has_agenda,
        lambda: agendas.publish_panel(cast, days, back),
    )


def panel_held(cast: Cast, days: Days, back: int) -> Chapter:
    return _held(cast, days.after(back, 56), "panel", days, back)


def next_panel(cast: Cast, days: Days) -> Chapter:
    return Chapter(
        "The agenda of the next panel is begun",
        days.after(0, 25),
        lambda: meetings.panel_meeting(cast, days, 0).has_agenda,
        lambda: agendas.draft_panel(cast, days),
    )


def evening_with_residents(cast: Cast, days: Days) -> Chapter:
    return Chapter(
        "The agenda of the board's evening with residents",
        days.now,
        lambda: agendas.evening(cast).exists(),
        lambda: agendas.invite_residents(cast, days),
    )


def _held(cast: Cast, at: dt.datetime, body: str, days: Days, back: int) -> Chapter:
    find = meetings.board_meeting if body == "board" else meetings.panel_meeting
    return Chapter(
        f"The {body} looks at {days.back(back)}",
        at,
        lambda: find(cast, days, back).status == Meeting.Status.HELD,
        lambda: agendas.hold(cast, find(cast, days, back)),
    )
