"""Publishing the minutes of a meeting: frozen for both audiences, and entered."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from opcc.core import clock
from opcc.core.models import User
from opcc.core.visibility import Visibility
from reports.build.minutes import build_minutes, secrets
from reports.changes import issuing
from reports.changes.agendas import slug_of_meeting
from reports.models import MinutesIssue
from scrutiny.changes import minutes
from scrutiny.models import Meeting


@transaction.atomic
def publish_minutes(*, meeting: Meeting, by: User) -> MinutesIssue:
    """MoveRefused unless they are agreed, and where the public version would say what
    is restricted."""
    meeting = minutes.publish(meeting=meeting, by=by)
    office = meeting.body.office
    build = partial(build_minutes, meeting, on=clock.today())
    publication = None
    if meeting.body.visibility == Visibility.PUBLIC:
        publication = issuing.publish(
            build(audience="public"),
            office=office,
            slug=slug_of_meeting(meeting),
            secrets=secrets(meeting),
            by=by,
        )
    issue = MinutesIssue(
        meeting=meeting,
        full=issuing.freeze(build(audience="office"), office=office, by=by),
        publication=publication,
    )
    issue.save()
    return issue
