"""Publishing the agenda of a meeting: noted, frozen for both audiences, and entered."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from opcc.core import clock
from opcc.core.models import User
from opcc.core.visibility import Visibility
from reports.build.agenda import build_agenda, files_of, secrets
from reports.changes import publications
from reports.changes.freezing import draw, keep
from reports.domain import content as contents
from reports.domain.agendas import check_public
from reports.models import AgendaIssue, Document, Publication, Rendering
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
    last = meeting.agenda_issues.first()
    number = last.number + 1 if last else 1
    full = _frozen(meeting, "office", number, by=by)
    publication = None
    if meeting.body.visibility == Visibility.PUBLIC:
        publication = _published(meeting, number, by=by)
        if last and last.publication:
            publications.supersede(publication=last.publication, new=publication)
    issue = AgendaIssue(
        meeting=meeting, number=number, full=full, publication=publication
    )
    issue.save()
    return issue


def _published(meeting: Meeting, number: int, *, by: User) -> Publication:
    return publications.enter(
        document=_frozen(meeting, "public", number, by=by),
        slug=slug_of(meeting, number),
        public_from=clock.now(),
        by=by,
    )


def _frozen(meeting: Meeting, audience: str, number: int, *, by: User) -> Document:
    content = build_agenda(meeting, audience=audience, issue=number, on=clock.today())
    stored = contents.to_bytes(content)
    drawn = list(draw(stored))
    if audience == "public":
        check_public(stored, secrets=secrets(meeting))
        drawn += [_file(each, version) for each, version in files_of(meeting)]
    return keep(
        meeting.body.office,
        kind=Document.Kind.AGENDA,
        title=content.title,
        stored=stored,
        drawn=drawn,
        by=by,
    )


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
    name = slugify(meeting.body.name)[:50].strip("-") or "meeting"
    base = f"{name}-{meeting.held_on.isoformat()}"
    return base if number == 1 else f"{base}-issue-{number}"
