"""Anybody is told by email who asked and confirmed, until they leave."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.roles import Role
from reports import announcing
from reports.changes import announcements, subscriptions
from reports.models import Letter, Passage, Subscriber
from tests.factories import OfficeFactory, person
from tests.factories.publications import PublicationFactory

READER = "reader@westmarch.example"
ADDRESS = "https://oversight.westmarch.example"


class Killed(BaseException):
    """What SIGKILL does: it stops, and clears nothing up."""


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_ADDRESS = ADDRESS


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC", short_name="WPCC")


def published(office, slug="2026-q2", **facts):
    """Public since an hour ago."""
    facts = {"public_from": timezone.now() - dt.timedelta(hours=1)} | facts
    return PublicationFactory(
        office=office, slug=slug, sealed=f"{office.slug}-{slug}".ljust(64, "0"), **facts
    )


def subscribed(office, email=READER):
    at = timezone.now() - dt.timedelta(days=1)
    return Subscriber.objects.create(
        office=office, email=email, asked_at=at, confirmed_at=at
    )


def ask(client, email=READER, slug="westmarch"):
    return client.post(f"/{slug}/subscribe/", {"email": email}, follow=True)


def sent_now():
    """What the worker does in one round, without its queue."""
    announcing.begin_due(at=clock.now())
    at = timezone.now()
    went = sum(announcing.send(row.pk) for row in announcing.unsent(at=at))
    return went + sum(announcing.send_asked(row.pk) for row in announcing.asked(at=at))


def told(email=READER):
    return [message for message in mail.outbox if message.to == [email]]


def link(message):
    """The path of the first link in a message to these pages."""
    return re.search(rf"{ADDRESS}(\S+/subscribe/\S+)", message.body)[1]


def leases_run_out():
    past = timezone.now() - dt.timedelta(seconds=1)
    Letter.objects.exclude(lease_until=None).update(lease_until=past)


# -- asking and confirming


def test_nobody_is_told_before_they_confirm(client, office):
    page = ask(client).content.decode()
    assert "Look in your inbox" in page
    published(office)
    assert sent_now() == 1

    (message,) = told()
    assert message.subject == "Confirm: news of WPCC by email"
    assert "Confirm" in message.alternatives[0][0]
    assert Subscriber.objects.get().confirmed_at is None


def test_a_scanner_that_opens_the_link_confirms_nothing(client, office):
    ask(client)
    sent_now()
    path = link(told()[0])

    page = client.get(path).content.decode()
    client.head(path)
    assert "writes to reader@westmarch.example" in page
    assert Subscriber.objects.get().confirmed_at is None

    assert "You are told by email" in client.post(path).content.decode()
    assert Subscriber.objects.get().confirmed_at is not None
    assert client.post(path).status_code == 200


def test_whoever_confirmed_is_told_once_of_a_publication(office):
    subscribed(office)
    publication = published(office, title="Quarter 2\nBcc: all@westmarch.example")
    Passage.objects.create(
        publication=publication,
        position=0,
        heading="Q",
        text="Victims are <b>glad</b>.",
    )

    assert sent_now() == 1
    assert sent_now() == 0
    (message,) = told()
    assert message.subject == (
        "Published by WPCC: Quarter 2 Bcc: all@westmarch.example"
    )
    assert "Victims are <b>glad</b>." in message.body
    assert f"{ADDRESS}{publication.address}" in message.body
    assert "Quarterly performance report, public since" in message.body
    assert "Dear" not in message.body
    html = message.alternatives[0][0]
    assert "Victims are &lt;b&gt;glad&lt;/b&gt;." in html
    left = f"{ADDRESS}{link(message)}"
    assert left.endswith("/leave/")
    assert left in html
    assert message.extra_headers["List-Unsubscribe"] == f"<{left}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )


def test_the_page_says_the_same_whether_or_not_an_address_is_known(client, office):
    subscribed(office)

    answers = [ask(client), ask(client), ask(Client(), "new@westmarch.example")]

    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}
    sent_now()
    (again,) = told()
    assert again.subject == "You are told already: WPCC"
    assert link(again).endswith("/leave/")


def test_an_address_is_written_to_once_an_hour(client, office):
    now = timezone.now()
    for minutes, went in ((180, 1), (121, 0), (119, 1), (60, 0), (0, 1)):
        with clock.told(now - dt.timedelta(minutes=minutes)):
            ask(client, " Reader@WESTMARCH.example")
        assert sent_now() == went
    assert len(told()) == 3
    assert Subscriber.objects.count() == 1


def test_an_office_writes_to_no_more_than_a_hundred_who_ask_in_an_hour(client, office):
    at = timezone.now()
    Subscriber.objects.bulk_create(
        Subscriber(office=office, email=f"r{n}@westmarch.example", asked_at=at)
        for n in range(100)
    )

    known, new = ask(client, "r1@westmarch.example"), ask(client)

    assert [known.status_code, new.status_code] == [429, 429]
    assert "Many people have asked within the hour" in new.content.decode()
    assert Subscriber.objects.count() == 100
    other = OfficeFactory()
    assert ask(client, slug=other.slug).status_code == 200
    assert Subscriber.objects.for_office(other).count() == 1


@pytest.mark.parametrize(
    "typed",
    ["", "reader", f"{'a' * 300}@westmarch.example", "a@b.example\nBcc: c@d.example"],
)
def test_what_is_no_address_is_said_to_be_none(client, office, typed):
    response = ask(client, typed)

    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Subscriber.objects.exists()
    assert not Letter.objects.exists()


def test_the_form_asks_for_a_token_and_is_kept_by_nobody(office):
    client = Client(enforce_csrf_checks=True)

    assert client.post("/westmarch/subscribe/", {"email": READER}).status_code == 403
    page = client.get("/westmarch/subscribe/")
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]


def test_an_address_that_nobody_confirms_is_deleted_after_a_fortnight(client, office):
    now = timezone.now()
    with clock.told(now - dt.timedelta(days=14)):
        ask(client)
    with clock.told(now - dt.timedelta(days=13, hours=23)):
        ask(client, "later@westmarch.example")
    sent_now()
    path = link(told()[0])

    with clock.told(now - dt.timedelta(seconds=1)):
        assert subscriptions.forget_unconfirmed(at=clock.now()) == 0
        assert client.get(path).status_code == 200
    assert client.get(path).status_code == 404
    assert "too old" in client.post(path).content.decode()
    assert subscriptions.forget_unconfirmed(at=now) == 1
    assert Subscriber.objects.get().email == "later@westmarch.example"
    assert Letter.objects.count() == 1
    assert client.get(path).status_code == 404


# -- leaving


def test_one_press_leaves_and_the_address_is_gone(client, office):
    subscribed(office)
    published(office)
    sent_now()
    path = link(told()[0])

    assert "Do you want to be told no more?" in client.get(path).content.decode()
    assert Subscriber.objects.exists()
    assert "You are told no more" in client.post(path).content.decode()
    assert not Subscriber.objects.exists()
    published(office, "2026-q3", number=9)
    assert sent_now() == 0
    assert "You are told no more" in client.get(path).content.decode()


def test_a_mail_program_leaves_for_its_reader_with_no_cookie_and_no_page(office):
    key = subscribed(office).leave_key
    path = reverse("public:subscribe-leave", args=["westmarch", key])
    program = Client(enforce_csrf_checks=True)

    body, kind = "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"
    response = program.post(path, body, content_type=kind)

    assert response.status_code == 200
    assert not Subscriber.objects.exists()
    assert program.post(path, body, content_type=kind).status_code == 200


def test_whoever_leaves_while_letters_are_sent_gets_none(office):
    first = subscribed(office)
    second = subscribed(office, "second@westmarch.example")
    announcing.begin_due(at=timezone.now())
    published(office)
    announcing.begin_due(at=timezone.now())
    subscriptions.leave(subscriber=second)
    sent_now()

    assert len(mail.outbox) == 1
    assert told(first.email)


def test_a_letter_that_went_stays_counted_without_the_address(office):
    gone = subscribed(office)
    published(office)
    sent_now()

    subscriptions.leave(subscriber=gone)

    letter = Letter.objects.get()
    assert (letter.to, letter.subscriber, letter.email) == (None, None, "")
    assert letter.sent_at is not None
    leases_run_out()
    assert sent_now() == 0


# -- keys


def test_a_key_is_for_one_purpose_one_reader_and_one_office(client, office):
    reader = subscribed(office)
    elsewhere = OfficeFactory()
    confirm, leave = reader.confirm_key, reader.leave_key
    other_row = leave.replace(f"{reader.pk}:", f"{reader.pk + 1}:")
    forged = ["1", "1:", ":", leave[:-1], confirm, other_row, "\u0661:x", "a" * 2000]

    for key in forged:
        path = reverse("public:subscribe-leave", args=["westmarch", key])
        page = client.post(path)
        assert page.status_code == 404, key
        assert "This link is not whole" in page.content.decode()
    path = reverse("public:subscribe-confirm", args=["westmarch", leave])
    assert client.post(path).status_code == 404
    client.post(reverse("public:subscribe-leave", args=[elsewhere.slug, leave]))
    there = reverse("public:subscribe-confirm", args=[elsewhere.slug, confirm])
    assert client.post(there).status_code == 404
    assert Subscriber.objects.get() == reader


def test_pages_with_a_key_are_kept_by_nobody_and_found_by_no_search(client, office):
    reader = subscribed(office)

    for view, key in (
        ("subscribe-confirm", reader.confirm_key),
        ("subscribe-leave", reader.leave_key),
    ):
        page = client.get(reverse(f"public:{view}", args=["westmarch", key]))
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"


# -- who is told of what


def test_what_is_under_embargo_is_told_when_it_ends(office):
    subscribed(office)
    until = timezone.now() - dt.timedelta(hours=1)
    published(office, public_from=until)

    with clock.told(until - dt.timedelta(seconds=1)):
        assert sent_now() == 0
    with clock.told(until):
        assert sent_now() == 1


def test_what_takes_the_place_of_another_is_told_of_too(office):
    subscribed(office)
    later = published(office, "2026-q2-edition-2", number=2)
    published(office, number=1, superseded_by=later)

    assert sent_now() == 2
    assert len({message.extra_headers["Message-ID"] for message in told()}) == 2


def test_offices_are_told_apart(client, office):
    other = OfficeFactory(slug="eastmarch")
    subscribed(office)
    subscribed(other, "other@westmarch.example")
    published(office)

    assert sent_now() == 1
    assert [message.to for message in mail.outbox] == [[READER]]


def test_one_address_at_two_offices_is_on_two_lists(office):
    other = OfficeFactory()
    here, there = subscribed(office), subscribed(other)

    subscriptions.leave(subscriber=here)

    assert Subscriber.objects.get() == there


def test_a_person_of_the_office_who_subscribes_is_told_once(office):
    chief = person(office, Role.CHIEF_EXECUTIVE)
    subscribed(office, chief.email.lower())
    published(office)
    sent_now()
    assert len(told(chief.email)) == 1

    announcements.leave(office=office, by=chief)
    published(office, "2026-q3", number=9)
    sent_now()
    assert len(mail.outbox) == 2


# -- once, whoever dies


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_worker_killed_between_letters_tells_nobody_twice(office, monkeypatch, taken):
    """``taken`` is how many had gone before it was killed."""
    emails = [f"reader{n}@westmarch.example" for n in range(3)]
    for email in emails:
        subscribed(office, email)
    published(office)
    send = EmailBackend.send_messages

    def dies(backend, messages):
        if len(mail.outbox) == taken:
            raise Killed
        return send(backend, messages)

    with monkeypatch.context() as killed, pytest.raises(Killed):
        killed.setattr(EmailBackend, "send_messages", dies)
        sent_now()
    sent_now()
    leases_run_out()
    sent_now()
    leases_run_out()
    assert sent_now() == 0
    assert sorted(each.to[0] for each in mail.outbox) == emails


def test_a_worker_killed_as_the_mail_server_takes_a_letter_sends_the_same(
    office, monkeypatch
):
    subscribed(office)
    published(office)

    def dies(**said):
        raise Killed

    with monkeypatch.context() as killed, pytest.raises(Killed):
        killed.setattr(announcements, "note_sent", dies)
        sent_now()
    leases_run_out()
    sent_now()

    first, second = told()
    assert first.extra_headers == second.extra_headers
    assert (first.subject, first.body) == (second.subject, second.body)


@pytest.mark.django_db(transaction=True)
def test_the_worker_answers_tells_and_forgets(client, office, capsys):
    now = timezone.now()
    with clock.told(now - dt.timedelta(days=20)):
        ask(client, "old@westmarch.example")
    Letter.objects.all().delete()
    ask(client)
    subscribed(office, "second@westmarch.example")
    published(office)

    call_command("work", once=True)
    call_command("work", once=True)

    assert [each.subject for each in told()] == ["Confirm: news of WPCC by email"]
    assert len(told("second@westmarch.example")) == 1
    assert not told("old@westmarch.example")
    said = capsys.readouterr().out
    assert said.count("Addresses never confirmed, and deleted: 1") == 1


# -- what is known of them


def test_no_address_stands_in_the_audit_or_at_the_desk(client, office):
    worker = person(office, Role.PERFORMANCE)
    subscribed(office)
    subscriptions.leave(subscriber=subscribed(office, "gone@westmarch.example"))
    publication = published(office)
    sent_now()
    subscribed(office, "later@westmarch.example")

    (line,) = AuditLine.objects.filter(office=office, verb="announce")
    assert line.after["subscribers"] == 1
    assert not AuditLine.objects.filter(subject_kind__endswith="Subscriber").exists()
    client.force_login(worker)
    page = client.get(
        reverse("reports:publication-people", args=["westmarch", publication.pk])
    ).content.decode()
    assert "One subscriber was told." in " ".join(page.split())
    assert "The office has 2 subscribers now." in " ".join(page.split())
    assert READER not in page


@pytest.mark.parametrize("subscribers", [1, 30])
def test_the_desk_counts_them_in_as_many_queries(
    client, office, django_assert_max_num_queries, subscribers
):
    client.force_login(person(office, Role.PERFORMANCE))
    for number in range(subscribers):
        subscribed(office, f"reader{number}@westmarch.example")
    publication = published(office)
    sent_now()

    with django_assert_max_num_queries(11):
        client.get(
            reverse("reports:publication-people", args=["westmarch", publication.pk])
        )


def test_every_public_page_leads_to_the_form_and_the_home_page_by_its_words(
    client, office
):
    home = client.get("/westmarch/").content.decode()

    assert home.count('href="/westmarch/subscribe/"') == 2
    plans = client.get("/westmarch/reports/").content.decode()
    assert plans.count('href="/westmarch/subscribe/"') == 1


def test_an_archive_has_no_way_to_subscribe(office, tmp_path):
    PublicationFactory(office=office, as_plan=True)
    call_command("export_site", "westmarch", str(tmp_path / "out"))

    for page in (tmp_path / "out").rglob("*.html"):
        assert "subscribe" not in page.read_text()
        assert "told by email" not in page.read_text()
