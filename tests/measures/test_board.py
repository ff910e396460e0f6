"""The quarter's board: who owes what, when it is ready, what stands in the way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.board import board_of
from measures.changes import cycles
from measures.models import Cycle
from opcc.core.models import Organisation
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
DUE = dt.date(2026, 7, 14)
"""Ten working days after Tuesday 30 June 2026; validation is on Friday 17 July."""
AFTER = dt.date(2026, 7, 20)


@pytest.fixture
def office():
    return OfficeFactory()


def owed(office, provider=None, state=None, **facts):
    """A measure; with its figure in this state, where one is given."""
    measure = MeasureFactory(
        office=office, version=COUNT, provider=provider or office.force, **facts
    )
    if state:
        ObservationFactory(measure=measure, state=state, value=Decimal(300))
    return measure


def board(office, on=DUE, **facts):
    return board_of(office, Q1, on=on, **facts)


def said(office, on=DUE):
    return [(each.what, each.whose) for each in board(office, on).blockers]


def opened(office, officer, **days):
    """The first quarter's cycle, open."""
    cycle = cycles.schedule(office=office, quarter=Q1, by=officer, **days)
    return cycles.move(cycle=cycle, name="open", by=officer, on=dt.date(2026, 7, 1))


# -- when it is ready


def test_the_quarter_is_ready_when_the_last_return_is(office):
    owed(office, state="entered")
    late = OrganisationFactory(office=office, name="Haven")
    owed(office, provider=late)

    found = board(office, on=dt.date(2026, 7, 15))

    # Haven's figure is late: Thursday 16 July at best, then 17, 20 and 21.
    assert found.ready.by == dt.date(2026, 7, 21)
    assert [row.ready.by for row in found.rows] == [
        dt.date(2026, 7, 21),
        dt.date(2026, 7, 20),
    ]


def test_it_is_said_how_long_before_the_board_that_is(office):
    officer = person(office, Role.PERFORMANCE)
    owed(office)
    opened(office, officer, board_on=dt.date(2026, 8, 4))

    # Ready on Friday 17 July; the last day for the pre-meeting is 28 July, seven days
    # before Tuesday 4 August.
    assert board(office).spare == 11


def test_late_returns_stand_on_top(office):
    owed(office, OrganisationFactory(office=office, name="Aldermere"), "validated")
    owed(office, OrganisationFactory(office=office, name="Haven"))

    rows = board(office, AFTER).rows

    assert [row.due.organisation.name for row in rows] == ["Haven", "Aldermere"]


def test_the_same_measures_stand_by_objective_in_the_plans_order(office):
    priority = PriorityFactory(plan=PlanVersionFactory(office=office))
    second = ObjectiveFactory(priority=priority, order=2)
    first = ObjectiveFactory(priority=priority, order=1)
    haven = OrganisationFactory(office=office, name="Haven")
    owed(office, objective=second, code="B", state="validated")
    owed(office, objective=first, code="A1")
    owed(office, provider=haven, objective=first, code="A2", state="validated")
    owed(office, code="N")

    aims = board(office).aims

    shown = [
        (a.objective, sorted(line.measure.code for _r, line, _s in a.lines))
        for a in aims
    ]
    assert shown == [(first, ["A1", "A2"]), (second, ["B"]), (None, ["N"])]
    assert [aim.done for aim in aims] == [1, 1, 0]


# -- what stands in the way


def test_what_is_late_is_named_with_whose_it_is(office):
    person(office, Role.DATA_PROVIDER, name="Sam Whitlock")
    owed(office, code="2B")
    owed(office, code="2C")
    owed(office, code="2D", state="validated")
    opened(office, person(office, Role.PERFORMANCE), board_on=dt.date(2026, 8, 4))

    assert said(office) == []
    assert said(office, dt.date(2026, 7, 15)) == [
        (f"2B, 2C are late from {office.force}.", "Sam Whitlock")
    ]


def test_a_query_is_the_providers_to_answer(office):
    person(office, Role.DATA_PROVIDER, name="Sam Whitlock")
    opened(office, person(office, Role.PERFORMANCE), board_on=dt.date(2026, 8, 4))
    measure = owed(office, code="1A")
    ObservationFactory(measure=measure, state="queried", query="Is that right?")

    (blocker,) = board(office).blockers

    assert blocker.what == "1A is queried, and not answered."
    assert blocker.detail == "Is that right?"
    assert blocker.whose == "Sam Whitlock"
    assert blocker.url.endswith(f"/returns/2026-Q1/{office.force.pk}/#m{measure.pk}")


