"""A measure's values over time, and what may be added up to a longer period or area.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Literal, Self, TypedDict, Unpack

from measures.domain.quantity import Kind
from opcc.core.periods import MONTHS_IN, Period, PeriodKind

DAY = dt.timedelta(days=1)


class Symbol(StrEnum):
    """Why there is no number."""

    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    SUPPRESSED = "c"
    WITHHELD = "w"

    @property
    def words(self) -> str:
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True)
class Point:
    """One period's value, exact, or the symbol that stands for it.

    A percentage or rate is 100 (or "per") x numerator / denominator; a mean's
    ``denominator`` is its n. ``break_before``: the value is not comparable with the
    one before; ``break_inside``: a sum over values on both sides of a break. ``low``
    and ``high`` are a survey's 95% interval, in the value's unit.

    Raises ValueError unless there is either a value or a symbol, and for half an
    interval or one upside down.
    """

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    symbol: Symbol | None = None
    provisional: bool = False
    revised: bool = False
    estimated: bool = False
    break_before: bool = False
    note: str = ""
    break_inside: bool = False
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is (self.symbol is None):
            raise ValueError(f"{self.period} has either a value or a symbol, not both")
        for number in (self.value, self.numerator, self.denominator):
            if number is not None and not number.is_finite():
                raise ValueError(f"{self.period} has a finite value, not {number}")
        if self.denominator is not None and self.denominator < 0:
            raise ValueError(f"{self.period} has a denominator under 0")
        self._check_interval()

    def _check_interval(self) -> None:
        if self.low is None and self.high is None:
            return
        if self.low is None or self.high is None or self.value is None:
            raise ValueError(f"{self.period} has half an interval, or one of nothing")
        if self.low > self.high:
            raise ValueError(f"{self.period} has an interval upside down")

    @classmethod
    def missing(cls, period: Period, note: str = "") -> Self:
        return cls(period, symbol=Symbol.NOT_AVAILABLE, note=note)

    @property
    def marks(self) -> tuple[str, ...]:
        """The letters that stand beside the number: p, r, e, b."""
        has = {
            "p": self.provisional,
            "r": self.revised,
            "e": self.estimated,
            "b": self.break_before or self.break_inside,
        }
        return tuple(letter for letter, holds in has.items() if holds)

    @property
    def symbols(self) -> str:
        """What is printed: "[c]" in place of a number, "[p] [r]" beside one, or ""."""
        if self.symbol is not None:
            return f"[{self.symbol}]"
        return " ".join(f"[{letter}]" for letter in self.marks)


@dataclass(frozen=True)
class Series:
    """Consecutive periods of one length, oldest first; a gap is a point [x].

    May be empty. Raises ValueError for periods that do not follow each other.
    """

    kind: Kind
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.points):
            if later.period != earlier.period + 1:
                raise ValueError(f"{later.period} does not follow {earlier.period}")

    @classmethod
    def of(
        cls, kind: Kind, first: Period, last: Period, recorded: Mapping[Period, Point]
    ) -> Self:
        """Every period from ``first`` to ``last``, with [x] where none is recorded.

        What is recorded outside those periods is left out. Raises ValueError where
        ``first`` and ``last``, or what is recorded, are of different lengths.
        """
        if first.kind is not last.kind or last < first:
            raise ValueError(f"A series does not run from {first} to {last}")
        for period, point in recorded.items():
            if period.kind is not first.kind or point.period != period:
                raise ValueError(f"{point.period} is not a {first.kind} of the series")
        points = []
        period = first
        while period <= last:
            points.append(recorded.get(period) or Point.missing(period))
            period = period + 1
        return cls(kind, tuple(points))

    @property
    def period_kind(self) -> PeriodKind | None:
        """The length of its periods; None when it is empty."""
        return self.points[0].period.kind if self.points else None

    @property
    def latest(self) -> Point | None:
        """The last period's point, whether or not it has a value."""
        return self.points[-1] if self.points else None

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        return tuple(point.value for point in self.points)

    def at(self, period: Period) -> Point | None:
        for point in self.points:
            if point.period == period:
                return point
        return None

    def upto(self, period: Period) -> Series:
        """What had ended when ``period`` ended."""
        kept = tuple(each for each in self.points if each.period.end <= period.end)
        return replace(self, points=kept)

    def over(self, window: Period) -> tuple[Point, ...]:
        """A point for every period inside ``window``, [x] for those it lacks.

        Raises ValueError where the window is not made of whole periods.
        """
        if self.period_kind not in MONTHS_IN:
            raise ValueError("Only months, quarters and years make a longer period")
        wanted = window.split(self.period_kind)
        found = {point.period: point for point in self.points}
        return tuple(found.get(each) or Point.missing(each) for each in wanted)


StockStatedAs = Literal["latest", "average"]
DurationStatedAs = Literal["mean", "median"]


class HowCombined(TypedDict, total=False):
    """What a measure says of itself, where its kind leaves it open."""

    per: int
    stock: StockStatedAs
    duration_stated_as: DurationStatedAs


