"""What the Commissioner asked, concluded and did, put beside what an edition says.

Editions are public: only what anybody could hear is told (``scrutiny.reading.heard``),
and of that nothing that concerns a measure which is not public or is withheld, says
the title of business held back, or could give a small number away. What is left out is
not counted either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Measure
from opcc.core.models import Office, Organisation
from opcc.core.visibility import Visibility
from plans.models import Commitment, Objective
from reports.build.narrative import Holders, oversight_heading
from reports.domain.content import ObjectiveSection, PrioritySection
from reports.domain.measure_part import MeasurePart
from reports.domain.scrutinised import (
    Agreed,
    Answered,
    Asked,
    Scrutinised,
    Since,
    Stated,
    is_safe,
)
from scrutiny.domain.assurance import disc_of
from scrutiny.domain.workflow import TO_DO
from scrutiny.models import Action, AgendaItem, AssuranceStatement, Question, Response
from scrutiny.reading.heard import Heard, heard, titles_held_back

Named = tuple[str, str]
"""An objective as documents number it: its priority's number, and its own."""


def with_scrutiny(
    priorities: Sequence[PrioritySection],
    *,
    office: Office,
    holders: Holders,
    earlier: dt.date | None,
    frozen_on: dt.date,
) -> tuple[PrioritySection, ...]:
    """The sections with what was asked, answered, concluded and agreed of each part.

    From the day after the earlier edition was frozen (``earlier``) to the day on which
    this one is, both within; of a first edition the last twelve months. A thing counts
    from the day on which anybody could hear it: when it was asked, answered, stated,
    raised or closed, or when its business was heard or released, if that was later.

    Four queries, and up to eight more for what is found.
    """
    since = Since.between(earlier, frozen_on)
    parts = [part for priority in priorities for part in priority.parts]
    gathered = _Gathered(
        office,
        holders,
        since,
        heard(office, first=since.first, last=since.last),
        _Guard.of(parts, titles_held_back(office)),
    )
    return tuple(_in_priority(priority, gathered) for priority in priorities)


def _in_priority(section: PrioritySection, gathered: _Gathered) -> PrioritySection:
    told = (
        replace(
            each,
            parts=tuple(_in_part(part, gathered) for part in each.parts),
            scrutinised=gathered.of_objective((section.number, each.number)),
        )
        for each in section.objectives
    )
    return replace(section, objectives=tuple[ObjectiveSection, ...](told))


def _in_part(part: MeasurePart, gathered: _Gathered) -> MeasurePart:
    # Words about a withheld figure would tell it.
    if part.is_withheld:
        return part
    return replace(part, scrutinised=gathered.of_measure(part.code))


@dataclass(frozen=True)
class _Guard:
    """What may not be told, by the codes of the measures of an edition."""

    codes: frozenset[str]
    withheld: frozenset[str]
    hiding: frozenset[str]
    secrets: Sequence[str]

    @classmethod
    def of(cls, parts: Iterable[MeasurePart], secrets: Sequence[str]) -> _Guard:
        told = list(parts)
        return cls(
            frozenset(part.code for part in told),
            frozenset(part.code for part in told if part.is_withheld),
            frozenset(part.code for part in told if "c" in part.symbols),
            secrets,
        )

    def passes(self, concerns: _Concerns, *texts: str) -> bool:
        measures = concerns.measures
        if not all(self._is_public(measure) for measure in measures):
            return False
        hides = any(self._hides(measure) for measure in measures)
        return is_safe(texts, secrets=self.secrets, hides_numbers=hides)

    def _is_public(self, measure: Measure) -> bool:
        held = measure.restriction
        is_held = held is not None and held.released_on is None
        is_open = measure.visibility == Visibility.PUBLIC and not is_held
        return is_open and measure.code not in self.withheld

    def _hides(self, measure: Measure) -> bool:
        """Of a sensitive measure that the edition does not tell, nobody can say."""
        unknown = measure.is_sensitive and measure.code not in self.codes
        return unknown or measure.code in self.hiding


@dataclass(frozen=True)
class _Concerns:
    """What a row is about: measures, or else objectives."""

    measures: Sequence[Measure]
    objectives: Sequence[Objective]

    @property
    def names(self) -> frozenset[str | Named]:
        if self.measures:
            return frozenset(measure.code for measure in self.measures)
        return frozenset((o.priority.number, o.number) for o in self.objectives)


