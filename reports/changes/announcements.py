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
from reports.models import Announcement, LeftAnnouncements, Letter, Publication


@transaction.atomic
def begin(*, publication: Publication, at: dt.datetime) -> Announcement | None:
    """A letter, still to be sent, for everybody of the office and its panel.

    None where another has begun. Whoever left the office's announcements gets none.
    """
    begun, is_new = Announcement.objects.get_or_create(
        publication=publication, defaults={"begun_at": at}
    )
    if not is_new:
        return None
    office = publication.office
    left = LeftAnnouncements.objects.filter(office=office).values("user")
    readers = people_who(Can.READ_PANEL_PAPERS, office, on=clock.today())
    to = list(readers.exclude(pk__in=left))
    Letter.objects.bulk_create(
        Letter(announcement=begun, to=user, email=user.email) for user in to
    )
    after = {"to": [user.name for user in to]}
    audit.record("announce", publication, office=office, by=None, after=after)
    return begun


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
