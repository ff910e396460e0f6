"""The files of a cover report: page, PDF and Word, the same bytes each time."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opcc.core.roles import Role
from reports.build.covers import build_cover
from reports.models import (
    CoverReport,
)
from reports.render import to_docx, to_print_html
from reports.render.pdf import to_pdf
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    person,
)
from tests.reports.covering import (
    HELD_ON,
    Desk,
    appended,
    filled,
    published,
    started,
    whole,
)
from tests.reports.test_verification import check
from tests.scrutiny.domain import uploads


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def meeting(office):
    body = BodyFactory(office=office, name="Westmarch Panel", visibility="public")
    return MeetingFactory(body=body, held_on=HELD_ON, status="agenda_draft")


@pytest.fixture
def desk(client, office, meeting):
    client.force_login(person(office, Role.PERFORMANCE, Role.CHIEF_EXECUTIVE))
    return Desk(client, office, meeting)


def test_the_public_gets_the_page_the_pdf_and_the_word_file(client, meeting):
    report = published(filled(started(meeting)))
    page = client.get(report.publication.address).content.decode()

    for media in ("pdf", "docx", "json"):
        document = report.publication.document
        stored = bytes(document.renderings.get(format=media, part="").body)
        name = next(
            part
            for part in page.split('"')
            if part.endswith(f".{media}") and "/" in part
        )
        assert client.get(name).content == stored


def test_the_same_report_gives_the_same_bytes_in_word_and_pdf(meeting):
    report = whole(filled(started(meeting)))
    content = build_cover(report, audience="public", on=HELD_ON)
    page = to_print_html(content, "f" * 64)

    drawn = to_docx(content, "f" * 64)
    assert drawn == to_docx(content, "f" * 64)
    assert to_pdf(page) == to_pdf(page)
    with zipfile.ZipFile(io.BytesIO(drawn)) as laid:
        assert laid.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time[0] for entry in laid.infolist()} == {1980}
        properties = laid.read("docProps/core.xml").decode()
        table = laid.read("word/document.xml").decode()
    assert "2026-03-20T00:00:00Z" in properties
    assert "w:tblHeader" in table


def test_a_cover_report_is_drawn_accessibly(meeting, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    report = filled(started(meeting))
    CoverReport.objects.update(footnotes="Gold group: who leads an operation")
    lead, text = (
        "As it was:",
        "The Gold group met:\n\n- once\n- [twice](https://x.example)",
    )
    report.sections.filter(part="key_points").update(lead=lead, text=text)
    appended(report, "The framework")
    content = build_cover(whole(report), audience="public", on=HELD_ON)
    path = tmp_path / "cover.pdf"
    path.write_bytes(to_pdf(to_print_html(content, "f" * 64)))

    assert content.notes[0].term == "Gold group"
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_office_takes_its_own_version_away(desk, meeting):
    report = published(filled(started(meeting)))
    address = desk.address("cover-download", report.pk, "docx")
    answer = desk.client.get(address)
    assert answer.content.startswith(b"PK")
    assert "private" in answer["Cache-Control"]
    html = desk.address("cover-download", report.pk, "html")
    assert desk.client.get(html).status_code == 404


@pytest.mark.parametrize("media", ["docx", "pdf"])
def test_every_rendering_is_recognised_and_none_with_a_byte_changed(
    client, meeting, media
):
    report = published(filled(started(meeting)))
    stored = report.publication.document.renderings.get(format=media, part="")
    body = bytes(stored.body)

    said = check(client, file=SimpleUploadedFile(f"report.{media}", body))
    assert "It is ours, and as it was published" in said
    other = check(client, file=SimpleUploadedFile("report.x", body[:-1] + b"X"))
    assert "It is none of ours" in other


def test_a_file_of_an_appendix_is_recognised_as_part_of_its_report(client, meeting):
    report = filled(started(meeting))
    appended(report, "The framework")
    report = published(report)

    said = check(client, file=SimpleUploadedFile("framework.pdf", uploads.pdf()))

    assert "It is ours" in said
    assert report.publication.title in said
