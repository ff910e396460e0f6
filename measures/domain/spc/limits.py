"""The mean and the limits of one group of an XmR chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

REACH = 2.66
"""3 / d2, where d2 = 1.128 relates the mean moving range of pairs to sigma."""

NEAR = 2 / 3 * REACH
"""Two of the three sigmas."""

SCREEN = 3.267
"""D4 for pairs: the upper limit of moving ranges, times their mean."""

MIN_VALUES = 8
"""Fewer values than this in the baseline give a mean and no limits."""

FIRM_VALUES = 13
"""From this many values the limits are firm; below, they are trial limits."""

TIE = 1e-9
"""Values this close to a threshold, times the threshold where over 1, are on it."""


class Strength(StrEnum):
    """How far the limits may be relied on: trial limits are dashed and marked."""

    NONE = "none"
    TRIAL = "trial"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Limits:
    """One group's mean and limits, in the measure's unit, never cut to what can be.

    ``mean`` is None without any value in the baseline; ``reach`` is None where there
    are no limits. ``values`` is how many the baseline has. ``screened``: whether
    extreme moves were left out; ``unscreened_instead``: that leaving them out would
    have left no variation at all, so that they were kept.
    """

    mean: float | None
    reach: float | None
    values: int
    screened: bool = False
    unscreened_instead: bool = False

    @property
    def strength(self) -> Strength:
        if self.reach is None:
            return Strength.NONE
        return Strength.FIRM if self.values >= FIRM_VALUES else Strength.TRIAL

    @property
    def lower(self) -> float | None:
        return self._off(-REACH)

    @property
    def upper(self) -> float | None:
        return self._off(REACH)

    @property
    def near_lower(self) -> float | None:
        return self._off(-NEAR)

    @property
    def near_upper(self) -> float | None:
        return self._off(NEAR)

    def _off(self, factor: float) -> float | None:
        if self.mean is None or self.reach is None:
            return None
        return self.mean + factor * self.reach


def limits_of(baseline: Sequence[float | None], *, screen: bool) -> Limits:
    """The limits that consecutive rows set; ``reach`` is their mean moving range."""
    present = [value for value in baseline if value is not None]
    if not present:
        return Limits(None, None, 0)
    mean = math.fsum(present) / len(present)
    ranges = [
        abs(later - earlier)
        for earlier, later in pairwise(baseline)
        if earlier is not None and later is not None
    ]
    if len(present) < MIN_VALUES or not any(ranges):
        return Limits(mean, None, len(present))
    return _with_reach(mean, len(present), ranges, screen)


def tie(threshold: float) -> float:
    """How close to a threshold a value counts as being on it."""
    return TIE * max(1.0, abs(threshold))


def _with_reach(mean: float, values: int, ranges: list[float], screen: bool) -> Limits:
    whole = math.fsum(ranges) / len(ranges)
    if not screen:
        return Limits(mean, whole, values)
    most = SCREEN * whole
    most -= tie(most)
    kept = [each for each in ranges if each < most]
    if not any(kept):
        return Limits(mean, whole, values, unscreened_instead=True)
    is_screened = len(kept) < len(ranges)
    return Limits(mean, math.fsum(kept) / len(kept), values, screened=is_screened)
