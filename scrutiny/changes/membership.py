"""Who belongs to a body, its terms of reference, and who came to a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from scrutiny.changes import rows
from scrutiny.models import Attendance, Body, Meeting, Membership, TermsOfReference


@transaction.atomic
def approve_terms(*, terms: TermsOfReference, by: User) -> TermsOfReference:
    """The next version; those before it stay as they were approved."""
    body = Body.objects.select_for_update().get(pk=terms.body_id)
    last = body.terms.first()
    if last and terms.approved_on < last.approved_on:
        raise MoveRefused(
            f"Version {last.number} was approved on {last.approved_on:%d %B %Y}: give "
            "that day or a later one."
        )
    terms.number, terms.by = (last.number + 1 if last else 1), by
    rows.add(terms, office=body.office, by=by)
    return terms


@transaction.atomic
def seat(*, membership: Membership, by: User) -> None:
    """Give a post a seat; whoever holds the post is the member, if anybody does."""
    rows.add(membership, office=membership.body.office, by=by)


@transaction.atomic
def end_seat(*, membership: Membership, on: dt.date, by: User) -> None:
    """From the day after ``on`` the post has no seat in the body."""
    seats = Membership.objects.select_related("body__office")
    stored = seats.select_for_update(of=("self",)).get(pk=membership.pk)
    if stored.ends_on is not None:
        raise MoveRefused("This seat is ended already.")
    stored.ends_on = on
    stored.validate_constraints()
    stored.save(update_fields=["ends_on"])
    after = {"ends_on": on}
    audit.record("end_seat", stored, office=stored.body.office, by=by, after=after)


@transaction.atomic
def attend(*, attendance: Attendance, on: dt.date, by: User) -> None:
    """Note who came, from the day of the meeting on."""
    meeting = rows.locked_meeting(attendance.meeting_id)
    _check_may_be_attended(meeting, on)
    rows.add(attendance, office=meeting.body.office, by=by)


@transaction.atomic
def strike_out(*, attendance: Attendance, by: User) -> None:
    meeting = rows.locked_meeting(attendance.meeting_id)
    if meeting.minutes in (Meeting.Minutes.AGREED, Meeting.Minutes.PUBLISHED):
        raise MoveRefused("The minutes are agreed: who came stands as they say.")
    rows.remove(attendance, office=meeting.body.office, by=by)


def _check_may_be_attended(meeting: Meeting, on: dt.date) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise MoveRefused("This meeting is cancelled: nobody came.")
    if on < meeting.held_on:
        raise MoveRefused(
            f"The meeting is on {meeting.held_on.day} {meeting.held_on:%B %Y}: say "
            "then who came."
        )
    if meeting.minutes in (Meeting.Minutes.AGREED, Meeting.Minutes.PUBLISHED):
        raise MoveRefused("The minutes are agreed: who came stands as they say.")
