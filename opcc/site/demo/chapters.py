"""One chapter of the story, and those about agendas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.db import transaction

from opcc.site.demo import agendas
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from scrutiny.models import Meeting, TermsOfReference


@dataclass(frozen=True)
class Chapter:
    """One part of the story: when it happened, whether it is told, how to tell it.

    It is told whole or not at all, but for one that is in ``steps`` of its own.
    """

    name: str
    at: dt.datetime
    is_told: Callable[[], bool]
    tell: Callable[[], object]
    steps: bool = False

    def held(self) -> AbstractContextManager:
        return nullcontext() if self.steps else transaction.atomic()


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
        lambda: agendas.board_meeting(cast, days, back).has_agenda,
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
        lambda: agendas.panel_meeting(cast, days, back).has_agenda,
        lambda: agendas.publish_panel(cast, days, back),
    )


def panel_held(cast: Cast, days: Days, back: int) -> Chapter:
    return _held(cast, days.after(back, 56), "panel", days, back)


def next_panel(cast: Cast, days: Days) -> Chapter:
    return Chapter(
        "The agenda of the next panel is begun",
        days.after(0, 25),
        lambda: agendas.panel_meeting(cast, days, 0).has_agenda,
        lambda: agendas.draft_panel(cast, days),
    )


def _held(cast: Cast, at: dt.datetime, body: str, days: Days, back: int) -> Chapter:
    find = agendas.board_meeting if body == "board" else agendas.panel_meeting
    return Chapter(
        f"The {body} looks at {days.back(back)}",
        at,
        lambda: find(cast, days, back).status == Meeting.Status.HELD,
        lambda: agendas.hold(cast, find(cast, days, back)),
    )
