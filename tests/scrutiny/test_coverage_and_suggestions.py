"""Coverage and suggestions: what is read for them, and their pages."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Cycle, CycleException
from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.changes import suggestions
from scrutiny.models import Dismissal, Topic
from scrutiny.reading.coverage import coverage_of, key_of
from scrutiny.reading.suggesting import suggestions_for
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    ConsiderationFactory,
    MeasureFactory,
    MeetingFactory,
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    QuestionFactory,
    TopicFactory,
    person,
)

TODAY = dt.date(2025, 11, 20)
NOW = Period.quarter(2025, 3)  # October to December 2025


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def signed_in(*roles, **facts):
        user = person(office, *roles, **facts)
        client.force_login(user)
        return user

    return signed_in


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.SCRUTINY, name="Tom Askew")


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# -- suggestions


def an_exception(office, code, *quarters):
    measure = MeasureFactory(office=office, code=code)
    for quarter in quarters:
        cycle, _made = Cycle.objects.get_or_create(office=office, **columns(quarter))
        CycleException.objects.create(
            cycle=cycle,
            measure=measure,
            owner=person(office, Role.PERFORMANCE),
            found=[{"trigger": "red", "reason": "It is far below its target"}],
            raised_on=quarter.end,
        )
    return measure


def test_an_exception_that_lasts_is_taken_up_with_one_press(client, office, officer):
    measure = an_exception(office, "1A", NOW - 2, NOW - 1)
    an_exception(office, "1B", NOW - 2)
    (suggestion,) = [
        each for each in suggestions_for(office, on=TODAY) if each.source == "exception"
    ]
    assert suggestion.reason == (
        "Measure 1A has been an exception two quarters running. "
        "It is far below its target."
    )

    client.post(url(office, "suggestion-take-up", suggestion.key), follow=True)

    topic = Topic.objects.get()
    assert (topic.source, topic.why) == ("exception", suggestion.reason)
    assert list(topic.measures.all()) == [measure]
    again = client.post(url(office, "suggestion-take-up", suggestion.key))
    assert again.status_code == 404


def test_an_action_long_overdue_is_suggested_and_dismissed_with_a_reason(
    client, office, officer
):
    # The default house style counts more than 30 days past its date as delayed.
    late = dt.date(2025, 10, 20)
    ActionFactory(office=office, number=12, title="Sunday visits", first_due_on=late)
    ActionFactory(office=office, number=13, first_due_on=dt.date(2025, 11, 10))
    (suggestion,) = [
        each for each in suggestions_for(office, on=TODAY) if each.source == "action"
    ]
    address = url(office, "suggestion-dismiss", suggestion.key)

    refused = client.post(address, {"reason": ""}).content.decode()
    assert "Give a reason." in refused
    client.post(address, {"reason": "The panel looks at it."})

    assert Dismissal.objects.get().title == "Sunday visits"
    page = client.get(url(office, "suggestions")).content.decode()
    assert "The panel looks at it." in page
    assert suggestion.reason not in page


def test_a_long_list_of_suggestions_is_shown_by_pages(client, office, officer):
    late = dt.date(2025, 9, 1)
    ActionFactory.create_batch(30, office=office, first_due_on=late)
    address = url(office, "suggestions")

    first, second = (client.get(address, {"page": page}) for page in (1, 2))

    # Thirty late actions and eight domains that nothing has looked at.
    assert len(first.context["page"].object_list) == 25
    assert len(second.context["page"].object_list) == 13
    assert "26 to 38 of 38" in second.content.decode()


def test_suggestions_cost_the_same_however_many_there_are(client, office, officer):
    def add(count, codes):
        ActionFactory.create_batch(count, office=office, first_due_on=NOW.start)
        for code in codes:
            an_exception(office, code, NOW - 2, NOW - 1)

    add(1, ["1A"])
    few = queries(client, url(office, "suggestions"))
    add(9, ["1B", "1C", "1D"])

    assert queries(client, url(office, "suggestions")) == few


def test_a_gap_in_coverage_is_suggested_with_its_sentence(client, office, officer):
    priority = PriorityFactory(plan__office=office, title="Safe streets")

    found = [each for each in suggestions_for(office, on=TODAY) if each.subject]
    (of_priority,) = [each for each in found if each.subject == key_of(priority)]
    client.post(url(office, "suggestion-take-up", of_priority.key))

    topic = Topic.objects.get()
    assert topic.why == "Nothing has looked at “Safe streets” yet."
    assert list(topic.priorities.all()) == [priority]
    assert len(found) == 9  # the priority, and eight accountability domains


def test_a_gap_of_a_domain_becomes_a_topic_of_that_domain(client, office, officer):
    found = {each.subject: each for each in suggestions_for(office, on=TODAY)}

    client.post(url(office, "suggestion-take-up", found["domain-h"].key))

    assert Topic.objects.get().domain == "h"


def test_a_dismissed_suggestion_keeps_its_reason_and_is_dismissed_once(office, officer):
    facts = {"office": office, "key": "action-12", "title": "Sunday visits"}
    with pytest.raises(MoveRefused, match="Give a reason"):
        suggestions.dismiss(**facts, reason=" ", by=officer)
    suggestions.dismiss(**facts, reason="The panel looks at it.", by=officer)

    with pytest.raises(ValidationError, match="dismissed already"):
        suggestions.dismiss(**facts, reason="Again", by=officer)

    assert Dismissal.objects.get().reason == "The panel looks at it."
    assert AuditLine.objects.filter(office=office).first().verb == "dismiss"


# -- coverage


def test_everything_that_was_looked_at_stands_in_its_quarter(office):
    priority = PriorityFactory(plan__office=office, title="Safe streets")
    objective = ObjectiveFactory(priority=priority)
    measure = MeasureFactory(office=office, objective=objective)
    topic = TopicFactory(office=office, number=4, programmed=True, domain="f")
    topic.measures.add(measure)
    ConsiderationFactory(topic=topic, considered_on=dt.date(2025, 8, 4))
    meeting = MeetingFactory(
        body__office=office, held_on=dt.date(2025, 5, 6), status="held"
    )
    item = AgendaItemFactory(meeting=meeting, order=3)
    question = QuestionFactory(
        office=office,
        number=105,
        asked=True,
        asked_on=dt.date(2025, 4, 7),
        item=item,
        domain="a",
    )
    question.objectives.add(objective)

    found = coverage_of(office, quarters=4, on=TODAY)

    rows = {row.subject.name: row for row in found.rows}
    assert [cell.what for cell in rows["Safe streets"].cells] == [
        (),
        ("question 105", "item 3 of 6 May 2025"),
        ("topic T4",),
        (),
    ]
    assert rows["Value for money"].last_on == dt.date(2025, 8, 4)
    assert rows["Regard to the police and crime plan"].gap == ""
    assert rows["Safeguarding children and their welfare"].gap


def test_drafts_and_meetings_to_come_look_at_nothing(office):
    priority = PriorityFactory(plan__office=office)
    objective = ObjectiveFactory(priority=priority)
    meeting = MeetingFactory(body__office=office, held_on=dt.date(2025, 12, 4))
    draft = QuestionFactory(office=office, item=AgendaItemFactory(meeting=meeting))
    draft.objectives.add(objective)
    TopicFactory(office=office, programmed=True).priorities.add(priority)

    found = coverage_of(office, quarters=4, on=TODAY)

    assert found.rows[0].last_on is None


def test_a_priority_keeps_its_looks_when_the_plan_is_issued_anew(office):
    earlier = PlanVersionFactory(office=office, status="superseded", number=1)
    topic = TopicFactory(office=office, programmed=True)
    topic.priorities.add(PriorityFactory(plan=earlier, title="Safe Streets"))
    ConsiderationFactory(topic=topic)
    PriorityFactory(
        plan=PlanVersionFactory(office=office, number=2), title="Safe streets"
    )

    found = coverage_of(office, quarters=4, on=TODAY)

    assert found.rows[0].subject.name == "Safe streets"
    assert found.rows[0].last_on == dt.date(2025, 10, 20)


def test_coverage_names_its_gaps_and_every_cell_in_words(client, office, officer):
    PriorityFactory(plan__office=office, title="Safe streets")

    page = client.get(url(office, "coverage"), {"years": "1"}).content.decode()

    assert "Nothing has looked at “Safe streets” yet." in page
    assert "9 gaps in the last four quarters" in page
    # Nine subjects by four quarters.
    assert page.count("Not looked at") == 9 * 4 + 1  # and the heading of the gaps


def test_five_years_of_coverage_cost_what_one_quarter_does(client, office, officer):
    priority = PriorityFactory(plan__office=office)
    objective = ObjectiveFactory(priority=priority)

    def look(quarter):
        topic = TopicFactory(office=office, programmed=True, domain="b")
        topic.priorities.add(priority)
        ConsiderationFactory(topic=topic, considered_on=quarter.start)
        meeting = MeetingFactory(
            body__office=office, held_on=quarter.start, status="held"
        )
        item = AgendaItemFactory(meeting=meeting)
        question = QuestionFactory(
            office=office, asked=True, asked_on=quarter.start, item=item
        )
        question.objectives.add(objective)

    look(NOW)
    few = queries(client, url(office, "coverage") + "?years=1")
    for back in range(1, 20):
        look(NOW - back)

    shown = client.get(url(office, "coverage") + "?years=5").context["coverage"]
    assert queries(client, url(office, "coverage") + "?years=5") == few
    # A topic, a question and an item in each of twenty quarters.
    assert [len(cell.what) for cell in shown.rows[0].cells] == [3] * 20


def test_years_that_nobody_offers_show_two(client, office, officer):
    shown = client.get(url(office, "coverage"), {"years": "900"})

    assert len(shown.context["coverage"].quarters) == 8


def test_two_who_take_one_suggestion_up_make_one_topic(
    client, office, officer, monkeypatch
):
    late = dt.date(2025, 9, 1)
    ActionFactory(office=office, number=12, first_due_on=late)
    seen_by_both = suggestions_for(office, on=TODAY)
    monkeypatch.setattr(
        "scrutiny.views.suggestions.suggestions_for", lambda *_args, **_on: seen_by_both
    )
    address = url(office, "suggestion-take-up", "action-12")

    client.post(address)
    page = client.post(address, follow=True)

    assert "That suggestion is a topic already." in page.content.decode()
    assert Topic.objects.count() == 1
