"""What the pages of measures show, gathered once: a row of the list, a whole sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from measures.domain.aims import AimStretch
from measures.domain.change import Change, Comparisons
from measures.domain.direction import Direction
from measures.domain.quantity import Kind, Unit, decimals_of, said, said_full
from measures.domain.rating import Position
from measures.domain.series import Point, Series, Symbol
from measures.domain.surveys import chance_interval
from measures.figures import message
from measures.models import Measure, MeasureVersion, Target
from measures.reading.analysing import Process, process_of
from measures.reading.judging import (
    aims_drawn,
    break_notes,
    comparisons_of,
    judged_point_of,
    position_of,
    target_drawn,
)
from measures.reading.points import definition_of
from measures.reading.series import (
    YEARS_SHOWN,
    chart_series_of,
    quarter_point_of,
    quarter_series_of,
)
from opcc.core.periods import Period, PeriodKind

PART_ENOUGH = frozenset({Kind.STOCK, Kind.MEDIAN, Kind.SCORE})
"""Kinds with nothing to add up over a year: running totals say nothing new."""


@dataclass(frozen=True)
class Row:
    """A measure as the list shows it, for one quarter."""

    measure: Measure
    version: MeasureVersion | None
    point: Point
    target: Target | None
    position: Position
    is_withheld: bool

    @property
    def figure(self) -> str:
        return told(self.point, self.version)

    @property
    def grade(self) -> str:
        """The position's state, as the shapes are named."""
        return "withheld" if self.is_withheld else self.position.state.value

    @property
    def aim(self) -> str:
        return aim_of(self.target, self.version)


@dataclass(frozen=True)
class Figure:
    """One line of a series' table: exact parts, and how they are printed."""

    point: Point
    version: MeasureVersion | None

    @property
    def words(self) -> str:
        return told(self.point, self.version)

    @property
    def numerator(self) -> str:
        return part_of(self.point.numerator, self.point)

    @property
    def denominator(self) -> str:
        return part_of(self.point.denominator, self.point)

    @property
    def interval(self) -> str:
        """ "36.1% to 40.2%"; why there is none, where the survey gives none."""
        return interval_of(self.point, self.version)


@dataclass(frozen=True)
class Sheet:
    """A measure's quarter: its chart, its position and what it is compared with."""

    measure: Measure
    quarter: Period
    version: MeasureVersion
    series: Series
    row: Row

    @property
    def unit(self) -> Unit:
        return self.version.unit

    @property
    def title(self) -> str:
        """The finding, in one sentence."""
        polarity = self.measure.polarity_by(self.version)
        return message(self.series, self.unit, polarity=polarity, **self.aims)

    @cached_property
    def target(self) -> Target | None:
        return target_drawn(self.measure, self.series)

    @property
    def aims(self) -> dict:
        """The target and limits that the chart draws."""
        target = self.target
        if target is None:
            return {"target": None, "lower": None, "upper": None}
        return {name: getattr(target, field) for name, field in AIMS.items()}

    @property
    def aims_in_force(self) -> tuple[AimStretch, ...]:
        """Each target along the chart, for as long as it was in force."""
        return aims_drawn(self.measure, self.series)

    @property
    def notes(self) -> dict[Period, str]:
        return break_notes(self.measure, self.series)

    @cached_property
    def process(self) -> Process | None:
        """What chance explains of the series."""
        return process_of(self.measure, self.series)

    @cached_property
    def direction(self) -> Direction | None:
        if self.process is None or self.is_hidden:
            return None
        compared = self._comparisons
        return self.process.direction(compared and compared.year_before)

    @property
    def reading(self) -> str:
        """How position and process go together where they disagree; else ""."""
        return self.process.reading(self.row.position.state) if self.process else ""

    @property
    def is_hidden(self) -> bool:
        """Whether there is no figure at all to say something of."""
        return all(value is None for value in self.series.values)

    @property
    def is_seasonal(self) -> bool:
        """Whether to show its years over each other: of months or quarters only."""
        kind = self.series.period_kind
        return self.measure.is_seasonal and kind in (
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
        )

    @property
    def same_quarters(self) -> Sequence[Figure]:
        """This quarter and the same one of earlier years, newest first."""
        quarters = quarter_series_of(self.measure, self.quarter, count=YEARS_SHOWN * 4)
        return [
            Figure(point, definition_of(self.measure, point.period))
            for point in quarters.points[::-1][::4]
            if point.symbol is not Symbol.NOT_AVAILABLE
        ]

    @property
    def is_survey(self) -> bool:
        return self.version.is_survey

    @property
    def drawn(self) -> Series:
        """The series with a survey's intervals, which the chart draws as whiskers."""
        sampling = self.version.sampling
        if sampling is None:
            return self.series
        return sampling.over(self.series, self.unit.decimals)

    @property
    def interval(self) -> tuple[str, str] | None:
        """Where the quarter's figure may lie, and what that rests on."""
        point, sampling = self.row.point, self.version.sampling
        kind = Kind(self.version.kind)
        found = (
            sampling.interval(point, kind)
            if sampling
            else chance_interval(point, kind, self.version.per)
        )
        if found is None or point.value is None:
            return None
        return found.words(self.unit), found.basis

    @property
    def figures(self) -> Sequence[Figure]:
        """The series' points, newest first."""
        return [
            Figure(point, definition_of(self.measure, point.period))
            for point in reversed(self.drawn.points)
        ]

    @cached_property
    def _comparisons(self) -> Comparisons | None:
        return comparisons_of(self.measure, self.quarter)

    @cached_property
    def changes(self) -> Sequence[tuple[str, Change]]:
        """Each comparison that this kind of measure has, with what it is called."""
        found = self._comparisons
        if found is None:
            return []
        adds_up = Kind(self.version.kind) not in PART_ENOUGH
        named = [
            (_("Change since the period before"), found.previous),
            (_("Change since the same period last year"), found.year_before),
            (_("Year to date"), found.year_to_date if adds_up else None),
            (_("Last twelve months"), found.rolling_12 if adds_up else None),
        ]
        return [(words, change) for words, change in named if change is not None]


