"""What a message about actions says, plain and in HTML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scrutiny.domain.actions import days_late, rung_of
from scrutiny.models import Action
from scrutiny.register import rung_words
from scrutiny.reminding.links import LASTS, link_to, page_of
from scrutiny.reminding.people import People, Recipient

TEMPLATE = "scrutiny/emails/actions"


@dataclass(frozen=True)
class Mention:
    """One action in a message: how it is called there, how late it is, its address."""

    action: Action
    reference: str
    days_late: int
    link: str
    escalated_to: str

    @classmethod
    def to(
        cls, recipient: Recipient, action: Action, number: int | None, on: dt.date
    ) -> Mention:
        rung = rung_of(number or 0, action.office.style.actions)
        return cls(
            action,
            str(action.number) if recipient.reads_desk else action.key.upper(),
            days_late(state=action.state, due_on=action.due_on, on=on),
            page_of(action) if recipient.signs_in else link_to(action),
            rung_words(rung) if rung and recipient.reads_desk else "",
        )


def letter(
    recipient: Recipient, mentions: Sequence[Mention], people: People
) -> EmailMultiAlternatives:
    """One message to one person; answers go to those who keep the register."""
    facts = _facts(recipient, mentions, people)
    message = EmailMultiAlternatives(
        subject=facts["subject"],
        body=render_to_string(f"{TEMPLATE}.txt", facts),
        to=[recipient.email],
        reply_to=[officer.email for officer in people.officers],
    )
    message.attach_alternative(render_to_string(f"{TEMPLATE}.html", facts), "text/html")
    return message


def _facts(recipient, mentions, people) -> dict[str, Any]:
    return {
        "recipient": recipient,
        "mentions": mentions,
        "office": people.office,
        "lasts": LASTS.days,
        "subject": _subject(mentions),
    }


def _subject(mentions: Sequence[Mention]) -> str:
    """One line of text: a title is never trusted not to hold another."""
    if len(mentions) == 1:
        facts = {
            "reference": mentions[0].reference,
            "title": " ".join(mentions[0].action.title.split()),
        }
        return _("Action %(reference)s: %(title)s") % facts
    late = sum(bool(each.days_late) for each in mentions)
    words = ngettext("%(n)d action", "%(n)d actions", len(mentions))
    said = words % {"n": len(mentions)}
    return _("%(actions)s, %(late)d overdue") % {"actions": said, "late": late}
