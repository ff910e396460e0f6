"""An analysis as a chart shows it: stretches of limits, signals and rebases.

Limits are cut to what a figure can be, which the analysis itself never does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from measures.domain.quantity import Kind, Unit
from measures.domain.series import Series
from measures.domain.spc.analysis import Analysis, Group
from measures.domain.spc.limits import Strength
from measures.domain.spc.signals import Kind as PointKind
from opcc.core.periods import Period

SignalKind = Literal["concern", "improvement", "neutral"]

SIGNAL_KINDS: Mapping[PointKind, SignalKind] = {
    PointKind.CONCERN: "concern",
    PointKind.IMPROVEMENT: "improvement",
    PointKind.NEUTRAL_HIGH: "neutral",
    PointKind.NEUTRAL_LOW: "neutral",
}

BELOW_NOUGHT = frozenset({Kind.MONEY, Kind.SCORE})
"""Kinds whose figures may as well be negative, whatever they have been so far."""

HUNDRED = 100.0


@dataclass(frozen=True)
class Stretch:
    """Places ``start`` to ``end`` (not included) of a series, under one set of limits.

    In the series' own unit; ``firm`` limits rest on 13 figures or more.
    """

    start: int
    end: int
    lower: float
    average: float
    upper: float
    firm: bool


@dataclass(frozen=True)
class Expected:
    """What chance explains in a series, and what it does not; places from 0.

    A stretch that may have no limits is not among the ``stretches``. ``signals`` are
    the points beyond chance, ``labels`` what each of them is ("below_limit"),
    ``rebases`` the places where somebody started anew, with the reason.
    """

    stretches: tuple[Stretch, ...] = ()
    signals: tuple[tuple[int, SignalKind], ...] = ()
    rebases: tuple[tuple[int, str], ...] = ()
    labels: tuple[tuple[int, str], ...] = ()

    def at_end(self, length: int) -> Stretch | None:
        """The stretch in which a series of that many points ends, if it has limits."""
        last = self.stretches[-1] if self.stretches else None
        return last if last is not None and last.end == length else None

    def since(self, place: int) -> Expected:
        """The same of the series from a place on; before 0 it begins with more."""
        return Expected(
            stretches=tuple(
                replace(s, start=max(s.start - place, 0), end=s.end - place)
                for s in self.stretches
                if s.end > place
            ),
            signals=tuple((n - place, what) for n, what in self.signals if n >= place),
            rebases=tuple((n - place, why) for n, why in self.rebases if n >= place),
        )


def charted(
    analysis: Analysis,
    series: Series,
    *,
    unit: Unit,
    rebased: Mapping[Period, str] | None = None,
) -> Expected:
    """What to draw of an analysis of ``series``; ``rebased`` gives the reasons.

    Limits carry two decimals more than the unit prints. Of a series without a figure
    nothing is told.
    """
    if all(value is None for value in series.values):
        return Expected()
    reasons = rebased or {}
    least, most = _reach(series, unit)
    return Expected(
        stretches=tuple(
            _stretch(group, least, most, unit.decimals + 2)
            for group in analysis.groups
            if group.strength is not Strength.NONE
        ),
        signals=tuple(
            (place, SIGNAL_KINDS[point.kind])
            for place, point in enumerate(analysis.points)
            if point.kind in SIGNAL_KINDS
        ),
        rebases=tuple(
            (place, reasons[point.period])
            for place, point in enumerate(series.points)
            if point.period in reasons
        ),
        labels=tuple(
            (place, point.label.value)
            for place, point in enumerate(analysis.points)
            if point.kind in SIGNAL_KINDS
        ),
    )


def _stretch(
    group: Group, least: float | None, most: float | None, decimals: int
) -> Stretch:
    limits = group.limits
    numbers = (limits.lower, limits.mean, limits.upper)
    lower, average, upper = (
        round(_within(number, least, most), decimals) for number in numbers
    )
    is_firm = group.strength is Strength.FIRM
    return Stretch(group.start, group.end, lower, average, upper, is_firm)


def _within(number: float | None, least: float | None, most: float | None) -> float:
    if number is None:
        raise ValueError("A stretch without limits is not drawn")
    if least is not None:
        number = max(number, least)
    return number if most is None else min(number, most)


def _reach(series: Series, unit: Unit) -> tuple[float | None, float | None]:
    """The least and the most that a figure can be; None where nothing stops it."""
    values: Sequence[float] = [float(v) for v in series.values if v is not None]
    least = 0.0 if unit.kind not in BELOW_NOUGHT else None
    most = HUNDRED if unit.is_percent else None
    if values and min(values) < 0:
        least = None
    if most is not None and values and max(values) > most:
        most = None
    return least, most
