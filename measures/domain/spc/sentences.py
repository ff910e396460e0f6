"""An analysis in words: what the latest point shows, and whether a target is in reach.

Sentences are without their full stop. Limits are named as the chart draws them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from measures.domain.quantity import Unit, decimals_of, exact, said
from measures.domain.rating import State
from measures.domain.series import Series
from measures.domain.spc.analysis import Analysis
from measures.domain.spc.charted import Expected, Stretch
from measures.domain.spc.limits import MIN_VALUES
from measures.domain.spc.signals import Label
from measures.domain.spc.verdicts import Assurance, Variation
from opcc.core.periods import PeriodKind

SHORT_VARIATION = {
    Variation.COMMON_CAUSE: "Chance only",
    Variation.IMPROVEMENT_HIGH: "Improvement, high",
    Variation.IMPROVEMENT_LOW: "Improvement, low",
    Variation.CONCERN_HIGH: "Concern, high",
    Variation.CONCERN_LOW: "Concern, low",
    Variation.NEUTRAL_HIGH: "Signal, high",
    Variation.NEUTRAL_LOW: "Signal, low",
    Variation.NO_CURRENT_DATA: "No current data",
}

SHORT_ASSURANCE = {
    Assurance.CONSISTENT_PASS: "Will meet",
    Assurance.INCONSISTENT: "Hit and miss",
    Assurance.CONSISTENT_FAIL: "Will miss",
    Assurance.NOT_ASSESSABLE: "Not assessable",
}

RUNS = frozenset(
    {Label.TREND_UP, Label.TREND_DOWN, Label.RUN_HIGH, Label.RUN_LOW},
)
"""Rules about points that follow each other, of which the length is told."""

NOUNS = {
    PeriodKind.DAY: "days",
    PeriodKind.MONTH: "months",
    PeriodKind.QUARTER: "quarters",
    PeriodKind.YEAR: "years",
}


def change_reason(
    analysis: Analysis, series: Series, *, unit: Unit, expected: Expected
) -> str:
    """Why the latest point is a signal, or what it lies within.

    "September 2026 is below the lower limit of 37.0%, and ends 11 months running
    below the average of 41.1%".
    """
    if not analysis.points:
        return "There is no figure yet"
    latest, words = analysis.points[-1], series.points[-1].period.words
    if latest.value is None:
        return f"There is no figure for {words}"
    if not latest.rules:
        return _within_chance(analysis, words, unit, expected)
    found = [
        _said_rule(rule, analysis, series, unit, expected) for rule in latest.rules
    ]
    return f"{words} {', and '.join(found)}"


def target_reason(
    analysis: Analysis, target: Decimal | None, *, unit: Unit, expected: Expected
) -> str:
    """Where a target lies to the range expected from chance; "" without a target."""
    assurance, stretch = analysis.assurance, _current(analysis, expected)
    if target is None or assurance is None:
        return ""
    if assurance is Assurance.NOT_ASSESSABLE or stretch is None:
        return "There are no limits yet to hold the target against"
    aim = said(target, replace(unit, decimals=decimals_of(target)))
    span = _span(stretch, unit)
    if assurance is Assurance.INCONSISTENT:
        return f"The target of {aim} lies inside the expected range, {span}"
    side = "below" if stretch.upper < target else "above"
    return f"The whole expected range, {span}, lies {side} {aim}"


def reading(state: State, analysis: Analysis) -> str:
    """How position and process go together where they disagree; "" where they agree."""
    if not state.is_rated:
        return ""
    return ". ".join(_disagreements(state, analysis))


def _disagreements(state: State, analysis: Analysis) -> Iterator[str]:
    variation, assurance = analysis.variation, analysis.assurance
    misses = state is not State.GREEN
    if misses and variation.is_improvement:
        yield f"{state.word}, but improving: the change is larger than chance"
    elif not misses and variation.is_concern:
        yield f"{state.word}, but getting worse: the change is larger than chance"
    if misses and assurance is Assurance.CONSISTENT_PASS:
        yield f"{state.word} this time, though as things are the target will be met"
    elif not misses and assurance is Assurance.CONSISTENT_FAIL:
        yield f"{state.word} this time, though as things are the target will be missed"
    elif assurance is Assurance.INCONSISTENT and variation is Variation.COMMON_CAUSE:
        yield (
            f"{state.word} this time: as things are, the target is hit and missed by "
            "chance"
        )


def _within_chance(
    analysis: Analysis, words: str, unit: Unit, expected: Expected
) -> str:
    stretch = _current(analysis, expected)
    if stretch is None:
        count = analysis.groups[-1].limits.values
        if count < MIN_VALUES:
            return f"Too few figures to judge: {count} of the {MIN_VALUES} needed"
        return "The figures do not vary enough to judge"
    trial = "" if stretch.firm else "trial "
    span = _span(stretch, unit)
    return f"{words} is within the {trial}range expected from chance, {span}"


def _said_rule(
    rule: Label, analysis: Analysis, series: Series, unit: Unit, expected: Expected
) -> str:
    stretch = _current(analysis, expected)
    if rule in RUNS:
        return _said_run(rule, analysis, series, unit)
    side = "upper" if rule.is_high else "lower"
    limit = "" if stretch is None else f" of {_said(getattr(stretch, side), unit)}"
    trial = "trial " if stretch is not None and not stretch.firm else ""
    if rule in (Label.ABOVE_LIMIT, Label.BELOW_LIMIT):
        beyond = "above" if rule.is_high else "below"
        return f"is {beyond} the {trial}{side} limit{limit}"
    return f"is one of two in three near the {trial}{side} limit{limit}"


def _said_run(rule: Label, analysis: Analysis, series: Series, unit: Unit) -> str:
    """ "ends 11 months running below the average of 41.1%"."""
    count = 0
    for point in reversed(analysis.points):
        if rule not in point.rules or point.group != analysis.points[-1].group:
            break
        count += 1
    kind = series.period_kind
    noun = NOUNS.get(kind, "figures") if kind else "figures"
    if rule in (Label.TREND_UP, Label.TREND_DOWN):
        return f"ends a {'rise' if rule.is_high else 'fall'} over {count} {noun}"
    side = "above" if rule.is_high else "below"
    mean = analysis.points[-1].mean
    average = "" if mean is None else f" of {_said(mean, unit)}"
    return f"ends {count} {noun} running {side} the average{average}"


def _current(analysis: Analysis, expected: Expected) -> Stretch | None:
    return expected.at_end(len(analysis.points))


def _span(stretch: Stretch, unit: Unit) -> str:
    return f"{_said(stretch.lower, unit)} to {_said(stretch.upper, unit)}"


def _said(number: float, unit: Unit) -> str:
    return said(exact(number), unit)
