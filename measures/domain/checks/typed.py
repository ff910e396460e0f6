"""What cannot be stored of a value as a person types it.

The rules for a number are those of a file's cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from measures.domain.quantity import Kind, rounded
from measures.domain.series import Symbol
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
MORE_THAN_ALL = (
    "The part is more than the whole that it is a part of, or below 0. Correct one of "
    "the two numbers."
)
REMOVED = (
    "A value that was entered is not removed. Enter another, or [x] if it is not "
    "available."
)


def amount_typed(spec: MeasureSpec, texts: Mapping[str, str]) -> Amount | None:
    """What the cells of one figure say; None where all of them are empty.

    ``texts`` is by part: value, or numerator and denominator. Raises Refused, with the
    part at fault, for what cannot be stored.
    """
    typed = {part: _spelled(text) for part, text in texts.items()}
    if not any(typed.values()):
        return None
    _check_both_parts(typed)
    try:
        amount = amount_of(spec, typed)
    except Refused as refusal:
        raise _in_words_of_parts(refusal, spec) from None
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


def _in_words_of_parts(refusal: Refused, spec: MeasureSpec) -> Refused:
    """A percentage above 100 is a part that is more than its whole: say that."""
    is_of_parts = refusal.code == "out_of_range" and refusal.field == "numerator"
    if spec.kind is not Kind.PERCENTAGE or not is_of_parts:
        return refusal
    return Refused(refusal.code, MORE_THAN_ALL, refusal.field)
