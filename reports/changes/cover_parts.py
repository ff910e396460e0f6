"""The parts of cover reports: sections, recommendations, answers, people, appendices.

Each changes a draft alone, on the revision that its author saw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import models, transaction

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused, check_based_on
from reports.changes.covers import locked, record, save
from reports.models import (
    CoverAppendix,
    CoverContact,
    CoverImplication,
    CoverRecommendation,
    CoverReport,
    CoverSection,
    CoverSignatory,
)
from scrutiny.domain import files


@transaction.atomic
def add_section(*, section: CoverSection, by: User) -> CoverSection:
    """A section of the office's own, after the others."""
    report = locked(section.report_id)
    section.order = _next(report.sections)
    section.save(force_insert=True)
    save(report)
    after = audit.facts(section, "part", "heading", "is_numbered")
    record("add section", report, {}, after, by=by)
    return section


@transaction.atomic
def remove(*, row: CoverSection | CoverAppendix, by: User) -> None:
    """Take a section or an appendix out; what it said stays in the log.

    MoveRefused for a section that the house style does not do without.
    """
    report = locked(row.report_id)
    if isinstance(row, CoverSection) and not row.is_free:
        raise MoveRefused("Your house style has this section: it cannot be taken out.")
    names = ("heading", "lead", "text") if isinstance(row, CoverSection) else APPENDED
    said = audit.facts(row, *names)
    audit.record("take out", report, office=report.office, by=by, before=said)
    row.delete()
    save(report)


@transaction.atomic
def move(*, row: models.Model, step: int, seen: int, by: User) -> None:
    """One place up (-1) or down (1) among its like; MoveRefused on a changed report."""
    report = locked(row.report_id)
    if report.revision != seen:
        raise MoveRefused(
            "Somebody else changed this report meanwhile. It is shown as it is now: "
            "move it again if that is still wanted."
        )
    rows = list(type(row).objects.filter(report=report))
    place = next(n for n, each in enumerate(rows) if each.pk == row.pk)
    other = min(max(place + step, 0), len(rows) - 1)
    before = {"order": [str(each) for each in rows]}
    rows[place], rows[other] = rows[other], rows[place]
    for order, each in enumerate(rows, start=1):
        each.order = order
    type(row).objects.bulk_update(rows, ["order"])
    save(report)
    after = {"order": [str(each) for each in rows]}
    record("move", report, before, after, by=by)


@transaction.atomic
def recommend(
    *,
    report: CoverReport,
    rows: Iterable[CoverRecommendation],
    based_on: int,
    by: User,
) -> None:
    """What members are asked, in this order, in place of what was there."""
    stored = _based_on(report, based_on)
    before = {"recommendations": _said(stored.recommendations)}
    stored.recommendations.all().delete()
    _add(stored, rows)
    save(stored)
    after = {"recommendations": _said(stored.recommendations)}
    record("recommend", stored, before, after, by=by)


@transaction.atomic
def answer(
    *,
    report: CoverReport,
    rows: Iterable[CoverImplication],
    based_on: int,
    by: User,
) -> None:
    """The answers of the checklist; ``rows`` are those that there are, changed."""
    stored = _based_on(report, based_on)
    before = _answers(stored)
    CoverImplication.objects.bulk_update(rows, ["text", "nothing"])
    save(stored)
    record("answer", stored, before, _answers(stored), by=by)


@transaction.atomic
def name_people(
    *,
    report: CoverReport,
    signatories: Iterable[CoverSignatory],
    contacts: Iterable[CoverContact],
    based_on: int,
    by: User,
) -> None:
    """Who signs it, in this order, and the lines of the contact block."""
    stored = _based_on(report, based_on)
    before = _people(stored)
    stored.signatories.all().delete()
    _add(stored, signatories)
    CoverContact.objects.bulk_update(contacts, ["value"])
    save(stored)
    record("name people", stored, before, _people(stored), by=by)


APPENDED = ("title", "is_public", "publication_id", "filename", "size", "sha256")


@transaction.atomic
def append(
    *, appendix: CoverAppendix, name: str = "", data: bytes = b"", by: User
) -> CoverAppendix:
    """A publication, or a file; FileRefused where it is not what papers may be."""
    report = locked(appendix.report_id)
    if data:
        looked = files.look_at(name, data)
        appendix.kind, appendix.filename = looked.kind.key, looked.name
        appendix.data, appendix.size = data, len(data)
        appendix.sha256 = hashlib.sha256(data).hexdigest()
    appendix.order = _next(report.appendices)
    appendix.validate_constraints()
    appendix.save(force_insert=True)
    save(report)
    record("append", report, {}, audit.facts(appendix, *APPENDED), by=by)
    return appendix


def _based_on(report: CoverReport, based_on: int) -> CoverReport:
    stored = locked(report.pk)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    return stored


def _add(report: CoverReport, rows: Iterable[models.Model]) -> None:
    for order, row in enumerate(rows, start=1):
        row.report, row.order = report, order
        row.save(force_insert=True)


def _next(rows) -> int:
    last = rows.aggregate(last=models.Max("order"))["last"]
    return (last or 0) + 1


def _said(rows) -> list[str]:
    return [str(each) for each in rows.all()]


def _answers(report: CoverReport) -> dict[str, str]:
    return {
        each.heading: "nothing" if each.nothing else each.text
        for each in report.implications.all()
    }


def _people(report: CoverReport) -> dict[str, list[str]]:
    return {
        "signatories": _said(report.signatories),
        "contacts": _said(report.contacts),
    }
