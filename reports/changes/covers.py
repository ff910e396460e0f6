"""Cover reports: begun in the house style, written, and published."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.text import slugify

from opcc.core import audit, clock
from opcc.core.house_style.cover import ImplicationsPlace, Part
from opcc.core.models import Appointment, User
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.visibility import Visibility
from reports.build.covers import build_cover, files_of, secrets
from reports.build.lacking import lacking
from reports.changes import issuing
from reports.changes.agendas import slug_of_meeting
from reports.domain import content as contents
from reports.domain.covers import CoverContent
from reports.domain.workflow import COVER
from reports.models import (
    CoverContact,
    CoverImplication,
    CoverReport,
    CoverSection,
    CoverSignatory,
    Kind,
    Publication,
    Rendering,
)

FACTS = ("title", "meeting_id", "item_id", "edition_id", "asks", "footnotes", "notes")
LONGEST_SLUG = 80
SECTION = ("heading", "lead", "text", "nothing")


@transaction.atomic
def start(*, report: CoverReport, by: User) -> CoverReport:
    """A draft with all that the house style has in it, empty."""
    style = report.office.style.cover_report
    report.title = report.title or style.title
    report.asks = style.recommendations.opening
    terms = (f"{note.term}: {note.meaning}" for note in style.footnotes)
    report.footnotes = "\n".join(terms)
    report.by, report.at = by, clock.now()
    report.validate_constraints()
    report.save(force_insert=True)
    _lay_out(report)
    _name_signatories(report)
    audit.record(
        "start", report, office=report.office, by=by, after=audit.facts(report, *FACTS)
    )
    return report


@transaction.atomic
def amend(*, report: CoverReport, based_on: int, by: User) -> CoverReport:
    """What it says of itself; WrittenMeanwhile where somebody else saved."""
    stored = locked(report.pk)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *FACTS)
    for name in FACTS:
        setattr(stored, name, getattr(report, name))
    stored.validate_constraints()
    save(stored, *FACTS)
    record("amend", stored, before, audit.facts(stored, *FACTS), by=by)
    return stored


@transaction.atomic
def write(*, section: CoverSection, based_on: int, by: User) -> CoverSection:
    """One section; WrittenMeanwhile where somebody else saved it."""
    report = locked(section.report_id)
    stored = CoverSection.objects.select_for_update().get(pk=section.pk)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *SECTION)
    for name in SECTION:
        setattr(stored, name, getattr(section, name))
    stored.revision += 1
    stored.save(update_fields=[*SECTION, "revision"])
    record("write", report, before, audit.facts(stored, *SECTION), by=by)
    return stored


@transaction.atomic
def publish(*, report: CoverReport, by: User) -> CoverReport:
    """Freeze it for both audiences, and enter the public one where the body is public.

    MoveRefused while anything is lacking, and where it would say what is not public.
    """
    stored = locked(report.pk)
    move = COVER.check("publish", state=stored.state)
    whole = CoverReport.objects.with_all().get(pk=stored.pk)
    in_the_way = [each.text for each in lacking(whole)]
    if in_the_way:
        raise MoveRefused(" ".join(in_the_way))
    if stored.meeting.body.visibility == Visibility.PUBLIC:
        stored.publication = _published(whole, by=by)
    stored.full = _frozen(whole, by=by)
    stored.state = move.target
    save(stored, "publication", "full", "state")
    after = {"state": stored.state, "sha256": stored.full.sha256}
    record("publish", stored, {"state": "draft"}, after, by=by)
    return stored


def locked(pk: int) -> CoverReport:
    """The stored row; MoveRefused once it is published."""
    rows = CoverReport.objects.select_related("office", "meeting__body")
    stored = rows.select_for_update(of=("self",)).get(pk=pk)
    if not stored.is_draft:
        raise MoveRefused("This report is published: what was published stays.")
    return stored


def save(stored: CoverReport, *names: str) -> None:
    stored.revision += 1
    stored.save(update_fields=[*names, "revision"])


def record(verb: str, report: CoverReport, before: dict, after: dict, *, by: User):
    """One line of the log for what differs; none where nothing does."""
    old, new = audit.changed(before, after)
    if new:
        audit.record(verb, report, office=report.office, by=by, before=old, after=new)


def slug_of(report: CoverReport) -> str:
    """ "police-and-crime-panel-2026-11-03-performance", of 80 characters at most."""
    whole = f"{slug_of_meeting(report.meeting)}-{slugify(report.title)}"
    slug = whole[:LONGEST_SLUG].strip("-")
    taken = Publication.objects.for_office(report.office).of_kind(Kind.COVER)
    if not taken.filter(slug=slug).exists():
        return slug
    number = f"-{report.pk}"
    return f"{slug[: LONGEST_SLUG - len(number)]}{number}"


def _published(report: CoverReport, *, by: User) -> Publication:
    content = build_cover(report, audience="public", on=clock.today())
    return issuing.publish(
        content,
        office=report.office,
        slug=slug_of(report),
        secrets=secrets(report),
        files=_files(report, content),
        by=by,
    )


def _frozen(report: CoverReport, *, by: User):
    content = build_cover(report, audience="office", on=clock.today())
    return issuing.freeze(content, office=report.office, by=by)


def _files(report: CoverReport, content: CoverContent) -> list[Rendering]:
    """Its appendices beside it, byte for byte as they were handed in."""
    return [_file(part, row) for part, row in files_of(report, content)]


def _file(part: str, row) -> Rendering:
    body = bytes(row.data)
    sha256 = contents.fingerprint(body)
    return Rendering(
        format=row.kind, part=part, body=body, sha256=sha256, size=len(body)
    )


def _lay_out(report: CoverReport) -> None:
    """The sections, the checklist and the contact block of the house style."""
    style = report.office.style.cover_report
    new = partial(CoverSection, report=report)
    sections = [
        new(order=n, part=s.part, heading=s.heading, is_numbered=s.numbered)
        for n, s in enumerate(style.sections, start=1)
    ]
    stays = style.implications.place is not ImplicationsPlace.APPENDIX
    kept = [s for s in sections if s.part != Part.IMPLICATIONS or stays]
    CoverSection.objects.bulk_create(kept)
    CoverImplication.objects.bulk_create(
        CoverImplication(report=report, order=n, heading=heading)
        for n, heading in enumerate(style.implications.headings, start=1)
    )
    CoverContact.objects.bulk_create(
        CoverContact(report=report, order=n, label=field.label, holds=field.holds)
        for n, field in enumerate(style.contact.fields, start=1)
    )


def _name_signatories(report: CoverReport) -> None:
    """The posts that sign in this style, and who holds them today."""
    style = report.office.style.cover_report
    for order, title in enumerate(style.signatories, start=1):
        held = Appointment.objects.filter(post__office=report.office, post__title=title)
        holder = held.held(on=clock.today()).first()
        CoverSignatory.objects.create(
            report=report,
            order=order,
            post=title,
            name=holder.holder_name if holder else "",
            acting=bool(holder and holder.acting),
        )
