"""What a figure, a target and a commentary are held against as they are entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from measures.domain.checks import Expectation, Facts, expectation
from measures.domain.series import Point, Series, Symbol
from measures.models import Measure, Observation, Target
from measures.reading.analysing import NEVER, rebases_in
from measures.reading.points import Reading
from measures.reading.series import (
    MONTHS_CHARTED,
    QUARTERS_CHARTED,
    YEARS_SHOWN,
    chart_series_of,
    definition_at,
    quarter_series_of,
)
from opcc.core.periods import Period, PeriodKind

LOOKED_BACK = {
    PeriodKind.MONTH: MONTHS_CHARTED,
    PeriodKind.QUARTER: QUARTERS_CHARTED,
    PeriodKind.YEAR: YEARS_SHOWN,
}
"""As many periods as the measure's own chart goes by, so that their limits agree."""

BASES = {Target.Basis.MONTH: Decimal(1) / 3, Target.Basis.YEAR: Decimal(4)}
"""How much of a quarter's sum a period of another length holds."""


def expected_of(measure: Measure, period: Period) -> Expectation | None:
    """What the figures before a period let expect of it.

    None of a period with which another definition, or another set of limits, begins.
    No query for a measure ``with_recorded(...)`` and ``with_rebases()``.
    """
    if period.kind in NEVER or period.kind not in LOOKED_BACK:
        return None
    series = Reading(measure).series(period, LOOKED_BACK[period.kind])
    rebased = rebases_in(measure, series)
    if series.points[-1].break_before or period in rebased:
        return None
    before = from_the_first(Series(series.kind, series.points[:-1]))
    return expectation(before, rebased_at=rebased)


def parts_of(measure: Measure, period: Period) -> Mapping[str, Sequence[Point | None]]:
    """A figure's parts by what they divide, each None where it is not stated.

    No query for a measure ``with_parts(...)`` and its ``breakdowns``.
    """
    stated = {
        row.breakdown: row for row in measure.recorded_parts if row.period == period
    }
    found: dict[str, list[Point | None]] = defaultdict(list)
    for part in measure.breakdowns.all():
        row = stated.get(part.name)
        found[part.dimension].append(row and _stated(row))
    return found


def level_of(measure: Measure, quarter: Period, basis: str = "") -> Decimal | None:
    """About what the last year's figures were, for one period of a target's basis.

    The median of the last four quarters; of sums as much of it as the basis holds.
    None without figures. No query for a measure ``with_recorded(...)``.
    """
    series = quarter_series_of(measure, quarter, count=4)
    known = [value for value in series.values if value is not None]
    if not known:
        return None
    level = median(known)
    is_quarterly = series.period_kind is PeriodKind.QUARTER
    return level * BASES.get(basis, Decimal(1)) if is_quarterly else level


def facts_of(measure: Measure, quarter: Period) -> Facts | None:
    """What a quarter's commentary is held against; None without a definition.

    No query for a measure with all that its workbench draws.
    """
    version = definition_at(measure, quarter)
    if version is None:
        return None
    series = quarter_series_of(measure, quarter)
    points = series.points
    back = 4 if series.period_kind is PeriodKind.QUARTER else 1
    return Facts(
        now=points[-1],
        previous=points[-2] if len(points) > 1 else None,
        year_before=points[-1 - back] if len(points) > back else None,
        unit=version.unit,
        polarity=measure.polarity_by(version),
        known=frozenset(_quotable(measure, quarter)),
    )


def _quotable(measure: Measure, quarter: Period) -> Iterator[Decimal]:
    """Every number of the workbench, their sums to date and their differences."""
    points = [
        *quarter_series_of(measure, quarter).points,
        *chart_series_of(measure, quarter).points,
    ]
    for point in points:
        yield from _numbers(point.value, point.numerator, point.denominator)
    values = quarter_series_of(measure, quarter).values
    present = [value for value in values if value is not None]
    for count in range(2, len(present) + 1):
        yield sum(present[-count:], Decimal(0))
    if present:
        yield from (abs(present[-1] - value) for value in present[:-1])
    target = measure.target_on(quarter.end)
    if target is not None:
        yield from _numbers(target.value, target.lower, target.upper)


def _numbers(*numbers: Decimal | None) -> list[Decimal]:
    return [number for number in numbers if number is not None]


def _stated(row: Observation) -> Point:
    return Point(
        row.period,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        symbol=Symbol(row.symbol) if row.symbol else None,
    )


def from_the_first(series: Series) -> Series:
    """Without the periods before anything was stated."""
    points = series.points
    while points and points[0].value is None:
        points = points[1:]
    return Series(series.kind, points)
