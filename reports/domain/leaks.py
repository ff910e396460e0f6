"""What an edition would give away of the figures that it or an earlier one hides.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from measures.domain.disclosure import Cell, Edition, Exposure, unsafe
from measures.domain.disclosure.proposals import STEPS_FOR_EACH
from opcc.core.periods import Period
from reports.domain.disclosed import BASE, NUMERATOR, REST, Disclosed, Strand, Subject
from reports.domain.evidence import Sum, cell_of, core, evidence, worked_out

COUNTED = {NUMERATOR: "the number counted", REST: "the rest", BASE: "the base"}
"""How the counts behind a figure are called, where it is not itself one."""


@dataclass(frozen=True)
class Leak:
    """A hidden figure that what is told leaves too little room.

    ``is_lost`` where earlier editions alone do so: nothing hidden now can help.
    """

    subject: Subject
    cell: Cell
    exposure: Exposure
    is_lost: bool

    @property
    def strand(self) -> Strand:
        return cell_of(self.cell)[0]

    @property
    def period(self) -> Period:
        return cell_of(self.cell)[1]

    @property
    def place(self) -> str:
        """ "July to September 2026 in Northholm"."""
        return place_words(self.strand, self.period)

    @property
    def sentence(self) -> str:
        """What can be worked out, in words, with the number."""
        what = COUNTED.get(self.strand.what, "")
        name = f"{self.place} ({what})" if what else self.place
        found = self.exposure.range
        if found is None or not found.is_proved:
            return f"{name} is not shown to be safe: {_lower(self.exposure.reason)}"
        low, high = self._said(found.low), self._said(found.high)
        if found.low == found.high:
            return f"{name} can be worked out as exactly {low}"
        return f"{name} can be narrowed to {low} to {high}"

    def _said(self, number: int | None) -> str:
        return "any number" if number is None else said_number(number, self.subject)


@dataclass(frozen=True)
class Explained:
    """A leak with the sum that makes it, and the earlier editions that take part."""

    leak: Leak
    terms: Sum
    editions: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """ "... as exactly 3: 36 (October 2025 to September 2026), less 11 and 22"."""
        how = self._sum()
        return f"{self.leak.sentence}: {how}." if how else f"{self.leak.sentence}."

    def _sum(self) -> str:
        subject = self.leak.subject
        terms = [(n, self._brief(words)) for n, words in self.terms]
        more = [f"{said_number(n, subject)} ({w})" for n, w in terms if n > 0]
        less = [f"{said_number(-n, subject)} ({w})" for n, w in terms if n < 0]
        if not more:
            return ""
        start = ", plus ".join(more)
        return f"{start}, less {_and(less)}" if less else start

    def _brief(self, words: str) -> str:
        """A part alone, where it is of the leak's own period."""
        return words.removesuffix(f", {self.leak.period.words}")


def leaks(
    earlier: Sequence[Disclosed], now: Disclosed, subject: Subject
) -> tuple[Leak, ...]:
    """What ``now`` would give away, with the earlier editions, oldest first.

    Cells of earlier editions that it does not mention count where it takes part in
    giving them away; where they were lost before, they are none of its business.
    """
    before = [each.edition for each in earlier]
    hidden: dict[Cell, int | None] = dict.fromkeys(now.hidden)
    lost = {
        each.cell for each in _unsafe([*before, Edition(now.name, hidden)], subject)
    }
    return tuple(
        Leak(subject, each.cell, each, each.cell in lost)
        for each in _unsafe([*before, now.edition], subject)
        if each.cell not in lost or each.cell in hidden
    )


def explained(leak: Leak, earlier: Sequence[Disclosed], now: Disclosed) -> Explained:
    """A leak with what makes it: slower, for the page that shows it."""
    found = evidence([*earlier, now])
    kept = core(found, leak.exposure, leak.subject.may_be_negative)
    others = (each.edition for each in kept if each.edition != now.name)
    told = (f"{each.source.statement.words} ({each.edition})" for each in kept)
    return Explained(
        leak,
        worked_out(leak.cell, kept),
        tuple(dict.fromkeys(others)),
        tuple(dict.fromkeys(told)),
    )


def place_words(strand: Strand, period: Period) -> str:
    """ "July to September 2026 in Northholm"."""
    where = f" in {strand.breakdown}" if strand.breakdown else ""
    return f"{period.words}{where}"


def said_number(number: int, subject: Subject) -> str:
    """A count in the subject's steps, as people write it."""
    whole = Fraction(number, subject.scale)
    return f"{int(whole):,}" if whole.denominator == 1 else f"{float(whole):,}"


def _unsafe(editions: Sequence[Edition], subject: Subject) -> tuple[Exposure, ...]:
    return unsafe(
        editions,
        threshold=subject.least_distance,
        may_be_negative=subject.may_be_negative,
        steps=STEPS_FOR_EACH,
    )


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
