"""What a meeting asks for while it runs: actions, information, and questions."""

from __future__ import annotations

import datetime as dt

from measures.models import Measure
from opcc.core.models import Organisation, User
from scrutiny.changes import actions, questions, requests
from scrutiny.changes.acting import Actor
from scrutiny.domain.workflow import check_due
from scrutiny.models import Action, AgendaItem, InformationRequest, Meeting, Question


def raise_action(
    *,
    item: AgendaItem,
    title: str,
    owner_name: str,
    organisation: Organisation,
    due_on: dt.date,
    by: User,
    measure: Measure | None = None,
) -> Action:
    """An action from an item, raised on the day of its meeting."""
    action = Action(
        office=item.meeting.body.office,
        title=title,
        item=item,
        owner_name=owner_name,
        organisation=organisation,
        raised_on=item.meeting.held_on,
        first_due_on=due_on,
    )
    about = [measure] if measure else []
    return actions.add(action=action, by=_taking(by), measures=about)


def request_information(
    *,
    item: AgendaItem,
    text: str,
    asked_of: Organisation,
    due_on: dt.date,
    by: User,
    for_meeting: Meeting | None = None,
) -> InformationRequest:
    """Something to be told by a day, or at a meeting, on whose agenda it stands."""
    check_due(due_on=due_on, raised_on=item.meeting.held_on)
    request = InformationRequest(
        office=item.meeting.body.office,
        text=text,
        asked_of=asked_of,
        item=item,
        for_meeting=for_meeting,
        due_on=due_on,
    )
    return requests.add(request=request, by=_taking(by))


def raise_question(
    *, item: AgendaItem, text: str, asked_of: Organisation, by: User
) -> Question:
    """A draft, to be asked when the minutes have been read through."""
    question = Question(
        office=item.meeting.body.office,
        text=text,
        source=Question.Source.COMMISSIONER,
        asked_of=asked_of,
        item=item,
    )
    return questions.draft(question=question, by=by)


def _taking(by: User) -> Actor:
    """Whoever takes the minutes, under their name."""
    return Actor(said_by=by.name, user=by)