def test_after_its_day_validation_is_the_offices_to_catch_up(office):
    officer = person(office, Role.PERFORMANCE, name="Priya Nandra")
    opened(office, officer, board_on=dt.date(2026, 8, 4))
    owed(office, state="entered")

    assert said(office, dt.date(2026, 7, 17)) == []
    assert said(office, AFTER) == [
        (f"1 value of {office.force} waits to be validated.", "Priya Nandra")
    ]


def test_a_return_without_a_person_is_the_administrators_to_give_away(office):
    person(office, Role.ADMINISTRATOR, name="Ruth Pemberton")
    opened(office, person(office, Role.PERFORMANCE), board_on=dt.date(2026, 8, 4))
    owed(office)

    assert said(office) == [
        (f"Nobody enters values for {office.force}.", "Ruth Pemberton")
    ]


def test_a_role_that_ended_is_nobodys(office):
    provider = person(office, Role.DATA_PROVIDER)
    provider.role_holdings.update(ends_on=dt.date(2026, 6, 30))
    owed(office)

    assert board(office).rows[0].people == ()


def test_a_quarter_that_nobody_opened_stands_in_its_own_way(office):
    person(office, Role.PERFORMANCE, name="Priya Nandra")
    person(office, Role.DATA_PROVIDER)
    owed(office)

    assert ("Returns are not asked for yet.", "Priya Nandra") in said(office)
    assert ("The day of the board is not known.", "Priya Nandra") in said(office)
    assert not Cycle.objects.exists()


def test_a_priority_that_nobody_leads_has_nobody_to_write_its_commentary(office):
    person(office, Role.DATA_PROVIDER)
    officer = person(office, Role.PERFORMANCE, name="Priya Nandra")
    opened(office, officer, board_on=dt.date(2026, 8, 4))
    plan = PlanVersionFactory(office=office)
    led = PriorityFactory(plan=plan, number="1", lead=UserFactory())
    unled = PriorityFactory(plan=plan, number="2", title="Victims", lead=None)
    for priority in (led, unled):
        owed(office, objective=ObjectiveFactory(priority=priority), state="validated")

    assert said(office) == [("Nobody leads priority 2. Victims.", "Priya Nandra")]


def test_a_measure_that_was_never_given_is_shown_with_whose_it_is(office):
    owed(office, code="4I")
    given = owed(office, code="1A")
    ObservationFactory(measure=given, period=Period.quarter(2020, 1), value=5)

    (row,) = board(office).never_given

    assert [line.measure.code for line in row.never_given] == ["4I"]


# -- the page


def page_of(client, office, by="provider"):
    index = reverse("returns:returns", args=[office.slug])
    return client.get(index, {"quarter": "2026-Q1", "by": by}).content.decode()


def test_the_page_says_when_and_what_stands_in_the_way(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    owed(office, code="4I")

    page = page_of(client, office)

    assert "Q1 2026/27: ready by" in page
    assert "What stands in the way" in page
    assert "4I is late from" in page
    assert "Never given a value" in page
    assert "Entry complete" in page


def test_the_page_by_objective_leads_to_the_return_of_each_measure(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    measure = owed(office, code="4I")

    page = page_of(client, office, by="objective")

    assert "What is owed for each objective" in page
    assert f"/returns/2026-Q1/{office.force.pk}/#m{measure.pk}" in page


def test_a_provider_sees_neither_others_returns_nor_the_offices_own_troubles(
    client, office
):
    haven = OrganisationFactory(office=office, kind=Organisation.Kind.PROVIDER)
    client.force_login(person(office, Role.DATA_PROVIDER, organisation=haven))
    owed(office, provider=haven, code="3I")
    owed(office, code="1UNSEEN")
    priority = PriorityFactory(plan=PlanVersionFactory(office=office), lead=None)
    owed(office, provider=haven, objective=ObjectiveFactory(priority=priority))

    page = page_of(client, office)

    assert "3I" in page
    assert "1UNSEEN" not in page
    assert "Nobody leads" not in page
    assert "not asked for yet" not in page
