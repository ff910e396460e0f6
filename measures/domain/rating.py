"""Position against target: green, amber, red, or the reason why there is none.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from measures.domain.quantity import (
    Unit,
    decimals_of,
    exact,
    plain,
    rounded,
    said,
    said_difference,
)

Number = Decimal | int | float

DECIMALS_WITHOUT_UNIT = 2
"""At most this many are printed where no unit says how many."""

HIDDEN = "Not rated: hidden so that nobody can be identified"


class Polarity(StrEnum):
    """Which direction is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEUTRAL = "neutral"


class ToleranceKind(StrEnum):
    """In the measure's own unit, or a percent of the target (or limit) itself."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"


class State(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NEUTRAL = "neutral"
    SUPPRESSED = "suppressed"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    SMALL_BASE = "small_base"

    @property
    def word(self) -> str:
        """What stands beside the shape: "Red", "Not rated", "No target"."""
        if self is State.NEUTRAL:
            return "Not rated"
        return self.value.replace("_", " ").capitalize()

    @property
    def is_rated(self) -> bool:
        return self in (State.GREEN, State.AMBER, State.RED)


@dataclass(frozen=True)
class Position:
    """A state, and the sentence that explains it (without its full stop)."""

    state: State
    reason: str


@dataclass(frozen=True)
class Rule:
    """What a value is judged by; numbers in the measure's own unit.

    ``target`` serves higher and lower, ``lower`` and ``upper`` a band. Raises
    ValueError where the parts make no sense together.
    """

    polarity: Polarity
    tolerance: Decimal
    tolerance_kind: ToleranceKind
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.tolerance < 0:
            raise ValueError(f"A tolerance is 0 or more, not {self.tolerance}")
        check_band(self.lower, self.upper)
        is_share = self.tolerance_kind is ToleranceKind.PERCENT
        if is_share and self.target == 0 and self._has_one_target:
            raise ValueError("A tolerance cannot be a percent of a target of 0")

    @property
    def _has_one_target(self) -> bool:
        return self.polarity in (Polarity.HIGHER, Polarity.LOWER)

    @property
    def is_complete(self) -> bool:
        """Whether there is something to judge by; half a band is not enough."""
        if self.polarity is Polarity.BAND:
            return self.lower is not None and self.upper is not None
        return self.target is not None

    def shortfall(self, value: Decimal) -> Decimal:
        """How far ``value`` is on the worse side; 0 where the target is met."""
        return max(self._miss(value), Decimal(0))

    def limit(self, value: Decimal) -> Decimal:
        """The target, or of a band the limit that ``value`` is nearer to breaching."""
        if self.polarity is not Polarity.BAND:
            return _given(self.target)
        lower, upper = _given(self.lower), _given(self.upper)
        return lower if lower - value > value - upper else upper

    def allowed(self, value: Decimal) -> Decimal:
        """The largest shortfall that is still amber."""
        if self.tolerance_kind is ToleranceKind.ABSOLUTE:
            return self.tolerance
        return abs(self.limit(value)) * self.tolerance / 100

    def judge(self, value: Decimal) -> State:
        """The colour of an exact value; boundaries belong to the better colour."""
        shortfall = self.shortfall(value)
        if shortfall == 0:
            return State.GREEN
        return State.AMBER if shortfall <= self.allowed(value) else State.RED

    def _miss(self, value: Decimal) -> Decimal:
        if self.polarity is Polarity.BAND:
            return max(_given(self.lower) - value, value - _given(self.upper))
        worse_by = _given(self.target) - value
        return worse_by if self.polarity is Polarity.HIGHER else -worse_by


def rate(
    value: Number | None,
    target: Number | None,
    *,
    polarity: Polarity | str,
    tolerance: Number,
    tolerance_kind: ToleranceKind | str,
    lower: Number | None = None,
    upper: Number | None = None,
    suppressed: bool = False,
    base: Number | None = None,
    minimum_base: Number | None = None,
    unit: Unit | None = None,
) -> Position:
    """Rate one exact value against the target in force at its period's end.

    Units: value, target, limits and an absolute tolerance are in the measure's own
    unit, so that a percentage's tolerance is in points. ``base`` is what the value
    rests on (respondents, cases). ``unit`` only words the reason.

    Green is the target met, amber missed by no more than the tolerance, red by more.
    Otherwise the first that applies: neutral, suppressed, no data, no target (or half
    a band), small base.

    Raises ValueError for an argument that makes no sense.
    """
    rule = Rule(
        Polarity(polarity),
        exact(tolerance, "A tolerance"),
        ToleranceKind(tolerance_kind),
        target=_optional(target, "A target"),
        lower=_optional(lower, "A lower limit"),
        upper=_optional(upper, "An upper limit"),
    )
    seen = _optional(value, "A value")
    least = _optional(minimum_base, "A minimum base")
    is_small = _is_small(_optional(base, "A base"), least)
    if rule.polarity is Polarity.NEUTRAL:
        return Position(State.NEUTRAL, "Not rated: neither direction is better")
    if suppressed:
        return Position(State.SUPPRESSED, HIDDEN)
    if seen is None:
        return Position(State.NO_DATA, "Not rated: there is no figure for the period")
    if not rule.is_complete:
        return Position(State.NO_TARGET, f"Not rated: {_what_is_unset(rule)}")
    if is_small:
        words = f"the base is under the minimum of {_said_as_set(least, None)}"
        return Position(State.SMALL_BASE, f"Not rated: {words}")
    return Position(rule.judge(seen), explain(seen, rule, unit=unit))


def explain(value: Decimal, rule: Rule, *, unit: Unit | None = None) -> str:
    """Why a value has its colour, in numbers that lead to that colour again.

    The value is printed with as many more decimals as that takes, so that a missed
    target never reads as met. The shortfall is that of the printed value.
    """
    state = rule.judge(value)
    more = _decimals_more(value, _usual_decimals(value, unit), rule.judge)
    printed = rounded(value, _usual_decimals(value, unit) + more)
    text = _plain_words(printed) if unit is None else said(value, unit, more=more)
    return (
        f"{text} against {_aim(rule, unit)} with {_leeway(rule, unit)}: "
        f"{_verdict(printed, rule, unit)}, so {state}"
    )


def check_band(lower: Decimal | None, upper: Decimal | None) -> None:
    """Raise ValueError for a band whose lower limit is over its upper one."""
    if lower is not None and upper is not None and lower > upper:
        raise ValueError(f"A band runs from low to high, not {lower} to {upper}")


def _is_small(base: Decimal | None, minimum: Decimal | None) -> bool:
    """Whether a known base is under the minimum; an unknown one is not judged."""
    for number in (base, minimum):
        if number is not None and number < 0:
            raise ValueError(f"A base is 0 or more, not {number}")
    return base is not None and minimum is not None and base < minimum


def _decimals_more(
    value: Decimal, decimals: int, judge: Callable[[Decimal], State]
) -> int:
    """How many decimals to add until the printed value has the colour of the exact."""
    state, more = judge(value), 0
    while judge(rounded(value, decimals + more)) is not state:
        more += 1
    return more


def _usual_decimals(value: Decimal, unit: Unit | None) -> int:
    if unit is None:
        return min(decimals_of(value), DECIMALS_WITHOUT_UNIT)
    return unit.decimals


def _what_is_unset(rule: Rule) -> str:
    if rule.polarity is not Polarity.BAND:
        return "no target is set"
    if rule.lower is None and rule.upper is None:
        return "no band is set"
    return "only half of the band is set"


def _aim(rule: Rule, unit: Unit | None) -> str:
    if rule.polarity is Polarity.BAND:
        lower, upper = _said_as_set(rule.lower, unit), _said_as_set(rule.upper, unit)
        return f"a band of {lower} to {upper}"
    return f"a target of {_said_as_set(rule.target, unit)}"


def _leeway(rule: Rule, unit: Unit | None) -> str:
    if rule.tolerance == 0:
        return "no tolerance"
    if rule.tolerance_kind is ToleranceKind.PERCENT:
        whole = "limit" if rule.polarity is Polarity.BAND else "target"
        return f"a tolerance of {_plain_words(rule.tolerance)}% of the {whole}"
    if unit is None:
        return f"a tolerance of {_plain_words(rule.tolerance)}"
    as_set = replace(unit, decimals=decimals_of(rule.tolerance))
    return f"a tolerance of {said_difference(rule.tolerance, as_set)}"


def _verdict(printed: Decimal, rule: Rule, unit: Unit | None) -> str:
    shortfall = rule.shortfall(printed)
    if shortfall == 0:
        return "within it" if rule.polarity is Polarity.BAND else "met"
    return f"{_said_shortfall(shortfall, unit)} {_side(printed, rule)}"


def _said_shortfall(shortfall: Decimal, unit: Unit | None) -> str:
    """A percentage's shortfall goes without "points", which its tolerance has said."""
    if unit is None:
        return _plain_words(shortfall)
    decimals = max(unit.decimals, decimals_of(shortfall))
    if unit.is_percent:
        return plain(shortfall, decimals)
    return said(shortfall, replace(unit, decimals=decimals))


def _side(value: Decimal, rule: Rule) -> str:
    if rule.polarity is Polarity.BAND:
        return "below" if rule.limit(value) > value else "above"
    return "short" if rule.polarity is Polarity.HIGHER else "over"


def _said_as_set(value: Decimal | None, unit: Unit | None) -> str:
    """A target as the office set it: 80%, not 80.0%."""
    number = _given(value)
    if unit is None:
        return _plain_words(number)
    return said(number, replace(unit, decimals=decimals_of(number)))


def _plain_words(value: Decimal) -> str:
    return plain(value, decimals_of(value))


def _optional(value: Number | None, what: str) -> Decimal | None:
    return None if value is None else exact(value, what)


def _given(value: Decimal | None) -> Decimal:
    if value is None:
        raise ValueError("A rule without a target judges nothing")
    return value
