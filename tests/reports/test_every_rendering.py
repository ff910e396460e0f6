"""A small office with one publication of every kind: what is true of each of them."""

import datetime as dt
import io
import re
import subprocess

import pdfua
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.domain.rating import State
from opcc.core import clock
from opcc.core.access import standing_of
from reports import verification
from reports.changes import (
    agendas,
    annual,
    derived,
    frameworks,
    minutes,
    packs,
    plans,
    programmes,
    records,
    registers,
)
from reports.models import Kind, Publication, Rendering
from scrutiny.models import Meeting
from tests.factories import (
    BodyFactory,
    DecisionFactory,
    InspectionReportFactory,
    MeetingFactory,
    PanelRecommendationFactory,
    SpecifiedInformationFactory,
    TopicFactory,
    UserFactory,
)
from tests.reports.test_agendas import HELD_ON, IN_TIME, item, paper
from tests.reports.test_covers import filled, started
from tests.reports.test_covers import published as publish_cover
from tests.reports.test_responses import published as publish_response
from tests.reports.year_scene import QUARTERS, YEAR, YearScene, stated
from tests.scrutiny.domain import uploads as made

LATER = dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    """One publication of every kind, drawn as it is for readers."""
    scene = YearScene()
    edition = scene.published(scene.frozen())
    plans.publish_plan(version=scene.plan, by=scene.chief)
    frameworks.publish_framework(office=scene.office, by=scene.chief)
    for key in ("overview", "summary", f"objective-{scene.objective.number}"):
        choice = derived.chosen(edition, key.replace(".", "-"))
        derived.publish_derived(edition=edition, choice=choice, by=scene.chief)
    _review_a_topic(scene, edition)
    _report_on_a_year(scene)
    _hold_a_meeting(scene.office)
    _say_the_rest(scene.office)
    assert {row.kind for row in Publication.objects.all()} == set(Kind.values)
    return scene.office


def _review_a_topic(scene, edition):
    topic = TopicFactory(office=scene.office, programmed=True, public=True)
    topic.measures.add(scene.measure)
    packs.publish_pack(topic=topic, edition=edition, by=scene.chief)


def _report_on_a_year(scene):
    scene.tell(QUARTERS[3], stated("1A", ("79.0", State.AMBER), upto=QUARTERS[3]))
    report = annual.start(office=scene.office, year=YEAR, by=scene.builder)
    by = standing_of(scene.commissioner, scene.office, on=clock.today())
    report = annual.write(
        report=report, statement="It went well.", based_on=report.revision, by=by
    )
    annual.publish(report=report, by=scene.chief)


def _hold_a_meeting(office):
    body = BodyFactory(office=office, name="Accountability Board", visibility="public")
    meeting = MeetingFactory(
        body=body, held_on=HELD_ON, starts_at=dt.time(14), status="agenda_draft"
    )
    budget = item(meeting, "Budget")
    paper(budget, "Written here", text="The reserves fall.")
    paper(budget, "A file", data=made.pdf(b"The reserves fall."))
    by = UserFactory()
    with clock.told(IN_TIME):
        agendas.publish_agenda(meeting=meeting, urgent_reason="", by=by)
    publish_cover(filled(started(meeting)))
    Meeting.objects.filter(pk=meeting.pk).update(status="held", minutes="agreed")
    meeting.refresh_from_db()
    with clock.told(LATER):
        minutes.publish_minutes(meeting=meeting, by=by)


def _say_the_rest(office):
    by = UserFactory()
    records.publish_decision(taken=DecisionFactory(office=office, taken=True), by=by)
    answered = PanelRecommendationFactory(office=office, accepted=True)
    records.publish_answer(answered=answered, by=by)
    SpecifiedInformationFactory(office=office)
    registers.publish_register(office=office, by=by)
    report = InspectionReportFactory(
        office=office, complete=True, reference="PEEL 2025", title="Crime recording"
    )
    publish_response(report)
    TopicFactory(office=office, programmed=True, public=True)
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        programmes.publish_programme(office=office, by=by)


def renderings():
    return Rendering.objects.filter(document__publication__isnull=False)


def asked(client, body, name):
    page = client.post(
        reverse("verify:verify"), {"file": SimpleUploadedFile(name, body)}
    )
    return page.content.decode()


def test_every_rendering_is_recognised_and_with_one_byte_changed_is_not(client, office):
    formats = set()
    for drawn in renderings().select_related("document__publication"):
        formats.add(drawn.format)
        body, publication = bytes(drawn.body), drawn.document.publication
        middle = len(body) // 2
        changed = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        name = f"file.{drawn.format}"

        said = asked(client, body, name)
        assert "It is ours, and as it was published" in said, drawn
        assert publication.title in said
        assert f"number {publication.number} of its ledger" in said
        assert "It is none of ours" in asked(client, changed, name), drawn
        assert "It is none of ours" in asked(client, body + b"\n", name), drawn

    assert {"html", "pdf", "csv", "json", "xlsx"} <= formats
    assert renderings().filter(part__startswith="paper-").exists()
    assert list(verification.problems(office)) == []


def test_every_page_of_every_pdf_says_what_it_is_of_and_its_fingerprint(
    office, tmp_path
):
    drawn = renderings().filter(format="pdf", part="")
    for rendering in drawn.select_related("document"):
        sha256 = rendering.document.sha256
        pages = list(pages_of(bytes(rendering.body)))
        assert pages
        assert found_by_the_checker(rendering, tmp_path) == []
        for number, page in enumerate(pages, 1):
            assert sha256[:12] in re.sub(r"\s", "", page), (rendering, number)
            if number > 1:
                assert f"Page {number} of {len(pages)}" in page, (rendering, number)
        if rendering.document.kind == Kind.EDITION:
            assert all("Edition 1, made final on" in page for page in pages)

    assert {each.document.kind for each in drawn} == set(Kind.values)


def found_by_the_checker(rendering, folder):
    """Errors and warnings of PDF/UA in a file of any kind."""
    file = folder / "document.pdf"
    file.write_bytes(bytes(rendering.body))
    found = pdfua.validate(file).findings
    return [f"{rendering.document.kind}: {each}" for each in found]


def pages_of(body):
    """The text of each page, blanks made one."""
    with pikepdf.open(io.BytesIO(body)) as document:
        count = len(document.pages)
    for number in map(str, range(1, count + 1)):
        command = ["pdftotext", "-f", number, "-l", number, "-", "-"]
        printed = subprocess.run(command, input=body, check=True, capture_output=True)
        yield re.sub(r"\s+", " ", printed.stdout.decode())
