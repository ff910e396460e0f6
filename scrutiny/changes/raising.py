"""What a meeting asks for while it runs: actions, information, and questions."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction
from django.db.models import Max

from opcc.core import audit, clock
from opcc.core.models import Office, Organisation, User
from scrutiny.changes import questions
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
) -> Action:
    """An action from an item, raised on the day of its meeting."""
    office = item.meeting.body.office
    raised_on = item.meeting.held_on
    check_due(due_on=due_on, raised_on=raised_on)
    action = Action(
        office=office,
        number=_next_number(Action, office),
        title=title,
        item=item,
        owner_name=owner_name,
        organisation=organisation,
        raised_on=raised_on,
        first_due_on=due_on,
        due_on=due_on,
        by=by,
    )
    return _added("raise", action, office=office, by=by)


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
    office = item.meeting.body.office
    check_due(due_on=due_on, raised_on=item.meeting.held_on)
    request = InformationRequest(
        office=office,
        number=_next_number(InformationRequest, office),
        text=text,
        asked_of=asked_of,
        item=item,
        for_meeting=for_meeting,
        due_on=due_on,
        by=by,
        at=clock.now(),
    )
    return _added("request information", request, office=office, by=by)


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


def _next_number(model: type[models.Model], office: Office) -> int:
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    last = model._default_manager.filter(office=office).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def _added(verb: str, row, *, office: Office, by: User):
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record(verb, row, office=office, by=by, after=audit.facts(row))
    return row
