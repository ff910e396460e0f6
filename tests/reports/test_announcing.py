"""What becomes public is announced: to each person once, whoever dies on the way."""

import datetime as dt
import smtplib
from collections import Counter

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.roles import Role
from reports import announcing, tasks
from reports.changes import announcements, editions
from reports.models import Announcement, Letter, Publication
from tests.factories import OrganisationFactory, person
from tests.reports.desk_scene import Scene

# The worker closes its connections, which a test's own transaction would not survive.
works = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """What SIGKILL does: it stops, and clears nothing up."""


@pytest.fixture
def scene():
    scene = Scene(name="Westmarch Police and Crime Commissioner")
    person(scene.office, Role.PANEL_MEMBER, name="Ruth Abernethy")
    return scene


def told():
    """Every address, once for each message that reached it."""
    return sorted(address for message in mail.outbox for address in message.to)


def emails(scene):
    """Of the builder, the chief executive, the Commissioner and the panel's member."""
    held = scene.office.role_holdings.select_related("user")
    return sorted(holding.user.email for holding in held)


def sent_now():
    """What the worker does in one round, without its queue."""
    at = clock.now()
    announcing.begin_due(at=at)
    return sum(announcing.send(row.pk) for row in announcing.unsent(at=timezone.now()))


def under_embargo(scene):
    """An edition, and when its embargo ends: yesterday, for clocks are put back."""
    until = timezone.now() - dt.timedelta(days=1)
    with clock.told(until - dt.timedelta(days=1)):
        edition = editions.embargo(
            edition=scene.approved(), until=until, by=scene.chief
        )
    return edition, until


def leases_run_out():
    past = timezone.now() - dt.timedelta(seconds=1)
    Letter.objects.exclude(lease_until=None).update(lease_until=past)


# -- what is said, and to whom


def test_the_office_and_its_panel_are_told_once_of_what_is_published(scene):
    scene.published()

    assert sent_now() == 4
    assert sent_now() == 0
    assert told() == emails(scene)


def test_the_letter_says_what_it_is_and_where(scene, settings):
    settings.SITE_ADDRESS = "https://oversight.westmarch.example"
    publication = scene.published().publication
    sent_now()

    message = next(each for each in mail.outbox if each.to == [scene.chief.email])
    assert message.subject == (
        f"Published by {scene.office.short_name}: Quarter 2, 2026/27, edition 1"
    )
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    link = f"https://oversight.westmarch.example{publication.address}"
    for said in (message.body, html):
        assert "Dear Judith Farrow," in said
        assert "Westmarch Police and Crime Commissioner has published:" in said
        assert "Quarterly performance report, public since" in said
        assert link in said
    assert f'<a href="{link}">Quarter 2, 2026/27, edition 1</a>' in html
    assert f"/{scene.office.slug}/papers/announcements/" in message.body


def test_a_provider_a_stranger_and_who_may_not_sign_in_are_told_nothing(scene):
    office = scene.office
    expected = emails(scene)
    person(office, Role.DATA_PROVIDER, organisation=OrganisationFactory(office=office))
    person(office, Role.AUDITOR, is_active=False)
    Scene()
    scene.published()
    sent_now()

    assert told() == expected


def test_a_title_of_two_lines_breaks_no_message(scene):
    scene.published(scene.kept(scene.draft(title="One\nBcc: all@westmarch.example")))
    sent_now()

    assert len(mail.outbox) == 4
    assert all("\n" not in message.subject for message in mail.outbox)


# -- when


def test_what_is_under_embargo_is_announced_when_it_ends(scene):
    _edition, until = under_embargo(scene)

    with clock.told(until - dt.timedelta(seconds=1)):
        assert sent_now() == 0
    with clock.told(until):
        assert sent_now() == 4
    assert told() == emails(scene)


def test_what_has_been_public_for_a_week_is_no_news(scene):
    with clock.told(timezone.now() - dt.timedelta(days=7)):
        scene.published()

    assert sent_now() == 0

    assert not Announcement.objects.exists()


def test_whoever_gets_a_role_after_it_began_is_not_told(scene):
    scene.published()
    sent_now()
    person(scene.office, Role.PANEL_MEMBER)

    assert sent_now() == 0


# -- once, whoever dies


def test_two_workers_announce_a_publication_once(scene):
    publication = scene.published().publication
    at = timezone.now()

    assert announcements.begin(publication=publication, at=at)
    assert announcements.begin(publication=publication, at=at) is None
    letter = Letter.objects.first()
    assert announcements.claim(letter=letter, at=at)
    assert not announcements.claim(letter=letter, at=at)
    assert AuditLine.objects.filter(verb="announce").count() == 1


