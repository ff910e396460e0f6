"""Telling the office and its panel by email that something became public.

Each person is told once of a publication. A letter is claimed, sent and noted, one
after the other, so that workers never send the same one; the connection is open
before the first is claimed. Whoever is killed while the mail server has a letter in
its hands cannot know whether it was taken: it is sent again with the same
Message-ID, by which mail systems know a message that they have.
"""

from __future__ import annotations

import datetime as dt
import logging
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.changes import announcements
from reports.models import Announcement, Kind, Letter, Publication

logger = logging.getLogger(__name__)

NEWS = dt.timedelta(days=7)
"""What has been public for longer is news to nobody: an old ledger that is loaded, or
a service that was long without a worker, announces nothing of it."""

TEMPLATE = "reports/emails/announcement"


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
    letters = Letter.objects.unsent(at=at)
    return Announcement.objects.filter(pk__in=letters.values("announcement"))


def send(announcement_pk: int) -> int:
    """Send the letters that wait; how many went. Safe to run any number of times."""
    rows = Letter.objects.unsent(at=timezone.now()).filter(announcement=announcement_pk)
    letters = list(
        rows.select_related("to", "announcement__publication__office").defer(
            "announcement__publication__office__ways"
        )
    )
    if not letters:
        return 0
    try:
        with get_connection() as connection:
            return sum(_sent(each, connection) for each in letters)
    except OSError:  # smtplib's errors and the network's are all of this kind
        logger.exception("The mail server does not answer; trying again later")
        return 0


def message(letter: Letter) -> EmailMultiAlternatives:
    """One message to one person: always the same of the same letter."""
    publication = letter.announcement.publication
    leave = _whole(reverse("public:announcements", args=[publication.office.slug]))
    facts = {
        "name": letter.to.name,
        "publication": publication,
        "office": publication.office,
        "what": Kind(publication.kind).label,
        "link": _whole(publication.address),
        "leave": leave,
        "subject": _subject(publication),
    }
    made = EmailMultiAlternatives(
        subject=facts["subject"],
        body=render_to_string(f"{TEMPLATE}.txt", facts),
        to=[letter.email],
        headers={
            "Message-ID": _message_id(letter),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{leave}>",
        },
    )
    made.attach_alternative(render_to_string(f"{TEMPLATE}.html", facts), "text/html")
    return made


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


def _subject(publication: Publication) -> str:
    """One line of text: a title is never trusted not to hold another."""
    facts = {
        "title": " ".join(publication.title.split()),
        "office": publication.office.short_name,
    }
    return _("Published by %(office)s: %(title)s") % facts


def _message_id(letter: Letter) -> str:
    publication = letter.announcement.publication
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{publication.sealed[:32]}.{letter.to_id}@{domain or 'localhost'}>"


def _whole(path: str) -> str:
    return urljoin(settings.SITE_ADDRESS, path)
