"""A measure's series held against chance: its limits, its direction and the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from measures.domain.change import Change
from measures.domain.direction import Direction, direction
from measures.domain.quantity import Unit
from measures.domain.rating import Polarity, State
from measures.domain.series import Series
from measures.domain.spc import (
    Analysis,
    Expected,
    analyse_series,
    charted,
    sentences,
)
from measures.models import Measure, Target, standing
from measures.reading.judging import target_drawn
from measures.reading.points import definition_of
from opcc.core.periods import Period, PeriodKind


@dataclass(frozen=True)
class Process:
    """A series with what chance explains of it, and the words for that.

    ``rebased`` gives the reason at each period where somebody started anew.
    """

    series: Series
    unit: Unit
    analysis: Analysis
    target: Target | None
    rebased: Mapping[Period, str]

    @cached_property
    def expected(self) -> Expected:
        return charted(self.analysis, self.series, unit=self.unit, rebased=self.rebased)

    @property
    def change(self) -> str:
        """ "Concern, low"."""
        return sentences.SHORT_VARIATION[self.analysis.variation]

    @property
    def change_reason(self) -> str:
        return sentences.change_reason(
            self.analysis, self.series, unit=self.unit, expected=self.expected
        )

    @property
    def meets(self) -> str:
        """ "Will miss"; "" without a target that the series is held against."""
        assurance = self.analysis.assurance
        return sentences.SHORT_ASSURANCE[assurance] if assurance else ""

    @property
    def meets_reason(self) -> str:
        return sentences.target_reason(
            self.analysis.assurance,
            self.target and self.target.value,
            unit=self.unit,
            expected=self.expected,
        )

    def reading(self, state: State) -> str:
        return sentences.reading(state, self.analysis)

    def direction(self, year_change: Change | None) -> Direction:
        return direction(self.analysis, year_change)


def analysis_of(measure: Measure, series: Series) -> Analysis | None:
    """The analysis of a series; None of an empty or a rolling one.

    No query for a measure that was asked for ``with_rebases()``.
    """
    process = process_of(measure, series)
    return process and process.analysis


def process_of(measure: Measure, series: Series) -> Process | None:
    """A series analysed by the measure's own polarity, target and rebases.

    None where there is nothing to analyse, as for ``analysis_of``.
    """
    latest = series.latest
    if latest is None or series.period_kind is PeriodKind.ROLLING:
        return None
    version = definition_of(measure, latest.period) or measure.latest_version
    if version is None:
        return None
    target, rebased = target_drawn(measure, series), rebases_in(measure, series)
    polarity = Polarity.NEUTRAL if measure.is_indicator else version.polarity
    analysis = analyse_series(
        series,
        polarity=polarity,
        target=target and target.value,
        rebased_at=rebased,
    )
    return Process(series, version.unit, analysis, target, rebased)


def rebases_in(measure: Measure, series: Series) -> dict[Period, str]:
    """Each rebase at the first period of a series that begins on its day or later."""
    starts = [point.period for point in series.points]
    found = {}
    for rebase in standing(measure.rebases.all()):
        first = next((p for p in starts if p.start >= rebase.period_start), None)
        if first is not None and first != starts[0]:
            found[first] = rebase.reason
    return found
