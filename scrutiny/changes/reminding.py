"""Claiming a message about an action before it is sent, and noting that it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from opcc.core import audit
from opcc.core.models import User
from scrutiny.changes.actions import lock
from scrutiny.domain import actions as rules
from scrutiny.models import Action, ActionReminder

Names = Sequence[tuple[str, str]]
"""Those to be told, each by name and email."""


@transaction.atomic
def claim_next(
    *, action: Action, at: dt.datetime, to: Callable[[Action, int], Names]
) -> list[ActionReminder]:
    """The messages that this caller, and no other, is to send by itself now.

    ``to`` says who is told of an action with a message of that number. Commit before
    sending: whoever is killed in between has told nobody twice.
    """
    stored = lock(action)
    last = _last(stored)
    number = rules.next_message(
        last.number if last else None,
        timezone.localdate(last.claimed_at) if last else None,
        state=stored.state,
        due_on=stored.due_on,
        on=timezone.localdate(at),
        ways=stored.office.style.actions,
    )
    if number is None:
        return []
    return _claim(stored, number, to(stored, number), by=None, at=at)


@transaction.atomic
def claim_asked(
    *, action: Action, to: Names, by: User, at: dt.datetime
) -> list[ActionReminder]:
    """The messages that somebody asks for; none to whom was told today already."""
    stored = lock(action)
    today = timezone.localdate(at)
    told = {
        reminder.email
        for reminder in stored.reminders.all()
        if timezone.localdate(reminder.claimed_at) == today
    }
    wanted = [(name, email) for name, email in to if email not in told]
    if stored.state not in rules.TO_DO:
        return []
    return _claim(stored, None, wanted, by=by, at=at)


def note_sent(*, reminders: Sequence[ActionReminder], at: dt.datetime) -> None:
    """That the mail server took them. No line in the audit: the claims have theirs."""
    pks = [reminder.pk for reminder in reminders]
    ActionReminder.objects.filter(pk__in=pks).update(sent_at=at)


def _last(stored: Action) -> ActionReminder | None:
    """The newest that went by itself about the date that it has now."""
    by_itself = ActionReminder.objects.about(stored).exclude(number=None)
    return by_itself.order_by("number").last()


def _claim(
    stored: Action, number: int | None, to: Names, *, by: User | None, at: dt.datetime
) -> list[ActionReminder]:
    claimed = [
        ActionReminder(
            action=stored,
            due_on=stored.due_on,
            number=number,
            name=name,
            email=email,
            by=by,
            claimed_at=at,
        )
        for name, email in to
    ]
    if not claimed:
        return []
    ActionReminder.objects.bulk_create(claimed)
    after = {"to": [reminder.name for reminder in claimed], "number": number}
    audit.record("remind", stored, office=stored.office, by=by, after=after)
    return claimed
