"""The page of a measure with its questions and actions, and what it did since."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.changes import definitions
from opcc.core import clock
from opcc.core.models import Restriction
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.domain.helped import NOT_BECAUSE
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    MeasureFactory,
    OfficeFactory,
    QuestionFactory,
    UserFactory,
    person,
)

NOW = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
"""The last quarter that had ended is January to March 2026."""

APRIL = Period.month(2024, 4)
CLOSED_ON = dt.date(2025, 6, 17)

RISEN = [*[10, 12] * 7, 12, 10, *[20, 21] * 4]
"""24 months to March 2026: up from the second month after June 2025."""


@pytest.fixture(autouse=True)
def fourth_of_may():
    with clock.told(NOW):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def monthly(office, values=RISEN, **more):
    told = {APRIL + place: value for place, value in enumerate(values)}
    return MeasureFactory(
        office=office, values=told, version={"frequency": "month"}, **more
    )


def shown(desk, measure, **asked):
    asked = {"quarter": "2025-Q4", **asked}
    address = reverse("measures:measure", args=[measure.office.slug, measure.code])
    return desk.get(address, asked).content.decode()


def about(measure, *rows):
    for row in rows:
        row.measures.add(measure)
    return rows


def closed(office, **more):
    raised = {"raised_on": dt.date(2025, 1, 9), "first_due_on": dt.date(2025, 6, 1)}
    return ActionFactory(
        over=True, office=office, **{**raised, "ended_on": CLOSED_ON, **more}
    )


def test_what_was_asked_raised_and_closed_is_listed_and_marked(desk, office):
    measure = monthly(office)
    question = QuestionFactory(
        asked=True, office=office, number=27, asked_on=dt.date(2025, 2, 3)
    )
    about(measure, question, closed(office, number=44, title="Count them all"))

    told = shown(desk, measure)

    assert "Below: 1 question asked, 1 action raised and 1 action closed." in told
    for words in ("3 Feb 2025", "9 Jan 2025", "17 Jun 2025", question.text):
        assert words in told
    assert reverse("scrutiny:question", args=[office.slug, question.pk]) in told


def test_a_draft_is_nobodys_business_yet(desk, office):
    measure = monthly(office)
    (draft,) = about(measure, QuestionFactory(office=office))

    assert draft.text not in shown(desk, measure)


def test_what_concerns_other_measures_is_not_shown(desk, office):
    measure, other = monthly(office), monthly(office)
    about(other, closed(office, title="Count them all"))

    assert "Count them all" not in shown(desk, measure)


def test_nothing_asked_says_what_would_stand_here(desk, office):
    told = shown(desk, monthly(office))

    assert "Nothing asked, nothing raised" in told
    assert "Did it help?" not in told


def test_a_change_after_an_action_is_told_with_both_sides_and_without_a_cause(
    desk, office
):
    measure = monthly(office)
    about(measure, closed(office))

    told = shown(desk, measure)

    assert "A special cause improvement began 2 months after." in told
    assert "Average 11.0% (5.7% to 16.3%, firm limits), from 14 months." in told
    assert "Average 19.3% (16.7% to 22.0%, trial limits), from 9 months." in told
    assert "Not firm: that needs 13 figures on each side." in told
    assert NOT_BECAUSE in told


def test_the_action_says_the_same(desk, office):
    measure = monthly(office)
    (action,) = about(measure, closed(office))

    address = reverse("scrutiny:action", args=[office.slug, action.key])
    told = desk.get(address).content.decode()

    assert "A special cause improvement began 2 months after." in told
    assert NOT_BECAUSE in told


def test_an_action_that_is_still_open_has_no_reading(desk, office):
    measure = monthly(office)
    (action,) = about(measure, ActionFactory(office=office))

    address = reverse("scrutiny:action", args=[office.slug, action.key])

    assert "Did it help?" not in desk.get(address).content.decode()
    assert "Did it help?" not in shown(desk, measure)


def test_an_owner_outside_the_office_reads_nothing_of_the_measure(client, office):
    measure = monthly(office)
    (action,) = about(measure, closed(office))
    provider = person(office, Role.DATA_PROVIDER, organisation=action.organisation)
    client.force_login(provider)

    address = reverse("scrutiny:action", args=[office.slug, action.key])
    answer = client.get(address)

    assert answer.status_code == 200
    assert "Did it help?" not in answer.content.decode()


def test_an_indicator_is_never_said_to_improve(desk, office):
    measure = monthly(office, is_indicator=True)
    about(measure, closed(office))

    told = shown(desk, measure)

    assert "A special cause rise began 2 months after." in told
    assert "special cause improvement" not in told


def test_a_withheld_measure_gives_nothing_away_by_its_reading(desk, office):
    measure = monthly(office)
    about(measure, closed(office))
    definitions.restrict(
        measure=measure,
        restriction=Restriction(
            reason_code="quality",
            reason="The force is checking them",
            asked_by="The force",
            decided_on=dt.date(2026, 4, 1),
            review_on=dt.date(2026, 10, 1),
        ),
        by=UserFactory(),
    )

    assert "Did it help?" not in shown(desk, measure)


def test_the_past_shows_neither_what_came_later_nor_how_it_stands_now(desk, office):
    measure = monthly(office)
    later = QuestionFactory(asked=True, office=office, asked_on=dt.date(2026, 4, 3))
    about(measure, later, closed(office, title="Count them all"))

    told = shown(desk, measure, as_at="2026-04-02", quarter="2025-Q4")

    assert later.text not in told
    assert "Did it help?" not in told


def test_the_newest_conclusion_on_what_was_asked_stands_beside_the_chart(desk, office):
    measure = monthly(office)
    item = AgendaItemFactory(meeting__body__office=office, title="Custody")
    QuestionFactory(office=office, item=item).measures.add(measure)
    commissioner = person(office, Role.COMMISSIONER, name="Eleanor Vaisey")
    for day, grade in ((1, "not_assured"), (2, "partly")):
        item.assurances.create(
            grade=grade,
            reason="As told.",
            by=commissioner,
            at=dt.datetime(2026, 4, day, 9, tzinfo=dt.UTC),
        )

    now, then = shown(desk, measure), shown(desk, measure, as_at="2026-04-01")

    assert "Partly assured" in now
    assert "By Eleanor Vaisey on 2 April 2026" in now
    assert "Not assured" in then
    assert "Partly assured" not in then


def test_an_action_on_more_measures_costs_no_more_queries(desk, office):
    (action,) = about(monthly(office), closed(office))
    address = reverse("scrutiny:action", args=[office.slug, action.key])
    few = queries(desk, address)
    about(monthly(office), action)
    about(monthly(office), action)

    assert queries(desk, address) == few


def test_more_questions_and_actions_cost_no_more_queries(desk, office):
    measure = monthly(office)
    address = reverse("measures:measure", args=[office.slug, measure.code])
    for _ in range(2):
        about(
            measure,
            closed(office),
            QuestionFactory(asked=True, office=office, asked_on=dt.date(2025, 2, 3)),
        )
    few = queries(desk, address)
    for _ in range(8):
        about(
            measure,
            closed(office),
            ActionFactory(office=office),
            QuestionFactory(asked=True, office=office, asked_on=dt.date(2025, 2, 3)),
        )

    assert queries(desk, address) == few


def queries(desk, address):
    with CaptureQueriesContext(connection) as found:
        assert desk.get(address).status_code == 200
    return len(found)
