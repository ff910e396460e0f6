"""The average of a comparator group, by the method that is recorded with it.

Pure: no Django, no database.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from measures.domain.quantity import Kind


class Method(StrEnum):
    POOLED = "pooled"
    MEDIAN = "median"
    MEAN = "mean"

    @property
    def words(self) -> str:
        return METHOD_WORDS[self]


METHOD_WORDS = {
    Method.POOLED: "pooled: the members' sum over their sum",
    Method.MEDIAN: "median of the members",
    Method.MEAN: "mean of the members",
}

RATIOS = frozenset({Kind.PERCENTAGE, Kind.RATE})
"""Kinds of which no mean is ever worked out here."""

WEIGHED = frozenset({*RATIOS, Kind.MEAN})
"""Kinds that are a sum over a sum."""


@dataclass(frozen=True)
class Part:
    """A member's figure, with what it is made of where that is known."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Averaged:
    """The average, or None with the reason why there is none."""

    value: Decimal | None
    reason: str = ""


def average(
    parts: Sequence[Part], *, method: Method | str, kind: Kind | str, per: int = 100
) -> Averaged:
    """Average the members' figures; ``per`` is what a ratio is multiplied by.

    A mean of percentages or rates is never worked out: it has to be published as such.
    """
    way, sort = Method(method), Kind(kind)
    if not parts:
        return Averaged(None, "No member has a figure")
    if way is Method.MEDIAN:
        return Averaged(statistics.median(part.value for part in parts))
    if way is Method.POOLED:
        return _pooled(parts, sort, per)
    if sort in RATIOS:
        return Averaged(
            None,
            "A mean of percentages or rates is taken from its source, never worked out",
        )
    return Averaged(sum(part.value for part in parts) / Decimal(len(parts)))


def _pooled(parts: Sequence[Part], kind: Kind, per: int) -> Averaged:
    if kind not in WEIGHED:
        return Averaged(None, "Only what has a denominator is pooled")
    tops = [part.numerator for part in parts if part.numerator is not None]
    bottoms = [part.denominator for part in parts if part.denominator is not None]
    if len(tops) < len(parts) or len(bottoms) < len(parts):
        return Averaged(None, "A member's numerator or denominator is not known")
    below = sum(bottoms)
    if not below:
        return Averaged(None, "The members' denominators are 0")
    factor = {Kind.PERCENTAGE: 100, Kind.RATE: per}.get(kind, 1)
    return Averaged(factor * Decimal(sum(tops)) / below)
