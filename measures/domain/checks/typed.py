"""What is wrong or odd with a value as a person types it.

Pure: no Django, no database. The rules for a number are those of a file's cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import Kind, Unit, rounded, said_full
from measures.domain.series import Point, Symbol
from measures.domain.sheet.amounts import Amount, amount_of
from measures.domain.sheet.specs import MeasureSpec
from measures.domain.sheet.texts import Refused

SHORT_SYMBOLS = {"x": "[x]", "z": "[z]", "c": "[c]"}
"""A symbol may be typed as its letter alone."""

PARTS = ("numerator", "denominator")
PART_LIMIT = Decimal(10) ** 14
"""A numerator or denominator is kept with 14 digits before the point, 6 after it."""

VALUE_DECIMALS, PART_DECIMALS = 12, 6
"""How many decimals are kept of a value, and of a numerator or denominator."""

HALF = "half_a_figure"
"""The code of one part typed without the other; no file's row is refused so."""

WITHHELD = (
    "A value is withheld by a decision of the office, with its reason, not here. "
    "Enter the number."
)
REMOVED = (
    "A value that was entered is not removed. Enter another, or [x] if it is not "
    "available."
)


@dataclass(frozen=True)
class Oddity:
    """What may be right but wants a word of explanation."""

    code: str
    message: str


def amount_typed(spec: MeasureSpec, texts: Mapping[str, str]) -> Amount | None:
    """What the cells of one figure say; None where all of them are empty.

    ``texts`` is by part: value, or numerator and denominator. Raises Refused, with the
    part at fault, for what cannot be stored.
    """
    typed = {part: _spelled(text) for part, text in texts.items()}
    if not any(typed.values()):
        return None
    _check_both_parts(typed)
    amount = amount_of(spec, typed)
    return storable(amount)


def storable(amount: Amount) -> Amount:
    """The amount, unless the database has no room or no right to keep it: Refused."""
    if amount.symbol is Symbol.WITHHELD:
        raise Refused("bad_text", WITHHELD, "value")
    for part in PARTS:
        number: Decimal | None = getattr(amount, part)
        if number is not None and abs(number) >= PART_LIMIT:
            message = "The number has more than 14 digits. Check it."
            raise Refused("out_of_range", message, part)
    return amount


def kept(amount: Amount) -> dict[str, Decimal | None]:
    """The amount's numbers with as many decimals as are stored.

    A denominator of 0, which only stands beside a symbol, is not kept.
    """
    base = amount.denominator
    return {
        "value": _kept(amount.value, VALUE_DECIMALS),
        "numerator": _kept(amount.numerator, PART_DECIMALS),
        "denominator": _kept(base, PART_DECIMALS) if base else None,
    }


def oddities(
    now: Point,
    before: Point | None,
    *,
    unit: Unit,
    jump_percent: int,
    small_base: int,
) -> tuple[Oddity, ...]:
    """What is odd about a value beside that of the period before.

    ``jump_percent`` is how far it may move, in per cent of the value before. Counts
    that are both under ``small_base`` may move as they like.
    """
    if before is None or before.value is None:
        return ()
    if now.value is None:
        return _missing(now, before, unit)
    if _is_small(now, unit, small_base) and _is_small(before, unit, small_base):
        return ()
    jump = _jump(now.value, before.value)
    if jump is not None and jump <= jump_percent:
        return ()
    return (
        Oddity("jump", _jump_sentence(now.value, before, before.value, unit, jump)),
    )


def _spelled(text: str) -> str:
    wanted = text.strip()
    return SHORT_SYMBOLS.get(wanted.casefold(), wanted)


def _check_both_parts(typed: Mapping[str, str]) -> None:
    """A ratio needs both its parts; one of them alone is half a figure."""
    if not set(PARTS) <= set(typed):
        return
    for part in PARTS:
        other = PARTS[1 - PARTS.index(part)]
        if not typed[part] and not typed[other].startswith("["):
            raise Refused(HALF, "Enter both numbers, or neither.", part)


def _kept(number: Decimal | None, decimals: int) -> Decimal | None:
    return None if number is None else rounded(number, decimals)


def _missing(now: Point, before: Point, unit: Unit) -> tuple[Oddity, ...]:
    if now.symbol is not Symbol.NOT_AVAILABLE or before.value is None:
        return ()
    was = said_full(before.value, unit)
    message = f"Not available, and {before.period.words} was {was}. Say why."
    return (Oddity("missing", message),)


def _is_small(point: Point, unit: Unit, small_base: int) -> bool:
    """Whether the number of cases behind a value is known and small."""
    cases = point.numerator
    if cases is None and unit.kind is Kind.COUNT:
        cases = point.value
    return cases is not None and abs(cases) < small_base


def _jump(now: Decimal, before: Decimal) -> Decimal | None:
    """How far the value moved, in per cent; None where it was 0 and is not."""
    if before == 0:
        return Decimal(0) if now == 0 else None
    return abs(now - before) * 100 / abs(before)


def _jump_sentence(
    now: Decimal, before: Point, was: Decimal, unit: Unit, jump: Decimal | None
) -> str:
    said_before = f"{before.period.words} was {said_full(was, unit)}"
    if jump is None:
        return f"{said_before}. Say why, or confirm."
    way = "above" if now > was else "below"
    return f"{rounded(jump, 0)}% {way}: {said_before}. Say why, or confirm."
