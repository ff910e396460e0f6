"""What a meeting asks for while it runs: actions, information, and questions.

MoveRefused unless its minutes are in draft: what was agreed has all that it asked for.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from measures.models import Measure
from opcc.core.models import Organisation, User
from scrutiny.changes import actions, questions, requests, rows
from scrutiny.changes.acting import Actor
from scrutiny.domain import minuting
from scrutiny.domain.workflow import check_due
from scrutiny.models import Action, AgendaItem, InformationRequest, Meeting, Question


@transaction.atomic
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
    meeting = _minuted(item)
    action = Action(
        office=meeting.body.office,
        title=title,
        item=item,
        owner_name=owner_name,
        organisation=organisation,
        raised_on=meeting.held_on,
        first_due_on=due_on,
    )
    about = [measure] if measure else []
    return actions.add(action=action, by=_taking(by), measures=about)


@transaction.atomic
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
    meeting = _minuted(item)
    check_due(due_on=due_on, raised_on=meeting.held_on)
    request = InformationRequest(
        office=meeting.body.office,
        text=text,
        asked_of=asked_of,
        item=item,
        for_meeting=for_meeting,
        due_on=due_on,
    )
    return requests.add(request=request, by=_taking(by))


@transaction.atomic
def raise_question(
    *, item: AgendaItem, text: str, asked_of: Organisation, by: User
) -> Question:
    """A draft, to be asked when the minutes have been read through."""
    meeting = _minuted(item)
    question = Question(
        office=meeting.body.office,
        text=text,
        source=Question.Source.COMMISSIONER,
        asked_of=asked_of,
        item=item,
    )
    return questions.draft(question=question, by=by)


def _minuted(item: AgendaItem) -> Meeting:
    """The meeting, locked, so that its minutes are not agreed in between."""
    meeting = rows.locked_meeting(item.meeting_id)
    minuting.check_open(minutes=meeting.minutes)
    return meeting


def _taking(by: User) -> Actor:
    """Whoever takes the minutes, under their name."""
    return Actor(said_by=by.name, user=by)
