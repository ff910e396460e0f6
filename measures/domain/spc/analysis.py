"""An XmR analysis: groups, points, and what they come to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from measures.domain.spc.limits import MIN_VALUES, Limits, Strength, limits_of
from measures.domain.spc.signals import Kind, Label, fired
from measures.domain.spc.verdicts import (
    Assurance,
    Improvement,
    Variation,
    assurance_of,
    kind_of,
    variation_of,
)

Number = Decimal | int | float

LEAST_FIXED = 12
"""Limits are fixed on at least this many rows."""

LOW_COUNT = 5
"""Counts with a mean under this fit an XmR chart badly."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its value, its group's lines, and the rules that fire there.

    Limits are None where the group has none. ``rules`` lists every rule that fires,
    first the one that gives the ``label``; none is common cause.
    """

    value: float | None
    group: int
    mean: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    label: Label
    rules: tuple[Label, ...]
    kind: Kind


@dataclass(frozen=True)
class Group:
    """Rows ``start`` to ``end`` (not included), and the limits they are held to."""

    start: int
    end: int
    limits: Limits

    @property
    def strength(self) -> Strength:
        return self.limits.strength


@dataclass(frozen=True)
class Analysis:
    """What the chart shows; ``warnings`` are sentences to print beside it.

    ``strength`` is that of the last group's limits.
    """

    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    variation: Variation
    assurance: Assurance | None
    strength: Strength
    warnings: tuple[str, ...] = ()

    @property
    def has_limits(self) -> bool:
        """Whether the last group has limits, trial or firm."""
        return self.strength is not Strength.NONE


def analyse(
    values: Sequence[Number | None],
    *,
    improvement: Improvement | str,
    target: Number | None = None,
    rebase: Iterable[int] = (),
    fix_after: int | None = None,
    screen: bool = True,
    counts: bool | None = None,
) -> Analysis:
    """Analyse one value per period, oldest first, None where a period has none.

    ``rebase`` holds the indices that start a new group; ``fix_after`` how many first
    rows of each group set its limits (all of them if None). ``counts`` says whether
    the values are counts; if None, whole numbers of 0 or more are taken for counts.

    Never to be used on rolling totals or across a break. Raises ValueError for a
    value that is not finite, an index outside the values, or fewer than 12 rows fixed.
    """
    rows = [None if value is None else _finite(value) for value in values]
    groups = _groups(rows, rebase, fix_after, screen)
    are_counts = _are_counts(rows) if counts is None else counts
    aim = None if target is None else _finite(target)
    return _analysis(rows, groups, Improvement(improvement), aim, are_counts)


def _analysis(
    rows: list[float | None],
    groups: list[Group],
    better: Improvement,
    aim: float | None,
    are_counts: bool,
) -> Analysis:
    points: list[Point] = []
    for number, group in enumerate(groups):
        points.extend(_points(rows[group.start : group.end], number, group, better))
    last = groups[-1]
    return Analysis(
        points=tuple(points),
        groups=tuple(groups),
        variation=_variation(points),
        assurance=assurance_of(last.limits, aim, better),
        strength=last.strength,
        warnings=_warnings(last, are_counts),
    )


def _finite(value: Number) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"A chart needs finite numbers, not {value}")
    return number


def _groups(
    rows: list[float | None],
    rebase: Iterable[int],
    fix_after: int | None,
    screen: bool,
) -> list[Group]:
    if fix_after is not None and fix_after < LEAST_FIXED:
        raise ValueError(f"Limits are fixed on {LEAST_FIXED} rows or more")
    starts = sorted({0, *rebase})
    if starts[0] < 0 or starts[-1] >= max(len(rows), 1):
        raise ValueError("A new group starts at one of the values")
    bounds = pairwise([*starts, len(rows)])
    return [
        Group(start, end, limits_of(rows[start:end][:fix_after], screen=screen))
        for start, end in bounds
    ]


def _points(
    rows: list[float | None], number: int, group: Group, better: Improvement
) -> list[Point]:
    limits = group.limits
    lines = (limits.lower, limits.upper, limits.near_lower, limits.near_upper)
    points = []
    for value, rules in zip(rows, fired(rows, limits), strict=True):
        label = rules[0] if rules else Label.COMMON_CAUSE
        kind = kind_of(label, better) if rules else Kind.COMMON_CAUSE
        points.append(
            Point(value, number, limits.mean, *lines, label, tuple(rules), kind)
        )
    return points


def _variation(points: list[Point]) -> Variation:
    if not points or points[-1].value is None:
        return Variation.NO_CURRENT_DATA
    return variation_of(points[-1].label, points[-1].kind)


def _are_counts(rows: list[float | None]) -> bool:
    return all(row is None or (row >= 0 and row.is_integer()) for row in rows)


def _warnings(last: Group, are_counts: bool) -> tuple[str, ...]:
    limits = last.limits
    said = []
    if limits.strength is Strength.NONE:
        said.append(_why_no_limits(limits))
    if limits.strength is Strength.TRIAL:
        said.append(f"Trial limits: they rest on {limits.values} values only.")
    if limits.unscreened_instead:
        said.append("The largest moves are kept: without them nothing would vary.")
    if are_counts and limits.mean is not None and limits.mean < LOW_COUNT:
        said.append("Counts averaging under 5 fit this kind of chart badly.")
    return tuple(said)


def _why_no_limits(limits: Limits) -> str:
    if limits.values < MIN_VALUES:
        return f"No limits: {limits.values} of the {MIN_VALUES} values they need."
    return "No limits: no variation from one period to the next can be measured."
