"""Telling those who answer that a question was put to them."""

from __future__ import annotations

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from measures.board.people import people_of
from opcc.core import clock
from opcc.core.models import User
from scrutiny.models import Question

logger = logging.getLogger(__name__)

TEMPLATE = "scrutiny/emails/question"


def tell(question: Question, *, by: User) -> int:
    """Send one message to each who answers for the organisation asked; how many went.

    The link signs nobody in. A message that may not have gone is logged, and the
    question stands in their work all the same.
    """
    people = people_of(question.office, on=clock.today())
    to = people.providers.get(question.asked_of_id, ())
    return sum(_sent(letter(question, person, by=by)) for person in to)


def letter(question: Question, to: User, *, by: User) -> EmailMultiAlternatives:
    """One message to one person, plain and in HTML; answers to it go to who asked."""
    address = reverse("scrutiny:answer", args=[question.office.slug, question.key])
    facts = {
        "question": question,
        "reason": _reason(question),
        "to": to,
        "by": by,
        "link": urljoin(settings.SITE_ADDRESS, address),
        "subject": _subject(question),
    }
    message = EmailMultiAlternatives(
        subject=facts["subject"],
        body=render_to_string(f"{TEMPLATE}.txt", facts),
        to=[to.email],
        reply_to=[by.email],
    )
    message.attach_alternative(render_to_string(f"{TEMPLATE}.html", facts), "text/html")
    return message


def _reason(question: Question) -> str:
    """Why it is asked again; empty where it is asked for the first time."""
    newest = question.askings.order_by("-at", "-pk").first()
    return newest.reason if newest else ""


def _subject(question: Question) -> str:
    return _("A question from %(office)s: please answer by %(day)s") % {
        "office": question.office.short_name,
        "day": date_format(question.due_on, "j F Y"),
    }


def _sent(message: EmailMultiAlternatives) -> bool:
    try:
        message.send()
    except OSError:  # smtplib's errors and the network's are all of this kind
        logger.exception("A message about a question may not have gone")
        return False
    return True
