"""A board of the sample office that met in public, and what was heard there."""

import datetime as dt
from itertools import count

from scrutiny.models import AgendaItem, AssuranceStatement, Response
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OrganisationFactory,
    QuestionFactory,
)

HELD_ON = dt.date(2026, 11, 3)


def at(day, hour=11):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


class HeardScene(Westmarch):
    """``item`` was open to the public at a board that was held on 3 November 2026."""

    def __init__(self, slug="westmarch", **facts):
        super().__init__(slug, **facts)
        self.board = BodyFactory(
            office=self.office, name="Accountability Board", visibility="public"
        )
        self.held = MeetingFactory(body=self.board, held_on=HELD_ON, status="held")
        self.item = self.business("Domestic abuse: arrests")
        self.unit = OrganisationFactory(
            office=self.office, kind="force", name="Crime data unit"
        )
        self._numbers = count(21)

    def business(self, title, *, meeting=None, **facts) -> AgendaItem:
        return AgendaItemFactory(meeting=meeting or self.held, title=title, **facts)

    def ask(self, *measures, item=..., objectives=(), **facts):
        """Asked a week before the board under its public item, and not answered."""
        question = QuestionFactory(
            **{
                "office": self.office,
                "number": next(self._numbers),
                "item": self.item if item is ... else item,
                "state": "asked",
                "asked_of": self.unit,
                "asked_on": dt.date(2026, 10, 27),
                "due_on": dt.date(2026, 11, 10),
                **facts,
            }
        )
        question.measures.set(measures)
        question.objectives.set(objectives)
        return question

    def answer(self, question, text="One in nine.", *, on=HELD_ON, **facts):
        if not facts.get("is_partial"):
            question.state = "answered"
            question.save()
        return Response.objects.create(
            question=question,
            text=text,
            answered_by="Assistant Chief Constable Rowe",
            by=self.officer,
            at=at(on),
            **facts,
        )

    def conclude(self, item=None, *, on=HELD_ON, **facts):
        return AssuranceStatement.objects.create(
            **{
                "item": item or self.item,
                "grade": "not_assured",
                "reason": "The force has found the gap, and has not closed it.",
                "by": self.commissioner,
                "at": at(on),
                **facts,
            }
        )

    def agree(self, *measures, item=..., **facts):
        action = ActionFactory(
            **{
                "office": self.office,
                "number": next(self._numbers),
                "title": "Count suspects interviewed by appointment",
                "item": self.item if item is ... else item,
                "raised_on": HELD_ON,
                "first_due_on": dt.date(2026, 12, 18),
                "organisation": self.unit,
                **facts,
            }
        )
        action.measures.set(measures)
        return action


__all__ = ["FROZEN_ON", "HELD_ON", "QUARTER", "HeardScene", "at"]
