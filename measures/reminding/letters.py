"""What a message says, plain and in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.board.people import named
from measures.board.rows import Row
from measures.models import Reminder
from measures.reminding.links import LASTS, link_to
from opcc.core.models import User

TEMPLATE = "measures/emails/return"


def letter(
    reminder: Reminder, row: Row, officers: Sequence[User]
) -> EmailMultiAlternatives:
    """One message to one person; answers go to the office's performance officers."""
    facts = _facts(reminder, row, officers)
    message = EmailMultiAlternatives(
        subject=_subject(reminder, row),
        body=render_to_string(f"{TEMPLATE}.txt", facts),
        to=[reminder.email],
        reply_to=[officer.email for officer in officers],
    )
    message.attach_alternative(render_to_string(f"{TEMPLATE}.html", facts), "text/html")
    return message


def _facts(reminder: Reminder, row: Row, officers: Sequence[User]) -> dict[str, Any]:
    due = row.due
    may_open = reminder.to in row.people or reminder.to in officers
    return {
        "reminder": reminder,
        "due": due,
        "missing": [line for line in due.lines if _is_missing(line)],
        "queried": row.queried,
        "is_overdue": bool(row.late),
        "asked": named(row.people),
        "told_on": sorted({timezone.localdate(r.claimed_at) for r in row.reminders}),
        "link": link_to(due.office, due.organisation, due.quarter) if may_open else "",
        "lasts": LASTS.days,
        "subject": _subject(reminder, row),
    }


def _is_missing(line) -> bool:
    return any(figure.observation is None for figure in line.figures)


def _subject(reminder: Reminder, row: Row) -> str:
    facts = {"quarter": row.due.quarter, "organisation": row.due.organisation}
    if reminder.kind == Reminder.Kind.REQUEST:
        return _("%(organisation)s: figures for %(quarter)s") % facts
    if reminder.kind == Reminder.Kind.ESCALATION:
        return _("%(organisation)s has not given its figures for %(quarter)s") % facts
    facts["n"] = reminder.number
    return _("Reminder %(n)d of 3: %(organisation)s, %(quarter)s") % facts
