"""Sending what is due, or what somebody asks for: claim, send, note."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from opcc.core import clock
from opcc.core.models import Office, User
from scrutiny.changes import reminding as claiming
from scrutiny.models import Action, ActionReminder
from scrutiny.reminding.letters import Mention, letter
from scrutiny.reminding.people import People, Recipient

logger = logging.getLogger(__name__)

Claimed = list[tuple[ActionReminder, Recipient]]


@dataclass(frozen=True)
class Told:
    """Who was written to, who may not have got it, and actions of which nobody was."""

    sent: tuple[Recipient, ...] = ()
    unsure: tuple[Recipient, ...] = ()
    without: tuple[Action, ...] = ()

    @property
    def n(self) -> int:
        return len(self.sent)

    @property
    def who(self) -> str:
        return ", ".join(recipient.name for recipient in self.sent)


def remind(office: Office, *, at: dt.datetime) -> Told:
    """Send what the days ask for, without anybody asking. Safe to run at any time."""
    on = timezone.localdate(at)
    soon = on + dt.timedelta(days=office.style.actions.soon_days)
    people = People.of(office, on=on)
    claimed: Claimed = []
    rows = Action.objects.for_office(office).to_do().filter(due_on__lte=soon)
    for action in rows.select_related("office"):
        new = claiming.claim_next(action=action, at=at, to=people.names_told_of)
        for reminder in new:
            told = people.told_of(action, reminder.number)
            claimed += [
                (reminder, each) for each in told if each.email == reminder.email
            ]
    return _sent(claimed, people, on=on)


def ask(
    actions: Iterable[Action], *, office: Office, by: User, at: dt.datetime
) -> Told:
    """Remind the owners of these actions now: one message a person, once a day."""
    on = timezone.localdate(at)
    people = People.of(office, on=on)
    claimed: Claimed = []
    without = []
    for action in actions:
        owners = {each.email: each for each in people.owners_of(action)}
        new = claiming.claim_asked(
            action=action, to=_names(owners.values()), by=by, at=at
        )
        claimed += [(reminder, owners[reminder.email]) for reminder in new]
        if not new:
            without.append(action)
    told = _sent(claimed, people, on=on)
    return Told(told.sent, told.unsure, tuple(without))


def _names(recipients: Iterable[Recipient]) -> list[tuple[str, str]]:
    return [(each.name, each.email) for each in recipients]


def _sent(claimed: Claimed, people: People, *, on: dt.date) -> Told:
    """One message to each person, about all that is claimed for them."""
    by_person: dict[Recipient, list[ActionReminder]] = defaultdict(list)
    for reminder, recipient in claimed:
        by_person[recipient].append(reminder)
    sent, unsure = [], []
    for recipient, reminders in by_person.items():
        went = _send(recipient, reminders, people, on=on)
        (sent if went else unsure).append(recipient)
    return Told(tuple(sent), tuple(unsure))


def _send(recipient, reminders, people: People, *, on: dt.date) -> bool:
    mentions = [
        Mention.to(recipient, each.action, each.number, on) for each in reminders
    ]
    try:
        letter(recipient, mentions, people).send()
    except OSError:  # smtplib's errors and the network's are all of this kind
        logger.exception("A message about actions may not have gone")
        return False
    claiming.note_sent(reminders=reminders, at=clock.now())
    return True
