"""The PDF of an edition: tagged, repeatable, and of the same figures as the page."""

import re
import subprocess

import pdfua
import pikepdf
import pytest
from django.db import transaction

from reports.build import build_edition, build_plan
from reports.domain.content import fingerprint, to_bytes
from reports.render import to_html, to_pdf, to_print_html
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """Five measures of each kind, and one each withheld, hidden and missing."""
    with django_db_blocker.unblock(), transaction.atomic():
        westmarch = Westmarch()
        westmarch.fill(5)
        withheld = westmarch.measure("8W", restriction=westmarch.restriction())
        hidden = westmarch.measure("8C", place=2, is_sensitive=True)
        westmarch.state(withheld, {QUARTER: "61.7"})
        westmarch.state(hidden, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
        westmarch.measure("8X", place=3)
        built = build_edition(westmarch.edition(), frozen_on=FROZEN_ON)
        transaction.set_rollback(True)
    return built


@pytest.fixture(scope="module")
def pdf(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("drawn") / "edition.pdf"
    path.write_bytes(drawn(content))
    return path


def drawn(content):
    return to_pdf(to_print_html(content, fingerprint(to_bytes(content))))


def text_of(path):
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def elements(path, kind):
    with pikepdf.open(path) as document:
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == kind:
                yield element


def test_the_same_content_is_the_same_pdf(content):
    assert drawn(content) == drawn(content)


def test_the_checker_finds_no_error_and_no_warning(pdf):
    assert [str(finding) for finding in pdfua.validate(pdf).findings] == []


def test_a_plan_passes_the_checker_too(tmp_path):
    westmarch = Westmarch()
    westmarch.fill(1)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(build_plan(westmarch.plan)))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_every_headline_figure_of_the_page_is_in_the_pdf(content, pdf):
    printed = re.sub(r"\s+", " ", text_of(pdf))
    page = to_html(content).replace("\N{NO-BREAK SPACE}", " ")
    for part in content.parts:
        assert f"<dd>{part.figure.full}" in page
        assert part.figure.full in printed.replace("\N{NO-BREAK SPACE}", " ")


def test_a_withheld_and_a_hidden_figure_are_not_in_the_pdf(pdf):
    printed = text_of(pdf)
    assert "61.7" not in printed
    assert "4.2%" not in printed
    assert "[w]" in printed
    assert "[c]" in printed


def test_each_chart_is_described(content, pdf):
    described = {str(each.get("/Alt", "")) for each in elements(pdf, "/Figure")}
    assert "" not in described
    for part in content.parts:
        assert any(words.startswith(f"{part.name}: ") for words in described)


def test_header_cells_say_whether_they_head_a_row_or_a_column(pdf):
    scopes = [str(each.A.get("/Scope")) for each in elements(pdf, "/TH")]
    assert set(scopes) == {"/Column", "/Row"}


def test_the_pdf_has_its_title_language_and_dates(pdf):
    with pikepdf.open(pdf) as document:
        assert document.Root.Lang == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        title = str(document.docinfo["/Title"])
        assert title.startswith("Quarterly performance report, Quarter 2, 2026/27")
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261109")


def test_every_font_is_embedded(pdf):
    command = ["pdffonts", str(pdf)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in listed.splitlines()[2:]:
        assert re.search(r"\byes\s+yes\s+yes\b", line), line


def pages_of(path):
    """The page on which each heading stands, counted from 0."""
    with pikepdf.open(path) as document, document.open_outline() as outline:
        pages = {page.objgen: place for place, page in enumerate(document.pages)}
        told = {}
        entries = list(outline.root)
        while entries:
            entry = entries.pop()
            entries.extend(entry.children)
            told[entry.title.strip()] = pages[entry.destination[0].objgen]
    return told


def test_a_measure_without_commentary_takes_one_page(content, pdf):
    told = pages_of(pdf)
    starts = [
        next(place for title, place in told.items() if title.startswith(part.code))
        for part in content.parts
    ]
    silent = [
        later - earlier
        for part, earlier, later in zip(content.parts, starts, starts[1:], strict=False)
        if not part.answers
    ]
    assert set(silent) == {1}


def test_short_commentary_stands_under_the_figures(tmp_path):
    westmarch = Westmarch()
    measure = westmarch.measure("1A")
    westmarch.measure("1B")
    westmarch.state(measure, {QUARTER: "37.2"})
    westmarch.comment(
        measure,
        happening="Fewer victims were satisfied than in the quarter before.",
        next_steps="The next figure comes in January.",
    )
    path = tmp_path / "short.pdf"
    path.write_bytes(drawn(build_edition(westmarch.edition(), frozen_on=FROZEN_ON)))
    told = pages_of(path)
    first, second = (
        next(place for title, place in told.items() if title.startswith(code))
        for code in ("1A", "1B")
    )
    assert second - first == 1
    page = page_text(path, first)
    assert "Percentage" in page
    assert "The next figure comes in January." in page


def test_the_measures_at_a_glance_stand_on_one_page(content, pdf):
    told = pages_of(pdf)
    (start,) = (
        place for title, place in told.items() if title.endswith("measures at a glance")
    )
    page = page_text(pdf, start)
    assert "Not rated" in page
    for priority in content.priorities:
        assert f"{priority.number}. " in page


def page_text(path, place):
    number = str(place + 1)
    command = ["pdftotext", "-f", number, "-l", number, str(path), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", printed)
