"""The page of a quarter's timetable: days from the diary, and the cycle's moves."""

import datetime as dt

import pytest
from django.urls import reverse

from measures.models import Cycle
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.models import MeetingSeries
from tests.factories import BodyFactory, MeetingFactory, OfficeFactory, person

Q1 = Period.quarter(2026, 1)
BOARD = dt.date(2026, 8, 4)
PANEL = dt.date(2026, 9, 11)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    officer = person(office, Role.PERFORMANCE)
    client.force_login(officer)
    return officer


def at(office, name="site:cycle", *more):
    return reverse(name, args=[office.slug, Q1.key, *more])


def meets(office, series, *days):
    body = BodyFactory(office=office, name=series)
    series = MeetingSeries.objects.create(body=body, name=series, cadence="quarterly")
    return [MeetingFactory(body=body, series=series, held_on=day) for day in days]


def save(client, office, **days):
    sent = {"board_on": BOARD, "panel_on": PANEL, "statistics_on": "", "revision": 1}
    return client.post(at(office, "site:cycle-days"), sent | days)


def test_before_anybody_sets_its_days_a_quarter_shows_the_offices_timetable(
    client, office, officer
):
    page = client.get(at(office)).content.decode()

    assert "Entry complete" in page
    assert "Tue 14 Jul 2026" in page
    assert "The day of the board is not known." in page
    assert not Cycle.objects.exists()


def test_the_days_begin_with_the_meetings_that_the_quarter_goes_to(
    client, office, officer
):
    # A board on 7 July is too early: figures are validated by Friday 17 July.
    meets(office, "Accountability Board", dt.date(2026, 7, 7), BOARD)
    meets(office, "Police and Crime Panel", dt.date(2026, 7, 24), PANEL)

    page = client.get(at(office, "site:cycle-days")).content.decode()

    assert 'value="2026-08-04"' in page
    assert 'value="2026-09-11"' in page


def test_a_cancelled_meeting_is_no_day_to_begin_with(client, office, officer):
    first, _second = meets(office, "Accountability Board", BOARD, dt.date(2026, 8, 18))
    first.status = "cancelled"
    first.save()

    page = client.get(at(office, "site:cycle-days")).content.decode()

    assert 'value="2026-08-18"' in page


def test_saving_the_days_makes_the_cycle_and_dates_its_steps(client, office, officer):
    assert save(client, office).status_code == 302

    cycle = Cycle.objects.for_office(office).get()
    assert (cycle.state, cycle.board_on, cycle.panel_on) == ("scheduled", BOARD, PANEL)
    # Ten to seven days before Tuesday 4 August.
    assert "Sat 25 Jul to Tue 28 Jul 2026" in client.get(at(office)).content.decode()


def test_a_meeting_before_the_quarter_ends_is_refused(client, office, officer):
    page = save(client, office, board_on="2026-06-30").content.decode()

    assert "Give a day after the end of the quarter." in page
    assert not Cycle.objects.exists()


def test_days_that_somebody_else_changed_meanwhile_are_not_overwritten(
    client, office, officer
):
    save(client, office)
    save(client, office, board_on="2026-08-05")

    page = save(client, office, board_on="2026-08-06").content.decode()

    assert "Somebody else changed this cycle" in page
    assert Cycle.objects.get().board_on == dt.date(2026, 8, 5)


def test_the_quarter_is_opened_and_put_off_again_with_a_reason(client, office, officer):
    save(client, office)
    client.post(at(office, "site:cycle-move", "open"))
    assert Cycle.objects.get().state == "open"

    put_off = at(office, "site:cycle-move", "put_off")
    assert "This field is required" in client.post(put_off).content.decode()
    client.post(put_off, {"reason": "The force's system is down."})

    assert Cycle.objects.get().state == "scheduled"


def test_a_move_that_is_not_legal_is_refused_in_words(client, office, officer):
    save(client, office)

    page = client.post(at(office, "site:cycle-move", "issue")).content.decode()

    assert "You cannot issue a cycle that is scheduled" in page


def test_a_move_that_there_is_not_is_not_found(client, office, officer):
    save(client, office)

    assert client.get(at(office, "site:cycle-move", "publish")).status_code == 404


def test_others_read_the_timetable_and_change_nothing(client, office):
    client.force_login(person(office, Role.SCRUTINY))

    page = client.get(at(office))
    assert page.status_code == 200
    assert "Set the days" not in page.content.decode()
    assert save(client, office).status_code == 403


def test_a_page_below_returns_stands_in_returns(client, office, officer):
    page = client.get(at(office)).content.decode()

    returns = reverse("returns:returns", args=[office.slug])
    assert f'href="{returns}" aria-current="true"' in page
    assert page.count('aria-current="true"') == 1
