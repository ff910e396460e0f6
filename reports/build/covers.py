"""A cover report from its rows, for the public and for the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from opcc.core import clock
from reports.build import agenda
from reports.domain import content as contents
from reports.domain.composing import Answered, Asked, Drafted, Written, composed
from reports.domain.covers import CoverAppendix as Appendix
from reports.domain.covers import CoverContent, CoverRecommendation, CoverSignatory
from reports.domain.footnotes import glossary
from reports.domain.restricted import Audience
from reports.models import CoverAppendix, CoverReport, Publication
from scrutiny.domain.files import KINDS


def build_cover(
    report: CoverReport, *, audience: Audience, on: dt.date
) -> CoverContent:
    """What it says. Changes nothing; eight queries, however long it is."""
    style = report.office.style.cover_report
    return composed(drafted(report), style, audience=audience, on=on)


def drafted(report: CoverReport) -> Drafted:
    """What was written, as values."""
    return Drafted(
        office=report.office.name,
        body=report.meeting.body.name,
        held_on=report.meeting.held_on,
        title=report.title,
        agenda_item=_item(report),
        asks=report.asks,
        sections=tuple(
            Written(s.part, s.heading, s.is_numbered, s.lead, s.text, s.nothing)
            for s in report.sections.all()
        ),
        asked=tuple(
            Asked(each.verb, each.text, each.stands_alone)
            for each in report.recommendations.all()
        ),
        answered=tuple(
            Answered(each.heading, each.text, each.nothing)
            for each in report.implications.all()
        ),
        appendices=tuple(_appendices(report)),
        signatories=_signatories(report),
        contacts=_contacts(report),
        meanings=glossary(report.footnotes.splitlines()),
        accent=report.office.accent,
    )


def _signatories(report: CoverReport) -> tuple[CoverSignatory, ...]:
    named = (each for each in report.signatories.all() if each.name)
    return tuple(CoverSignatory(each.name, each.titled) for each in named)


def _contacts(report: CoverReport) -> tuple[tuple[str, str], ...]:
    lines = ((each.label, each.value.strip()) for each in report.contacts.all())
    return tuple((label, words) for label, words in lines if words)


def secrets(report: CoverReport) -> list[tuple[str, str]]:
    """Words that the public version may not say, and what each is; four queries."""
    held = [row for row in report.appendices.all() if not row.is_public]
    said = agenda.secrets(report.meeting)
    said.append((report.notes, "the office's own notes"))
    said += [(row.title, "the title of an appendix") for row in held]
    said += [(row.filename, "the name of an appendix's file") for row in held]
    return said


def recommendations_of(report: CoverReport) -> tuple[CoverRecommendation, ...]:
    """As they were published, by number; () before that. One query."""
    if report.publication is None:
        return ()
    content = contents.from_bytes(bytes(report.publication.document.content))
    return content.recommendations if isinstance(content, CoverContent) else ()


def files_of(report: CoverReport, content: CoverContent) -> list[tuple[str, object]]:
    """Each file of a version: the part that it is, and its row with the bytes."""
    rows = {
        row.sha256: row
        for row in CoverAppendix.objects.filter(report=report).exclude(filename="")
    }
    return [
        (each.part, rows[each.sha256]) for each in content.appendices if each.extension
    ]


def _item(report: CoverReport) -> str:
    """ "6": where its item stands on the agenda, whatever the item is called."""
    if report.item_id is None:
        return ""
    keys = list(report.meeting.items.values_list("pk", flat=True))
    return str(keys.index(report.item_id) + 1) if report.item_id in keys else ""


def _appendices(report: CoverReport) -> Iterator[Appendix]:
    """The report that it carries comes first."""
    if report.edition is not None:
        address = _address(report.edition.publication)
        yield Appendix("", str(report.edition), address=address)
    for row in report.appendices.all():
        yield Appendix(
            label="",
            title=row.title,
            address=_address(row.publication),
            extension=KINDS[row.kind].extensions[0] if row.kind else "",
            size=row.size,
            sha256=row.sha256,
            is_public=row.is_public,
        )


def _address(publication: Publication | None) -> str:
    """Where the public reads it; "" until they may."""
    if publication is None or not publication.is_public(at=clock.now()):
        return ""
    return publication.address
