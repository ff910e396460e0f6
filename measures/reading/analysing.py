"""A measure's series held against chance: its limits, its direction and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.domain.change import Change
from measures.domain.direction import Direction, direction
from measures.domain.quantity import Unit
from measures.domain.rating import Polarity, State
from measures.domain.series import Series
from measures.domain.spc import (
    Analysis,
    Assurance,
    Expected,
    Strength,
    analyse_series,
    charted,
    sentences,
)
from measures.models import Measure, Target, standing
from measures.reading.judging import target_drawn
from measures.reading.points import definition_of
from opcc.core.periods import Period, PeriodKind

NEVER = frozenset({PeriodKind.ROLLING, PeriodKind.DAY})
"""Rolling totals share their months, and single days are not consecutive periods."""

SIDES = {
    Assurance.CONSISTENT_PASS: "consistent_pass_below",
    Assurance.CONSISTENT_FAIL: "consistent_fail_above",
}

FIRM = gettext_lazy(
    "Shaded: the range expected from chance (XmR limits, firm, %(count)s %(noun)s)."
)
TRIAL = gettext_lazy("Dotted: trial limits, from %(count)s %(noun)s only.")

SIGNALS = {
    "concern": gettext_lazy("Diamonds: a change for the worse, larger than chance."),
    "improvement": gettext_lazy(
        "Triangles: a change for the better, larger than chance."
    ),
    "neutral": gettext_lazy(
        "Squares: a change larger than chance; neither way is better."
    ),
}


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
    is_better_lower: bool
    is_survey: bool = False

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
    def warnings(self) -> tuple[str, ...]:
        """What to bear in mind of firm limits; of others the reason says enough."""
        is_firm = self.analysis.strength is Strength.FIRM
        return self.analysis.warnings if is_firm else ()

    @property
    def meets(self) -> str:
        """ "Will miss"; "" without a target that the series is held against."""
        assurance = self.analysis.assurance
        return sentences.SHORT_ASSURANCE[assurance] if assurance else ""

    @property
    def meets_reason(self) -> str:
        return sentences.target_reason(
            self.analysis,
            self.target and self.target.value,
            unit=self.unit,
            expected=self.expected,
        )

    @property
    def meets_shape(self) -> str:
        """The name of its shape, which says on which side of the target figures lie."""
        assurance = self.analysis.assurance or Assurance.NOT_ASSESSABLE
        if not self.is_better_lower or assurance not in SIDES:
            return assurance.value
        return SIDES[assurance]

    @property
    def caption(self) -> str:
        """What the limits rest on, and what the shapes mean, for under the chart."""
        return " ".join(self._caption())

    def _caption(self) -> Iterator[str]:
        expected, count = self.expected, len(self.series.points)
        stretch = expected.at_end(count)
        if stretch is not None:
            noun = sentences.NOUNS[self.series.points[-1].period.kind]
            words = {"count": self.analysis.groups[-1].limits.values, "noun": noun}
            yield str(FIRM if stretch.firm else TRIAL) % words
        elif self.series.values.count(None) < count:
            yield _("No limits are drawn: they need 8 figures.")
        kinds = {kind for _place, kind in expected.signals}
        yield from (str(words) for kind, words in SIGNALS.items() if kind in kinds)
        if expected.rebases:
            yield _("Upright: the limits start anew there.")

    def reading(self, state: State) -> str:
        return sentences.reading(state, self.analysis)

    def direction(self, year_change: Change | None) -> Direction:
        return direction(
            self.analysis,
            year_change,
            is_survey=self.is_survey,
            difference_interval=year_change and year_change.interval,
        )


def analysis_of(measure: Measure, series: Series) -> Analysis | None:
    """The analysis of a series; None of an empty or rolling one, or of single days.

    No query for a measure that was asked for ``with_rebases()``.
    """
    process = process_of(measure, series)
    return process and process.analysis


def process_of(measure: Measure, series: Series) -> Process | None:
    """A series analysed by the measure's own polarity, target and rebases.

    None where there is nothing to analyse, as for ``analysis_of``.
    """
    latest = series.latest
    if latest is None or series.period_kind in NEVER:
        return None
    version = definition_of(measure, latest.period) or measure.latest_version
    if version is None:
        return None
    target, rebased = target_drawn(measure, series), rebases_in(measure, series)
    polarity = measure.polarity_by(version)
    analysis = analyse_series(
        series,
        polarity=polarity,
        target=target and target.value,
        rebased_at=rebased,
    )
    return Process(
        series,
        version.unit,
        analysis,
        target,
        rebased,
        is_better_lower=polarity == Polarity.LOWER,
        is_survey=version.is_survey,
    )


def rebases_in(measure: Measure, series: Series) -> dict[Period, str]:
    """Each rebase at the first period of a series that begins on its day or later."""
    starts = [point.period for point in series.points]
    found = {}
    for rebase in standing(measure.rebases.all()):
        first = next((p for p in starts if p.start >= rebase.period_start), None)
        if first is not None and first != starts[0]:
            found[first] = rebase.reason
    return found
