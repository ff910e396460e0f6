"""Sums that must agree: the parts of a figure, and the figure itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from measures.domain.checks.odd import ASK, Oddity
from measures.domain.quantity import Kind, Unit, decimals_of, plain
from measures.domain.series import Point

ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.STOCK})
"""Kinds whose parts, such as districts, add up to the whole."""

DIVIDED = frozenset({Kind.PERCENTAGE, Kind.RATE})
"""Kinds whose numerators and denominators do."""


def sum_oddities(
    total: Point, dimensions: Mapping[str, Sequence[Point | None]], *, unit: Unit
) -> tuple[Oddity, ...]:
    """Where a figure's parts do not come to the figure that was stated for the whole.

    ``dimensions`` has the parts of one period by what they divide: the districts, say,
    each a point, or None where nothing is stated. A dimension with a gap or a symbol
    says nothing of the whole.
    """
    found = (
        _disagreement(total, parts, name, word, each, unit)
        for each, parts in dimensions.items()
        for name, word in _compared(unit)
    )
    return tuple(oddity for oddity in found if oddity is not None)


def _compared(unit: Unit) -> list[tuple[str, str]]:
    """Which numbers of a point are added up, and what each is called."""
    if unit.kind in ADDED:
        return [("value", "figure")]
    if unit.kind in DIVIDED:
        return [("numerator", "numerator"), ("denominator", "denominator")]
    return []


def _disagreement(
    total: Point,
    parts: Sequence[Point | None],
    name: str,
    word: str,
    dimension: str,
    unit: Unit,
) -> Oddity | None:
    whole: Decimal | None = getattr(total, name)
    numbers = [getattr(part, name) if part else None for part in parts]
    present = [number for number in numbers if number is not None]
    if whole is None or not present or len(present) < len(numbers):
        return None
    added = sum(present, Decimal(0))
    if added == whole:
        return None
    decimals = max(decimals_of(whole), decimals_of(added))
    message = (
        f"By {dimension} the {word} comes to {plain(added, decimals)}, and the whole "
        f"says {plain(whole, decimals)}. {ASK}"
    )
    return Oddity("parts_disagree", message)
