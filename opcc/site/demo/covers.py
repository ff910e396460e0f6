"""The cover reports to the panel: one published, and one that still lacks much."""

from __future__ import annotations

from opcc.site.demo import editions, meetings
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import LAST_EDITION, NEWEST, Chapter
from reports.changes import cover_parts, covers, outcomes
from reports.models import CoverRecommendation, CoverReport, Outcome


def published(cast: Cast, days: Days) -> Chapter:
    rows = CoverReport.objects.for_office(cast.office).filter(state="published")
    return Chapter(
        "The cover report to the panel",
        days.after(LAST_EDITION, 33),
        rows.exists,
        lambda: _publish(cast, days),
    )


def told_after(cast: Cast, days: Days) -> Chapter:
    told_of = Outcome.objects.filter(publication__office=cast.office)
    return Chapter(
        "What became of the recommendations to the panel",
        days.after(LAST_EDITION, 57),
        told_of.exists,
        lambda: _tell_outcomes(cast, days),
    )


def drafted(cast: Cast, days: Days) -> Chapter:
    rows = CoverReport.objects.for_office(cast.office).filter(
        meeting__held_on=days.panel(NEWEST)
    )
    return Chapter(
        "A cover report for the next panel is begun",
        days.after(NEWEST, 26),
        rows.exists,
        lambda: _start(cast, days, NEWEST),
    )


def _start(cast: Cast, days: Days, back: int) -> CoverReport:
    report = CoverReport(
        office=cast.office,
        meeting=meetings.panel_meeting(cast, days, back),
        edition=editions.edition_of(cast, days, back),
    )
    return covers.start(report=report, by=cast.people["performance"])


def _publish(cast: Cast, days: Days) -> None:
    said, by = told("cover"), cast.people["performance"]
    report = _start(cast, days, LAST_EDITION)
    report.footnotes, report.notes = said["footnotes"], said["notes"]
    report = covers.amend(report=report, based_on=report.revision, by=by)
    _write(report, said, by)
    _answer(report, said, by)
    covers.publish(report=report, by=cast.people["chief_executive"])


def _tell_outcomes(cast: Cast, days: Days) -> None:
    reports = CoverReport.objects.for_office(cast.office).with_all()
    report = reports.get(meeting__held_on=days.panel(LAST_EDITION))
    for number, each in enumerate(told("cover")["recommendations"], start=1):
        outcomes.tell(
            report=report,
            number=number,
            text=each["outcome"],
            by=cast.people["scrutiny"],
        )


def _write(report: CoverReport, said: dict, by) -> None:
    """Each section; the key points are the findings at the head of the edition."""
    for section in report.sections.all():
        facts = said["sections"].get(section.part, {})
        section.lead = facts.get("lead", "")
        section.text = facts.get("text", "").strip()
        if section.part == "key_points":
            section.text = report.edition.standfirst
        section.nothing = section.part == "background_papers"
        covers.write(section=section, based_on=section.revision, by=by)


def _answer(report: CoverReport, said: dict, by) -> None:
    rows = [
        CoverRecommendation(verb=each["verb"], text=each["text"])
        for each in said["recommendations"]
    ]
    cover_parts.recommend(report=report, rows=rows, based_on=report.revision, by=by)
    report.refresh_from_db()
    answers = list(report.implications.all())
    for row in answers:
        row.text = said["answers"].get(row.heading, "")
        row.nothing = not row.text
    cover_parts.answer(report=report, rows=answers, based_on=report.revision, by=by)
    report.refresh_from_db()
    contacts = list(report.contacts.all())
    for row, value in zip(contacts, said["contacts"], strict=True):
        row.value = value
    signing = list(report.signatories.all())
    for row in signing:
        row.pk, row.name = None, row.name or "Eleanor Vaisey"
    cover_parts.name_people(
        report=report,
        signatories=signing,
        contacts=contacts,
        based_on=report.revision,
        by=by,
    )
