"""Owners are reminded by email, once each; a link lets them work on one action."""

import datetime as dt
import re
import smtplib
from urllib.parse import urlsplit

import pytest
from django.core import mail, signing
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.roles import Role
from scrutiny.changes import actions as changes
from scrutiny.changes.acting import Actor
from scrutiny.models import Action, ActionReminder
from scrutiny.reminding.links import SALT, link_to
from tests.factories import (
    ActionFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)

DUE = dt.date(2025, 9, 30)
LINWOOD = "linwood@westmarch.example"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.SCRUTINY, name="Tom Askew")


@pytest.fixture
def chief(office):
    return person(office, Role.CHIEF_EXECUTIVE, name="Judith Farrow")


def tick(late):
    """What the timer sends, so many days after 30 September."""
    mail.outbox = []
    at = dt.datetime(2025, 9, 30, 9, tzinfo=dt.UTC) + dt.timedelta(days=late)
    with clock.told(at):
        call_command("remind")
    return sorted(message.to[0] for message in mail.outbox)


def linked(office, **facts):
    return ActionFactory(office=office, owner_email=LINWOOD, **facts)


# -- what goes by itself


def test_an_owner_is_reminded_while_the_date_can_be_kept(office, officer):
    linked(office, title="Sunday visits restored")

    assert tick(-15) == []
    assert tick(-14) == [LINWOOD]
    (message,) = mail.outbox
    assert message.reply_to == [officer.email]
    assert "Dear ACC Linwood" in message.body
    assert "It is due on 30 September 2025." in message.body
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "Sunday visits restored</a>" in html


def test_an_owner_who_may_not_sign_in_any_more_is_told_nothing(office):
    owner = person(office, Role.PRIORITY_LEAD, is_active=False)
    ActionFactory(office=office, owner=owner)

    assert tick(1) == []


def test_nobody_is_told_twice_of_one_thing(office):
    linked(office)

    assert tick(1) == [LINWOOD]
    assert tick(1) == []
    assert tick(2) == []


def test_what_is_late_climbs_the_ladder(office, officer, chief):
    linked(office)
    tick(1)

    assert tick(7) == sorted([LINWOOD, officer.email])
    assert tick(28) == sorted([LINWOOD, chief.email])
    to_chief = next(each for each in mail.outbox if each.to == [chief.email])
    assert "It was due on 30 September 2025, 28 days ago." in to_chief.body
    assert "It is now before the chief executive." in to_chief.body
    to_owner = next(each for each in mail.outbox if each.to == [LINWOOD])
    assert "chief executive" not in to_owner.body


def test_a_new_date_begins_the_messages_anew(office):
    action = linked(office)
    tick(1)
    action.refresh_from_db()
    action.due_on = dt.date(2025, 10, 31)
    action.save()

    assert tick(16) == []
    assert tick(17) == [LINWOOD]


def test_what_is_offered_or_over_reminds_nobody(office):
    linked(office, offered=True)
    linked(office, over=True)

    assert tick(10) == []


def test_an_owner_who_signs_in_is_led_to_the_desk(office):
    owner = person(office, Role.PRIORITY_LEAD, name="Meera Castell")
    action = ActionFactory(office=office, owner=owner, number=51)

    assert tick(1) == [owner.email]
    address = reverse("scrutiny:action", args=[office.slug, action.key])
    assert address in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Action 51: ")


def test_an_organisation_is_reminded_by_whoever_answers_for_it(office):
    provider = person(office, Role.DATA_PROVIDER)
    action = ActionFactory(office=office, number=7141)
    ActionFactory(office=office, organisation=OrganisationFactory(office=office))

    assert tick(1) == [provider.email]
    message = mail.outbox[0]
    assert "7141" not in message.subject + message.body
    assert action.key.upper() in message.subject


def test_a_person_with_two_actions_gets_one_message(office):
    linked(office, title="Visits")
    linked(office, title="Roster")

    assert tick(1) == [LINWOOD]
    assert mail.outbox[0].subject == "2 actions, 2 overdue"


def test_a_title_of_two_lines_breaks_no_message(office):
    linked(office, title="One\nBcc: all@westmarch.example")

    tick(1)

    assert "\n" not in mail.outbox[0].subject


def test_a_message_that_the_mail_server_refuses_is_not_said_to_be_sent(
    office, monkeypatch, capsys
):
    linked(office)

    def refuse(*args):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    tick(1)

    assert ActionReminder.objects.get().sent_at is None
    assert "may not have gone to ACC Linwood" in capsys.readouterr().err


# -- what somebody asks for


def remind(client, office, *actions):
    address = reverse("scrutiny:actions-remind", args=[office.slug])
    ticked = {"tick": [action.key for action in actions]}
    with clock.told(dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC)):
        return client.post(address, ticked, follow=True).content.decode()


def test_the_owners_of_those_ticked_are_reminded(client, office, officer):
    client.force_login(officer)
    action, other = linked(office), linked(office)
    over = linked(office, over=True, number=99)

    page = remind(client, office, action, over)

    assert "One message is sent: ACC Linwood." in page
    assert "No message went for 99" in page
    assert len(mail.outbox) == 1
    assert not other.reminders.exists()
    assert "told today" in remind(client, office, action)
    assert len(mail.outbox) == 1


