"""What an analysis comes to: variation, assurance, and the words for both."""

from __future__ import annotations

from enum import StrEnum

from measures.domain.spc.limits import Limits, tie
from measures.domain.spc.signals import Kind, Label


class Improvement(StrEnum):
    """Which direction is better; a band is analysed as neutral."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"
    BAND = "band"

    @property
    def is_judged(self) -> bool:
        return self in (Improvement.HIGHER, Improvement.LOWER)


class Variation(StrEnum):
    """What the latest point shows, and which way it went."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    NO_CURRENT_DATA = "no_current_data"

    @property
    def is_improvement(self) -> bool:
        return self in (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)

    @property
    def is_concern(self) -> bool:
        return self in (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)

    @property
    def is_neutral(self) -> bool:
        return self in (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)

    @property
    def moved(self) -> str:
        """Which way: "high", "low", or "" without a signal."""
        side = self.value.rpartition("_")[2]
        return side if side in ("high", "low") else ""

    @property
    def words(self) -> str:
        return VARIATION_WORDS[self]


class Assurance(StrEnum):
    """Whether the process, as it is, will meet its target."""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 (a verdict, not a password)
    INCONSISTENT = "inconsistent"
    CONSISTENT_FAIL = "consistent_fail"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def words(self) -> str:
        return ASSURANCE_WORDS[self]


VARIATION_WORDS = {
    Variation.COMMON_CAUSE: "usual variation: no sign of change",
    Variation.IMPROVEMENT_HIGH: "a change for the better, upwards",
    Variation.IMPROVEMENT_LOW: "a change for the better, downwards",
    Variation.CONCERN_HIGH: "a change for the worse, upwards",
    Variation.CONCERN_LOW: "a change for the worse, downwards",
    Variation.NEUTRAL_HIGH: "a change upwards; neither direction is better",
    Variation.NEUTRAL_LOW: "a change downwards; neither direction is better",
    Variation.NO_CURRENT_DATA: "no figure for the latest period",
}

ASSURANCE_WORDS = {
    Assurance.CONSISTENT_PASS: "will meet the target",
    Assurance.INCONSISTENT: "will hit and miss the target",
    Assurance.CONSISTENT_FAIL: "will not meet the target without change",
    Assurance.NOT_ASSESSABLE: "cannot be assessed, as there are no limits",
}


def kind_of(label: Label, improvement: Improvement) -> Kind:
    if label is Label.COMMON_CAUSE:
        return Kind.COMMON_CAUSE
    if not improvement.is_judged:
        return Kind.NEUTRAL_HIGH if label.is_high else Kind.NEUTRAL_LOW
    is_better = label.is_high is (improvement is Improvement.HIGHER)
    return Kind.IMPROVEMENT if is_better else Kind.CONCERN


def variation_of(label: Label, kind: Kind) -> Variation:
    """The kind of the last point with its direction."""
    if kind in (Kind.COMMON_CAUSE, Kind.NEUTRAL_HIGH, Kind.NEUTRAL_LOW):
        return Variation(kind.value)
    return Variation(f"{kind}_{'high' if label.is_high else 'low'}")


def assurance_of(
    limits: Limits, target: float | None, improvement: Improvement
) -> Assurance | None:
    """None without a target, and where neither direction is better."""
    if target is None or not improvement.is_judged:
        return None
    lower, upper = limits.lower, limits.upper
    if lower is None or upper is None:
        return Assurance.NOT_ASSESSABLE
    is_below = target < lower - tie(lower)
    is_above = target > upper + tie(upper)
    if not is_below and not is_above:
        return Assurance.INCONSISTENT
    passes = is_below is (improvement is Improvement.HIGHER)
    return Assurance.CONSISTENT_PASS if passes else Assurance.CONSISTENT_FAIL
