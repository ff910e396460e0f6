"""Telling by email that something became public: the office, its panel, subscribers.

Each is told once of a publication. A letter is claimed, sent and noted, one after the
other, so that workers never send the same one; the connection is open before the first
is claimed. What a subscriber asked for goes the same way. Whoever is killed while the
mail server has a letter in its hands cannot know whether it was taken: it is sent again
with the same Message-ID, by which mail systems know a message that they have.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from opcc.core.models import Office
from reports import letters
from reports.changes import announcements
from reports.models import Announcement, Letter, Publication

logger = logging.getLogger(__name__)

NEWS = dt.timedelta(days=7)
"""What has been public for longer is news to nobody: an old ledger that is loaded, or
a service that was long without a worker, announces nothing of it."""


def begin_due(*, at: dt.datetime) -> list[Announcement]:
    """Begin the announcement of whatever has become public. Safe to run at any time."""
    due = Publication.objects.public(at=at).filter(
        public_from__gt=at - NEWS, announcement=None
    )
    rows = due.select_related("office").order_by("public_from", "number")
    begun = [announcements.begin(publication=each, at=at) for each in rows]
    return [each for each in begun if each is not None]


def unsent(*, at: dt.datetime):
    """The announcements with a letter that nobody is sending."""
    waiting = Letter.objects.unsent(at=at).exclude(announcement=None)
    return Announcement.objects.filter(pk__in=waiting.values("announcement"))


def asked(*, at: dt.datetime):
    """The offices with a letter that nobody is sending, to whoever asked to be told."""
    waiting = Letter.objects.unsent(at=at).asked_for()
    return Office.objects.filter(pk__in=waiting.values("subscriber__office"))


def send(announcement_pk: int) -> int:
    """Send the letters that wait; how many went. Safe to run any number of times."""
    rows = Letter.objects.unsent(at=timezone.now()).filter(announcement=announcement_pk)
    return _all_sent(
        rows.select_related(
            "to", "subscriber", "announcement__publication__office"
        ).defer("announcement__publication__office__ways")
    )


def send_asked(office_pk: int) -> int:
    """Send what was asked for, as ``send`` does; how many went."""
    rows = Letter.objects.unsent(at=timezone.now()).asked_for()
    rows = rows.filter(subscriber__office=office_pk)
    return _all_sent(
        rows.select_related("subscriber__office").defer("subscriber__office__ways")
    )


def message(letter: Letter) -> EmailMultiAlternatives:
    """One message to one person: always the same of the same letter."""
    say = letters.answer if letter.announcement is None else letters.news
    said = say(letter)
    made = EmailMultiAlternatives(
        subject=said.subject,
        body=render_to_string(f"{said.template}.txt", said.facts),
        to=[letter.address],
        headers={"Auto-Submitted": "auto-generated", **said.headers},
    )
    html = render_to_string(f"{said.template}.html", said.facts)
    made.attach_alternative(html, "text/html")
    return made


def _all_sent(rows: QuerySet[Letter]) -> int:
    waiting = list(rows)
    if not waiting:
        return 0
    try:
        with get_connection() as connection:
            return sum(_sent(each, connection) for each in waiting)
    except OSError:  # smtplib's errors and the network's are all of this kind
        logger.exception("The mail server does not answer; trying again later")
        return 0


def _sent(letter: Letter, connection) -> bool:
    if not announcements.claim(letter=letter, at=timezone.now()):
        return False
    made = message(letter)
    made.connection = connection
    try:
        made.send()
    except OSError:
        logger.exception("A message about a publication may not have gone")
        return False
    announcements.note_sent(letter=letter, at=timezone.now())
    return True
