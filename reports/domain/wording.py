"""Numbers that stand alone in a text, in digits or in words.

Pure: no Django, no database.
"""

from __future__ import annotations

import re

WORDS = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen", "twenty"),
)

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December"
)

NOT_A_COUNT = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:to \d{1,2} )?"
    rf"(?:{MONTHS})\b(?: \d{{4}})?"  # 4 January 2027
    rf"|\b(?:{MONTHS}) \d{{1,4}}\b"  # January 2027
    r"|\b(?:quarter|section|page|chapter|phase|priority|objective|appendix|tier|level"
    r"|number|no\.|question|edition|Q)\s?\d+(?:\.\d+)*"
    r"|\b\d{1,2}[:.]\d{2}\s?(?:am|pm)?\b|\b\d{1,2}\s?(?:am|pm)\b"  # 10:30am
    r"|\b\d+(?:\.\d+)? ?(?:%|per cent|percent|percentage points?|points?)"
    r"|\b\d+ (?:days?|weeks?|months?|years?|hours?|minutes?|miles?)\b"
    rf"|\b(?:{'|'.join(WORDS)}) (?:days?|weeks?|months?|years?|hours?|minutes?|points?"
    r"|quarters?)\b"
    r"|\bone of\b|\bno one\b|\bone (?:another|day)\b|\b(?:this|that|the) one\b",
    re.IGNORECASE,
)
"""Dates, times, shares, durations and the numbers of things: no count of anybody."""

BEFORE, AFTER = r"(?<![\w£.,:/-])", r"(?![\w%]|[.,:/-]\d|-\w)"

DIGITS = re.compile(rf"{BEFORE}(?:\d{{1,3}}(?:,\d{{3}})+|\d+){AFTER}")
SPELT = re.compile(rf"(?<!-)\b(?:{'|'.join(WORDS)})\b(?!-)", re.IGNORECASE)


def numbers_in(text: str) -> set[int]:
    """The whole numbers that a text says and that may be counts."""
    left = NOT_A_COUNT.sub(" ", text)
    spelt = {WORDS.index(word.lower()) for word in SPELT.findall(left)}
    written = {int(found.replace(",", "")) for found in DIGITS.findall(left)}
    return spelt | written
