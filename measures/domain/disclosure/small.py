"""Primary suppression: which values are hidden for being small themselves.

Changes, rolling totals and year totals of a series whose small values are hidden are
hidden with them, as ``change`` and ``series`` never count with a hidden value.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from decimal import Decimal

from measures.domain.quantity import Kind, rounded
from measures.domain.series import Point, Series, Symbol

THRESHOLD = 5
"""Counts of 1 to one less than this are hidden; 0 is shown. A measure may set it."""

COUNTS = frozenset({Kind.COUNT, Kind.STOCK})
"""Kinds whose value itself counts people or cases."""

AVERAGES = frozenset({Kind.MEAN, Kind.MEDIAN, Kind.DURATION})
"""Kinds that describe so many people or cases, held as the denominator."""


def is_small(count: Decimal | int, threshold: int = THRESHOLD) -> bool:
    """Whether a count is hidden; a negative one, as after corrections, by its size."""
    check_threshold(threshold)
    return count != 0 and -threshold < count < threshold


def reveals_small(point: Point, kind: Kind, threshold: int = THRESHOLD) -> bool:
    """Whether a value is, or gives away, a small count.

    A percentage by its numerator or complement, a rate by its numerator, an average
    by how many it is of. What is not known of a point is not judged: a percentage
    without its denominator reveals nothing here.
    """
    check_threshold(threshold)
    return any(is_small(count, threshold) for count in _counts_in(point, kind))


def hide_small(series: Series, threshold: int = THRESHOLD) -> Series:
    """The series with [c] in place of every value that reveals a small count."""
    points = (
        hidden(point) if reveals_small(point, series.kind, threshold) else point
        for point in series.points
    )
    return replace(series, points=tuple(points))


def hidden(point: Point) -> Point:
    """The point as it is published: neither the number nor what it was made of."""
    return replace(
        point, value=None, numerator=None, denominator=None, symbol=Symbol.SUPPRESSED
    )


def small_cells(
    values: Mapping[Hashable, int | None], threshold: int = THRESHOLD
) -> frozenset[Hashable]:
    """The cells of a table that are hidden; None is a number that we do not have."""
    return frozenset(
        cell
        for cell, value in values.items()
        if value is None or is_small(value, threshold)
    )


def check_threshold(threshold: int) -> int:
    """The threshold. Raises ValueError under 1."""
    if threshold < 1:
        raise ValueError(f"A threshold is 1 or more, not {threshold}")
    return threshold


def _counts_in(point: Point, kind: Kind) -> list[Decimal]:
    if point.value is None:
        return []
    if kind in COUNTS:
        return [point.value]
    if kind in AVERAGES:
        return [] if point.denominator is None else [point.denominator]
    if kind is Kind.RATE:
        return [] if point.numerator is None else [point.numerator]
    return _counts_in_share(point) if kind is Kind.PERCENTAGE else []


def _counts_in_share(point: Point) -> list[Decimal]:
    """Numerator and complement; a numerator not stated is worked out."""
    numerator, denominator = point.numerator, point.denominator
    if numerator is None and denominator is not None and point.value is not None:
        numerator = rounded(point.value * denominator / 100, 0)
    if numerator is None:
        return []
    if denominator is None:
        return [numerator]
    return [numerator, denominator - numerator]
