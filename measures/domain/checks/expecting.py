"""The range in which the next value is expected, from those before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from measures.domain.quantity import Kind, Unit, exact
from measures.domain.rating import Polarity
from measures.domain.series import Series
from measures.domain.spc import analyse_series
from opcc.core.periods import Period, PeriodKind

FURTHEST = 3.5
"""A modified z-score beyond this marks an outlier.

Source: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, 1993.
"""

NORMAL = 0.6745
"""The median absolute deviation of a normal distribution, in standard deviations."""

LEAST = 5
"""Fewer values than this let nothing be expected."""

BELOW_NOUGHT = frozenset({Kind.MONEY, Kind.SCORE})
"""Kinds whose range may reach below 0; a percentage's ends at 100."""


@dataclass(frozen=True)
class Expectation:
    """A range, its ends included, and what it comes from: "chance" or "the past"."""

    lower: float
    upper: float
    source: str

    def shown(self, unit: Unit) -> tuple[Decimal, Decimal]:
        """The ends as they are said: none beyond what such a number can be."""
        lower, upper = self.lower, self.upper
        if unit.kind not in BELOW_NOUGHT:
            lower = max(lower, 0.0)
        if unit.is_percent:
            upper = min(upper, 100.0)
        return exact(lower), exact(upper)


def expectation(
    before: Series, *, rebased_at: Collection[Period] = ()
) -> Expectation | None:
    """What the values before let expect of the next; None where they are too few.

    The limits of the last group of an XmR chart, trial or firm; where it has none, the
    values whose modified z-score is at most 3.5, from that group's median and median
    absolute deviation. None too where more than half of the values are equal.
    """
    if before.period_kind in (None, PeriodKind.ROLLING, PeriodKind.DAY):
        return None
    analysis = analyse_series(before, polarity=Polarity.NEUTRAL, rebased_at=rebased_at)
    group = analysis.groups[-1]
    if group.limits.lower is not None and group.limits.upper is not None:
        return Expectation(group.limits.lower, group.limits.upper, "chance")
    values = [point.value for point in analysis.points[group.start : group.end]]
    return _around_the_median([value for value in values if value is not None])


def _around_the_median(values: Sequence[float]) -> Expectation | None:
    if len(values) < LEAST:
        return None
    middle = median(values)
    spread = median(abs(value - middle) for value in values)
    if spread == 0:
        return None
    reach = FURTHEST * spread / NORMAL
    return Expectation(middle - reach, middle + reach, "the past")
