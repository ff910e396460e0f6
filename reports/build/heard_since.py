"""What anybody came to hear since the edition before, and that did not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from opcc.core.models import Office
from reports.domain.content import EditionContent
from reports.domain.scrutinised import (
    ANSWERED,
    ASKED,
    ENDED,
    RAISED,
    STATED,
    Since,
    named,
)
from scrutiny.models import Action, AgendaItem, AssuranceStatement, Question, Response
from scrutiny.reading.heard import Heard, heard

DAY = dt.timedelta(days=1)


def since_of(before: EditionContent | None, *, on: dt.date) -> Since:
    """The days that an edition frozen on that day tells of."""
    earlier = before.cover.frozen_on if before else None
    return Since.between(earlier, on, told=told_by(before))


def told_by(before: EditionContent | None) -> frozenset[str] | None:
    """None of an edition that was stored before editions told of it."""
    if before is None:
        return None
    seen = [part.scrutinised for part in before.parts]
    seen += [o.scrutinised for each in before.priorities for o in each.objectives]
    if not any(seen):
        return None
    return frozenset().union(*(each.told for each in seen if each))


@dataclass(frozen=True)
class HeardSince:
    """Rows that are new to an edition, whether or not they may stand in it."""

    rows: Heard
    since: Since

    @classmethod
    def of(cls, office: Office, since: Since) -> HeardSince:
        """Three queries, and up to eight more for what is found."""
        return cls(heard(office, first=since.first - DAY, last=since.last), since)

    def questions(self) -> Iterator[tuple[Question, list[Response]]]:
        """Asked or answered since, each with what was answered since."""
        for row in self.rows.questions:
            answers = [each for each in row.responses.all() if self._gives(row, each)]
            if answers or self.is_asked(row):
                yield row, answers

    def is_asked(self, row: Question) -> bool:
        return self._is_new(row.item, row.asked_on, named(ASKED, row.number))

    def _gives(self, row: Question, response: Response) -> bool:
        day = timezone.localdate(response.at)
        return self._is_new(row.item, day, named(ANSWERED, row.number, day))

    def statements(self) -> Iterator[AssuranceStatement]:
        """The newest of each item, which is the one in force."""
        newest = {row.item_id: row for row in self.rows.statements}
        for row in newest.values():
            day = timezone.localdate(row.at)
            name = named(STATED, row.item.meeting.body.name, day)
            if self._is_new(row.item, day, name):
                yield row

    def actions(self) -> Iterator[Action]:
        """Raised or ended since."""
        for row in self.rows.actions:
            days = [(row.raised_on, RAISED), (row.ended_on, ENDED)]
            if any(
                day and self._is_new(row.item, day, named(what, row.number))
                for day, what in days
            ):
                yield row

    def _is_new(self, item: AgendaItem, day: dt.date, name: str) -> bool:
        """From the day on which it could be heard, if that was later."""
        return self.since.holds(max(day, item.public_since), name)
