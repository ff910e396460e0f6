"""A large page is printed by a process of its own, and is the same PDF."""

import io

import pytest
from fontTools.ttLib import woff2

from reports.render import pdf, printing
from reports.render.pdf import STATIC, PrintingFailed, to_pdf

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>A page</title>'
    '<meta name="dcterms.created" content="2026-11-20">'
    '<link rel="stylesheet" href="edition-print.css"></head>'
    "<body><h1>Detection rate</h1><p>37.2% – “as published”.</p></body></html>"
)
FONTS = sorted(STATIC.glob("fonts/*.ttf"))


@pytest.fixture
def large(monkeypatch):
    """Any page is large."""
    monkeypatch.setattr(pdf, "LARGE", 0)


def test_a_process_of_its_own_prints_the_same_bytes(large):
    assert to_pdf(PAGE) == printing.printed(PAGE, STATIC)


def test_a_small_page_begins_no_process(monkeypatch):
    monkeypatch.setattr(pdf.subprocess, "run", None)

    assert to_pdf(PAGE).startswith(b"%PDF-1.7")


def test_what_went_wrong_in_the_process_is_told(large, monkeypatch):
    monkeypatch.setattr(printing, "__file__", "/nowhere/printing.py")

    with pytest.raises(PrintingFailed, match="nowhere"):
        to_pdf(PAGE)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_paper_has_the_fonts_of_the_screen(font):
    unpacked = io.BytesIO()
    woff2.decompress(io.BytesIO(font.with_suffix(".woff2").read_bytes()), unpacked)

    assert font.read_bytes() == unpacked.getvalue()


def test_paper_names_no_font_that_must_be_unpacked():
    assert "woff" not in STATIC.joinpath("css/edition-print.css").read_text()
