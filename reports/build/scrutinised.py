"""What the Commissioner asked, concluded and did, put beside what an edition says.

Editions are public: only what anybody could hear is told (``scrutiny.reading.heard``),
and of that nothing that concerns a measure which is not public or is withheld, says
the title of business held back, or could give a small number away. What is left out is
not counted either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opcc.core.models import Office, Organisation
from reports.build.heard_since import HeardSince, since_of
from reports.build.narrative import Holders, oversight_heading
from reports.build.tellable import Concerns, Guard, Named
from reports.domain.content import EditionContent, ObjectiveSection, PrioritySection
from reports.domain.measure_part import MeasurePart
from reports.domain.scrutinised import Agreed, Answered, Asked, Scrutinised, Stated
from scrutiny.domain.assurance import disc_of
from scrutiny.domain.workflow import TO_DO
from scrutiny.models import Action, AssuranceStatement, Question, Response
from scrutiny.reading.heard import titles_held_back


def with_scrutiny(
    priorities: Sequence[PrioritySection],
    *,
    office: Office,
    holders: Holders,
    before: EditionContent | None,
    frozen_on: dt.date,
) -> tuple[PrioritySection, ...]:
    """The sections with what was asked, answered, concluded and agreed of each part.

    From the day after the edition before was frozen to the day on which this one is,
    both within, and what came on that earlier day after its freeze; of a first edition
    the last twelve months. A thing counts from the day on which anybody could hear it:
    when it was asked, answered, stated, raised or closed, or when its business was
    heard or released, if that was later.

    Four queries, and up to eight more for what is found.
    """
    parts = [part for priority in priorities for part in priority.parts]
    gathered = _Gathered(
        office,
        holders,
        HeardSince.of(office, since_of(before, on=frozen_on)),
        Guard.of(parts, titles_held_back(office)),
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
class _Gathered:
    """All that may be told, by the measure or the objective that it concerns."""

    office: Office
    holders: Holders
    heard: HeardSince
    guard: Guard

    def of_measure(self, code: str) -> Scrutinised:
        return self._of(code)

    def of_objective(self, objective: Named) -> Scrutinised | None:
        """None where there is nothing."""
        told = self._of(objective)
        return None if told.is_empty else told

    def _of(self, name: str | Named) -> Scrutinised:
        return Scrutinised(
            since=self.heard.since.first,
            upto=self.heard.since.last,
            heading=oversight_heading(self.office),
            asked=tuple(each for names, each in self._asked if name in names),
            stated=tuple(each for names, each in self._stated if name in names),
            agreed=tuple(each for names, each in self._agreed if name in names),
        )

    @property
    def panels(self) -> str:
        """The address below which stands what the panel reads in confidence."""
        return reverse("public:papers", args=[self.office.slug])

    @cached_property
    def _asked(self) -> list[tuple[frozenset[str | Named], Asked]]:
        found = []
        for row, given in self.heard.questions():
            concerns = Concerns.of(row)
            answers = tuple(
                _answered(row, each)
                for each in given
                if self.guard.passes(concerns, each.text)
            )
            is_new = answers or self.heard.is_asked(row)
            if is_new and self.guard.passes(concerns, row.text):
                found.append((concerns.names, _asked(row, answers, self.panels)))
        return found

    @cached_property
    def _stated(self) -> list[tuple[frozenset[str | Named], Stated]]:
        found = []
        for row in self.heard.statements():
            concerns = [Concerns.of(question) for question in row.item.put]
            names = frozenset().union(*(each.names for each in concerns))
            if all(self.guard.passes(each, row.reason) for each in concerns):
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
        for row in self.heard.actions():
            concerns = Concerns.of(row)
            if self.guard.passes(concerns, row.title):
                told = _agreed(row, on=self.heard.since.last)
                found.append((concerns.names, told))
        return found


def _asked(row: Question, answers: tuple[Answered, ...], panels: str) -> Asked:
    return Asked(
        number=row.number,
        asked_on=row.asked_on,
        of=row.asked_of.name,
        question=row.text,
        due_on=row.due_on if row.state == Question.State.ASKED else None,
        answers=answers,
        about=_place(row, panels),
    )


def _place(row: Question, panels: str) -> str:
    """The place in a document that it was put against, where anybody may read that."""
    is_public = row.about_url and not row.about_url.startswith(panels)
    return row.about if is_public else ""


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
