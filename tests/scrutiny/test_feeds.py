"""Calendars at their signed addresses: whose, what is in them, and their end."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from opcc.core.roles import Role
from scrutiny.models import Action, CalendarFeed, Paper
from scrutiny.views.feeds import signer
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    InformationRequestFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
    UserFactory,
    person,
)

AHEAD = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def board(office):
    body = BodyFactory(office=office, name="Board", visibility="office")
    MeetingFactory(body=body, held_on=AHEAD, starts_at=dt.time(14))
    return body


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def address_for(client, office, user, name="feed-mine", **said):
    """The address that the page shows after it is given out."""
    client.force_login(user)
    page = client.post(url(office, name), said, follow=True)
    (_feed, address), *_ = page.context["feeds"]
    client.logout()
    return address.removeprefix("http://testserver")


def titles(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return sorted(str(event["summary"]) for event in events)


def action(office, organisation, title, **facts):
    return Action.objects.create(
        office=office,
        number=Action.objects.count() + 1,
        title=title,
        owner_name="Whoever",
        organisation=organisation,
        raised_on=dt.date(2026, 9, 1),
        first_due_on=AHEAD,
        due_on=AHEAD,
        by=UserFactory(),
        **facts,
    )


def test_a_persons_calendar_has_meetings_papers_and_actions(client, office, board):
    officer = person(office, Role.SCRUTINY)
    item = AgendaItemFactory(meeting=board.meetings.get())
    at = timezone.now() + dt.timedelta(days=9)
    Paper.objects.create(item=item, title="Budget", owner=officer, due_at=at)
    action(office, office.force, "Count them", owner=officer)
    action(office, office.force, "Somebody else's")

    address = address_for(client, office, officer)

    assert titles(client, address) == [
        "Action due: Count them",
        "Board",
        "Paper due: Budget",
    ]


def test_nothing_of_an_agenda_is_in_a_calendar(client, office, board):
    AgendaItemFactory(meeting=board.meetings.get(), title="Operation Fennel")
    address = address_for(client, office, person(office, Role.SCRUTINY))

    assert titles(client, address) == ["Board"]
    assert b"Fennel" not in client.get(address).content


def test_a_providers_calendar_has_only_their_own_actions(client, office, board):
    provider = person(office, Role.DATA_PROVIDER)
    action(office, office.force, "Ours")
    action(office, OrganisationFactory(office=office), "Theirs")

    address = address_for(client, office, provider)

    assert titles(client, address) == ["Action due: Ours"]


def test_an_entry_for_an_action_counts_no_other_actions(client, office, board):
    provider = person(office, Role.DATA_PROVIDER)
    ours = action(office, office.force, "Ours")

    answer = client.get(address_for(client, office, provider))

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["uid"]) == f"action-{ours.key}@{office.slug}"


def test_a_providers_calendar_has_what_they_were_asked_until_they_answer(
    client, office, board
):
    provider, other = (
        person(office, Role.DATA_PROVIDER),
        OrganisationFactory(office=office),
    )
    asked = {"asked": True, "office": office, "due_on": AHEAD}
    QuestionFactory(**asked, text="Why so few?")
    QuestionFactory(**asked, text="Why so many?", asked_of=other)
    QuestionFactory(**{**asked, "asked": False}, text="A draft", asked_of=office.force)
    ask = {"office": office, "due_on": AHEAD}
    InformationRequestFactory(**ask, text="How many", asked_of=office.force)
    InformationRequestFactory(**ask, text="How few", asked_of=other)

    address = address_for(client, office, provider)

    assert titles(client, address) == [
        "Answer due: Why so few?",
        "To be told: How many",
    ]


def test_the_panels_calendar_has_what_the_panel_may_see(client, office, board):
    panel = BodyFactory(office=office, name="Panel", visibility="public")
    MeetingFactory(body=panel, held_on=AHEAD)
    member = person(office, Role.PANEL_MEMBER)
    feed = CalendarFeed.objects.create(
        office=office, kind="person", by=member, at=timezone.now()
    )
    path = reverse("calendar:feed", args=[office.slug, signer.sign(feed.pk)])
    assert titles(client, path) == ["Panel"]


def test_a_bodys_calendar_has_its_meetings_alone(client, office, board):
    MeetingFactory(body__office=office, body__name="Panel", held_on=AHEAD)
    officer = person(office, Role.SCRUTINY)

    one = address_for(client, office, officer, "feed-add", body=str(board.pk))
    assert titles(client, one) == ["Board"]


def test_the_offices_calendar_has_every_meeting_and_nothing_personal(
    client, office, board
):
    MeetingFactory(body__office=office, body__name="Panel", held_on=AHEAD)
    officer = person(office, Role.SCRUTINY)
    action(office, office.force, "Mine", owner=officer)

    address = address_for(client, office, officer, "feed-add")

    assert titles(client, address) == ["Board", "Panel"]


def test_a_revoked_address_leads_nowhere(client, office, board):
    officer = person(office, Role.SCRUTINY)
    address = address_for(client, office, officer)
    assert client.get(address).status_code == 200

    client.force_login(officer)
    client.post(url(office, "feed-revoke", CalendarFeed.objects.get().pk))
    client.logout()

    assert client.get(address).status_code == 404


def test_a_forged_address_or_one_of_another_office_leads_nowhere(client, office, board):
    address = address_for(client, office, person(office, Role.SCRUTINY))

    assert (
        client.get(address.replace("/meetings.ics", "x/meetings.ics")).status_code
        == 404
    )
    elsewhere = address.replace(office.slug, OfficeFactory().slug)
    assert client.get(elsewhere).status_code == 404


def test_the_calendar_of_somebody_who_has_left_is_closed(client, office, board):
    officer = person(office, Role.SCRUTINY)
    address = address_for(client, office, officer)

    officer.role_holdings.update(ends_on="2020-03-31")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("of_body", [True, False])
def test_a_calendar_shows_no_more_than_whoever_gave_it_out_may_see_now(
    client, office, board, of_body
):
    officer = person(office, Role.SCRUTINY)
    said = {"body": str(board.pk)} if of_body else {}
    address = address_for(client, office, officer, "feed-add", **said)
    assert titles(client, address) == ["Board"]

    officer.role_holdings.update(role=Role.PANEL_MEMBER)

    assert titles(client, address) == []


def test_nobody_revokes_the_calendar_of_another_person(client, office, board):
    address_for(client, office, person(office, Role.AUDITOR))
    client.force_login(person(office, Role.SCRUTINY))

    answer = client.post(url(office, "feed-revoke", CalendarFeed.objects.get().pk))

    assert answer.status_code == 404


def test_more_meetings_cost_no_more_queries(
    client, office, board, django_assert_num_queries
):
    address = address_for(client, office, person(office, Role.SCRUTINY))
    for _ in range(2):
        MeetingFactory.create_batch(3, body__office=office, held_on=AHEAD)
        # The office, the feed, who its owner is now; papers, actions, meetings.
        with django_assert_num_queries(6):
            client.get(address)
