"""Scales: round numbers for the axis of values, and moments for the axis of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from opcc.core.periods import MONTHS_IN, Period, PeriodKind

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
"""Distances between hairs that a reader can count in, for each power of ten."""

MOST_SPACES = 4
"""At most five hairs, so that the series stays the loudest line."""

FOOT_ROOM = 0.03
"""The part of the span that is kept free under the lowest value."""

MILLION = 1_000_000


def ticks(
    low: float, high: float, *, finest: float, ceiling: float | None = None
) -> list[float]:
    """Where the hairs stand: the finest round steps that hold ``low`` to ``high``.

    ``finest`` is one unit of the last printed decimal: hairs are never closer.
    A span without height is opened on both sides, never below nought where the
    values are not, nor above ``ceiling``.
    """
    low, high = _opened(low, high, finest, ceiling)
    smallest = max((high - low) / MOST_SPACES, finest)
    power = 10.0 ** math.floor(math.log10(smallest) + 1e-9)
    sizes = [step * power for step in STEPS]
    for size in sizes:
        first, last = math.floor(low / size + 1e-9), math.ceil(high / size - 1e-9)
        if last - first <= MOST_SPACES and _is_whole(size / finest):
            break
    return [size * place for place in range(first, last + 1)]


def _is_whole(number: float) -> bool:
    return number > 0.5 and abs(number - round(number)) < 1e-6


def _opened(
    low: float, high: float, finest: float, ceiling: float | None
) -> tuple[float, float]:
    if high - low >= finest:
        return _lowered(low, (high - low) * FOOT_ROOM), high
    room = max(2 * finest, abs(high) / 20)
    opened = high + room
    if ceiling is not None and high <= ceiling:
        opened = min(opened, ceiling)
    return _lowered(low, room), opened


def _lowered(low: float, room: float) -> float:
    """A little lower, so that nothing lies on the axis; nought itself may lie there."""
    return max(low - room, 0.0) if low >= 0 else low - room


def tick_words(places: Sequence[float]) -> list[str]:
    """The numbers beside the hairs; from a million on, in millions."""
    large = max(abs(place) for place in places) >= MILLION
    size = MILLION if large else 1
    step = (places[1] - places[0]) / size
    decimals = max(0, -int(Decimal(f"{step:.6g}").normalize().as_tuple().exponent))
    suffix = "m" if large else ""
    return [minus(f"{place / size:,.{decimals}f}") + suffix for place in places]


def minus(number: str) -> str:
    """A number with a true minus; nought has none."""
    if number.startswith("-"):
        bare = number[1:]
        return bare if not bare.strip("0.,") else f"−{bare}"
    return number


def moment(period: Period) -> float:
    """The middle of a period in months since the year nought.

    A rolling window stands at its last month, a snapshot at its day.
    """
    start = period.start
    if period.kind is PeriodKind.DAY:
        return start.year * 12 + start.month - 1 + (start.day - 0.5) / 31
    if period.kind is PeriodKind.ROLLING:
        return period.end.year * 12 + period.end.month - 0.5
    return start.year * 12 + start.month - 1 + MONTHS_IN[period.kind] / 2
