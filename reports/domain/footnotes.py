"""Footnotes: a term is marked where it is first used, in the order of reading.

Pure: no Django, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reports.domain.covers import CoverNote

SKIPPED = r"\[[^\]]*\]\([^)]*\)|<[^<>]*>"
"""Links: a mark inside one would be a link within a link."""


class Marking:
    """Marks terms as texts go by; ``notes`` are those that were met so far."""

    def __init__(self, meanings: Mapping[str, str]):
        self.meanings = dict(meanings)
        self.notes: list[CoverNote] = []

    def mark(self, text: str) -> str:
        """The text with ``[^1]`` after the first use of each term."""
        waiting = [t for t in self.meanings if t not in {n.term for n in self.notes}]
        if not waiting:
            return text
        longest = sorted(waiting, key=len, reverse=True)
        terms = "|".join(re.escape(term) for term in longest)
        pattern = rf"(?:{SKIPPED})|(?<!\w)(?P<term>{terms})(?!\w)"
        return re.sub(pattern, self._marked, text)

    def _marked(self, found: re.Match[str]) -> str:
        term = found["term"]
        if term is None or any(note.term == term for note in self.notes):
            return found[0]
        number = len(self.notes) + 1
        self.notes.append(CoverNote(number, term, self.meanings[term]))
        return f"{term}[^{number}]"


def glossary(lines: Iterable[str]) -> dict[str, str]:
    """Terms and meanings from lines such as "Gold group: who leads an operation"."""
    pairs = (line.partition(":") for line in lines)
    return {
        term.strip(): meaning.strip()
        for term, _colon, meaning in pairs
        if term.strip() and meaning.strip()
    }
