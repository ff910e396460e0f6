"""What the drawing of a sample leaves open in a survey's figures, and chance in counts.

Pure: no Django, no database. All intervals are of 95%, in the measure's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from measures.domain import intervals
from measures.domain.quantity import Kind, Unit, exact, rounded, said, said_difference
from measures.domain.series import Point, Series

UNKNOWN = "How far sampling could move the difference is not known"
WITHIN = "The difference is within what sampling could bring about"
OVERLAP = "The two intervals overlap"

PUBLISHED = "95% confidence interval, as the survey publishes it"

PERCENT = 100


@dataclass(frozen=True)
class Interval:
    """Where a figure's true value may lie, and what that rests on."""

    low: float
    high: float
    basis: str

    @property
    def ends(self) -> tuple[float, float]:
        return self.low, self.high

    def words(self, unit: Unit) -> str:
        """ "35.6% to 38.9%"."""
        return f"{said(exact(self.low), unit)} to {said(exact(self.high), unit)}"


@dataclass(frozen=True)
class Difference:
    """The interval of a difference, and why the difference is no change, or ""."""

    low: float
    high: float
    doubt: str

    def words(self, unit: Unit) -> str:
        """ "−0.5 to 4.6 points", with the sign of each end."""
        ends = [_signed(exact(end), unit) for end in (self.low, self.high)]
        return " to ".join(ends)


@dataclass(frozen=True)
class Sampling:
    """That a measure is a survey; ``design_effect`` is 1 for a simple random sample.

    Raises ValueError for a design effect that is not above 0.
    """

    design_effect: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if self.design_effect <= 0:
            raise ValueError(f"A design effect is above 0, not {self.design_effect}")

    def interval(self, point: Point, kind: Kind) -> Interval | None:
        """The published interval, or Wilson's of n divided by the design effect.

        None where neither is known: a mean or a score without a published one.
        """
        if point.low is not None and point.high is not None:
            return Interval(float(point.low), float(point.high), PUBLISHED)
        if kind is not Kind.PERCENTAGE or not _is_share(point):
            return None
        effect = float(self.design_effect)
        x, n = _number(point.numerator) / effect, _number(point.denominator) / effect
        low, high = intervals.wilson(x, n)
        return Interval(PERCENT * low, PERCENT * high, intervals.SAMPLING)

    def difference(self, now: Point, before: Point, kind: Kind) -> Difference | None:
        """How far sampling could move the difference; None where that is not known.

        Of two proportions this is Newcombe's. It is a change only where 0 is outside
        and the two estimates' own intervals do not meet.
        """
        this, that = self.interval(now, kind), self.interval(before, kind)
        if this is None or that is None or now.value is None or before.value is None:
            return None
        low, high = intervals.of_difference(
            now.value, this.ends, before.value, that.ends
        )
        doubt = "" if intervals.excludes_nought(low, high) else WITHIN
        if not doubt and intervals.overlap(this.ends, that.ends):
            doubt = OVERLAP
        return Difference(low, high, doubt)

    def over(self, series: Series, decimals: int) -> Series:
        """The series with the interval of each figure, rounded as figures are."""
        points = tuple(
            self._with(point, series.kind, decimals) for point in series.points
        )
        return replace(series, points=points)

    def _with(self, point: Point, kind: Kind, decimals: int) -> Point:
        found = self.interval(point, kind) if point.value is not None else None
        if found is None:
            return point
        low, high = (rounded(exact(end), decimals) for end in found.ends)
        return replace(point, low=low, high=high)


def chance_interval(point: Point, kind: Kind, per: int) -> Interval | None:
    """What chance alone could do to a complete count, a rate or a share of one.

    None for other kinds, and where the parts are not known or not whole.
    """
    ends = _chance_ends(point, kind, per)
    return None if ends is None else Interval(*ends, intervals.CHANCE_VARIATION)


def _chance_ends(point: Point, kind: Kind, per: int) -> tuple[float, float] | None:
    if kind is Kind.COUNT and _is_whole(point.value):
        return intervals.count_interval(int(_number(point.value)))
    if kind is Kind.PERCENTAGE and _is_share(point):
        low, high = intervals.wilson(
            _number(point.numerator), _number(point.denominator)
        )
        return PERCENT * low, PERCENT * high
    if kind is Kind.RATE and _is_whole(point.numerator) and point.denominator:
        numerator, people = _number(point.numerator), point.denominator
        _, low, high = intervals.rate_interval(numerator, people, per)
        return low, high
    return None


def _is_share(point: Point) -> bool:
    """Whether a figure is a known part of a known whole."""
    if point.value is None or point.numerator is None or not point.denominator:
        return False
    return 0 <= point.numerator <= point.denominator


def _is_whole(number: Decimal | None) -> bool:
    return number is not None and number >= 0 and number == number.to_integral_value()


def _number(number: Decimal | None) -> float:
    if number is None:
        raise ValueError("There is no number")
    return float(number)


def _signed(end: Decimal, unit: Unit) -> str:
    size = said_difference(end, unit)
    return f"−{size}" if rounded(end, unit.decimals) < 0 else size
