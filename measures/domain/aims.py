"""Targets as they were in force along a series, one stretch after another.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Protocol, TypeVar

DAY = dt.timedelta(days=1)

Aimed = tuple[Decimal | None, Decimal | None, Decimal | None]
"""A target, or None and both ends of a range."""

NOTHING: Aimed = (None, None, None)


@dataclass(frozen=True)
class AimStretch:
    """One target from a place of a series to before another; places from 0."""

    start: int
    end: int
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def lines(self) -> tuple[Decimal, ...]:
        """What is drawn: the target, or both ends of a range; half a range is none."""
        if self.value is not None:
            return (self.value,)
        if self.lower is None or self.upper is None:
            return ()
        return (self.upper, self.lower)


def aim_stretches(aimed: Iterable[Aimed]) -> tuple[AimStretch, ...]:
    """Where each target held, from what was aimed at for each point of a series."""
    found, start = [], 0
    for aim, alike in groupby(aimed):
        end = start + sum(1 for _ in alike)
        if aim != NOTHING:
            found.append(AimStretch(start, end, *aim))
        start = end
    return tuple(found)


class Dated(Protocol):
    """What holds between two days; the last may be open."""

    @property
    def valid_from(self) -> dt.date: ...

    @property
    def valid_to(self) -> dt.date | None: ...


Held = TypeVar("Held", bound=Dated)


def in_force(
    rows: Sequence[Held], holder: Callable[[dt.date], Held | None]
) -> list[tuple[Held, dt.date, dt.date | None]]:
    """What was in force from which day to which, the newest first.

    ``holder`` says which of them holds on a day. One that never came into force is
    left out; one that came back stands twice.
    """
    ends = [row.valid_to + DAY for row in rows if row.valid_to is not None]
    days = sorted({*(row.valid_from for row in rows), *ends})
    spans: list[tuple[Held, dt.date, dt.date | None]] = []
    for place, day in enumerate(days):
        held = holder(day)
        last = days[place + 1] - DAY if place + 1 < len(days) else None
        if held is None:
            continue
        if spans and spans[-1][0] is held and spans[-1][2] == day - DAY:
            spans[-1] = (held, spans[-1][1], last)
        else:
            spans.append((held, day, last))
    return spans[::-1]
