"""Publishing the specified-information register: in place of the one before it."""

from __future__ import annotations

import datetime as dt

from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports.build.register import blockers, build_register, secrets
from reports.changes import issuing
from reports.models import Kind, Publication


def publish_register(*, office: Office, by: User) -> Publication:
    """MoveRefused while nothing is listed, and where it would say what was noted."""
    return issuing.publish_issue(kind=Kind.REGISTER, build=_built, office=office, by=by)


def _built(office: Office, *, issue: int, on: dt.date):
    content = build_register(office, issue=issue, on=on)
    for each in blockers(content):
        raise MoveRefused(each.text)
    return content, secrets(office)
