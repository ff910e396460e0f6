"""Whether a text says words that are not public. Pure: no Django, no database."""

from __future__ import annotations

import re

SAID_WORDS = 4
"""A shorter text, such as "None" or "The panel", gives nothing away by itself."""


def tells(words: str) -> bool:
    """Whether a text of the office's own gives anything away where it stands alone."""
    return len(words.split()) >= SAID_WORDS


def says(text: str, words: str) -> bool:
    """Whether ``words`` stand in ``text`` whole, in any case, over any line break.

    Never for words that are blank, or nothing but signs, such as a rule.
    """
    sought = _plain(words)
    return any(map(str.isalnum, sought)) and bool(
        re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", _plain(text))
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
