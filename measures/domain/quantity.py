"""What kind of number a measure is, and how such a number is rounded and said.

Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum

MINUS = "−"
"""The true minus, U+2212."""

WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
"""Room for any number that an office will ever round."""

SAID_WITH_THE_NUMBER = frozenset(
    {"seconds", "minutes", "min", "hours", "days", "weeks", "months", "years", "points"}
)
"""Units without which a number is not understood, even in a table."""

NOT_COUNTED = frozenset({"score", "index", "ratio", "number", "count"})
"""Names that say what a number is, not what it counts: "7 score" is never said."""


class Kind(StrEnum):
    """What a measure's number is; it decides what may be added up."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    MEAN = "mean"
    MEDIAN = "median"
    STOCK = "stock"
    SCORE = "score"
    MONEY = "money"
    DURATION = "duration"


@dataclass(frozen=True)
class Unit:
    """How a measure's numbers are written: "%", "offences", "days", "£m", "per 1,000".

    ``decimals`` is how many are printed. Raises ValueError for fewer than 0, and for
    a money name such as "£000", which would print as part of the number.
    """

    kind: Kind
    name: str
    decimals: int

    def __post_init__(self) -> None:
        if self.decimals < 0:
            raise ValueError(f"A unit has 0 decimals or more, not {self.decimals}")
        if self.name.startswith("£") and any(sign.isdigit() for sign in self.name):
            raise ValueError(f"Write {self.name!r} as '£k' or '£ thousand'")

    @property
    def is_percent(self) -> bool:
        return self.name == "%"


def exact(value: Decimal | int | float, what: str = "A number") -> Decimal:
    """The number as an exact decimal; a float is taken as it is written.

    Raises ValueError, beginning with ``what``, for what is not a finite number.
    """
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{what} is a number, not {value!r}") from error
    if not number.is_finite():
        raise ValueError(f"{what} is a finite number, not {value}")
    return number


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up, away from zero: 2.5 is 3, and a fall of 2.5 is a fall of 3."""
    step = Decimal(1).scaleb(-decimals)
    result = exact(value).quantize(step, context=WIDE)
    return result if result else abs(result)


def decimals_of(value: Decimal) -> int:
    """How many decimals the number needs when written out: 80.0 needs none."""
    exponent = exact(value).normalize(WIDE).as_tuple().exponent
    return max(0, -int(exponent))


def plain(value: Decimal, decimals: int) -> str:
    """The number alone: thousands in commas, a true minus."""
    number = rounded(value, decimals)
    sign = MINUS if number < 0 else ""
    return f"{sign}{abs(number):,f}"


def said(value: Decimal, unit: Unit, *, more: int = 0) -> str:
    """The number as a table says it: "37.2%", "1,648", "316 days", "£0.3m".

    ``more`` adds decimals, for a number that rounding would make equal to another.
    """
    number = plain(value, unit.decimals + more)
    if unit.is_percent:
        return f"{number}%"
    if unit.name.startswith("£"):
        return _money(number, unit.name)
    if _always_named(unit):
        return _counted(number, unit.name)
    return number


def said_full(value: Decimal, unit: Unit, *, more: int = 0) -> str:
    """The number as a sentence says it, with what it counts: "1,648 offences"."""
    text = said(value, unit, more=more)
    shows_its_unit = unit.is_percent or unit.name.startswith("£") or _always_named(unit)
    if shows_its_unit or not unit.name or unit.name in NOT_COUNTED:
        return text
    return _counted(text, unit.name)


def said_difference(value: Decimal, unit: Unit, *, more: int = 0) -> str:
    """How far apart two numbers are, without sign: "1.3 points" between percentages."""
    if unit.is_percent:
        return _counted(plain(abs(value), unit.decimals + more), "points")
    return said(abs(value), unit, more=more)


def _always_named(unit: Unit) -> bool:
    last_word = unit.name.rpartition(" ")[2]
    return last_word in SAID_WITH_THE_NUMBER


def _money(number: str, name: str) -> str:
    sign = MINUS if number.startswith(MINUS) else ""
    return f"{sign}£{number.removeprefix(MINUS)}{name[1:]}"


def _counted(number: str, name: str) -> str:
    return f"{number} {_singular(name) if number == '1' else name}"


def _singular(name: str) -> str:
    """The name of one: the regular English plurals, anything else as it stands."""
    if name.startswith("per ") or name.endswith("ss") or not name.endswith("s"):
        return name
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith(("ches", "shes", "sses", "xes")):
        return name[:-2]
    return name[:-1]
