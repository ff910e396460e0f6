"""The analysis of a series: never of rolling totals, never across a break."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from measures.domain import quantity
from measures.domain.rating import Polarity
from measures.domain.series import Series
from measures.domain.spc.analysis import Analysis, analyse
from opcc.core.periods import Period, PeriodKind


def analyse_series(
    series: Series,
    *,
    polarity: Polarity | str,
    target: Decimal | None = None,
    rebased_at: Collection[Period] = (),
    fix_after: int | None = None,
    screen: bool = True,
) -> Analysis:
    """Analyse a measure's values; a break in the series starts a new group.

    A value with a break inside is comparable with neither side, so it is left out
    and the next one starts a group. ``rebased_at`` are the periods that start a new
    group because somebody, with a reason, said so. Periods outside are ignored.

    Raises ValueError for rolling totals, which hold the same months many times over.
    """
    if series.period_kind is PeriodKind.ROLLING:
        raise ValueError("Rolling totals are not analysed: neighbours share months")
    return analyse(
        [None if point.break_inside else point.value for point in series.points],
        improvement=Polarity(polarity).value,
        target=target,
        rebase=_starts(series, rebased_at),
        fix_after=fix_after,
        screen=screen,
        counts=series.kind is quantity.Kind.COUNT,
    )


def _starts(series: Series, rebased_at: Collection[Period]) -> list[int]:
    """The indices that start a group: breaks, and what was rebased."""
    starts, after_break = [], False
    for index, point in enumerate(series.points):
        if after_break or point.break_before or point.period in rebased_at:
            starts.append(index)
        after_break = point.break_inside
    return starts
