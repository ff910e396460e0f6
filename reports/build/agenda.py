"""The agenda of a meeting, for the public and for the office."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch

from opcc.core.hours import stored_hour
from reports.domain.agendas import AgendaContent, AgendaLine, AgendaPaper
from reports.domain.restricted import Audience
from scrutiny.domain import agenda
from scrutiny.domain.files import KINDS
from scrutiny.models import InformationRequest, Meeting, Paper, PaperVersion
from scrutiny.models.meetings import Line

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def build_agenda(
    meeting: Meeting, *, audience: Audience, issue: int, on: dt.date
) -> AgendaContent:
    """What the agenda says. Changes nothing; six queries, however long it is."""
    lines = meeting.lines()
    papers = _papers(meeting, audience)
    of_all = audience == "office"
    say = _full_line if of_all else _public_line
    return AgendaContent(
        office=meeting.body.office.name,
        body=meeting.body.name,
        held_on=meeting.held_on,
        starts=stored_hour(meeting.starts_at),
        place=meeting.place,
        chair=meeting.chair,
        stream_url=meeting.stream_url,
        issue=issue,
        published_on=on,
        urgent_reason=meeting.urgent_reason,
        length=agenda.length(sum(line.slot.minutes for line in lines)),
        lines=tuple(say(line, papers.get(line.item.pk, [])) for line in lines),
        accent=meeting.body.office.accent,
        audience=audience,
        owed=_owed(meeting) if of_all else (),
    )


def secrets(meeting: Meeting) -> list[tuple[str, str]]:
    """Words of restricted items that the public version may not say, and what each is.

    Two queries.
    """
    held = [line for line in meeting.lines() if line.item.is_restricted]
    said = []
    for line in held:
        what = f"of item {line.slot.number}"
        said.append((line.item.title, f"the title {what}"))
        said.append((line.item.note, f"the note {what}"))
        said.append((line.item.restriction.reason, f"the reason {what}"))
        said += [
            (p.title, f"the title of a paper {what}") for p in line.item.papers.all()
        ]
    return said


def files_of(meeting: Meeting) -> list[tuple[str, object]]:
    """Each file of the public pack: its reference and its version, with its bytes."""
    papers = _papers(meeting, "public")
    return [
        (reference(line.slot.number, place), version)
        for line in meeting.lines()
        for place, (_paper, version) in enumerate(papers.get(line.item.pk, []))
        if version.filename
    ]


def reference(number: int, place: int) -> str:
    """The third paper of item 4 is 4C; after Z comes 4Z2."""
    rounds, letter = divmod(place, len(LETTERS))
    return f"{number}{LETTERS[letter]}{rounds + 1 if rounds else ''}"


def _public_line(line: Line, papers) -> AgendaLine:
    """Built from what may be public, so that nothing has to be taken out."""
    item = line.item
    if item.is_restricted:
        return AgendaLine(
            number=line.slot.number,
            title=item.safe_title,
            starts=stored_hour(line.slot.starts_at),
            minutes=line.slot.minutes,
            restricted=str(item.restriction.get_reason_code_display()),
        )
    return AgendaLine(
        number=line.slot.number,
        title=item.title,
        starts=stored_hour(line.slot.starts_at),
        minutes=line.slot.minutes,
        kind=str(item.get_kind_display()),
        lead=item.lead,
        note=item.note,
        late_reason=item.late_reason,
        papers=_said(line, papers),
    )


def _full_line(line: Line, papers) -> AgendaLine:
    item = line.item
    held = item.is_restricted
    return AgendaLine(
        number=line.slot.number,
        title=item.title,
        starts=stored_hour(line.slot.starts_at),
        minutes=line.slot.minutes,
        kind=str(item.get_kind_display()),
        lead=item.lead,
        note=item.note,
        late_reason=item.late_reason,
        restricted=str(item.restriction.get_reason_code_display()) if held else "",
        safe_title=item.safe_title if held else "",
        invitees=tuple(each.name for each in item.invitees.all()),
        papers=_said(line, papers),
    )


def _said(line: Line, papers) -> tuple[AgendaPaper, ...]:
    return tuple(
        AgendaPaper(
            reference=reference(line.slot.number, place),
            title=paper.title,
            text=version.text,
            extension=KINDS[version.kind].extensions[0] if version.filename else "",
            size=version.size if version.filename else 0,
            sha256=version.sha256 if version.filename else "",
        )
        for place, (paper, version) in enumerate(papers)
    )


def _papers(meeting: Meeting, audience: Audience) -> dict[int, list]:
    """The papers that are handed in, with the last version of each, by item."""
    found = Paper.objects.filter(item__meeting=meeting).exclude(state="draft")
    if audience == "public":
        found = found.public()
    by_item: dict[int, list] = {}
    without_bytes = Prefetch("versions", PaperVersion.objects.defer("data"))
    for paper in found.prefetch_related(without_bytes).order_by("pk"):
        versions = list(paper.versions.all())
        if versions:
            by_item.setdefault(paper.item_id, []).append((paper, versions[0]))
    return by_item


def _owed(meeting: Meeting) -> tuple[str, ...]:
    asked = InformationRequest.objects.standing_on(meeting).select_related("asked_of")
    return tuple(f"{each.text} ({each.asked_of})" for each in asked)
