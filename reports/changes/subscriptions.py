"""Asking to be told, confirming, and leaving, by people without an account.

No line in the audit: that log is for ever, and these people may be forgotten at once.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from opcc.core.models import Office
from opcc.core.moves import MoveRefused
from reports.models import Letter, Subscriber

AN_HOUR = dt.timedelta(hours=1)
"""Between two messages to one address: nobody fills another's inbox from our page."""

MOST_AN_HOUR = 100
"""Messages to those who ask, of one office: ours. More than follow an office on any day
that we know of, and few enough that a script makes no sender of spam of us."""


class TooMany(MoveRefused):
    """Said of the office as a whole, so that it tells nothing of an address."""


@transaction.atomic
def ask(*, office: Office, email: str, at: dt.datetime) -> None:
    """A letter goes to the address, which must be a normalised one: confirm, or leave.

    None goes where one went within the hour, and the caller cannot tell. Raises TooMany
    where the office has been asked too often, whatever the address.
    """
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    of_office = Subscriber.objects.for_office(office)
    lately = of_office.asked_since(at - AN_HOUR)
    if lately.count() >= MOST_AN_HOUR:
        raise TooMany(_("Many people have asked within the hour. Try again later."))
    if lately.filter(email=email).exists():
        return
    asking, _is_new = of_office.update_or_create(
        office=office, email=email, defaults={"asked_at": at}
    )
    asking.letters.asked_for().delete()
    Letter.objects.create(subscriber=asking)


@transaction.atomic
def confirm(*, subscriber: Subscriber, at: dt.datetime) -> bool:
    """From now on they are told; False where the address was deleted meanwhile.

    A second time changes nothing.
    """
    stored = _locked(subscriber)
    if stored is None:
        return False
    if stored.confirmed_at is None:
        stored.confirmed_at = at
        stored.save(update_fields=["confirmed_at"])
        stored.letters.asked_for().delete()
    return True


@transaction.atomic
def leave(*, subscriber: Subscriber) -> None:
    """Their address is deleted, with what was still to be sent to it."""
    stored = _locked(subscriber)
    if stored is None:
        return
    stored.letters.asked_for().delete()
    stored.letters.filter(sent_at=None).delete()
    stored.delete()


@transaction.atomic
def forget_unconfirmed(*, at: dt.datetime) -> int:
    """Delete the addresses that nobody confirmed; how many."""
    old = list(Subscriber.objects.too_old(at=at).select_for_update())
    Letter.objects.asked_for().filter(subscriber__in=old).delete()
    Subscriber.objects.filter(pk__in=[each.pk for each in old]).delete()
    return len(old)


def _locked(subscriber: Subscriber) -> Subscriber | None:
    rows = Subscriber.objects.select_for_update(of=("self",))
    return rows.filter(pk=subscriber.pk).first()
