"""Suggestions that are not taken up: dismissed with a reason, for good."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from scrutiny.models import Dismissal


@transaction.atomic
def dismiss(*, office: Office, key: str, title: str, reason: str, by: User) -> None:
    """A suggestion that is not taken up; it does not come back."""
    if not reason.strip():
        raise MoveRefused("Give a reason to dismiss the suggestion.")
    dismissed = Dismissal(
        office=office, key=key, title=title[:300], reason=reason, by=by, at=clock.now()
    )
    dismissed.validate_constraints()
    dismissed.save(force_insert=True)
    after = audit.facts(dismissed, "key", "title")
    audit.record("dismiss", dismissed, office=office, by=by, after=after, reason=reason)
