"""Numbers, symbols and statuses in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from measures.domain.series import Symbol
from measures.domain.sheet.texts import Refused, folded

NO_DATA = frozenset({"", "n/a", "na", "-", "..", "not available", "null"})
SUPPRESSED = frozenset({"*", "<5", "c", "[c]", "s"})
SYMBOLS = {
    **dict.fromkeys(NO_DATA, Symbol.NOT_AVAILABLE),
    **dict.fromkeys(SUPPRESSED, Symbol.SUPPRESSED),
    "[x]": Symbol.NOT_AVAILABLE,
    "[z]": Symbol.NOT_APPLICABLE,
    "[w]": Symbol.WITHHELD,
}
"""What stands in a value's cell where there is no number."""

NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<pound>£?)(?P<late_sign>[+-]?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\.[0-9]))(?:\.(?P<part>[0-9]+))?"
    r" ?(?P<percent>%?)(?P<marks>(?: ?(?:\(p\)|\[[preb]\]))*)",
    re.IGNORECASE,
)
EXCEL_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|#+|Err:[0-9]+", re.IGNORECASE)
MARK = re.compile(r"[preb]", re.IGNORECASE)

STATUSES = {
    **dict.fromkeys(("p", "provisional"), "p"),
    **dict.fromkeys(("r", "revised"), "r"),
    **dict.fromkeys(("e", "estimated", "estimate"), "e"),
    **dict.fromkeys(("b", "break", "break in series"), "b"),
    "final": "final",
}
STATUS_SYMBOLS = {
    **dict.fromkeys(("x", "not available"), Symbol.NOT_AVAILABLE),
    **dict.fromkeys(("z", "not applicable"), Symbol.NOT_APPLICABLE),
    **dict.fromkeys(("c", "suppressed"), Symbol.SUPPRESSED),
    **dict.fromkeys(("w", "withheld"), Symbol.WITHHELD),
}


@dataclass(frozen=True, slots=True)
class Number:
    """What a number's cell says.

    Either ``value`` or ``symbol``; ``decimals`` as printed; ``unit`` is "%", "£" or "";
    ``marks`` are those beside the number: p, r, e, b. ``blank``: nothing was typed.
    """

    value: Decimal | None
    symbol: Symbol | None
    decimals: int = 0
    unit: str = ""
    marks: frozenset[str] = frozenset()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The marks of a status column (p, r, e, b, final) and a symbol, if it is one."""

    marks: frozenset[str]
    symbol: Symbol | None


@lru_cache(maxsize=65_536)
def number(text: str) -> Number:
    """Read a number or a symbol; raises Refused for anything else."""
    wanted = folded(text)
    symbol = SYMBOLS.get(wanted.casefold().replace("< ", "<"))
    if symbol is not None:
        return Number(None, symbol, blank=wanted == "")
    refuse_spreadsheet_leftovers(wanted)
    match = NUMBER.fullmatch(wanted)
    if match is None or (match["sign"] and match["late_sign"]):
        raise Refused(
            "not_a_number",
            f"“{wanted[:60]}” is not a number. Write it as 1234, 1,234 or 12.5, "
            "or [x] if it is not available.",
        )
    return _number(match)


def _number(match: re.Match[str]) -> Number:
    part = match["part"] or ""
    digits = match["whole"].replace(",", "") or "0"
    sign = match["sign"] or match["late_sign"]
    return Number(
        value=Decimal(f"{sign}{digits}.{part}" if part else sign + digits),
        symbol=None,
        decimals=len(part),
        unit=match["pound"] + match["percent"],
        marks=frozenset(mark.lower() for mark in MARK.findall(match["marks"])),
    )


def refuse_spreadsheet_leftovers(text: str) -> None:
    """Raise Refused for a formula, or for the error that one left."""
    if text.startswith("="):
        raise Refused(
            "formula", "The cell holds a formula. Put the value itself in its place."
        )
    if EXCEL_ERROR.fullmatch(text):
        raise Refused(
            "excel_error",
            f"The cell holds the spreadsheet's error {text}. Mend it at its source, "
            "or write [x] if there is no value.",
        )


@lru_cache(maxsize=4_096)
def status(text: str) -> Status:
    """Read "provisional", "[p] [r]", "final" and the like; blank is no status."""
    refuse_spreadsheet_leftovers(folded(text))
    words = re.split(r"\]\s*\[|\s*[,;]\s*", folded(text).casefold())
    words = [word for word in (word.strip("[] ") for word in words) if word]
    symbols = [STATUS_SYMBOLS[word] for word in words if word in STATUS_SYMBOLS]
    marks = frozenset(STATUSES[word] for word in words if word in STATUSES)
    if len(symbols) > 1 or any(
        word not in STATUSES and word not in STATUS_SYMBOLS for word in words
    ):
        raise Refused(
            "bad_text",
            f"“{text.strip()[:60]}” is not a status. Write provisional, final, "
            "revised, estimated, suppressed, not available, not applicable or "
            "withheld.",
        )
    return Status(marks, symbols[0] if symbols else None)
