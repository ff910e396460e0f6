"""A measure's series: by its own periods, by the quarter, and as it is charted."""

from __future__ import annotations

import datetime as dt
from typing import Unpack

from measures.domain.quantity import Kind
from measures.domain.series import Point, Series
from measures.models import Measure, MeasureVersion, Target
from measures.reading.points import HowRead, Reading, definition_of, native_kind
from opcc.core.periods import Period, PeriodKind

YEARS_SHOWN = 6
"""How many years of figures a chart of years, and the days loaded, go back."""

MONTHS_CHARTED = 36
QUARTERS_CHARTED = 12

ADDED_UP = frozenset({Kind.COUNT, Kind.MONEY})
"""Kinds whose quarter is larger than its months, so that a target has a basis."""


def days_for(quarter: Period) -> tuple[dt.date, dt.date]:
    """The first and last day of what the pages of a quarter ask for."""
    year = quarter.financial_year - (YEARS_SHOWN - 1)
    return year.start, quarter.end


def series_of(
    measure: Measure,
    *,
    kind: PeriodKind,
    upto: dt.date,
    count: int,
    **how: Unpack[HowRead],
) -> Series:
    """The last ``count`` periods of one length that had ended on ``upto``.

    As entered for periods of that length; nothing is derived. No query.
    """
    last = Period.containing(upto, kind)
    if last.end > upto:
        last = last - 1
    return Reading(measure, **how).series(last, count)


def quarter_series_of(
    measure: Measure,
    quarter: Period,
    *,
    count: int = QUARTERS_CHARTED,
    **how: Unpack[HowRead],
) -> Series:
    """The ``count`` quarters that end with this one: as entered, or from months.

    A snapshot on a quarter's last day is that quarter's. A yearly measure gives the
    years that had ended instead, one for every four quarters. No query.
    """
    if _is_yearly(measure, quarter):
        return series_of(
            measure,
            kind=PeriodKind.YEAR,
            upto=quarter.end,
            count=max(count // 4, 1),
            **how,
        )
    return Reading(measure, **how).quarters(quarter, count)


def quarter_point_of(
    measure: Measure, quarter: Period, **how: Unpack[HowRead]
) -> Point:
    """A quarter's point; of a yearly measure the last year's that had ended."""
    return quarter_series_of(measure, quarter, count=1, **how).points[-1]


def chart_series_of(
    measure: Measure, quarter: Period, **how: Unpack[HowRead]
) -> Series:
    """What the chart of a quarter draws: 36 months, 12 quarters or 6 years. No query.

    Months are drawn where they are entered, unless a sum is aimed at by the quarter
    or the year, with which a month is not comparable.
    """
    if _is_yearly(measure, quarter):
        return quarter_series_of(measure, quarter, count=YEARS_SHOWN * 4, **how)
    if _is_drawn_by_month(measure, quarter):
        return series_of(
            measure,
            kind=PeriodKind.MONTH,
            upto=quarter.end,
            count=MONTHS_CHARTED,
            **how,
        )
    return quarter_series_of(measure, quarter, **how)


def long_series_of(measure: Measure, quarter: Period, **how: Unpack[HowRead]) -> Series:
    """The chart's periods as far back as ``days_for`` a quarter goes. No query."""
    charted = chart_series_of(measure, quarter, **how)
    if charted.period_kind is PeriodKind.MONTH:
        count = YEARS_SHOWN * 12
        kind, upto = PeriodKind.MONTH, quarter.end
        return series_of(measure, kind=kind, upto=upto, count=count, **how)
    if charted.period_kind is PeriodKind.QUARTER:
        return quarter_series_of(measure, quarter, count=YEARS_SHOWN * 4, **how)
    return charted


def definition_at(measure: Measure, quarter: Period) -> MeasureVersion | None:
    """The definition at a quarter's end; before the first or after the last, that."""
    return measure.version_on(quarter.end) or measure.latest_version


def is_added_up(version: MeasureVersion) -> bool:
    return Kind(version.kind) in ADDED_UP


def _is_yearly(measure: Measure, quarter: Period) -> bool:
    version = definition_of(measure, quarter) or measure.latest_version
    return version is not None and native_kind(version) is PeriodKind.YEAR


def _is_drawn_by_month(measure: Measure, quarter: Period) -> bool:
    version = definition_at(measure, quarter)
    if version is None or native_kind(version) is not PeriodKind.MONTH:
        return False
    target = measure.target_on(quarter.end)
    by_month = target is None or target.basis == Target.Basis.MONTH
    return by_month or not is_added_up(version)
