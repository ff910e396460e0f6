"""Cover reports entered through the desk's forms, as a person would."""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import CoverReport
from tests.scrutiny.domain import uploads


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
