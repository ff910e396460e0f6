"""What a letter says: that something became public, or what a subscriber asked for."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from opcc.core.models import Office
from reports.models import Kind, Letter, Passage, Publication
from reports.models.subscribers import KEPT_UNCONFIRMED

NEWS = "reports/emails/announcement"
CONFIRM = "reports/emails/confirm"
TOLD_ALREADY = "reports/emails/told_already"

FIRST_WORDS = 240
"""Letters of a publication that its announcement quotes: some three lines."""


ONE_CLICK = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
"""By which a mail program leaves for its reader. Source: RFC 8058, 3.1."""


@dataclass(frozen=True)
class Said:
    """A subject, the template of the body without its ending, and what that takes."""

    subject: str
    template: str
    facts: dict[str, object]
    headers: dict[str, str]


def news(letter: Letter) -> Said:
    """That something became public. One query."""
    publication = letter.announcement.publication
    office = publication.office
    subject = _("Published by %(office)s: %(title)s")
    leave = _leave(letter)
    facts = {
        "subject": _one_line(
            subject % {"office": office.short_name, "title": publication.title}
        ),
        "name": letter.to.name if letter.to else "",
        "publication": publication,
        "office": office,
        "what": Kind(publication.kind).label,
        "first_words": _first_words(publication),
        "link": _whole(publication.address),
        "leave": leave,
    }
    headers = {"Message-ID": _message_id(letter), "List-Unsubscribe": f"<{leave}>"}
    if letter.subscriber:
        headers |= ONE_CLICK
    return Said(str(facts["subject"]), NEWS, facts, headers)


def answer(letter: Letter) -> Said:
    """To whoever asked to be told: how to confirm, or that they are told already."""
    asking = letter.subscriber
    office = asking.office
    if asking.confirmed_at is None:
        subject, template = _("Confirm: news of %(office)s by email"), CONFIRM
    else:
        subject, template = _("You are told already: %(office)s"), TOLD_ALREADY
    facts = {
        "subject": _one_line(subject % {"office": office.short_name}),
        "office": office,
        "confirm": _keyed("subscribe-confirm", office, asking.confirm_key),
        "leave": _keyed("subscribe-leave", office, asking.leave_key),
        "days": KEPT_UNCONFIRMED.days,
    }
    headers = {"Message-ID": f"<asked.{letter.pk}.{asking.pk}@{_domain()}>"}
    return Said(str(facts["subject"]), template, facts, headers)


def _leave(letter: Letter) -> str:
    """Where this reader leaves: signed in, or by their key."""
    office = letter.announcement.publication.office
    if letter.subscriber:
        return _keyed("subscribe-leave", office, letter.subscriber.leave_key)
    return _whole(reverse("public:announcements", args=[office.slug]))


def _keyed(view: str, office: Office, key: str) -> str:
    return _whole(reverse(f"public:{view}", args=[office.slug, key]))


def _first_words(publication: Publication) -> str:
    said = Passage.objects.filter(publication=publication, position=0)
    text = said.values_list("text", flat=True).first() or ""
    return Truncator(_one_line(text)).chars(FIRST_WORDS)


def _one_line(text: str) -> str:
    """A title is never trusted not to hold another line."""
    return " ".join(text.split())


def _message_id(letter: Letter) -> str:
    publication = letter.announcement.publication
    to = f"s{letter.subscriber_id}" if letter.subscriber_id else letter.to_id
    return f"<{publication.sealed[:32]}.{to}@{_domain()}>"


def _domain() -> str:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return sender.rpartition("@")[2] or "localhost"


def _whole(path: str) -> str:
    return urljoin(settings.SITE_ADDRESS, path)
