"""What parts come to, and totals that a provider states for themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Unpack

from measures.domain.quantity import Kind
from measures.domain.series import Point, Symbol, combine_areas
from measures.models import Measure, MeasureVersion
from measures.reading.points import HowRead, Reading, how_combined
from opcc.core.periods import Period


def part_points_of(
    measure: Measure,
    quarter: Period,
    *,
    hidden_parts: Mapping[str, Collection[Period]],
    **how: Unpack[HowRead],
) -> dict[str, Point]:
    """Each part's figure of one quarter, by its name. No query.

    For a measure that was asked for ``with_parts``; a part without a figure in the
    quarter is left out.
    """
    names = sorted({row.breakdown for row in measure.recorded_parts})
    points = {}
    for name in names:
        decided = {**how, "hidden": hidden_parts.get(name, ())}
        reading = Reading(measure, breakdown=name, **decided)
        points[name] = reading.quarters(quarter, 1).points[-1]
    is_missing = Symbol.NOT_AVAILABLE
    return {n: point for n, point in points.items() if point.symbol is not is_missing}


def parts_add_up(
    whole: Point, parts: Collection[Point], version: MeasureVersion
) -> bool:
    """Whether the parts, none of them hidden, come to the whole exactly."""
    if whole.value is None or not parts:
        return False
    per = how_combined(version)["per"]
    kind = Kind(version.kind)
    total = combine_areas(list(parts), kind=kind, period=whole.period, per=per).point
    if kind in (Kind.PERCENTAGE, Kind.RATE):
        stated = (total.numerator, total.denominator)
        return total.value is not None and stated == (
            whole.numerator,
            whole.denominator,
        )
    return total.value == whole.value


def stated_total_of(
    measure: Measure, window: Period, **how: Unpack[HowRead]
) -> Point | None:
    """What the provider stated of a longer window for itself, or None. No query."""
    return Reading(measure, **how).stated(window)
