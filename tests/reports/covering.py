"""Cover reports: begun and filled, or entered through the desk's forms."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from opcc.core import clock
from reports.changes import cover_parts, covers
from reports.models import CoverAppendix, CoverRecommendation, CoverReport
from tests.factories import UserFactory
from tests.scrutiny.domain import uploads

HELD_ON = dt.date(2026, 3, 20)
LATER = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@dataclass
class Paper:
    """What a person would type; sections by their part, each (lead, text)."""

    title: str
    sections: dict[str, tuple[str, str]]
    asked: list[tuple[str, str]]
    answers: list[str] = field(default_factory=list)
    signatories: list[tuple[str, str]] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    footnotes: str = ""
    appendices: list[str] = field(default_factory=list)


class Desk:
    """One report at the desk; every post has to be taken without an error."""

    def __init__(self, client, office, meeting):
        self.client, self.office, self.meeting = client, office, meeting
        self.report = None

    def address(self, name, *args):
        return reverse(f"reports:{name}", args=[self.office.slug, *args])

    def post(self, name, *args, **said):
        answer = self.client.post(self.address(name, *args), said)
        assert answer.status_code == 302, errors_in(answer)
        self.report = CoverReport.objects.get(office=self.office)

    def enter(self, paper):
        self.post("cover-add", meeting=self.meeting.pk, title=paper.title)
        facts = {
            "title": paper.title,
            "meeting": self.meeting.pk,
            "asks": self.report.asks,
            "footnotes": paper.footnotes or self.report.footnotes,
        }
        self.post("cover-edit", self.report.pk, **facts, **self.based_on)
        for section in self.report.sections.all():
            self.write(section, *paper.sections.get(section.part, ("", "")))
        self.recommend(paper.asked)
        self.answer(paper.answers)
        self.name(paper.signatories, paper.contacts)
        for title in paper.appendices:
            self.append(title)
        return self

    @property
    def based_on(self):
        return {"based_on": self.report.revision}

    def write(self, section, lead, text):
        said = {"heading": section.heading, "lead": lead, "text": text}
        if section.part == "background_papers" and not text:
            said["nothing"] = "on"
        self.post("cover-section", section.pk, based_on=section.revision, **said)

    def recommend(self, asked):
        """Two empty rows are offered at a time."""
        verb = asked[0][0]
        for end in range(2, len(asked) + 2, 2):
            there = self.report.recommendations.count()
            said = {f"verb-{n}": verb for n in range(1, there + 3)}
            for number, (verb, text) in enumerate(asked[:end], start=1):
                said |= {f"verb-{number}": verb, f"text-{number}": text}
                said[f"alone-{number}"] = "on"
            pk = self.report.pk
            self.post("cover-recommendations", pk, **said, **self.based_on)

    def answer(self, answers):
        said = {}
        rows = self.report.implications.all()
        for row, text in zip(rows, answers, strict=True):
            nothing = text == "N/A"
            said[f"nothing-{row.pk}" if nothing else f"text-{row.pk}"] = text
        if rows:
            self.post("cover-implications", self.report.pk, **said, **self.based_on)

    def name(self, signatories, contacts):
        said = {}
        for number, (name, post) in enumerate(signatories, start=1):
            said |= {f"name-{number}": name, f"post-{number}": post}
        for row, value in zip(self.report.contacts.all(), contacts, strict=True):
            said[f"contact-{row.pk}"] = value
        self.post("cover-people", self.report.pk, **said, **self.based_on)

    def append(self, title, data=None):
        file = SimpleUploadedFile("x.pdf", data or uploads.pdf())
        self.post(
            "cover-append", self.report.pk, title=title, file=file, is_public="on"
        )

    def publish(self):
        self.post("cover-publish", self.report.pk)
        return self.report


def errors_in(answer):
    form = answer.context and answer.context.get("form")
    return dict(form.errors) if form else answer.status_code


def started(meeting, **facts):
    office = meeting.body.office
    report = CoverReport(office=office, meeting=meeting, **facts)
    return covers.start(report=report, by=UserFactory())


def whole(report):
    return CoverReport.objects.with_all().get(pk=report.pk)


def filled(report):
    """Everything that the default style asks for, in the fewest words."""
    report.refresh_from_db()
    for section in report.sections.all():
        section.text = "" if section.is_gathered else f"Words on {section.part}."
        section.save()
    asked = CoverRecommendation(verb="to note", text="this report")
    cover_parts.recommend(
        report=report, rows=[asked], based_on=report.revision, by=UserFactory()
    )
    report.implications.update(nothing=True)
    report.signatories.update(name="Eleanor Vaisey")
    report.contacts.update(value="office@westmarch.example")
    report.refresh_from_db()
    return report


def published(report):
    with clock.told(LATER):
        return covers.publish(report=report, by=UserFactory())


def appended(report, title, **facts):
    appendix = CoverAppendix(report=report, title=title, **facts)
    name, data = f"{title}.pdf", uploads.pdf()
    by = UserFactory()
    return cover_parts.append(appendix=appendix, name=name, data=data, by=by)
