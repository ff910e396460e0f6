"""A measure's figures held against its targets and its past."""

from __future__ import annotations

import datetime as dt
from typing import Unpack

from measures.domain import rating
from measures.domain.aims import NOTHING, Aimed, AimStretch, aim_stretches
from measures.domain.change import Comparisons, comparisons
from measures.domain.quantity import Kind
from measures.domain.rating import Polarity, Position
from measures.domain.series import Point, Series, Symbol, to_date
from measures.models import Measure, MeasureVersion, Target
from measures.reading.points import HowRead, Reading, definition_of, how_combined
from measures.reading.series import (
    definition_at,
    is_added_up,
    quarter_point_of,
    quarter_series_of,
    series_of,
)
from opcc.core.periods import Period, PeriodKind

INDICATOR = "Not rated: an indicator is given for context"
UNDEFINED = "Not rated: it has no definition yet"
WITHHELD = "Not rated: the figure is withheld"

BASED = frozenset({Kind.PERCENTAGE, Kind.RATE, Kind.MEAN})
"""Kinds whose denominator is the base that a minimum is set for."""


def judged_point_of(measure: Measure, quarter: Period, **how: Unpack[HowRead]) -> Point:
    """What the target in force at a quarter's end judges. No query.

    The quarter's figure; but of a sum aimed at by the month its last month's, and by
    the year that of the last financial year that had ended.
    """
    target = measure.target_on(quarter.end)
    version = definition_at(measure, quarter)
    if target is None or version is None or not is_added_up(version):
        return quarter_point_of(measure, quarter, **how)
    if target.basis == Target.Basis.QUARTER:
        return quarter_point_of(measure, quarter, **how)
    if target.basis == Target.Basis.YEAR:
        return year_point_of(measure, quarter, **how)
    kind = PeriodKind.MONTH
    return series_of(measure, kind=kind, upto=quarter.end, count=1, **how).points[-1]


def position_of(measure: Measure, point: Point, on: dt.date | None = None) -> Position:
    """A point against the target in force on ``on``, by default its period's end.

    A sum is not judged by a target for periods of another length. No query.
    """
    version = definition_of(measure, point.period) or measure.latest_version
    if version is None:
        return Position(rating.State.NO_DATA, UNDEFINED)
    if measure.is_indicator:
        return Position(rating.State.NEUTRAL, INDICATOR)
    if point.symbol is Symbol.WITHHELD:
        return Position(rating.State.NO_DATA, WITHHELD)
    target = measure.target_on(on or point.period.end)
    refusal = _other_basis(version, target, point.period)
    if refusal and version.polarity != Polarity.NEUTRAL:
        return Position(rating.State.NO_TARGET, refusal)
    return _rated(point, version, target)


def target_drawn(measure: Measure, series: Series) -> Target | None:
    """The target in force at a series' end, if its points may be held against it."""
    latest = series.latest
    if latest is None or measure.is_indicator:
        return None
    version = definition_of(measure, latest.period) or measure.latest_version
    target = measure.target_on(latest.period.end)
    if version is None or _other_basis(version, target, latest.period):
        return None
    return target


def aims_drawn(measure: Measure, series: Series) -> tuple[AimStretch, ...]:
    """Each target in force along a series, by the end of every period. No query."""
    return aim_stretches(_aimed(measure, point) for point in series.points)


def _aimed(measure: Measure, point: Point) -> Aimed:
    version = definition_of(measure, point.period) or measure.latest_version
    target = measure.target_on(point.period.end)
    if target is None or version is None or measure.is_indicator:
        return NOTHING
    if _other_basis(version, target, point.period):
        return NOTHING
    return (target.value, target.lower, target.upper)


def break_notes(measure: Measure, series: Series) -> dict[Period, str]:
    """Why a series breaks, by the period that it breaks before. No query."""
    breaks = [point.period for point in series.points if point.break_before]
    versions = {period: definition_of(measure, period) for period in breaks}
    return {period: v.change_note for period, v in versions.items() if v is not None}


def comparisons_of(
    measure: Measure, quarter: Period, **how: Unpack[HowRead]
) -> Comparisons | None:
    """A quarter's comparisons, from quarters as entered or derived. No query.

    None where the measure has no definition yet.
    """
    version = definition_at(measure, quarter)
    if version is None:
        return None
    series = quarter_series_of(measure, quarter, **how)
    at = series.points[-1].period
    target = measure.target_on(at.end)
    return comparisons(
        series,
        at,
        unit=version.unit,
        polarity=measure.polarity_by(version),
        lower=target and target.lower,
        upper=target and target.upper,
        small_base=measure.office.small_base,
        sampling=version.sampling,
        **how_combined(version),
    )


def year_point_of(measure: Measure, quarter: Period, **how: Unpack[HowRead]) -> Point:
    """The last financial year that had ended: as entered, or its four quarters."""
    kind = PeriodKind.YEAR
    entered = series_of(measure, kind=kind, upto=quarter.end, count=1, **how).points[-1]
    version = definition_of(measure, entered.period)
    if entered.symbol is not Symbol.NOT_AVAILABLE or version is None:
        return entered
    last = Period.containing(entered.period.end, PeriodKind.QUARTER)
    four = quarter_series_of(measure, last, count=4, **how)
    if four.period_kind is not PeriodKind.QUARTER:
        return entered
    point = to_date(four, last, **how_combined(version)).point
    return Reading(measure, **how).as_decided(point)


def _other_basis(version: MeasureVersion, target: Target | None, period: Period) -> str:
    """Why a target does not judge a period's figure; "" where it does."""
    if target is None or not is_added_up(version) or target.basis == period.kind:
        return ""
    return f"Not rated: the target is for a {target.basis}, not a {period.kind}"


def _rated(point: Point, version: MeasureVersion, target: Target | None) -> Position:
    return rating.rate(
        point.value,
        target and target.value,
        polarity=version.polarity,
        tolerance=target.tolerance if target else 0,
        tolerance_kind=target.tolerance_kind if target else "absolute",
        lower=target and target.lower,
        upper=target and target.upper,
        suppressed=point.symbol is Symbol.SUPPRESSED,
        base=point.denominator if Kind(version.kind) in BASED else None,
        minimum_base=version.minimum_base,
        unit=version.unit,
    )
