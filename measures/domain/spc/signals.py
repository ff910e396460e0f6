"""Which rules fire at which points of one group, and what each point is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from measures.domain.spc.limits import TIE, Limits, tie

RUN = 7
"""Points on one side of the mean, or in one direction, that make a signal."""

CLOSE, OUTSIDE = 2, 3
"""Zones beyond a near limit and beyond a limit; 1 is the rest of that side."""


class Kind(StrEnum):
    """What a point means, given which direction is better."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Label(StrEnum):
    """The rules, first the one that names a point when several fire."""

    ABOVE_LIMIT = "above_limit"
    BELOW_LIMIT = "below_limit"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_OF_THREE_HIGH = "two_of_three_high"
    TWO_OF_THREE_LOW = "two_of_three_low"
    RUN_HIGH = "run_high"
    RUN_LOW = "run_low"
    COMMON_CAUSE = "common_cause"

    @property
    def is_high(self) -> bool:
        return self in HIGH


HIGH = frozenset(
    {Label.ABOVE_LIMIT, Label.TREND_UP, Label.TWO_OF_THREE_HIGH, Label.RUN_HIGH}
)

Fired = list[list[Label]]
"""For each point the rules that fire there, in the order of ``Label``."""


def fired(values: Sequence[float | None], limits: Limits) -> Fired:
    """The rules that fire at each row of one group; at a missing value, none."""
    zones = _zones(values, limits)
    found: Fired = [[] for _ in values]
    _add_outside(found, zones)
    _add_trends(found, _steps(values))
    _add_two_of_three(found, zones)
    _add_runs(found, zones)
    return found


def _zones(values: Sequence[float | None], limits: Limits) -> list[int]:
    """How far each value lies from the mean, signed; 0 on it, or where missing."""
    if limits.mean is None:
        return [0] * len(values)
    above = _reached(limits.mean, limits.near_upper, limits.upper, 1)
    below = _reached(limits.mean, limits.near_lower, limits.lower, -1)
    zones = []
    for value in values:
        zone = 0
        if value is not None:
            for threshold in above:
                zone += value > threshold
            for threshold in below:
                zone -= value < threshold
        zones.append(zone)
    return zones


def _reached(
    mean: float, near: float | None, limit: float | None, side: int
) -> list[float]:
    """The thresholds on one side, each moved out by what still counts as on it."""
    levels = (mean, near, limit)
    return [level + side * tie(level) for level in levels if level is not None]


def _steps(values: Sequence[float | None]) -> list[int]:
    """The sign of each step to the next row; 0 if equal, or beside a gap."""
    steps = []
    earlier = None
    for later in values:
        step = 0
        if earlier is not None and later is not None:
            move = later - earlier
            step = (move > TIE) - (move < -TIE)
        steps.append(step)
        earlier = later
    return steps[1:]


def _add_outside(found: Fired, zones: list[int]) -> None:
    for rules, zone in zip(found, zones, strict=True):
        if zone == OUTSIDE:
            rules.append(Label.ABOVE_LIMIT)
        elif zone == -OUTSIDE:
            rules.append(Label.BELOW_LIMIT)


def _add_trends(found: Fired, steps: list[int]) -> None:
    """Where two trends share their turning point, it is named by the next step."""
    for start, length, sign in _stretches(steps, RUN - 1):
        label = Label.TREND_UP if sign > 0 else Label.TREND_DOWN
        for at, rules in enumerate(found[start : start + length + 1]):
            is_start = at == 0
            place = _before_trend(rules) if is_start else len(rules)
            rules.insert(place, label)


def _before_trend(rules: list[Label]) -> int:
    """Where in a turning point's rules the trend that starts there goes: first."""
    other = {Label.TREND_UP, Label.TREND_DOWN}
    return next((at for at, rule in enumerate(rules) if rule in other), len(rules))


def _add_two_of_three(found: Fired, zones: list[int]) -> None:
    if zones.count(CLOSE) < 2 and zones.count(-CLOSE) < 2:
        return
    close: dict[int, Label] = {}
    for start in range(len(zones) - 2):
        window = zones[start : start + 3]
        for side, label in _TWO_OF_THREE:
            if window.count(side * CLOSE) >= 2 and min(z * side for z in window) > 0:
                of_window = range(start, start + 3)
                close.update({i: label for i in of_window if zones[i] == side * CLOSE})
    for at, label in close.items():
        found[at].append(label)


_TWO_OF_THREE = ((1, Label.TWO_OF_THREE_HIGH), (-1, Label.TWO_OF_THREE_LOW))


def _add_runs(found: Fired, zones: list[int]) -> None:
    sides = [(zone > 0) - (zone < 0) for zone in zones]
    for start, length, side in _stretches(sides, RUN):
        label = Label.RUN_HIGH if side > 0 else Label.RUN_LOW
        for rules in found[start : start + length]:
            rules.append(label)


def _stretches(signs: list[int], least: int) -> Iterator[tuple[int, int, int]]:
    """Start, length and sign of each unbroken stretch of ``least`` signs or more."""
    start = 0
    for sign, same in groupby(signs):
        length = len(list(same))
        if sign and length >= least:
            yield start, length, sign
        start += length
