"""The pages of a quarter's exceptions: the list, one of them, and its forms."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.board import board_of
from measures.models import CycleException, watch_of
from opcc.core.roles import Role
from tests.factories import CommitmentFactory, person
from tests.measures.exception_scene import ON, Q2, Quarter, write


@pytest.fixture
def quarter():
    return Quarter()


@pytest.fixture
def desk(client, quarter):
    client.force_login(quarter.officer)
    return client


def address(quarter, name, *args):
    return reverse(f"returns:{name}", args=[quarter.office.slug, Q2.key, *args])


def shown(response):
    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return html.unescape(re.sub(r"\s+", " ", text))


def listed(client, quarter, **asked):
    return shown(client.get(address(quarter, "exceptions"), asked))


def test_the_list_stands_in_order_of_concern_with_what_is_still_needed(desk, quarter):
    CommitmentFactory(
        objective=quarter.objective,
        due_on=dt.date(2026, 9, 1),
        title="Open a custody suite",
    )
    quarter.measure(code="1B")
    red = quarter.measure("70")
    quarter.find()
    write(red, quarter.lead, happening="It fell.")

    told = listed(desk, quarter)

    places = [
        told.index(words)
        for words in ("Red against", "Open a custody suite", "The figure is missing")
    ]
    assert places == sorted(places)
    assert "2 of them have neither commentary nor a reason for none." in told
    assert told.count("Meera Castell") >= 3
    assert "Commented on" in told
    assert "Needs an update" in told
    assert "Needs commentary" in told


def test_the_list_is_narrowed_to_what_waits_and_to_an_owner(desk, quarter):
    quarter.measure("70")
    quarter.measure("60", code="1B", objective=None)
    first, second = quarter.find()
    quarter.settle(first, by=quarter.officer)

    def codes(**asked):
        page = desk.get(address(quarter, "exceptions"), asked)
        return [row.code for row in page.context["rows"]]

    assert codes() == ["1A", "1B"]
    assert codes(show="needed") == ["1B"]
    assert codes(show="answered") == ["1A"]
    assert codes(show="gone") == []
    assert codes(owner=str(second.owner_id)) == ["1B"]
    assert "None of them is like that" in listed(desk, quarter, show="gone")


def test_an_empty_list_says_what_to_do(desk, quarter):
    assert "Nobody has looked for exceptions yet" in listed(desk, quarter)

    quarter.find()
    assert "Nothing meets one of the office's triggers" in listed(desk, quarter)

    quarter.cycle.delete()
    assert "The quarter is not open" in listed(desk, quarter)


def test_the_button_looks_for_them(desk, quarter):
    quarter.measure("70")

    page = desk.post(address(quarter, "exceptions-find"), follow=True)

    assert "1 exception holds." in shown(page)
    assert CycleException.objects.get().code == "1A"


def test_one_exception_shows_its_facts_its_chart_and_its_questions(desk, quarter):
    quarter.measure("70")
    (row,) = quarter.find()

    page = desk.get(address(quarter, "exception", row.pk))

    told = shown(page)
    assert "Red against the target" in told
    assert "10.0 short, so red." in told
    assert row.questions[0] in told
    assert 'class="chart' in page.content.decode()
    assert "Write commentary" in told


def test_a_commitment_leads_to_where_it_is_updated(desk, quarter):
    late = CommitmentFactory(objective=quarter.objective, due_on=dt.date(2026, 9, 1))
    (row,) = quarter.find()

    page = desk.get(address(quarter, "exception", row.pk))

    link = reverse("plans:commitment", args=[quarter.office.slug, late.pk])
    assert link in page.content.decode()
    assert "The commitment is 29 days overdue." in shown(page)


def test_the_owner_records_why_no_commentary_is_needed(client, quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    client.force_login(quarter.lead)

    page = client.post(
        address(quarter, "exception-reason", row.pk),
        {"reason": "The survey changed", "revision": row.revision},
        follow=True,
    )

    assert "The survey changed" in shown(page)
    assert CycleException.objects.get().reason_by == quarter.lead


def test_a_reason_without_words_is_refused_on_the_form(desk, quarter):
    quarter.measure("70")
    (row,) = quarter.find()

    page = desk.post(
        address(quarter, "exception-reason", row.pk), {"reason": " ", "revision": 1}
    )

    assert "This field is required" in shown(page)
    assert CycleException.objects.get().reason == ""


def test_somebody_elses_exception_is_not_for_a_lead_to_settle(client, quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    client.force_login(person(quarter.office, Role.PRIORITY_LEAD))
    told = shown(client.get(address(quarter, "exception", row.pk)))

    assert "No commentary is needed" not in told
    reason = client.get(address(quarter, "exception-reason", row.pk))
    assert reason.status_code == 403


def test_the_owner_is_changed_by_a_performance_officer(desk, quarter):
    owen = person(quarter.office, Role.PRIORITY_LEAD, name="Owen Thistlewood")
    quarter.measure("70")
    (row,) = quarter.find()

    page = desk.post(
        address(quarter, "exception-owner", row.pk),
        {"to": owen.pk, "revision": row.revision},
        follow=True,
    )

    assert "Owen Thistlewood answers it." in shown(page)


def test_the_commissioner_calls_a_measure_in(client, quarter):
    measure = quarter.measure("82")
    client.force_login(quarter.commissioner)
    where = address(quarter, "exception-call-in")
    offered = client.get(where).content.decode()

    assert "The Commissioner" in offered
    assert "The panel" not in offered

    page = client.post(
        where,
        {"measure": measure.pk, "source": "commissioner", "reason": "Victims ask"},
        follow=True,
    )
    assert "Called in by the Commissioner: Victims ask." in shown(page)


def test_calling_in_asks_for_one_thing(desk, quarter):
    page = desk.post(
        address(quarter, "exception-call-in"), {"source": "panel", "reason": "Why"}
    )

    assert "Choose either a measure or a commitment to call in." in shown(page)


def test_a_provider_sees_no_exceptions(client, quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    client.force_login(person(quarter.office, Role.DATA_PROVIDER))

    for where in (
        address(quarter, "exceptions"),
        address(quarter, "exception", row.pk),
    ):
        assert client.get(where).status_code == 403
    board = client.get(reverse("returns:returns", args=[quarter.office.slug]))
    assert address(quarter, "exceptions") not in board.content.decode()


def test_a_performance_officer_chooses_the_triggers(desk, quarter):
    where = reverse("site:triggers", args=[quarter.office.slug])

    assert "Red against the target" in shown(desk.get(where))
    desk.post(where, {"triggers": ["red", "data_missing"], "missed_running": "4"})

    watch = watch_of(quarter.office)
    assert [each.value for each in watch.triggers] == ["red", "data_missing"]
    assert watch.missed_running == 4

    page = desk.post(where, {"triggers": ["red"], "missed_running": "1"})
    assert "greater than or equal to 2" in shown(page)
    assert "Choose at least one trigger." in shown(
        desk.post(where, {"missed_running": "3"})
    )


def test_another_offices_exception_is_not_found(desk, quarter):
    elsewhere = Quarter()
    elsewhere.measure("70")
    (row,) = elsewhere.find()

    assert desk.get(address(quarter, "exception", row.pk)).status_code == 404


def test_a_longer_list_costs_no_more_queries(
    desk, quarter, django_assert_max_num_queries
):
    quarter.measure("70")
    quarter.find()
    where = address(quarter, "exceptions")
    with django_assert_max_num_queries(9):
        desk.get(where)

    for code in range(5):
        quarter.measure("70", code=f"2{code}")
        CommitmentFactory(objective=quarter.objective, due_on=dt.date(2026, 9, 1))
    quarter.find()

    with django_assert_max_num_queries(9):
        desk.get(where)


def test_the_workbench_says_that_a_measure_is_an_exception(desk, quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    where = reverse("measures:measure", args=[quarter.office.slug, "1A"])

    page = desk.get(where, {"quarter": Q2.key})

    assert "Meera Castell answers it" in shown(page)
    assert address(quarter, "exception", row.pk) in page.content.decode()


def test_the_board_shows_them_and_once_commentary_is_late_whose_they_are(quarter):
    quarter.measure("70")
    quarter.measure("60", code="1B")
    quarter.find()

    def board(on):
        return board_of(quarter.office, Q2, on=on)

    assert [row.code for row in board(dt.date(2026, 10, 21)).to_answer] == ["1A", "1B"]
    # Commentary is due 25 working days after 30 September, on 4 November 2026.
    said = [each.what for each in board(dt.date(2026, 11, 4)).blockers]
    assert "1A, 1B are exceptions without commentary." not in said
    late = {each.what: each.whose for each in board(dt.date(2026, 11, 5)).blockers}
    assert late["1A, 1B are exceptions without commentary."] == "Meera Castell"


def test_more_exceptions_cost_the_board_no_more_queries(
    quarter, django_assert_num_queries
):
    quarter.measure("70")
    quarter.find()
    with CaptureQueriesContext(connection) as before:
        rows(board_of(quarter.office, Q2, on=ON))

    for code in range(4):
        quarter.measure("60", code=f"2{code}")
    quarter.find()

    with django_assert_num_queries(len(before)):
        assert len(rows(board_of(quarter.office, Q2, on=ON))) == 5


def rows(board):
    return [(row.name, row.owner.name, row.standing) for row in board.exceptions]