@dataclass(frozen=True)
class Combined:
    """A total, how many of its parts had a figure, and why it is missing if it is."""

    point: Point
    present: int
    of: int
    reason: str


def combine(
    points: Sequence[Point],
    *,
    kind: Kind,
    period: Period,
    per: int | None = None,
    stock: StockStatedAs = "latest",
    duration_stated_as: DurationStatedAs = "median",
) -> Combined:
    """One measure over several periods that make up ``period`` exactly, oldest first.

    ``per`` is a rate's multiplier (a percentage's is 100). One part that is the whole
    period stands as it is. A suppressed or withheld part hides the total; a break
    inside is carried up, not refused.

    Raises ValueError where the parts are not the whole, or a rate has no ``per``.
    """
    _check_whole(points, period)
    parts = _Parts(tuple(points), period, _noun(points))
    if len(points) == 1 and points[0].period == period:
        return parts.as_is(points[0])
    if kind is Kind.STOCK and stock == "latest":
        return parts.latest()
    return _total(parts, _kind_stated(kind, duration_stated_as), per)


def combine_areas(
    points: Sequence[Point],
    *,
    kind: Kind,
    period: Period,
    per: int | None = None,
    duration_stated_as: DurationStatedAs = "median",
) -> Combined:
    """One measure over several areas in the same period; a stock is a sum.

    Raises ValueError for no areas, another period's value, or a rate without ``per``.
    """
    if not points or any(point.period != period for point in points):
        raise ValueError(f"Every area needs a value, or a symbol, for {period}")
    parts = _Parts(tuple(points), period, "areas")
    if len(points) == 1:
        return parts.as_is(points[0])
    stated = Kind.COUNT if kind is Kind.STOCK else kind
    return _total(parts, _kind_stated(stated, duration_stated_as), per)


def quarters(series: Series, **how: Unpack[HowCombined]) -> Series:
    """The quarters that months make; a series of quarters is returned as it is.

    A quarter that the last month does not end is left out; one that the series joins
    late has [x] for what came before. Raises ValueError for other periods.
    """
    if series.period_kind in (None, PeriodKind.QUARTER):
        return series
    if series.period_kind is not PeriodKind.MONTH:
        raise ValueError(f"A {series.period_kind} is not part of a quarter")
    first, last = series.points[0].period, series.points[-1].period
    quarter = Period.containing(first.start, PeriodKind.QUARTER)
    made = []
    while quarter.end <= last.end:
        made.append(_over(series, quarter, how).point)
        quarter = quarter + 1
    return Series(series.kind, tuple(made))


def to_date(series: Series, upto: Period, **how: Unpack[HowCombined]) -> Combined:
    """The financial year, from April to the end of ``upto``.

    Raises ValueError where months or quarters do not fit that window exactly.
    """
    window = window_of(upto.financial_year.start, upto.end)
    return _over(series, window, how)


def rolling(
    series: Series, upto: Period, months: int = 12, **how: Unpack[HowCombined]
) -> Combined:
    """The ``months`` months that end with ``upto``; of quarters, as many as that is.

    Raises ValueError where the series' periods do not fit that window exactly.
    """
    start = Period.rolling(upto.end, months=months).start
    return _over(series, window_of(start, upto.end), how)


def _over(series: Series, window: Period, how: HowCombined) -> Combined:
    return combine(series.over(window), kind=series.kind, period=window, **how)


def window_of(start: dt.date, end: dt.date) -> Period:
    """The month, quarter or financial year of those days, or a rolling window."""
    for kind in MONTHS_IN:
        regular = Period.containing(end, kind)
        if (regular.start, regular.end) == (start, end):
            return regular
    return Period(start, end, PeriodKind.ROLLING)


def _check_whole(points: Sequence[Point], period: Period) -> None:
    follows = all(b.period.start == a.period.end + DAY for a, b in pairwise(points))
    if (
        not points
        or not follows
        or points[0].period.start != period.start
        or points[-1].period.end != period.end
    ):
        raise ValueError(f"The parts do not make up {period.words}")


def _noun(points: Sequence[Point]) -> str:
    return f"{points[0].period.kind}s"


def _kind_stated(kind: Kind, duration_stated_as: DurationStatedAs) -> Kind:
    if kind is not Kind.DURATION:
        return kind
    return Kind.MEAN if duration_stated_as == "mean" else Kind.MEDIAN


