"""Returns are asked for by email, each person once, and escalated by name."""

import datetime as dt
import re
import smtplib

import pytest
from django.core import mail, signing
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse

from measures import reminding
from measures.board import board_of
from measures.changes import cycles
from measures.changes import reminding as claiming
from measures.models import Reminder
from measures.reminding.links import SALT, link_to
from opcc.core import clock
from opcc.core.models import Organisation
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
OPENS = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
BEFORE_DUE = dt.datetime(2026, 7, 10, 9, tzinfo=dt.UTC)
"""Two working days before Tuesday 14 July, when returns of the quarter are due."""
LATE = dt.datetime(2026, 7, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.PERFORMANCE, name="Priya Nandra")


@pytest.fixture
def provider(office):
    return person(office, Role.DATA_PROVIDER, name="Sam Whitlock")


@pytest.fixture
def opened(office, officer):
    cycle = cycles.schedule(office=office, quarter=Q1, by=officer)
    return cycles.move(cycle=cycle, name="open", by=officer, on=dt.date(2026, 7, 1))


@pytest.fixture
def measure(office):
    return MeasureFactory(office=office, version=COUNT, code="2B")


def board(office, at):
    return board_of(office, Q1, on=at.date())


def tick(at):
    with clock.told(at):
        call_command("remind")


def tell_up_to(number, office, provider, at=OPENS):
    """The messages of the first days, one a day."""
    for sent in range(number + 1):
        claiming.claim(
            organisation=office.force,
            quarter=Q1,
            office=office,
            number=sent,
            to=[provider],
            by=None,
            at=at + dt.timedelta(days=sent),
        )
    Reminder.objects.update(sent_at=at)


def page(client, office):
    index = reverse("returns:returns", args=[office.slug])
    return client.get(index, {"quarter": "2026-Q1"}).content.decode()


# -- what goes by itself


def test_an_open_quarter_asks_each_provider_for_what_they_owe(
    office, officer, provider, opened, measure
):
    tick(OPENS)

    (message,) = mail.outbox
    assert message.to == [provider.email]
    assert message.reply_to == [officer.email]
    assert "Dear Sam Whitlock" in message.body
    assert "2B Burglary" in message.body
    assert "Please give them by Tuesday 14 July." in message.body
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "<b>2B</b> Burglary" in html
    assert office.audit.get(verb="request").after["to"] == ["Sam Whitlock"]


def test_a_quarter_that_is_not_open_asks_nobody(office, officer, provider, measure):
    cycles.schedule(office=office, quarter=Q1, by=officer)

    tick(OPENS)

    assert mail.outbox == []


def test_whoever_owes_nothing_is_not_asked(office, provider, opened, measure):
    ObservationFactory(measure=measure, state="entered", value=5)

    tick(LATE)

    assert mail.outbox == []


def test_a_query_is_owed_an_answer_and_quoted(office, provider, opened, measure):
    ObservationFactory(
        measure=measure, state="queried", value=5, query="Is that the whole force?"
    )

    tick(OPENS)

    assert "Is that the whole force?" in mail.outbox[0].body


def test_running_again_tells_nobody_again(office, provider, opened, measure):
    tick(OPENS)
    tick(OPENS + dt.timedelta(hours=3))
    tick(OPENS + dt.timedelta(days=1))

    assert len(mail.outbox) == 1


def test_a_reminder_comes_before_the_due_day_and_says_which_it_is(
    office, provider, opened, measure
):
    tick(OPENS)
    tick(BEFORE_DUE)

    assert mail.outbox[1].subject.startswith("Reminder 1 of 3")


def test_being_killed_between_the_claim_and_the_message_tells_nobody_twice(
    office, officer, provider, opened, measure
):
    second = person(office, Role.DATA_PROVIDER, name="Ada Rowe")
    claiming.claim(
        organisation=office.force,
        quarter=Q1,
        office=office,
        number=0,
        to=[provider, second],
        by=None,
        at=OPENS,
    )

    tick(OPENS + dt.timedelta(minutes=1))
    tick(OPENS + dt.timedelta(days=1))

    assert mail.outbox == []
    blockers = [each.what for each in board(office, OPENS).blockers]
    assert "A message to Sam Whitlock may not have gone." in blockers


def test_two_that_run_at_once_send_one_message(office, provider, opened, measure):
    one, other = board(office, OPENS), board(office, OPENS)

    reminding.remind(one, at=OPENS)
    reminding.remind(other, at=OPENS)

    assert len(mail.outbox) == 1


