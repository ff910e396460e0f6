"""The programme as it is read: what waits, and a list for each quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind
from scrutiny.models import Topic

BACK, AHEAD = 3, 4
"""Quarters shown before this one and after it, where the programme has none further."""


@dataclass(frozen=True)
class Line:
    """A topic as it stands on a day."""

    topic: Topic
    word: str
    tone: str

    @classmethod
    def of(cls, topic: Topic, on: dt.date) -> Line:
        return cls(topic, *topic.stage(on=on))


@dataclass(frozen=True)
class Shelf:
    """The topics of one quarter, in their order of priority."""

    quarter: Period
    lines: tuple[Line, ...]
    is_over: bool

    @property
    def key(self) -> str:
        return self.quarter.key


@dataclass(frozen=True)
class Programme:
    waiting: tuple[Line, ...]
    shelves: tuple[Shelf, ...]

    @property
    def is_empty(self) -> bool:
        return not self.waiting and not any(each.lines for each in self.shelves)


def programme_of(office: Office, *, on: dt.date) -> Programme:
    """What waits for a quarter, and each quarter from three ago on: six queries.

    Quarters further ahead than a year are there as far as the programme reaches.
    """
    topics = Topic.objects.for_office(office)
    now = Period.containing(on, PeriodKind.QUARTER)
    since = topics.filter(quarter_start__gte=(now - BACK).start)
    planned = list(since.exclude(state="dropped").with_all())
    last = max([now + AHEAD, *(topic.quarter for topic in planned)])
    return Programme(
        waiting=_lines(topics.waiting().with_all(), on),
        shelves=tuple(_shelves(planned, now - BACK, last, on)),
    )


def _shelves(planned: list[Topic], first: Period, last: Period, on: dt.date):
    quarter = first
    while quarter <= last:
        mine = [topic for topic in planned if topic.quarter == quarter]
        yield Shelf(quarter, _lines(mine, on), quarter.end < on)
        quarter = quarter + 1


def _lines(topics, on: dt.date) -> tuple[Line, ...]:
    return tuple(Line.of(topic, on) for topic in topics)
