"""Bodies and meetings: added, changed, cancelled."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused, said
from scrutiny.changes import rows
from scrutiny.domain import removing
from scrutiny.domain.diary import in_words
from scrutiny.domain.workflow import MEETING
from scrutiny.models import Body, Meeting

BODY_FACTS = ("name", "short_name", "kind", "purpose", "clear_days", "visibility")
OF_A_BODY = {
    "meetings": "meetings",
    "series": "series",
    "memberships": "seats",
    "terms": "terms of reference",
    "feeds": "calendars",
}
"""What a body may have, and its name."""

MEETING_FACTS = (
    "series_id",
    "held_on",
    "starts_at",
    "place",
    "chair",
    "stream_url",
)
OVER = (Meeting.Status.HELD, Meeting.Status.CANCELLED)


@transaction.atomic
def add_body(*, body: Body, by: User) -> None:
    rows.add(body, office=body.office, by=by)


@transaction.atomic
def edit_body(*, body: Body, based_on: int, by: User) -> None:
    """WrittenMeanwhile where somebody saved since the revision that its author saw."""
    stored = Body.objects.select_for_update().get(pk=body.pk)
    rows.edit(stored, body, BODY_FACTS, office=stored.office, by=by, based_on=based_on)


@transaction.atomic
def remove_body(*, body: Body, reason: str, by: User) -> None:
    """Take out one that was added by mistake; MoveRefused once anything is of it."""
    stored = Body.objects.select_for_update().get(pk=body.pk)
    holds = rows.held_by(stored, OF_A_BODY)
    removing.check_removable("body", holds=holds, reason=reason)
    rows.remove(stored, office=stored.office, by=by, reason=reason)


@transaction.atomic
def add_meeting(*, meeting: Meeting, by: User) -> None:
    rows.add(meeting, office=meeting.body.office, by=by)


@transaction.atomic
def edit_meeting(*, meeting: Meeting, based_on: int, by: User) -> None:
    """MoveRefused once the meeting is over: it is a matter of record.

    Its day stays as well once the agenda is published: notice was given of that day.
    WrittenMeanwhile where somebody saved since the revision that its author saw.
    """
    stored = rows.locked_meeting(meeting.pk)
    if stored.status in OVER:
        raise MoveRefused(
            f"A meeting that is {said(stored.status)} cannot be changed: "
            "add another meeting."
        )
    if stored.agenda_published_on and meeting.held_on != stored.held_on:
        raise MoveRefused(
            f"The agenda is published for {in_words(stored.held_on)}: cancel this "
            "meeting and add another, so that notice is given of the new day."
        )
    office = stored.body.office
    rows.edit(stored, meeting, MEETING_FACTS, office=office, by=by, based_on=based_on)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User, reason: str) -> None:
    """It stays in the diary as cancelled, with the reason in the log."""
    stored = rows.locked_meeting(meeting.pk)
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
