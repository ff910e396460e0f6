"""Announcing a publication once, its letters one by one, and leaving announcements."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F

from opcc.core import audit, clock
from opcc.core.access import people_who
from opcc.core.models import Office, User
from opcc.core.roles import Can
from reports.models import (
    Announcement,
    LeftAnnouncements,
    Letter,
    Publication,
    Subscriber,
)


@transaction.atomic
def begin(*, publication: Publication, at: dt.datetime) -> Announcement | None:
    """A letter, still to be sent, for the office and its panel, and for subscribers.

    None where another has begun. Whoever left the office's announcements gets none;
    a subscriber at an address that is told already gets no second.
    """
    begun, is_new = Announcement.objects.get_or_create(
        publication=publication, defaults={"begun_at": at}
    )
    if not is_new:
        return None
    office = publication.office
    to = _people(office)
    also = _subscribers(office, besides=to)
    letters = [Letter(announcement=begun, to=user, email=user.email) for user in to]
    letters += [Letter(announcement=begun, subscriber=each) for each in also]
    Letter.objects.bulk_create(letters)
    after = {"to": [user.name for user in to], "subscribers": len(also)}
    audit.record("announce", publication, office=office, by=None, after=after)
    return begun


def _people(office: Office) -> list[User]:
    left = LeftAnnouncements.objects.filter(office=office).values("user")
    readers = people_who(Can.READ_PANEL_PAPERS, office, on=clock.today())
    return list(readers.exclude(pk__in=left))


def _subscribers(office: Office, *, besides: list[User]) -> list[Subscriber]:
    """Locked, so that nobody leaves while their letter is written."""
    told = {user.email.lower() for user in besides}
    confirmed = Subscriber.objects.for_office(office).confirmed()
    rows = confirmed.select_for_update(of=("self",)).order_by("pk")
    return [each for each in rows if each.email not in told]


def claim(*, letter: Letter, at: dt.datetime) -> bool:
    """Whether this caller, and for now no other, is to send it."""
    until = at + dt.timedelta(seconds=settings.FREEZE_LEASE_SECONDS)
    mine = Letter.objects.unsent(at=at).filter(pk=letter.pk)
    return bool(mine.update(lease_until=until, attempts=F("attempts") + 1))


def note_sent(*, letter: Letter, at: dt.datetime) -> None:
    """That the mail server took it. No line in the audit: the announcement has one."""
    Letter.objects.filter(pk=letter.pk).update(sent_at=at)


@transaction.atomic
def leave(*, office: Office, by: User) -> None:
    """They are told of nothing more that the office publishes."""
    left, is_new = LeftAnnouncements.objects.get_or_create(office=office, user=by)
    if is_new:
        audit.record("leave announcements", left, office=office, by=by)


@transaction.atomic
def take_up(*, office: Office, by: User) -> None:
    """They are told again."""
    for left in LeftAnnouncements.objects.filter(office=office, user=by):
        audit.record("take up announcements", left, office=office, by=by)
        left.delete()
