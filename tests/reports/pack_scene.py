"""A topic, and what was asked, answered, concluded and agreed about its measures."""

import datetime as dt

from opcc.core.models import Restriction
from scrutiny.models import AssuranceStatement, Meeting, Response
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    QuestionFactory,
    TopicFactory,
    UserFactory,
)

ASKED_ON = dt.date(2026, 8, 3)


def topic_of(*measures, **facts):
    topic = TopicFactory(
        office=measures[0].office,
        programmed=True,
        public=True,
        title="Victims in the evening",
        **facts,
    )
    topic.measures.set(measures)
    return topic


def board(office, *, visibility="public", minutes="published"):
    body = BodyFactory(office=office, visibility=visibility)
    return MeetingFactory(
        body=body, held_on=dt.date(2026, 8, 11), status="held", minutes=minutes
    )


def item(meeting: Meeting, *, held_back="", **facts):
    """An item; with ``held_back``, restricted for that reason."""
    if held_back:
        facts["restriction"] = Restriction.objects.create(
            office=meeting.body.office,
            reason_code="law_enforcement",
            reason=held_back,
            asked_by="The force",
            decided_by=UserFactory(),
            decided_on=dt.date(2026, 8, 1),
            review_on=dt.date(2027, 8, 1),
        )
        facts["safe_title"] = "A matter of the force"
    return AgendaItemFactory(meeting=meeting, **facts)


def asked(of, measure, text, answer="", **said):
    """A question under an item, with its answer where there is one."""
    question = QuestionFactory(
        office=measure.office, asked=True, asked_on=ASKED_ON, text=text, item=of
    )
    question.measures.add(measure)
    if answer:
        Response.objects.create(
            question=question,
            text=answer,
            answered_by=said.get("by", "ACC Rowe"),
            evidence=said.get("evidence", ""),
            by=UserFactory(),
            at=dt.datetime(2026, 8, 5, 9, tzinfo=dt.UTC),
        )
    return question


def concluded(of, reason, **said):
    return AssuranceStatement.objects.create(
        item=of,
        grade="partly",
        reason=reason,
        by=UserFactory(name="Eleanor Vaisey"),
        at=dt.datetime(2026, 8, 11, 15, tzinfo=dt.UTC),
        **said,
    )


def action(measure, title, **facts):
    raised = ActionFactory(
        office=measure.office,
        title=title,
        first_due_on=dt.date(2026, 9, 30),
        **facts,
    )
    raised.measures.add(measure)
    return raised
