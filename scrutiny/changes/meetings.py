"""Bodies and meetings: added, changed, cancelled."""

from __future__ import annotations

from django.db import models, transaction

from opcc.core import audit
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused, said
from scrutiny.domain.workflow import MEETING
from scrutiny.models import Body, Meeting

BODY_FACTS = ("name", "short_name", "kind", "purpose", "clear_days", "visibility")
MEETING_FACTS = ("series_id", "held_on", "starts_at", "place")
OVER = (Meeting.Status.HELD, Meeting.Status.CANCELLED)


@transaction.atomic
def add_body(*, body: Body, by: User) -> None:
    _add(body, office=body.office, by=by)


@transaction.atomic
def edit_body(*, body: Body, by: User) -> None:
    stored = Body.objects.select_for_update().get(pk=body.pk)
    _edit(stored, body, BODY_FACTS, office=stored.office, by=by)


@transaction.atomic
def add_meeting(*, meeting: Meeting, by: User) -> None:
    _add(meeting, office=meeting.body.office, by=by)


@transaction.atomic
def edit_meeting(*, meeting: Meeting, by: User) -> None:
    """MoveRefused once the meeting is over: it is a matter of record."""
    stored = _lock_meeting(meeting)
    if stored.status in OVER:
        raise MoveRefused(
            f"A meeting that is {said(stored.status)} cannot be changed: "
            "add another meeting."
        )
    _edit(stored, meeting, MEETING_FACTS, office=stored.body.office, by=by)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User, reason: str) -> None:
    """It stays in the diary as cancelled, with the reason in the log."""
    stored = _lock_meeting(meeting)
    move = MEETING.check("cancel", state=stored.status, reason=reason)
    before = audit.facts(stored, "status")
    stored.status = move.target
    stored.save(update_fields=["status"])
    audit.record(
        "cancel",
        stored,
        office=stored.body.office,
        by=by,
        before=before,
        after=audit.facts(stored, "status"),
        reason=reason,
    )


def _lock_meeting(meeting: Meeting) -> Meeting:
    meetings = Meeting.objects.select_related("body__office")
    return meetings.select_for_update(of=("self",)).get(pk=meeting.pk)


def _add(row: models.Model, *, office: Office, by: User) -> None:
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record("add", row, office=office, by=by, after=audit.facts(row))


def _edit(stored, wanted, names: tuple[str, ...], *, office: Office, by: User) -> None:
    """Save what ``wanted`` says of these fields, and record those that differ."""
    before = audit.facts(stored, *names)
    for name in names:
        setattr(stored, name, getattr(wanted, name))
    stored.validate_constraints()
    stored.save(update_fields=names)
    old, new = audit.changed(before, audit.facts(stored, *names))
    if new:
        audit.record("edit", stored, office=office, by=by, before=old, after=new)
