"""What fits one sheet: the columns of an overview, the lines of a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.domain.rating import State
from reports.domain.content import (
    ChangedLine,
    DerivedContent,
    PrioritySection,
)
from reports.domain.measure_part import MeasurePart

HEAD = 2.2
"""The height of a priority's heading, in rows."""
APART = 3.0
"""What it costs to part a priority's rows between two columns, in rows."""
ROOMY, DENSE = 22, 29
"""Rows of the taller column up to which they are high, and above which they are low."""

DEEDS = 3
"""How many of the Commissioner's deeds are told."""
LINES, WIDTH = 7, 105
"""Lines for what got worse, and as many for what got better; letters on a line."""
LETTERS = 200
"""Of each deed; it ends with a whole sentence."""

Row = tuple[PrioritySection, MeasurePart]


@dataclass(frozen=True)
class Block:
    """A priority's rows in one column; ``is_rest`` where they begin in the other."""

    priority: PrioritySection
    parts: tuple[MeasurePart, ...]
    is_rest: bool

    @property
    def title(self) -> str:
        title = f"{self.priority.number}. {self.priority.title}"
        return _("%(title)s, continued") % {"title": title} if self.is_rest else title

    @property
    def note(self) -> str:
        """ "2 red, 1 concern", of the whole priority; "" where there is neither."""
        if self.is_rest:
            return ""
        red = sum(part.grade.state is State.RED for part in self.priority.parts)
        worse = sum(is_concern(part) for part in self.priority.parts)
        said = [
            _("%(count)s red") % {"count": red} if red else "",
            ngettext("%(count)s concern", "%(count)s concerns", worse)
            % {"count": worse}
            if worse
            else "",
        ]
        return ", ".join(filter(None, said))


@dataclass(frozen=True)
class Deed:
    """What the Commissioner did about a measure."""

    code: str
    name: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A derived document, laid out for one page."""

    content: DerivedContent

    @property
    def finding(self) -> str:
        """ "9 of 46 measures are red; 5 are worse by more than chance"."""
        parts = self.content.edition.parts
        words = {
            "red": sum(part.grade.state is State.RED for part in parts),
            "all": len(parts),
            "worse": sum(is_concern(part) for part in parts),
        }
        return (
            _(
                "Of %(all)s measures %(red)s are red; %(worse)s show a concern beyond "
                "chance"
            )
            % words
        )

    @cached_property
    def columns(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Two columns as even as may be, parting a priority only where it helps."""
        rows = [(p, part) for p in self.content.edition.priorities for part in p.parts]
        places = range(len(rows) + 1)
        at = min(places, key=lambda place: _unevenness(rows, place))
        left, right = tuple(_blocks(rows[:at])), tuple(_blocks(rows[at:]))
        if left and right and left[-1].priority == right[0].priority:
            rest = Block(right[0].priority, right[0].parts, is_rest=True)
            right = (rest, *right[1:])
        return left, right

    @property
    def density(self) -> str:
        """The class of the rows' height."""
        tallest = max(
            sum(HEAD + len(block.parts) for block in column) for column in self.columns
        )
        if tallest <= ROOMY:
            return "roomy"
        return "dense" if tallest > DENSE else "even"

    @property
    def worse(self) -> tuple[ChangedLine, ...]:
        return _fitting(self.content.edition.changes.worse)

    @property
    def better(self) -> tuple[ChangedLine, ...]:
        return _fitting(self.content.edition.changes.better)

    @property
    def worse_left(self) -> int:
        return len(self.content.edition.changes.worse) - len(self.worse)

    @property
    def better_left(self) -> int:
        return len(self.content.edition.changes.better) - len(self.better)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Of the measures that are worst first."""
        told = [part for part in self.content.edition.parts if _did(part)]
        told.sort(key=lambda part: part.grade.state is not State.RED)
        return tuple(
            Deed(part.code, part.name, _first_sentences(_did(part)))
            for part in told[:DEEDS]
        )

    @property
    def deeds_left(self) -> int:
        return sum(bool(_did(p)) for p in self.content.edition.parts) - len(self.deeds)


def _fitting(changed: Sequence[ChangedLine]) -> tuple[ChangedLine, ...]:
    """As many of them as their lines leave room for."""
    lines = [ceil(len(f"{each.name}. {each.text}") / WIDTH) for each in changed]
    reached = list(accumulate(lines))
    return tuple(each for each, at in zip(changed, reached, strict=True) if at <= LINES)


def is_concern(part: MeasurePart) -> bool:
    return part.process is not None and part.process.is_concern


def _did(part: MeasurePart) -> str:
    return part.oversight.did.strip() if part.oversight else ""


def _first_sentences(text: str) -> str:
    """As many whole sentences of its first paragraph as may be told, one at least."""
    first = text.split("\n\n")[0].replace("\n", " ")
    told, *others = first.split(". ")
    for sentence in others:
        if len(told) + len(sentence) > LETTERS:
            break
        told = f"{told}. {sentence}"
    return told if told.endswith(".") else f"{told}."


def _unevenness(rows: Sequence[Row], place: int) -> float:
    left, right = rows[:place], rows[place:]
    parted = bool(left and right) and left[-1][0] is right[0][0]
    return max(_height(left), _height(right)) + (APART if parted else 0)


def _height(rows: Sequence[Row]) -> float:
    return len(rows) + HEAD * sum(1 for _block in _blocks(rows))


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    for _number, held in groupby(rows, key=lambda row: row[0].number):
        told = list(held)
        yield Block(told[0][0], tuple(part for _p, part in told), is_rest=False)