@dataclass(frozen=True)
class _Parts:
    """The points to combine, what they make, and the word for them."""

    points: tuple[Point, ...]
    period: Period
    noun: str

    @property
    def of_areas(self) -> bool:
        return self.noun == "areas"

    def as_is(self, point: Point) -> Combined:
        reason = "" if point.symbol is None else point.note or point.symbol.words
        return Combined(point, int(point.symbol is None), 1, reason)

    def latest(self) -> Combined:
        """The value at the end; a break among the others still parts it from before."""
        last = self.points[-1]
        point = replace(
            last,
            period=self.period,
            break_before=any(part.break_before for part in self.points),
        )
        words = "" if last.symbol is None else last.symbol.words
        reason = words and f"{last.period.words} is {words}"
        return Combined(point, self._count(_has_value), len(self.points), reason)

    def nothing(
        self, symbol: Symbol, reason: str, has: Callable[[Point], bool]
    ) -> Combined:
        point = Point(self.period, symbol=symbol, note=reason)
        return Combined(point, self._count(has), len(self.points), reason)

    def hidden(self, has: Callable[[Point], bool]) -> Combined | None:
        """No total, where a part is suppressed or withheld; None where none is."""
        for symbol in (Symbol.SUPPRESSED, Symbol.WITHHELD):
            if any(part.symbol is symbol for part in self.points):
                reason = f"one or more {self.noun} are {symbol.words}"
                return self.nothing(symbol, reason, has)
        return None

    def incomplete(self, has: Callable[[Point], bool], what: str) -> Combined | None:
        """No total, where a part lacks what the total needs; None where none does."""
        present, of = self._count(has), len(self.points)
        if present == of:
            return None
        if all(part.symbol is Symbol.NOT_APPLICABLE for part in self.points):
            return self.nothing(Symbol.NOT_APPLICABLE, "not applicable", has)
        reason = f"{present} of {of} {self.noun}{what}"
        return self.nothing(Symbol.NOT_AVAILABLE, reason, has)

    def total(
        self,
        value: Decimal,
        numerator: Decimal | None = None,
        denominator: Decimal | None = None,
    ) -> Combined:
        """The marks of every part are the total's too."""
        later = () if self.of_areas else self.points[1:]
        point = Point(
            self.period,
            value,
            numerator,
            denominator,
            provisional=any(part.provisional for part in self.points),
            revised=any(part.revised for part in self.points),
            estimated=any(part.estimated for part in self.points),
            break_before=any(part.break_before for part in self.points),
            break_inside=any(part.break_inside for part in self.points)
            or any(part.break_before for part in later),
        )
        return Combined(point, len(self.points), len(self.points), "")

    def _count(self, has: Callable[[Point], bool]) -> int:
        return sum(has(part) for part in self.points)


def _total(parts: _Parts, kind: Kind, per: int | None) -> Combined:
    """The table of kinds, but for the latest of a stock."""
    if kind in (Kind.MEDIAN, Kind.SCORE):
        reason = f"no total: a {kind} cannot be combined"
        return parts.nothing(Symbol.NOT_APPLICABLE, reason, _has_value)
    if kind in (Kind.PERCENTAGE, Kind.RATE):
        return _ratio(parts, 100 if kind is Kind.PERCENTAGE else per)
    if kind is Kind.MEAN:
        return _weighted_mean(parts)
    refused = parts.hidden(_has_value) or parts.incomplete(_has_value, "")
    if refused is not None:
        return refused
    total = _sum(part.value for part in parts.points)
    if kind is Kind.STOCK:
        return parts.total(total / len(parts.points))
    return parts.total(total)


def _ratio(parts: _Parts, per: int | None) -> Combined:
    """Sum of numerators / sum of denominators: never a mean of percentages."""
    if per is None or per <= 0:
        raise ValueError("A rate is combined with its multiplier, such as per=1000")
    known = all(_has_value(part) for part in parts.points)
    lacking = " with a numerator and denominator" if known else ""
    refused = parts.hidden(_has_ratio) or parts.incomplete(_has_ratio, lacking)
    if refused is not None:
        return refused
    numerator = _sum(part.numerator for part in parts.points)
    denominator = _sum(part.denominator for part in parts.points)
    if denominator == 0:
        return _base_of_nought(parts, numerator)
    return parts.total(numerator * per / denominator, numerator, denominator)


def _weighted_mean(parts: _Parts) -> Combined:
    known = all(_has_value(part) for part in parts.points)
    lacking = " with the number that the mean is of" if known else ""
    refused = parts.hidden(_has_weight) or parts.incomplete(_has_weight, lacking)
    if refused is not None:
        return refused
    weights = _sum(part.denominator for part in parts.points)
    if weights == 0:
        return _base_of_nought(parts, None)
    weighted = (
        part.value * part.denominator
        for part in parts.points
        if part.value is not None and part.denominator is not None
    )
    return parts.total(_sum(weighted) / weights, denominator=weights)


def _base_of_nought(parts: _Parts, numerator: Decimal | None) -> Combined:
    """Known to be of nothing, which longer periods can still count."""
    none = parts.nothing(Symbol.NOT_APPLICABLE, "the base is 0", _has_value)
    point = replace(none.point, numerator=numerator, denominator=Decimal(0))
    return replace(none, point=point)


def _has_value(part: Point) -> bool:
    return part.value is not None


def _has_ratio(part: Point) -> bool:
    """Also of 0 of 0, a percentage that is [z] but adds up."""
    return (
        part.numerator is not None
        and part.denominator is not None
        and (_has_value(part) or part.symbol is Symbol.NOT_APPLICABLE)
    )


def _has_weight(part: Point) -> bool:
    """Also a mean of nobody, which is [z] and weighs nothing."""
    of_nobody = part.symbol is Symbol.NOT_APPLICABLE and part.denominator == 0
    return of_nobody or (_has_value(part) and part.denominator is not None)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))
