"""What the templates of a document take: its content, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from measures.domain.rating import State
from reports.domain.audiences import BANNERS
from reports.domain.content import EditionContent, ObjectiveSection
from reports.domain.measure_part import MeasurePart
from reports.domain.revised import Restated
from reports.render.drawing import Drawing

RATED = (State.RED, State.AMBER, State.GREEN)
ORDER = {state: place for place, state in enumerate(RATED)}

MEANINGS = {
    State.RED: "off target by more than the tolerance",
    State.AMBER: "off target, within the tolerance",
    State.GREEN: "on target or better",
    State.NEUTRAL: "context, no target, or no figure",
}

LONG = 12
"""A table of more rows than this may run on to another page."""


@dataclass(frozen=True)
class Tally:
    """How many measures have one position, and how many had it last time."""

    state: State
    word: str
    meaning: str
    count: int
    before: int | None


@dataclass(frozen=True)
class Units:
    """One row of the unit chart: a priority and its measures, worst first."""

    title: str
    parts: tuple[MeasurePart, ...]


@dataclass(frozen=True)
class ScoreTable:
    """One objective of the scorecard; ``priority`` is "" but for its first."""

    priority: str
    objective: ObjectiveSection
    ident: str

    @property
    def is_long(self) -> bool:
        """Whether it may run on; it never leaves fewer than three rows behind."""
        return len(self.objective.parts) > LONG


@dataclass(frozen=True)
class EditionPages:
    """An edition for one medium."""

    content: EditionContent
    draw: Drawing

    @property
    def heading(self) -> str:
        """ "Quarter 2, 2026/27"."""
        quarter = self.content.quarter
        return f"Quarter {quarter.number}, {quarter.financial_year}"

    @property
    def banner(self) -> str:
        """What stands on each page of a version that is not public; else ""."""
        return BANNERS[self.content.audience]

    @property
    def kicker(self) -> str:
        """What kind of report it is, unless its title only says the quarter."""
        cover = self.content.cover
        is_quarter = str(self.content.quarter.number) in cover.title
        return cover.kind if is_quarter or not cover.title else cover.title

    @property
    def column_heads(self) -> tuple[str, str]:
        """This quarter and the last one, short: "Jul–Sep 26", "Apr–Jun 26"."""
        quarter = self.content.quarter
        return quarter.short, (quarter - 1).short

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        rated = [self._tally(state, state.word, (state,)) for state in RATED]
        others = tuple(state for state in State if state not in RATED)
        return (*rated, self._tally(State.NEUTRAL, "Not rated", others))

    @property
    def signals(self) -> str:
        """How many show a change larger than chance; "" where none is judged."""
        judged = [part.process for part in self.content.parts if part.process]
        if not judged:
            return ""
        better = sum(process.is_improvement for process in judged)
        worse = sum(process.is_concern for process in judged)
        words = {"better": better, "worse": worse}
        return (
            _(
                "Changes larger than chance: %(better)s for the better, %(worse)s for "
                "the worse."
            )
            % words
        )

    @property
    def count(self) -> int:
        return len(self.content.parts)

    def units(self) -> Iterator[Units]:
        for priority in self.content.priorities:
            parts = sorted(
                priority.parts,
                key=lambda part: ORDER.get(part.grade.state, len(ORDER)),
            )
            yield Units(f"{priority.number}. {priority.title}", tuple(parts))

    def scorecard(self) -> Iterator[list[ScoreTable]]:
        """The tables of each priority."""
        for priority in self.content.priorities:
            title = f"{priority.number}. {priority.title}"
            yield [
                ScoreTable(
                    title if place == 0 else "",
                    objective,
                    f"{priority.number}-{objective.number}",
                )
                for place, objective in enumerate(priority.objectives)
            ]

    @property
    def has_changes(self) -> bool:
        changes = self.content.changes
        return bool(changes.worse or changes.better or changes.also)

    @cached_property
    def differences(self) -> str:
        """How many things of each kind are told otherwise; "" where none is."""
        told = self.content.changes
        counts = (
            (len(told.revisions), ngettext_lazy("%d figure", "%d figures")),
            (
                _measures(told.definitions),
                ngettext_lazy("%d definition", "%d definitions"),
            ),
            (_measures(told.targets), ngettext_lazy("%d target", "%d targets")),
            (len(told.dates), ngettext_lazy("%d date", "%d dates")),
            (len(told.texts), ngettext_lazy("%d commentary", "%d commentaries")),
        )
        return ", ".join(words % count for count, words in counts if count)

    @property
    def differences_url(self) -> str:
        """Where every difference is told, below the edition's own address."""
        return f"{self.content.cover.address}changed/"

    def _tally(self, state: State, word: str, states: tuple[State, ...]) -> Tally:
        before = dict(self.content.changes.counts_before)
        last = sum(before.get(each.value, 0) for each in states)
        return Tally(
            state,
            word,
            MEANINGS[state],
            self.content.count(*states),
            last if before else None,
        )


def _measures(lines: tuple[Restated, ...]) -> int:
    """Of how many measures something is told."""
    return len({line.code for line in lines})
