"""Publishing the agenda of a meeting: noted, frozen for both audiences, and entered."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.text import slugify

from opcc.core import clock
from opcc.core.models import User
from opcc.core.visibility import Visibility
from reports.build.agenda import build_agenda, files_of, secrets
from reports.changes import issuing
from reports.domain import content as contents
from reports.models import AgendaIssue, Rendering
from scrutiny.changes import agendas
from scrutiny.models import Meeting


@transaction.atomic
def publish_agenda(*, meeting: Meeting, urgent_reason: str, by: User) -> AgendaIssue:
    """MoveRefused for a breach of the clear days that is not urgent, and where the
    public version would say what is restricted."""
    on = clock.today()
    meeting = agendas.publish(
        meeting=meeting, on=on, urgent_reason=urgent_reason, by=by
    )
    return _issue(meeting, by=by)


@transaction.atomic
def publish_late(*, meeting: Meeting, by: User) -> AgendaIssue:
    """The agenda again with what came late; the issue before it is superseded."""
    meeting = agendas.publish_late(meeting=meeting, on=clock.today(), by=by)
    return _issue(meeting, by=by)


def _issue(meeting: Meeting, *, by: User) -> AgendaIssue:
    office = meeting.body.office
    last = meeting.agenda_issues.first()
    number = last.number + 1 if last else 1
    build = partial(build_agenda, meeting, issue=number, on=clock.today())
    publication = None
    if meeting.body.visibility == Visibility.PUBLIC:
        publication = issuing.publish(
            build(audience="public"),
            office=office,
            slug=slug_of(meeting, number),
            secrets=secrets(meeting),
            files=[_file(each, version) for each, version in files_of(meeting)],
            replaces=last.publication if last else None,
            by=by,
        )
    issue = AgendaIssue(
        meeting=meeting,
        number=number,
        full=issuing.freeze(build(audience="office"), office=office, by=by),
        publication=publication,
    )
    issue.save()
    return issue


def _file(reference: str, version) -> Rendering:
    """A paper's file beside the agenda, byte for byte as it was handed in."""
    body = bytes(version.data)
    return Rendering(
        format=version.kind,
        part=f"paper-{reference}",
        body=body,
        sha256=contents.fingerprint(body),
        size=len(body),
    )


def slug_of(meeting: Meeting, number: int) -> str:
    """The address of its publication: accountability-board-2026-11-03-issue-2."""
    base = slug_of_meeting(meeting)
    return base if number == 1 else f"{base}-issue-{number}"


def slug_of_meeting(meeting: Meeting) -> str:
    name = slugify(meeting.body.name)[:50].strip("-") or "meeting"
    return f"{name}-{meeting.held_on.isoformat()}"