@dataclass(frozen=True)
class _Gathered:
    """All that may be told, by the measure or the objective that it concerns."""

    office: Office
    holders: Holders
    since: Since
    rows: Heard
    guard: _Guard

    def of_measure(self, code: str) -> Scrutinised:
        return self._of(code)

    def of_objective(self, named: Named) -> Scrutinised | None:
        """None where there is nothing."""
        told = self._of(named)
        return None if told.is_empty else told

    def _of(self, name: str | Named) -> Scrutinised:
        return Scrutinised(
            since=self.since.first,
            upto=self.since.last,
            heading=oversight_heading(self.office),
            asked=tuple(each for names, each in self._asked if name in names),
            stated=tuple(each for names, each in self._stated if name in names),
            agreed=tuple(each for names, each in self._agreed if name in names),
        )

    @cached_property
    def _asked(self) -> list[tuple[frozenset[str | Named], Asked]]:
        found = []
        for row in self.rows.questions:
            concerns = _Concerns(row.measures.all(), row.objectives.all())
            answers = self._answers(row, concerns)
            is_new = self._is_new(row.item, row.asked_on)
            if (is_new or answers) and self.guard.passes(concerns, row.text):
                found.append((concerns.names, _asked(row, answers)))
        return found

    def _answers(self, row: Question, concerns: _Concerns) -> tuple[Answered, ...]:
        return tuple(
            _answered(row, response)
            for response in row.responses.all()
            if self._is_new(row.item, timezone.localdate(response.at))
            and self.guard.passes(concerns, response.text)
        )

    @cached_property
    def _stated(self) -> list[tuple[frozenset[str | Named], Stated]]:
        """The newest of each item, which is the one in force."""
        newest = {row.item_id: row for row in self.rows.statements}
        found = []
        for row in newest.values():
            concerns = [
                _Concerns(each.measures.all(), each.objectives.all())
                for each in row.item.put
            ]
            names = frozenset().union(*(each.names for each in concerns))
            is_new = self._is_new(row.item, timezone.localdate(row.at))
            is_safe = all(self.guard.passes(each, row.reason) for each in concerns)
            if is_new and is_safe:
                found.append((names, self._statement(row)))
        return found

    def _statement(self, row: AssuranceStatement) -> Stated:
        scale = {
            choice.key: choice.name for choice in self.office.style.assurance_scale
        }
        day = timezone.localdate(row.at)
        return Stated(
            word=scale.get(row.grade, row.grade),
            disc=disc_of(row.grade, list(scale)),
            reason=row.reason,
            by=self.holders.named(row.by, on=day),
            at=row.item.meeting.body.name,
            on=day,
        )

    @cached_property
    def _agreed(self) -> list[tuple[frozenset[str | Named], Agreed]]:
        found = []
        for row in self.rows.actions:
            concerns = _Concerns(row.measures.all(), _objectives(row))
            is_new = self._is_new(row.item, row.raised_on)
            is_over = row.ended_on and self._is_new(row.item, row.ended_on)
            if (is_new or is_over) and self.guard.passes(concerns, row.title):
                found.append((concerns.names, _agreed(row, on=self.since.last)))
        return found

    def _is_new(self, item: AgendaItem, day: dt.date) -> bool:
        return self.since.holds(max(day, item.public_since))


def _objectives(action: Action) -> list[Objective]:
    """Those of its commitments, all of which stand in the public plan; else none."""
    commitments = action.commitments.all()
    if all(map(_is_public, commitments)):
        return [each.objective for each in commitments]
    return []


def _is_public(commitment: Commitment) -> bool:
    return commitment.visibility == Visibility.PUBLIC and not commitment.is_internal


def _asked(row: Question, answers: tuple[Answered, ...]) -> Asked:
    return Asked(
        number=row.number,
        asked_on=row.asked_on,
        of=row.asked_of.name,
        question=row.text,
        due_on=row.due_on if row.state == Question.State.ASKED else None,
        answers=answers,
    )


def _answered(row: Question, response: Response) -> Answered:
    return Answered(
        text=response.text,
        by=row.asked_of.name,
        on=timezone.localdate(response.at),
        is_of_force=row.asked_of.kind == Organisation.Kind.FORCE,
        is_partial=response.is_partial,
    )


def _agreed(row: Action, *, on: dt.date) -> Agreed:
    is_over = row.ended_on is not None and row.ended_on <= on
    is_closed = is_over and row.state == Action.State.CLOSED
    return Agreed(
        number=row.number,
        action=row.title,
        owner=row.organisation.name,
        raised_on=row.raised_on,
        first_due_on=row.first_due_on,
        due_on=row.due_on,
        state=str(row.get_state_display()) if is_over else _open_word(row, on),
        closed_on=row.ended_on if is_closed else None,
    )


def _open_word(row: Action, on: dt.date) -> str:
    """Whoever offered an action for sign-off has done their part of it."""
    is_late = row.due_on < on and row.state in TO_DO
    return _("Overdue") if is_late else _("Open")
