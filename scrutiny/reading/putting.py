"""What members of the panel put, how far it is, and the answers that they may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opcc.core.access import Standing
from opcc.core.visibility import Visibility, within
from scrutiny.domain import enquiry
from scrutiny.models import Meeting, Question, Response


@dataclass(frozen=True)
class Put:
    """One question as a member is shown it; ``answers`` are those they may read."""

    question: Question
    is_own: bool
    word: str
    tone: str
    answers: tuple[Response, ...]

    @classmethod
    def of(cls, row: Question, *, reader: Standing) -> Put:
        """Of a row ``for_the_panel``."""
        is_own = row.by_id == reader.user.pk
        reads = enquiry.panel_reads_answer(
            is_own=is_own, has_item=row.item is not None, is_heard=row.is_heard
        )
        answers = tuple(row.responses.all()) if reads else ()
        word, tone = enquiry.put_standing(row.state, in_part=row.in_part)
        return cls(row, is_own, word, tone, answers)

    @property
    def is_held_back(self) -> bool:
        """Whether there is an answer that they may not read, or not yet."""
        return not self.answers and self.question.state == Question.State.ANSWERED

    @property
    def comes_at(self) -> Meeting | None:
        """The meeting at which the panel is still to hear that answer, if it is to."""
        item = self.question.item
        if item is None or item.is_restricted or item.meeting.is_over:
            return None
        followed = within(item.meeting.body.visibility, audience=Visibility.PANEL)
        return item.meeting if followed else None


def mine(reader: Standing, *, on: dt.date):
    """Rows of what the reader put."""
    return _put(reader, on).filter(by=reader.user)


def of_others(reader: Standing, *, on: dt.date):
    """Rows of what other members put, once answered where the panel could hear it."""
    answered = _put(reader, on).filter(is_heard=True, state=Question.State.ANSWERED)
    return answered.exclude(by=reader.user)


def told(rows: Iterable[Question], *, reader: Standing) -> list[Put]:
    return [Put.of(row, reader=reader) for row in rows]


def _put(reader: Standing, on: dt.date):
    rows = Question.objects.for_office(reader.office).put_by_members()
    return rows.for_the_panel(on=on)
