"""What somebody typed as the words to look for. Pure: no Django, no database.

Whatever it was, only letters and digits are left of it: no database ever sees a
reader's operators or quotes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_LETTERS = 200
"""Of what was typed; a question of that length has said what it is about."""

MOST_WORDS = 12
LONGEST = 40
"""Letters of one word; the longest in use have fewer."""

PREFIX = 3
"""Shorter than this, the last word is not taken for the beginning of another."""

WORD = re.compile(r"[^\W_]+")

SMALL = """
    a an and are as at be been but by can did do does for from had has have how if in
    into is it its many much no not of on or so than that the their them then there
    these they this to was we were what when where which who why will with you your
    i s t
    latest newest recent
"""
"""Words that say nothing of what is looked for: of PostgreSQL's english list, those
that readers put into a question; and those for the newest, which comes first anyway."""

STOP = frozenset(SMALL.split())


@dataclass(frozen=True)
class Asked:
    """The words in their order, without accents and in lower case; none for nothing."""

    words: tuple[str, ...]

    @property
    def may_go_on(self) -> bool:
        """Whether the last word may be the beginning of a longer one."""
        return bool(self.words) and len(self.words[-1]) >= PREFIX


def asked(text: str) -> Asked:
    """The words of what was typed, without the small ones unless there is no other."""
    found = list(dict.fromkeys(words(shortened(text))))
    telling = [word for word in found if word not in STOP]
    return Asked(tuple((telling or found)[:MOST_WORDS]))


def shortened(text: str) -> str:
    """What was typed as one line that may be printed, of bearable length."""
    printable = (each if each.isprintable() else " " for each in text)
    return " ".join("".join(printable).split())[:MOST_LETTERS].strip()


def words(text: str) -> list[str]:
    """Every word, in the one way in which both sides of a search write it."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in parted if not unicodedata.combining(each))
    return [word[:LONGEST] for word in WORD.findall(bare)]
