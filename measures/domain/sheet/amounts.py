"""A row's value: its number or symbol, its ratio, and whether the measure allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import Kind
from measures.domain.series import Symbol
from measures.domain.sheet.numbers import Number, Status, number, status
from measures.domain.sheet.specs import MeasureSpec
from measures.domain.sheet.texts import Refused

UNITS_BESIDE = {"%": Kind.PERCENTAGE, "£": Kind.MONEY}
"""The signs that may stand beside a number, and the kind of measure that takes each."""

TOO_LARGE = Decimal(10) ** 15
"""A spreadsheet keeps 15 digits; a longer whole number has already lost some."""

MOST_DECIMALS = 9
"""More are what is left of a computer's division, not a printed number."""

WEIGHTY = (Symbol.SUPPRESSED, Symbol.WITHHELD, Symbol.NOT_APPLICABLE)
"""Which symbol of numerator or denominator a ratio takes, the first that is there."""

BLANK = Number(None, Symbol.NOT_AVAILABLE, blank=True)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a row says; ``decided``: its status is final or revised."""

    value: Decimal | None
    symbol: Symbol | None
    numerator: Decimal | None
    denominator: Decimal | None
    marks: frozenset[str]
    looks_like_a_fraction: bool

    @property
    def decided(self) -> bool:
        return bool(self.marks & {"final", "r"})


def amount_of(spec: MeasureSpec, cells: Mapping[str, str]) -> Amount:
    """Read value, numerator, denominator and status; raises Refused with the field."""
    said = _status(cells.get("status", ""))
    printed = _checked(spec, "value", cells) if "value" in cells else BLANK
    top = _checked(spec, "numerator", cells) if "numerator" in cells else BLANK
    bottom = _checked(spec, "denominator", cells) if "denominator" in cells else BLANK
    symbol = _symbol(printed, said)
    ratio = _ratio(spec, top, bottom, symbol)
    if ratio is not None and printed.value is not None:
        _check_agreement(printed, printed.value, ratio)
    value = printed.value if ratio is None else ratio
    if value is None and symbol is None:
        symbol = _symbol_of_parts(top, bottom)
    return Amount(
        value=value,
        symbol=symbol,
        numerator=top.value,
        denominator=bottom.value,
        marks=said.marks | printed.marks | top.marks | bottom.marks,
        looks_like_a_fraction=ratio is None and _looks_like_a_fraction(spec, printed),
    )


def _status(text: str) -> Status:
    try:
        return status(text)
    except Refused as refusal:
        raise refusal.at("status") from None


def _checked(spec: MeasureSpec, place: str, cells: Mapping[str, str]) -> Number:
    try:
        found = number(cells[place])
        if found.value is None:
            return found
        if place == "value":
            _check_value(spec, found, found.value)
        else:
            _check_part(spec, found, found.value, is_base=place == "denominator")
    except Refused as refusal:
        raise refusal.at(place) from None
    return found


def _check_value(spec: MeasureSpec, found: Number, value: Decimal) -> None:
    if found.unit and UNITS_BESIDE.get(found.unit) is not spec.kind:
        raise Refused(
            "bad_unit",
            f"“{found.unit}” is not this measure's unit, which is "
            f"{spec.unit or spec.kind}. Write the number in that unit.",
        )
    if spec.kind is Kind.COUNT and value != value.to_integral_value():
        raise Refused("not_whole", "A count is a whole number. Write it so, as 12.")
    _check_range(spec, value)


def _check_part(
    spec: MeasureSpec, found: Number, value: Decimal, *, is_base: bool
) -> None:
    if found.unit:
        raise Refused("bad_unit", f"Write the number without “{found.unit}”.")
    if is_base and value < 0:
        raise Refused("out_of_range", "A denominator cannot be below 0.")
    _check_size(spec, value)


def _check_range(spec: MeasureSpec, value: Decimal) -> None:
    if spec.kind is Kind.PERCENTAGE and not 0 <= value <= 100:
        raise Refused("out_of_range", "A percentage is from 0 to 100. Correct it.")
    _check_size(spec, value)


def _check_size(spec: MeasureSpec, value: Decimal) -> None:
    if value < 0 and not spec.allows_negative:
        raise Refused(
            "out_of_range",
            "This measure cannot be below 0. Correct it, or change the measure to "
            "allow negative values.",
        )
    if abs(value) >= TOO_LARGE:
        raise Refused("out_of_range", "The number has more than 15 digits. Check it.")


def _symbol(printed: Number, said: Status) -> Symbol | None:
    """The symbol that a person wrote, beside or in place of the number."""
    written = None if printed.blank else printed.symbol
    if said.symbol is None:
        return written
    if printed.value is not None or written not in (
        None,
        Symbol.NOT_AVAILABLE,
        said.symbol,
    ):
        raise Refused(
            "bad_text",
            f"The status says {said.symbol.words}, and the value says otherwise. "
            "Correct one of them.",
            "status",
        )
    return said.symbol


def _ratio(
    spec: MeasureSpec, top: Number, bottom: Number, symbol: Symbol | None
) -> Decimal | None:
    """The exact ratio in the measure's unit; None if the row does not give one."""
    if spec.factor is None or top.value is None or bottom.value is None:
        return None
    if bottom.value == 0:
        if symbol is not None:
            return None
        raise Refused(
            "out_of_range",
            "Nothing can be divided by 0. Write [z], not applicable, as the value.",
            "denominator",
        )
    if symbol is not None:
        raise _disagreement(f"The value is {symbol.words}", "there is a ratio")
    ratio = top.value * spec.factor / bottom.value
    try:
        _check_range(spec, ratio)
    except Refused as refusal:
        raise refusal.at("numerator") from None
    return ratio


def _check_agreement(printed: Number, value: Decimal, ratio: Decimal) -> None:
    """Half a unit of the last printed decimal either way is agreement."""
    step = Decimal(1).scaleb(-min(printed.decimals, MOST_DECIMALS))
    if abs(value - ratio) * 2 > step:
        shown = ratio.quantize(step / 100)
        raise _disagreement(f"The value is {value}", f"the ratio is {shown}")


def _disagreement(value: str, ratio: str) -> Refused:
    return Refused(
        "ratio_disagrees",
        f"{value}, but by its numerator and denominator {ratio}. Correct one of them.",
        "value",
    )


def _symbol_of_parts(top: Number, bottom: Number) -> Symbol:
    given = {part.symbol for part in (top, bottom) if not part.blank}
    return next((one for one in WEIGHTY if one in given), Symbol.NOT_AVAILABLE)


def _looks_like_a_fraction(spec: MeasureSpec, printed: Number) -> bool:
    """A percentage as 0.785 where 78.5 may be meant; "0.785%" says what it is."""
    if spec.kind is not Kind.PERCENTAGE or printed.value is None:
        return False
    more_decimals = printed.decimals > spec.decimals
    return 0 < printed.value < 1 and more_decimals and printed.unit != "%"
