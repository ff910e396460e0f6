"""What two editions say otherwise of one thing: figures, words, dates, commentary.

Part of the file format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import plain
from opcc.core.periods import Period
from reports.domain.measure_part import Figure
from reports.domain.rewording import Reworded

SHARE_DECIMALS = 1
"""Of the size of a revision in per cent."""


@dataclass(frozen=True)
class Revision:
    """A figure that an edition prints otherwise than an earlier one did.

    ``size`` is for a table ("4 higher", "0.3 points lower"); ``amount`` the same as a
    number, now less before; ``share`` in per cent of the figure before. Both are None
    where one of the two editions had no number, ``share`` also of a percentage.
    ``vintage`` says what was known of each, ``counts`` what else was revised.
    """

    code: str
    name: str
    period: Period
    before: Figure
    now: Figure
    size: str
    amount: Decimal | None = None
    share: Decimal | None = None
    unit: str = ""
    breakdown: str = ""
    vintage: str = ""
    counts: str = ""

    @property
    def share_words(self) -> str:
        """ "1.2%", "under 0.1%"; "" where no share is told."""
        if self.share is None:
            return ""
        if not self.share:
            return "under 0.1%"
        return f"{plain(abs(self.share), SHARE_DECIMALS)}%"


@dataclass(frozen=True)
class Restated:
    """One thing that an edition puts in other words: what, before, and now.

    ``before`` and ``now`` are "" where the edition said nothing.
    """

    code: str
    name: str
    what: str
    before: str
    now: str


@dataclass(frozen=True)
class MovedDate:
    """A day that an edition gives otherwise; ``what`` is of which thing it is."""

    reference: str
    title: str
    what: str
    before: dt.date
    now: dt.date

    @property
    def size(self) -> str:
        """ "92 days later", "1 day earlier"."""
        days = (self.now - self.before).days
        noun = "day" if abs(days) == 1 else "days"
        return f"{abs(days)} {noun} {'later' if days > 0 else 'earlier'}"


@dataclass(frozen=True)
class Rewritten:
    """The headings of one measure's commentary, by what became of their words.

    ``kept`` are those that say the same, word for word; ``reworded`` are the texts of
    those that changed, where both may be told.
    """

    code: str
    name: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()

    @property
    def sentence(self) -> str:
        """ "All of it is rewritten.", "New: Data note. Rewritten: Why?" """
        found = {
            "New": self.new,
            "Rewritten": self.changed,
            "Gone": self.gone,
            "The same, word for word": self.kept,
        }
        told = {word: headings for word, headings in found.items() if headings}
        if len(told) == 1:
            return f"All of it is {next(iter(told)).lower()}."
        return " ".join(_ended(f"{w}: {'; '.join(each)}") for w, each in told.items())


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words}."
