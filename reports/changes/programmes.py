"""Publishing the forward programme: frozen, and in place of the one before it."""

from __future__ import annotations

import datetime as dt

from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports.build.programme import build_programme, secrets
from reports.changes import issuing
from reports.models import Kind, Publication


def publish_programme(*, office: Office, by: User) -> Publication:
    """MoveRefused where no topic may be public, or it would say what may not be."""
    return issuing.publish_issue(
        kind=Kind.PROGRAMME, build=_built, office=office, by=by
    )


def _built(office: Office, *, issue: int, on: dt.date):
    content = build_programme(office, issue=issue, on=on)
    if not any(quarter.topics for quarter in content.quarters):
        raise MoveRefused(
            "No topic with a quarter is public: choose which topics may be, and write "
            "what the public reads of each."
        )
    return content, secrets(office)