def test_ticking_nothing_reminds_nobody(client, office, officer):
    client.force_login(officer)

    assert "Tick the actions" in remind(client, office)


def test_only_who_keeps_the_register_reminds(client, office, chief):
    client.force_login(chief)
    address = reverse("scrutiny:actions-remind", args=[office.slug])

    assert client.post(address).status_code == 403


# -- the link


def in_letter(office):
    """The path of the link in the one message there is."""
    return re.search(rf"/{office.slug}/actions/\S+", mail.outbox[0].body)[0]


def test_a_link_lets_an_owner_without_a_sign_in_work_on_their_action(client, office):
    action = linked(office, state="raised", title="Sunday visits restored")
    tick(1)
    address = in_letter(office)

    page = client.get(address)
    assert "Sunday visits restored" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    client.post(f"{address}start/")
    client.post(f"{address}update/", {"text": "Two of three done."})
    client.post(f"{address}date/", {"to_day": "2025-12-18", "reason": "Leave"})
    client.post(f"{address}sign-off/", {"text": "The roster"})

    action.refresh_from_db()
    assert (action.state, action.evidence) == ("pending_sign_off", "The roster")
    said = action.updates.get(text="Two of three done.")
    assert said.said_by == "ACC Linwood, owner, by a link"
    assert action.date_changes.get().asked_as == said.said_by


def test_a_link_closes_nothing_and_leads_nowhere_else(client, office):
    action = linked(office, offered=True)
    token = link_to(action).rstrip("/").rpartition("/")[2]

    page = client.get(reverse("linked:action", args=[office.slug, token]))

    assert "Close" not in page.content.decode()
    assert "/desk/scrutiny/" not in page.content.decode()
    desk = reverse("scrutiny:action-close", args=[office.slug, action.key])
    assert client.post(desk).status_code == 302  # to sign in
    assert Action.objects.get().state == "pending_sign_off"


def test_words_that_are_missing_are_asked_for(client, office):
    linked(office)
    tick(1)

    page = client.post(f"{in_letter(office)}sign-off/", {"text": " "})

    assert "Say what shows that it is done." in page.content.decode()
    assert Action.objects.get().state == "in_progress"


def test_a_link_dies_with_its_owners_action(client, office):
    action = linked(office)
    tick(1)
    address = in_letter(office)
    action.owner_email = "somebody.else@westmarch.example"
    action.save()

    assert client.get(address).status_code == 404


def test_a_link_that_the_office_revokes_opens_nothing_and_the_next_one_does(
    client, office
):
    action = linked(office)
    tick(1)
    address = in_letter(office)
    client.force_login(person(office, Role.SCRUTINY))
    page = client.get(reverse("scrutiny:action", args=[office.slug, action.key]))
    revoke = reverse("scrutiny:action-links", args=[office.slug, action.key])
    assert revoke in {button.url for button in page.context["buttons"]}

    client.post(revoke)

    assert client.get(address).status_code == 404
    assert client.post(f"{address}update/", {"text": "Done."}).status_code == 404
    action.refresh_from_db()
    assert client.get(urlsplit(link_to(action)).path).status_code == 200
    assert office.audit.first().verb == "revoke_links"


def test_an_owner_who_comes_back_needs_a_new_link(client, office):
    action = linked(office)
    tick(1)
    address = in_letter(office)
    officer = Actor.of(
        standing_of(person(office, Role.SCRUTINY), office, on=dt.date(2025, 11, 3))
    )
    for email in ("somebody.else@westmarch.example", LINWOOD):
        action = Action.objects.get()
        action.owner_email = email
        changes.edit(
            action=action,
            based_on=action.revision,
            by=officer,
            measures=(),
            commitments=(),
        )

    assert client.get(address).status_code == 404


def test_what_was_decided_on_its_date_costs_a_link_no_more_queries(client, office):
    action = linked(office)
    tick(1)
    address = in_letter(office)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def decided(number):
        at = dt.datetime(2025, 9, 1, tzinfo=dt.UTC)
        action.date_changes.create(
            from_day=dt.date(2025, 9, 30),
            to_day=dt.date(2025, 12, number),
            reason="Leave",
            asked_at=at,
            outcome="refused",
            decided_by=UserFactory(),
            decided_at=at,
        )

    decided(1)
    once = cost()
    for number in (2, 3, 4):
        decided(number)

    assert cost() == once


def test_a_link_of_another_office_or_of_nobody_is_unknown(client, office):
    action = linked(office)
    elsewhere = OfficeFactory()
    token = link_to(action).rstrip("/").rpartition("/")[2]

    for slug, said in ((elsewhere.slug, token), (office.slug, token + "x")):
        address = reverse("linked:action", args=[slug, said])
        assert client.get(address).status_code == 404


def test_an_old_link_says_so(client, office, monkeypatch):
    action = linked(office)
    said = [office.pk, action.key, LINWOOD, 1]
    monkeypatch.setattr(signing.time, "time", lambda: 1_700_000_000)
    token = signing.dumps(said, salt=SALT)
    monkeypatch.undo()

    page = client.get(reverse("linked:action", args=[office.slug, token]))

    assert page.status_code == 410
    assert "This link is too old" in page.content.decode()
