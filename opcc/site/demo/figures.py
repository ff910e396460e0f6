"""Figures made up for a measure: the same ones every time, and plausible.

Pure: no Django, no database. The last three quarters are as the story says; what
came before leads up to them, with seasons and noise.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import Kind, rounded
from measures.domain.series import Symbol
from measures.domain.sheet.amounts import Amount

FIRST, HISTORY_ENDS = -14, -3
"""The oldest quarter, and the newest of those that are made up, not told."""

BREAK = -5
"""The quarter from which the one new definition holds."""

UNEVEN = 0.06
"""How much a month's share of its quarter strays."""

RATIOS = frozenset({Kind.PERCENTAGE, Kind.RATE})


@dataclass(frozen=True)
class Shape:
    """How a measure's figures run: levels by the quarter, in the measure's unit."""

    code: str
    kind: Kind
    decimals: int
    per: int
    start: float
    level: float
    last: tuple[float | str, ...]
    noise: float = 0.02
    season: tuple[float, ...] = (1, 1, 1, 1)
    step: float = 0
    base: int = 0
    fixed_base: bool = False


def amounts(shape: Shape, back: int, parts: int) -> tuple[Amount, ...]:
    """The statements of one quarter, for its months (3) or whole (1), oldest first.

    ``back`` counts from the newest quarter: 0, -1 and so on to FIRST. Counts of
    months add up to their quarter's, and ratios to its ratio.
    """
    level = quarter_level(shape, back)
    if isinstance(level, str):
        return (amount(symbol=Symbol(level)),) * parts
    chance = _chance(shape, back, parts)
    if shape.kind in RATIOS:
        return _ratios(shape, level, parts, chance)
    numbers = _split(Decimal(str(level)), shape.decimals, parts, chance)
    return tuple(amount(value=number) for number in numbers)


def quarter_level(shape: Shape, back: int) -> float | str:
    """What the quarter comes to, or the symbol that stands in its place."""
    if back > HISTORY_ENDS:
        return shape.last[back - HISTORY_ENDS - 1]
    chance = _chance(shape, back)
    share = (back - FIRST) / (HISTORY_ENDS - FIRST)
    trend = shape.start + (shape.level - shape.start) * share
    stepped = trend + (shape.step if back < BREAK else 0)
    strayed = 1 + chance.uniform(-shape.noise, shape.noise)
    return stepped * shape.season[-back % 4] * strayed


def amount(
    *,
    value: Decimal | None = None,
    symbol: Symbol | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Amount:
    return Amount(value, symbol, numerator, denominator, frozenset(), False)


def _chance(shape: Shape, *what: int) -> random.Random:
    """Chance that falls the same way every time."""
    return random.Random(f"{shape.code} {what}")  # noqa: S311 (nothing is secret)


def _split(
    total: Decimal, decimals: int, parts: int, chance: random.Random
) -> list[Decimal]:
    """Uneven parts, rounded, that add up to the total, rounded."""
    whole = rounded(total, decimals)
    made: list[Decimal] = []
    for left in range(parts, 1, -1):
        share = Decimal(str(1 + chance.uniform(-UNEVEN, UNEVEN))) / left
        made.append(rounded((whole - sum(made)) * share, decimals))
    return [*made, whole - sum(made)]


def _ratios(
    shape: Shape, level: float, parts: int, chance: random.Random
) -> tuple[Amount, ...]:
    spread = 0 if shape.fixed_base else 0.04
    base = round(shape.base * (1 + chance.uniform(-spread, spread)))
    below = [Decimal(base)] if parts == 1 else _split(Decimal(base), 0, parts, chance)
    above = [_numerator(shape, level, part, chance) for part in below]
    # The last month makes the quarter's ratio what the story says.
    above[-1] = rounded(Decimal(str(level)) * base / shape.per, 0) - sum(above[:-1])
    return tuple(
        amount(value=top * shape.per / bottom, numerator=top, denominator=bottom)
        for top, bottom in zip(above, below, strict=True)
    )


def _numerator(
    shape: Shape, level: float, below: Decimal, chance: random.Random
) -> Decimal:
    strayed = level * (1 + chance.uniform(-shape.noise, shape.noise) / 2)
    return rounded(Decimal(str(strayed)) * below / shape.per, 0)
