"""Claiming a message before it is sent, and noting that it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from measures.domain.reminding import kind_of
from measures.models import Reminder
from opcc.core import audit
from opcc.core.models import Office, Organisation, User
from opcc.core.models.periods import columns
from opcc.core.periods import Period


@transaction.atomic
def claim(
    *,
    organisation: Organisation,
    quarter: Period,
    office: Office,
    number: int,
    to: Sequence[User],
    by: User | None,
    at: dt.datetime,
) -> list[Reminder]:
    """The messages that this caller, and no other, is now to send; none where claimed.

    Commit this before sending: whoever is killed in between has told nobody twice.
    ``by`` is None for what the service sends by itself.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    earlier = Reminder.objects.filter(organisation=organisation).of(quarter)
    if earlier.filter(number__gte=number).exists():
        return []
    claimed = [
        Reminder(
            organisation=organisation,
            kind=kind_of(number),
            number=number,
            to=person,
            email=person.email,
            by=by,
            claimed_at=at,
            **columns(quarter),
        )
        for person in to
    ]
    Reminder.objects.bulk_create(claimed)
    after = {
        "quarter": quarter.key,
        "number": number,
        "to": [person.name for person in to],
    }
    audit.record(kind_of(number), organisation, office=office, by=by, after=after)
    return claimed


def note_sent(*, reminder: Reminder, at: dt.datetime) -> None:
    """That the mail server took it. No line in the audit: the claim has one."""
    reminder.sent_at = at
    reminder.save(update_fields=["sent_at"])
