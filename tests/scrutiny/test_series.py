"""Meeting series at the desk: their rules, and a year of meetings put in the diary."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.models import AuditLine
from opcc.core.roles import Role
from scrutiny.models import MeetingSeries
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import BodyFactory, MeetingFactory, OfficeFactory, person


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def board(office):
    body = BodyFactory(office=office, name="Board")
    return MeetingSeries.objects.create(body=body, name="Board", cadence="quarterly")


@pytest.fixture
def officer(client, office):
    client.force_login(person(office, Role.SCRUTINY))
    return client


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def before(board):
    return MeetingSeries.objects.create(
        body=BodyFactory(office=board.body.office, name="Group"),
        name="Group",
        cadence="quarterly",
        before=board,
        days_before_least=7,
        days_before_most=10,
    )


def test_a_year_is_shown_before_it_is_put_in_the_diary(officer, office, board):
    address = url(office, "series-year", board.pk)
    said = {"first_on": "2026-04-14", "starts_at": "14:00", "place": "County Hall"}

    shown = officer.post(address, said | {"look": "1"}).content.decode()
    assert "Tuesday 14 July 2026" in shown
    assert not board.meetings.exists()

    page = officer.post(address, said | {"confirm": "1"}, follow=True)
    assert "4 meetings are in the diary." in page.content.decode()
    assert [m.held_on.month for m in board.meetings.all()] == [4, 7, 10, 1]
    assert AuditLine.objects.filter(verb="plan_year").count() == 1


def test_a_year_is_put_in_once(officer, office, board):
    address = url(office, "series-year", board.pk)
    said = {"first_on": "2026-04-14", "confirm": "1"}
    officer.post(address, said)

    page = officer.post(address, said).content.decode()

    assert "in the diary already" in page
    assert board.meetings.count() == 4


def test_the_group_meets_before_each_board(officer, office, board):
    group = before(board)
    MeetingFactory(body=board.body, series=board, held_on=dt.date(2026, 9, 1))

    officer.post(
        url(office, "series-year", group.pk), {"first_on": "2026-04-14", "confirm": "1"}
    )

    # Saturday 22 to Tuesday 25 August: the latest working day is the Tuesday.
    assert group.meetings.get().held_on == dt.date(2026, 8, 25)


def test_a_breach_is_named_before_the_year_is_put_in(officer, office, board):
    group = before(board)
    MeetingFactory(body=board.body, series=board, held_on=dt.date(2027, 1, 4))

    page = officer.post(
        url(office, "series-year", group.pk), {"first_on": "2026-04-14", "look": "1"}
    ).content.decode()

    assert "Thursday 24 December 2026" in page
    assert "This is 11 days before it." in page


def test_a_series_before_another_waits_for_that_one(officer, office, board):
    group = before(board)

    page = officer.post(
        url(office, "series-year", group.pk), {"first_on": "2026-04-14", "look": "1"}
    ).content.decode()

    assert "plan its year first" in page


def test_a_series_is_added_with_its_standing_items(officer, office, board):
    said = {
        "name": "Audit",
        "cadence": "annual",
        "standing": "Actions from earlier meetings\n\n Finance ",
    }

    officer.post(url(office, "series-add", board.body.pk), said)

    added = MeetingSeries.objects.get(name="Audit")
    assert added.standing_items == ["Actions from earlier meetings", "Finance"]
    assert added.body == board.body


def test_half_a_rule_is_an_error_of_the_form(officer, office, board):
    group = before(board)
    said = {
        "name": "Group",
        "cadence": "quarterly",
        "before": board.pk,
        "days_before_least": "10",
        "days_before_most": "7",
        "based_on": "1",
    }

    page = officer.post(url(office, "series-edit", group.pk), said).content.decode()

    assert "Give the least and the most days before the other series." in page


@pytest.mark.parametrize("name", ["days_before_least", "days_before_most"])
def test_a_rule_of_more_than_a_year_is_refused_beside_its_field(
    officer, office, board, name
):
    group = before(board)
    said = {"name": "Group", "cadence": "quarterly", "before": board.pk}
    said |= {"days_before_least": "7", "days_before_most": "10", name: "800000"}

    page = officer.post(url(office, "series-edit", group.pk), said)

    assert page.context["form"].errors[name] == ["Give 366 days at most."]


def test_a_slip_in_the_year_plans_nothing(officer, office, board):
    address = url(office, "series-year", board.pk)

    page = officer.post(address, {"first_on": "9999-04-14", "confirm": "1"})

    assert "first_on" in page.context["form"].errors
    assert not board.meetings.exists()


def test_a_series_of_another_office_is_not_there(officer, board):
    elsewhere = OfficeFactory()
    officer.force_login(person(elsewhere, Role.SCRUTINY))

    for name in ("series-edit", "series-year"):
        assert officer.get(url(elsewhere, name, board.pk)).status_code == 404


def test_two_who_change_one_series_see_both_texts(officer, office, board):
    address = url(office, "series-edit", board.pk)

    page = saved_by_both(
        officer,
        address,
        theirs={"standing": "Finance\r\nRisk"},
        mine={"standing": "Custody", "cadence": "monthly"},
    )

    assert both_texts(page) == [
        ("How often", "Quarterly", "Monthly"),
        ("Standing items", "Finance\nRisk", "Custody"),
    ]
    board.refresh_from_db()
    assert board.standing_items == ["Finance", "Risk"]
    save_over(officer, address, page, standing="Finance\nRisk\nCustody")
    board.refresh_from_db()
    assert board.standing_items == ["Finance", "Risk", "Custody"]
    assert board.cadence == "monthly"


def test_a_series_added_by_mistake_is_removed_with_the_reason(officer, office, board):
    address = url(office, "series-remove", board.pk)
    assert address in officer.get(url(office, "body", board.body.pk)).content.decode()

    page = officer.post(address, {"reason": "It meets by event"}, follow=True)

    assert "“Board” is removed." in page.content.decode()
    assert not MeetingSeries.objects.exists()
    line = AuditLine.objects.get()
    assert (line.verb, line.reason) == ("remove", "It meets by event")


def test_a_series_that_others_go_by_stays_and_says_why(officer, office, board):
    before(board)
    MeetingFactory(body=board.body, series=board)

    page = officer.post(url(office, "series-remove", board.pk), {"reason": "Mistake"})

    told = page.content.decode()
    assert "This series has meetings and another series before it, so it stays" in told
    assert MeetingSeries.objects.count() == 2
