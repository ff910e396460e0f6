"""Meeting series: added, changed, and a year of their meetings put in the diary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from scrutiny.changes import rows
from scrutiny.domain import removing
from scrutiny.domain.recurring import Planned
from scrutiny.models import Body, Meeting, MeetingSeries

OF_A_SERIES = {
    "meetings": "meetings",
    "preceded_by": "another series before it",
}
"""What a series may have, and its name."""

SERIES_FACTS = (
    "name",
    "cadence",
    "before_id",
    "days_before_least",
    "days_before_most",
    "standing_items",
)


@transaction.atomic
def add_series(*, series: MeetingSeries, by: User) -> None:
    rows.add(series, office=series.body.office, by=by)


@transaction.atomic
def edit_series(*, series: MeetingSeries, based_on: int, by: User) -> None:
    """WrittenMeanwhile where somebody saved since the revision that its author saw."""
    stored = _locked(series)
    if series.before_id == stored.pk:
        raise MoveRefused("A series cannot be held before itself.")
    office = stored.body.office
    rows.edit(stored, series, SERIES_FACTS, office=office, by=by, based_on=based_on)


@transaction.atomic
def remove_series(*, series: MeetingSeries, reason: str, by: User) -> None:
    """Take out one that was added by mistake; MoveRefused once anything is of it."""
    stored = _locked(series)
    holds = rows.held_by(stored, OF_A_SERIES)
    removing.check_removable("series", holds=holds, reason=reason)
    rows.remove(stored, office=stored.body.office, by=by, reason=reason)


@transaction.atomic
def plan_year(
    *,
    series: MeetingSeries,
    planned: Sequence[Planned],
    starts_at: dt.time | None,
    place: str,
    by: User,
) -> list[Meeting]:
    """Put these days in the diary, but for those on which the body meets already."""
    body = Body.objects.select_for_update().get(pk=series.body_id)
    held = body.meetings.holding_their_day()
    taken = set(held.values_list("held_on", flat=True))
    days = [each.held_on for each in planned if each.held_on not in taken]
    if not days:
        raise MoveRefused("Every one of these days is in the diary already.")
    meetings = [
        Meeting(body=body, series=series, held_on=day, starts_at=starts_at, place=place)
        for day in days
    ]
    for meeting in meetings:
        meeting.save(force_insert=True)
    after = {"meetings": days}
    audit.record("plan_year", series, office=body.office, by=by, after=after)
    return meetings


def _locked(series: MeetingSeries) -> MeetingSeries:
    found = MeetingSeries.objects.select_related("body__office")
    return found.select_for_update(of=("self",)).get(pk=series.pk)