class Down(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def test_a_mail_server_that_does_not_answer_stops_nothing_and_is_shown(
    office, provider, opened, measure, settings
):
    settings.EMAIL_BACKEND = f"{__name__}.Down"

    (told,) = reminding.remind(board(office, OPENS), at=OPENS)

    assert [each.to for each in told.unsure] == [provider]
    assert Reminder.objects.get().sent_at is None


def test_after_three_reminders_it_is_escalated_by_name(
    office, officer, provider, opened, measure
):
    tell_up_to(3, office, provider)

    tick(dt.datetime(2026, 7, 21, 9, tzinfo=dt.UTC))

    (message,) = mail.outbox
    assert message.to == [officer.email]
    assert "Sam Whitlock was asked and reminded" in message.body
    assert "1 July, 2 July, 3 July, 4 July" in message.body
    assert office.audit.get(verb="escalation").after["to"] == ["Priya Nandra"]


def test_a_units_return_is_escalated_to_the_organisation_that_it_is_part_of(
    office, officer, opened
):
    head = person(office, Role.DATA_PROVIDER, name="Chief Inspector Dale")
    unit = OrganisationFactory(office=office, part_of=office.force)
    sergeant = person(office, Role.DATA_PROVIDER, organisation=unit)
    MeasureFactory(office=office, version=COUNT, provider=unit)
    for number in range(4):
        claiming.claim(
            organisation=unit,
            quarter=Q1,
            office=office,
            number=number,
            to=[sergeant],
            by=None,
            at=OPENS + dt.timedelta(days=number),
        )

    tick(dt.datetime(2026, 7, 21, 9, tzinfo=dt.UTC))

    by_person = {message.to[0]: message.body for message in mail.outbox}
    assert set(by_person) == {head.email, officer.email}
    # Who may not open the unit's return is given no link to it.
    assert "/link/" in by_person[officer.email]
    assert "/link/" not in by_person[head.email]


def test_the_offices_own_figures_are_asked_of_its_performance_officers(
    office, officer, opened
):
    own = OrganisationFactory(office=office, kind=Organisation.Kind.OFFICE)
    MeasureFactory(office=office, version=COUNT, provider=own)

    tick(OPENS)

    assert [message.to for message in mail.outbox] == [[officer.email]]


def test_another_offices_people_hear_nothing_of_it(office, provider, opened, measure):
    other = OfficeFactory()
    person(other, Role.DATA_PROVIDER, name="Somebody Else")
    MeasureFactory(office=other, version=COUNT)

    tick(OPENS)

    assert [message.to for message in mail.outbox] == [[provider.email]]


# -- what somebody sends


def chase(client, office):
    where = [office.slug, Q1.key, office.force.pk]
    return client.post(reverse("returns:chase", args=where), follow=True)


def test_an_officer_chases_a_provider_from_the_board(
    client, office, officer, provider, opened, measure
):
    tell_up_to(0, office, provider)
    client.force_login(officer)
    assert "Chase" in page(client, office)

    answer = chase(client, office).content.decode()

    assert "One message is sent, to Sam Whitlock." in answer
    assert mail.outbox[0].subject.startswith("Reminder 1 of 3")
    assert Reminder.objects.get(number=1).by == officer


def test_a_second_press_on_the_same_day_sends_nothing(
    client, office, officer, provider, opened, measure
):
    client.force_login(officer)
    chase(client, office)

    answer = chase(client, office).content.decode()

    assert "were sent a message about this return today already" in answer
    assert len(mail.outbox) == 1


def test_all_who_owe_something_are_asked_at_once(
    client, office, officer, provider, opened, measure
):
    haven = OrganisationFactory(office=office)
    mina = person(office, Role.DATA_PROVIDER, organisation=haven)
    MeasureFactory(office=office, version=COUNT, provider=haven)
    client.force_login(officer)
    assert "Ask for 2 returns" in page(client, office)

    client.post(reverse("returns:chase-all", args=[office.slug, Q1.key]))

    assert {m.to[0] for m in mail.outbox} == {provider.email, mina.email}


def test_a_quarter_is_opened_before_anybody_is_chased(
    client, office, officer, provider, measure
):
    client.force_login(officer)

    answer = chase(client, office).content.decode()

    assert "Open the quarter before you ask" in answer
    assert mail.outbox == []


def test_nobody_is_chased_where_nobody_enters_values(
    client, office, officer, opened, measure
):
    client.force_login(officer)

    assert "so nobody can be asked" in chase(client, office).content.decode()


@pytest.mark.parametrize("role", [Role.DATA_PROVIDER, Role.SCRUTINY, Role.AUDITOR])
def test_others_chase_nobody(client, office, opened, measure, role):
    client.force_login(person(office, role))

    assert chase(client, office).status_code == 403
    assert mail.outbox == []


# -- the link


def link_in(message):
    return re.search(r"http://localhost:8000(/\S+)", message.body)[1]


def test_the_link_signs_nobody_in_and_leads_to_the_one_return(
    client, office, provider, opened, measure
):
    tick(OPENS)
    link = link_in(mail.outbox[0])

    stranger = client.get(link)
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/accounts/login/")

    client.force_login(provider)
    where = [office.slug, Q1.key, office.force.pk]
    assert client.get(link)["Location"] == reverse("returns:return", args=where)


def test_a_link_gives_nobody_a_return_that_is_not_theirs(
    client, office, provider, opened, measure
):
    tick(OPENS)
    haven = OrganisationFactory(office=office)
    client.force_login(person(office, Role.DATA_PROVIDER, organisation=haven))

    found = client.get(link_in(mail.outbox[0]), follow=True)

    assert found.status_code == 404


def path_of(office):
    return link_to(office, office.force, Q1).removeprefix("http://localhost:8000")


def test_a_link_that_is_two_weeks_old_says_so(client, office, officer, monkeypatch):
    made = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=15)
    with monkeypatch.context() as patched:
        patched.setattr(signing.time, "time", made.timestamp)
        link = path_of(office)
    client.force_login(officer)

    found = client.get(link)

    assert found.status_code == 410
    assert "This link is too old" in found.content.decode()


def test_a_link_that_was_changed_is_not_found(client, office, officer):
    client.force_login(officer)
    token = signing.dumps([office.pk, office.force.pk, Q1.key], salt="another")

    assert client.get(path_of(office)[:-3] + "xx/").status_code == 404
    forged = reverse("returns:follow", args=[office.slug, token])
    assert client.get(forged).status_code == 404


def test_a_link_of_one_office_opens_nothing_in_another(client, office):
    other = OfficeFactory()
    client.force_login(person(other, Role.PERFORMANCE))
    token = signing.dumps([office.pk, office.force.pk, Q1.key], salt=SALT)

    found = client.get(reverse("returns:follow", args=[other.slug, token]))

    assert found.status_code == 404
