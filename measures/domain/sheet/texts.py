"""Text in a cell: folding names, refusing what hides, and making exports harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

LONGEST_TEXT = 32_767
"""Characters that one cell of an XLSX workbook can hold."""

CACHED_LENGTH = 200
"""Longer text is hardly ever repeated, so it is not kept in a cache."""

ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
WIDE_SPACES = re.compile("[\u00a0\u2007\u202f]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
APOSTROPHES = re.compile("[\u2018\u2019]")
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""Control characters but tab and line ends, and those that turn text round."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula, with what it skips before."""

PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")


class Refused(Exception):
    """A cell that cannot be accepted: its code, and a sentence for the person.

    ``field`` is filled in by whoever knows where the cell stands.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def at(self, field: str) -> Self:
        self.field = self.field or field
        return self


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """The name as it is compared: case, spaces, dashes and "&" folded."""
    text = unicodedata.normalize("NFC", name)
    text = ZERO_WIDTH.sub("", WIDE_SPACES.sub(" ", text))
    text = APOSTROPHES.sub("'", DASHES.sub("-", text))
    return " ".join(text.replace("&", " and ").casefold().split())


def folded(text: str) -> str:
    """A cell's text with plain spaces and hyphens, for reading numbers and dates."""
    text = ZERO_WIDTH.sub("", WIDE_SPACES.sub(" ", text))
    return DASHES.sub("-", text).strip()


def is_number(text: str) -> bool:
    return PLAIN_NUMBER.fullmatch(text) is not None


def neutralised(text: str) -> str:
    """Text for an export, with an apostrophe before what would run as a formula.

    A number is not text: "-5" stays as it is.
    """
    if text.startswith(FORMULA_STARTS) and not is_number(text):
        return "'" + text
    return text


def restored(text: str) -> str:
    """What ``neutralised`` was given, so that a download can be uploaded."""
    if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS):
        return text[1:]
    return text


def all_plain(texts: Iterable[str]) -> bool:
    """Whether none of a row's texts can be refused or cleaned: the usual case, fast."""
    joined = "".join(texts)
    return joined.isascii() and joined.isprintable() and len(joined) <= LONGEST_TEXT


def cleaned(text: str) -> tuple[str, bool]:
    """The text without zero-width characters, and whether there were any.

    Raises Refused for text that is too long or holds hidden characters.
    """
    if len(text) <= CACHED_LENGTH:
        return _cleaned_short(text)
    return _cleaned(text)


def _cleaned(text: str) -> tuple[str, bool]:
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "text_too_long",
            f"The text has {len(text):,} characters. Shorten it to {LONGEST_TEXT:,}.",
        )
    if found := HIDDEN.search(text):
        raise Refused(
            "bad_text",
            f"The text holds a hidden character (U+{ord(found[0]):04X}). "
            "Type it again without it.",
        )
    shown = ZERO_WIDTH.sub("", text)
    return shown, shown != text


_cleaned_short = lru_cache(maxsize=65_536)(_cleaned)
