"""A series laid out on a sheet: sizes, the place of each point, where lines part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from measures.domain.quantity import Unit
from measures.domain.series import Point, Series
from measures.figures.labels import width_of
from measures.figures.scale import moment, tick_words, ticks
from measures.figures.words import told

SizeName = Literal["wide", "narrow", "print", "brief", "workbench"]

NOTE_ROOM = 16
"""Units above the plot for what is said about a break or a rebase."""


@dataclass(frozen=True)
class Size:
    """One drawing: its sheet, margins and type, in units that are drawn 1:1."""

    name: SizeName
    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    type_size: int

    @property
    def is_narrow(self) -> bool:
        return self.name == "narrow"

    @property
    def is_paper(self) -> bool:
        """``brief`` is lower, for a page that has its words under the figures."""
        return self.name in ("print", "brief")


SIZES: dict[str, Size] = {
    "wide": Size("wide", 720, 340, 46, 138, 24, 46, 13),
    "print": Size("print", 720, 292, 46, 138, 24, 46, 13),
    "brief": Size("brief", 720, 210, 46, 138, 24, 46, 13),
    "workbench": Size("workbench", 980, 430, 46, 138, 24, 46, 13),
    "narrow": Size("narrow", 300, 236, 30, 46, 26, 40, 12),
}


class Spot(NamedTuple):
    """A point on the sheet; ``y`` is None where there is no figure to show."""

    x: float
    y: float | None
    moment: float
    point: Point

    @property
    def height(self) -> float:
        """``y`` of a point that has a figure; ValueError for one that has not."""
        if self.y is None:
            raise ValueError(f"There is no figure for {self.point.period}")
        return self.y


@dataclass(frozen=True)
class Plot:
    """Where things stand: ``right`` and ``base`` are the ends of the axes."""

    size: Size
    left: float
    right: float
    top: float
    base: float
    places: Sequence[float]
    words: Sequence[str]
    spots: Sequence[Spot]

    @cached_property
    def figures(self) -> int:
        """How many points have a figure."""
        return sum(spot.y is not None for spot in self.spots)

    @cached_property
    def month_width(self) -> float:
        first, last = self.spots[0], self.spots[-1]
        months = last.moment - first.moment
        return (last.x - first.x) / months if months else self.right - self.left

    def x(self, month: float) -> float:
        first = self.spots[0]
        return first.x + (month - first.moment) * self.month_width

    def y(self, value: float) -> float:
        """The height of a value, held inside the axis: limits are clipped there."""
        low, high = self.places[0], self.places[-1]
        inside = min(max(value, low), high)
        return self.base - (inside - low) / (high - low) * (self.base - self.top)

    @cached_property
    def runs(self) -> list[list[Spot]]:
        """The stretches of neighbours that one line may join, oldest first."""
        runs: list[list[Spot]] = []
        latest: Spot | None = None
        for spot in self.spots:
            if spot.y is not None:
                if latest is None or latest.y is None or spot.point.break_before:
                    runs.append([])
                runs[-1].append(spot)
            latest = spot
        return runs

    def before(self, place: int) -> float:
        """Midway from the point at a place to the one before it."""
        return (self.spots[place - 1].x + self.spots[place].x) / 2


def lay_out(
    series: Series,
    unit: Unit,
    *,
    size: Size,
    others: Iterable[Decimal | float],
    last_words: str,
    is_noted: bool = False,
) -> Plot:
    """Place a series that has a figure; ``others`` are values the axis must hold too.

    ``last_words`` is the widest label at the right, for which a phone makes room;
    ``is_noted`` says that something is written above the plot, as of a break.
    """
    points = told(series)
    values = [None if point.value is None else float(point.value) for point in points]
    ends = (end for point in points for end in (point.low, point.high))
    held = [float(other) for other in (*others, *ends) if other is not None]
    places = _places(values, held, unit)
    words = tick_words(places)
    left = max(size.left, max(width_of(word, size.type_size) for word in words) + 9)
    right = size.width - max(size.right, width_of(last_words, 14) + 8)
    is_noted = is_noted or any(point.break_before for point in points[1:])
    top = size.top + NOTE_ROOM * is_noted
    base = float(size.height - size.foot)
    bare = Plot(size, left, right, top, base, places, words, ())
    moments = [moment(point.period) for point in points]
    columns = _columns(moments, left, right, size)
    heights = [None if value is None else bare.y(value) for value in values]
    spots = [Spot(*row) for row in zip(columns, heights, moments, points, strict=True)]
    return replace(bare, spots=spots)


def _places(
    values: Sequence[float | None], others: Sequence[float], unit: Unit
) -> list[float]:
    held = [value for value in values if value is not None]
    low, high = min(held), max(held)
    ceiling = None
    if unit.is_percent:
        ceiling = 100.0
        others = [_clipped(other, low, high) for other in others]
    finest = 10.0**-unit.decimals
    return ticks(
        min([low, *others]), max([high, *others]), finest=finest, ceiling=ceiling
    )


def _clipped(percentage: float, low: float, high: float) -> float:
    """A limit or target kept to 0 to 100, unless the figures themselves go beyond."""
    return min(max(percentage, min(0.0, low)), max(100.0, high))


def _columns(
    moments: Sequence[float], left: float, right: float, size: Size
) -> list[float]:
    """An x for each moment; few points stand further in from the ends."""
    if len(moments) == 1:
        return [(left + right) / 2]
    inset = 8.0 if size.is_narrow else 12.0 if len(moments) > 12 else 26.0
    first, last = left + inset, right - inset
    scale = (last - first) / (moments[-1] - moments[0])
    return [first + (when - moments[0]) * scale for when in moments]
