"""What scrutiny has looked at, quarter by quarter, and what it has not.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from opcc.core.periods import Period
from scrutiny.domain import diary

QUARTERS_WITHOUT = 4
"""A subject is a gap that nothing looked at in so many quarters, this one included."""

TIMES = ("Not looked at", "Once", "Twice")


@dataclass(frozen=True)
class Subject:
    """What may be looked at: a priority of the plan, or an accountability domain."""

    key: str
    name: str


@dataclass(frozen=True)
class Look:
    """That something was looked at on a day: ``what`` it was, and the subjects' keys.

    ``what`` is a reference such as "topic 4" or "question 105", never its text.
    """

    on: dt.date
    what: str
    subjects: frozenset[str]


@dataclass(frozen=True)
class Cell:
    """What looked at one subject in one quarter, each reference once."""

    quarter: Period
    what: tuple[str, ...]

    @property
    def words(self) -> str:
        count = len(self.what)
        return TIMES[count] if count < len(TIMES) else f"{count} times"


@dataclass(frozen=True)
class Row:
    """One subject: its quarters, oldest first, and when it was last looked at."""

    subject: Subject
    cells: tuple[Cell, ...]
    last_on: dt.date | None
    days_since: int | None
    gap: str

    @property
    def since_words(self) -> str:
        if self.days_since is None:
            return "Never, as far as is known"
        if self.days_since == 0:
            return "Today"
        return "1 day ago" if self.days_since == 1 else f"{self.days_since} days ago"


@dataclass(frozen=True)
class Coverage:
    """The grid: a row for each subject, a column for each quarter."""

    quarters: tuple[Period, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> tuple[Row, ...]:
        """Subjects that are a gap, the longest unseen first."""
        found = [row for row in self.rows if row.gap]
        return tuple(sorted(found, key=_unseen))


def grid(
    looks: Iterable[Look],
    *,
    subjects: Sequence[Subject],
    quarters: Sequence[Period],
    on: dt.date,
) -> Coverage:
    """Put each look under its subjects and its quarter.

    ``quarters`` are oldest first and end with that of ``on``. What is to come is no
    look, and what is older than the first quarter counts for the last day alone.
    """
    seen: dict[str, list[Look]] = {subject.key: [] for subject in subjects}
    for look in looks:
        for key in look.subjects:
            if key in seen and look.on <= on:
                seen[key].append(look)
    rows = tuple(_row(subject, seen, quarters, on) for subject in subjects)
    return Coverage(tuple(quarters), rows)


def _row(
    subject: Subject,
    seen: Mapping[str, list[Look]],
    quarters: Sequence[Period],
    on: dt.date,
) -> Row:
    looks = seen[subject.key]
    cells = tuple(_cell(quarter, looks) for quarter in quarters)
    last_on = max((look.on for look in looks), default=None)
    days = None if last_on is None else (on - last_on).days
    recent = cells[-QUARTERS_WITHOUT:]
    gap = "" if any(cell.what for cell in recent) else _gap(subject, last_on, days)
    return Row(subject, cells, last_on, days, gap)


def _cell(quarter: Period, looks: Iterable[Look]) -> Cell:
    inside = [look for look in looks if quarter.start <= look.on <= quarter.end]
    ordered = sorted(inside, key=lambda look: (look.on, look.what))
    return Cell(quarter, tuple(dict.fromkeys(look.what for look in ordered)))


def _gap(subject: Subject, last_on: dt.date | None, days: int | None) -> str:
    if last_on is None:
        return f"Nothing has looked at “{subject.name}” yet."
    return (
        f"Nothing has looked at “{subject.name}” since {diary.in_words(last_on)}, "
        f"{days} days ago."
    )


def _unseen(row: Row) -> tuple[bool, int]:
    never = row.days_since is None
    return not never, -(row.days_since or 0)