AIMS = {"target": "value", "lower": "lower", "upper": "upper"}


def row_of(measure: Measure, quarter: Period) -> Row:
    """No query for a measure with its recorded values, targets and restriction."""
    point = quarter_point_of(measure, quarter)
    judged = judged_point_of(measure, quarter)
    target = measure.target_on(judged.period.end)
    return Row(
        measure=measure,
        version=definition_of(measure, point.period) or measure.latest_version,
        point=point,
        target=None if measure.is_indicator else target,
        position=position_of(measure, judged),
        is_withheld=point.symbol is Symbol.WITHHELD,
    )


def sheet_of(measure: Measure, quarter: Period) -> Sheet | None:
    """None for a measure without a definition. No query, as for ``row_of``."""
    row = row_of(measure, quarter)
    if row.version is None:
        return None
    series = chart_series_of(measure, quarter)
    return Sheet(measure, quarter, row.version, series, row)


def told(point: Point, version: MeasureVersion | None) -> str:
    """A figure as a table prints it, with its symbols: "37.2% [p]", "[x]"."""
    if point.value is None or version is None:
        return point.symbols
    return f"{said(point.value, version.unit)} {point.symbols}".strip()


def interval_of(point: Point, version: MeasureVersion | None) -> str:
    """A point's interval as a table prints it; [x] where the survey gives none."""
    if version is None or point.low is None or point.high is None:
        return f"[{point.symbol or Symbol.NOT_AVAILABLE}]"
    return f"{said(point.low, version.unit)} to {said(point.high, version.unit)}"


def part_of(number, point: Point) -> str:
    """A numerator or denominator as printed; where there is none its symbol, or [x]."""
    if number is None:
        return f"[{point.symbol or Symbol.NOT_AVAILABLE}]"
    return said(number, Unit(Kind.COUNT, "", decimals_of(number)))


def aim_of(target: Target | None, version: MeasureVersion | None) -> str:
    """A target as it was set: "80%", "90 to 110 days", ""."""
    if target is None or version is None:
        return ""
    numbers = [n for n in (target.value, target.lower, target.upper) if n is not None]
    unit = replace(version.unit, decimals=max(decimals_of(n) for n in numbers))
    return " to ".join(said(number, unit) for number in numbers)


def leeway_of(target: Target, version: MeasureVersion) -> str:
    """A tolerance in words: "5 points", "10% of the target", "none"."""
    number = target.tolerance
    if not number:
        return "none"
    plain_number = said(number, Unit(Kind.COUNT, "", decimals_of(number)))
    if target.tolerance_kind == Target.ToleranceKind.PERCENT:
        return f"{plain_number}% of the target"
    if version.unit.is_percent:
        return f"{plain_number} points"
    return said_full(number, replace(version.unit, decimals=decimals_of(number)))
