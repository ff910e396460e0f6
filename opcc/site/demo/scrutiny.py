"""Chapters of scrutiny: what was asked before a board, and the board itself."""

from __future__ import annotations

from collections.abc import Iterator

from opcc.site.demo import boards, questions
from opcc.site.demo.days import Days
from opcc.site.demo.meetings import board_meeting
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import LAST_EDITION, NEWEST, Chapter
from scrutiny.models import FactCheck, Meeting, Minute, Question, Response

SETTLED = (Meeting.Minutes.AGREED, Meeting.Minutes.PUBLISHED)
"""States of minutes in which nobody writes any more."""


def chapters(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """The board on the newest quarter is left to whoever tries the service."""
    quarter = days.back(back)
    since = (days.back(back + 1).start, days.back(back + 1).end)
    asked = Question.objects.for_office(cast.office).filter(at__date__range=since)
    yield Chapter(
        f"Questions about {quarter}",
        days.after(back, 16),
        asked.exists,
        lambda: questions.tell(cast, days, back),
    )
    given = Response.objects.filter(question__in=asked, is_spoken=False)
    yield Chapter(
        f"Answers about {quarter}",
        days.after(back, 21),
        given.exists,
        lambda: questions.tell_answers(cast, days, back),
    )
    yield from _checks(cast, days, back)
    if back != NEWEST:
        yield from _board(cast, days, back)


def _checks(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """Of the newest quarter, the check has ended without a word of confirmation."""
    quarter = days.back(back)
    checks = FactCheck.objects.for_office(cast.office).of(quarter)
    yield Chapter(
        f"The facts of {quarter} are checked",
        days.after(back, 21, hour=15),
        checks.exists,
        lambda: questions.start_check(cast, days, back),
    )
    if back == NEWEST:
        return
    yield Chapter(
        f"The facts of {quarter} are confirmed",
        days.after(back, 23, hour=15),
        checks.filter(confirmed_at__isnull=False).exists,
        lambda: questions.end_check(cast, days, back),
    )


def _board(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """The minutes of the last one are left to be published by whoever tries that."""
    quarter = days.back(back)
    minuted = Minute.objects.for_office(cast.office)
    yield Chapter(
        f"The board on {quarter}",
        days.at_the_board(back),
        minuted.filter(item__meeting__held_on=days.board(back)).exists,
        lambda: boards.tell(cast, days, back),
    )
    yield Chapter(
        f"The minutes of the board on {quarter} are agreed",
        days.at_the_board(back, after=4),
        lambda: board_meeting(cast, days, back).minutes in SETTLED,
        lambda: boards.agree(cast, days, back),
    )
    if back == LAST_EDITION:
        return
    yield Chapter(
        f"The minutes of the board on {quarter} are published",
        days.at_the_board(back, after=5),
        lambda: board_meeting(cast, days, back).minutes == Meeting.Minutes.PUBLISHED,
        lambda: boards.publish(cast, days, back),
    )
