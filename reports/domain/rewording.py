"""A text before and now, told word by word where enough of it is the same.

Part of the file format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.5
"""The share of words in common below which two texts are told one after the other."""


@dataclass(frozen=True)
class Run:
    """Words that follow one another and have one fate."""

    fate: Literal["kept", "gone", "new"]
    words: str


@dataclass(frozen=True)
class Reworded:
    """One answer of a commentary, its Markdown as plain words."""

    heading: str
    before: str
    now: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """What was kept, taken out and put in; () where the two are hardly alike."""
        was, is_now = self.before.split(), self.now.split()
        matcher = SequenceMatcher(None, was, is_now, autojunk=False)
        if matcher.ratio() < ALIKE:
            return ()
        return tuple(_runs(matcher, was, is_now))


def _runs(
    matcher: SequenceMatcher[str], was: list[str], is_now: list[str]
) -> Iterator[Run]:
    for what, first, last, begin, end in matcher.get_opcodes():
        if what == "equal":
            yield Run("kept", " ".join(was[first:last]))
            continue
        if last > first:
            yield Run("gone", " ".join(was[first:last]))
        if end > begin:
            yield Run("new", " ".join(is_now[begin:end]))