@pytest.mark.parametrize("taken", [0, 1, 2, 3])
def test_a_worker_killed_before_the_mail_server_takes_a_letter(
    scene, monkeypatch, taken
):
    """``taken`` is how many had gone before it was killed."""
    scene.published()
    send = EmailBackend.send_messages

    def dies(backend, messages):
        if len(mail.outbox) == taken:
            raise Killed
        return send(backend, messages)

    with monkeypatch.context() as killed, pytest.raises(Killed):
        killed.setattr(EmailBackend, "send_messages", dies)
        sent_now()
    assert len(mail.outbox) == taken

    sent_now()
    leases_run_out()
    sent_now()
    leases_run_out()
    assert sent_now() == 0
    assert told() == emails(scene)


def test_a_worker_killed_as_the_mail_server_takes_a_letter(scene, monkeypatch):
    # Nobody can know whether it was taken, so the same letter goes again: by its
    # Message-ID a mail system knows that it has it.
    scene.published()

    def dies(**said):
        raise Killed

    with monkeypatch.context() as killed, pytest.raises(Killed):
        killed.setattr(announcements, "note_sent", dies)
        sent_now()
    leases_run_out()
    sent_now()

    letters = {
        (message.to[0], message.extra_headers["Message-ID"]) for message in mail.outbox
    }
    assert sorted(address for address, _ident in letters) == emails(scene)
    assert len({ident for _address, ident in letters}) == 4


def test_a_worker_killed_as_it_begins_leaves_nothing_half_begun(scene, monkeypatch):
    scene.published()

    def dies(*rows, **how):
        raise Killed

    with monkeypatch.context() as killed, pytest.raises(Killed):
        killed.setattr(Letter.objects, "bulk_create", dies)
        sent_now()
    assert not Announcement.objects.exists()

    assert sent_now() == 4


@works
def test_the_worker_publishes_and_announces_at_the_moment(scene, capsys):
    edition, until = under_embargo(scene)

    with clock.told(until):
        # Killed between the tick and the task: the nudge waits in the queue.
        call_command("tick")
        assert len(mail.outbox) == 0
        call_command("tick")
        assert DBTaskResult.objects.ready().count() == 1
        tasks.send_announcement.enqueue(Announcement.objects.get().pk)  # one too many
        call_command("work", once=True)
        call_command("work", once=True)

    assert told() == emails(scene)
    assert Publication.objects.count() == 1
    said = capsys.readouterr().out
    assert said.count(f"Published: {edition}") == 1
    assert said.count(f"To be announced: {edition}") == 1


# -- a mail server that does not answer


def test_what_the_mail_server_refuses_is_tried_again_and_then_said(
    client, scene, monkeypatch
):
    publication = scene.published().publication
    send = EmailBackend.send_messages
    refused = Counter()

    def refuses(backend, messages):
        if messages[0].to == [scene.chief.email]:
            refused[scene.chief.email] += 1
            raise smtplib.SMTPServerDisconnected
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    for _round in range(7):
        sent_now()
        leases_run_out()

    assert refused == {scene.chief.email: 5}
    assert len(mail.outbox) == 3
    client.force_login(scene.builder)
    address = reverse(
        "reports:publication-people", args=[scene.office.slug, publication.pk]
    )
    page = client.get(address).content.decode()
    assert "Some may not have been told" in page
    assert "tried 5 times" in page


def test_a_mail_server_that_is_away_costs_no_attempt(scene, monkeypatch):
    scene.published()

    def away(backend):
        raise ConnectionRefusedError

    with monkeypatch.context() as server:
        server.setattr(EmailBackend, "open", away)
        assert sent_now() == 0
    assert set(Letter.objects.values_list("attempts", flat=True)) == {0}

    assert sent_now() == 4


# -- leaving


def test_a_person_leaves_announcements_and_takes_them_up_again(client, scene):
    address = reverse("public:announcements", args=[scene.office.slug])
    client.force_login(scene.chief)
    assert "You are told by email when" in client.get(address).content.decode()

    page = client.post(address, {"leave": "1"}, follow=True).content.decode()
    assert "You are not told by email when" in page
    client.post(address, {"leave": "1"})
    scene.published()
    sent_now()
    assert scene.chief.email not in told()

    client.post(address, {"take_up": "1"})
    scene.published()
    sent_now()
    assert told().count(scene.chief.email) == 1
    verbs = AuditLine.objects.filter(by=scene.chief, verb__endswith="announcements")
    assert [line.verb for line in verbs.order_by("number")] == [
        "leave announcements",
        "take up announcements",
    ]
