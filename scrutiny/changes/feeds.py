"""Addresses of calendars: given out, and revoked for good."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from scrutiny.models import Body, CalendarFeed


@transaction.atomic
def give_out(
    *, office: Office, kind: str, by: User, body: Body | None = None
) -> CalendarFeed:
    """A new address; the same calendar may have several, each revoked on its own."""
    feed = CalendarFeed(office=office, kind=kind, body=body, by=by, at=clock.now())
    feed.validate_constraints()
    feed.save(force_insert=True)
    after = audit.facts(feed, "kind", "body_id")
    audit.record("give_out", feed, office=office, by=by, after=after)
    return feed


@transaction.atomic
def revoke(*, feed: CalendarFeed, by: User) -> None:
    """From now on nothing stands at its address."""
    stored = CalendarFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    if stored.revoked_at is not None:
        raise MoveRefused("This address is revoked already.")
    stored.revoked_at = clock.now()
    stored.save(update_fields=["revoked_at"])
    audit.record(
        "revoke",
        stored,
        office=stored.office,
        by=by,
        before={"revoked_at": None},
        after=audit.facts(stored, "revoked_at"),
    )
