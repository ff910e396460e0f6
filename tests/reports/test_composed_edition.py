"""A report that its office put together, as its readers get it."""

import dataclasses
import io
import re
import subprocess

import pikepdf
import pytest
from django.template.loader import get_template

from opcc.core.moves import MoveRefused
from reports import render
from reports.build import build_edition
from reports.build.derived import choices, derive
from reports.changes import editions, freezing, parts, publications
from reports.domain import content as contents
from reports.domain.composition import BY_NAME, PlacedPart
from reports.models import Edition, Rendering
from reports.render.composed import LISTED
from tests.reports.canaries import CANARIES, public_bytes
from tests.reports.composing import add, move, part_of
from tests.reports.desk_scene import AS_AT, Scene, fresh
from tests.reports.domain.contents import edition_of
from tests.reports.domain.contents import part_of as measure_part

LONG = "\n\n".join(f"Paragraph {n} of what people said. " * 6 for n in range(12))


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def draft(scene):
    return scene.draft()


def built(edition):
    return build_edition(fresh(edition), frozen_on=AS_AT)


def drawn(edition):
    return render.to_html(built(edition))


def printed(edition):
    page = render.to_print_html(built(edition), "ab" * 32)
    return render.to_pdf(page)


def pages_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        count = len(document.pages)
    for number in map(str, range(1, count + 1)):
        command = ["pdftotext", "-f", number, "-l", number, "-", "-"]
        said = subprocess.run(command, input=pdf, check=True, capture_output=True)
        yield re.sub(r"\s+", " ", said.stdout.decode())


def page_with(words, pages):
    return next(number for number, page in enumerate(pages, 1) if words in page)


def test_the_page_and_its_contents_follow_the_offices_order(scene, draft):
    add(draft, scene.builder, heading="What we heard", after="scorecard")
    move(draft, "notes", -1, scene.builder)
    move(draft, "notes", -1, scene.builder)

    html = drawn(draft)

    anchors = ["summary", "scorecard", "text-1", "notes", "measures", "glossary"]
    sections = re.findall(r'<section class="section" id="([^"]+)"', html)
    assert sections == [*anchors, "contacts"]
    (fold, beside) = re.findall(r"<ol>(.*?)</ol>", html, re.DOTALL)[:2]
    assert re.findall(r'href="#([^"]+)"', fold) == sections
    assert fold == beside
    assert '<a href="#text-1">What we heard</a>' in fold


def test_a_part_that_has_nothing_to_say_is_not_in_the_contents(scene, draft):
    """A first edition compares nothing, and the plan of the scene promises nothing."""
    move(draft, "notes", -1, scene.builder)

    html = drawn(draft)

    assert "#changed" not in html
    assert "#commitments" not in html


def test_headings_in_a_text_do_not_break_those_of_the_report(scene, draft):
    typed = "# Mine\n\nOver\n====\n\n<h1>Raw</h1>\n\n- one\n- two\n\n1. first"
    add(draft, scene.builder, heading="Ours & theirs", text=typed)

    html = drawn(draft)

    text = html.split('id="text-1"')[1].split("</section>")[0]
    assert re.findall(r"<(h\d)", text) == ["h2"]
    assert "Ours &amp; theirs</h2>" in text
    assert "<p>Mine</p>" in text
    assert "<ul>" in text and "<ol>" in text
    assert "Raw" in text and "&lt;h1" not in text


def test_paper_honours_a_new_page_and_what_is_kept_together(scene, draft):
    add(draft, scene.builder, heading="Begins a page", after="glance", new_page=True)
    add(draft, scene.builder, heading="Runs on", after="text-1", text=LONG)
    words = LONG.replace("Paragraph", "Sentence")
    add(draft, scene.builder, heading="Stays whole", after="text-2", text=words)
    whole = part_of(draft, "text-3")
    whole.keep_together = True
    ragged = list(pages_of(printed(draft)))
    parts.change(part=whole, based_on=0, by=scene.builder)
    kept = list(pages_of(printed(draft)))

    assert page_with("at a glance", kept) == 2
    assert page_with("Begins a page", kept) == 3
    assert page_with("Paragraph 0", kept) == page_with("Runs on", kept)
    first, last = page_with("Sentence 0", ragged), page_with("Sentence 11", ragged)
    assert first < last
    first, last = page_with("Sentence 0", kept), page_with("Sentence 11", kept)
    assert first == last == page_with("Stays whole", kept)


def test_contacts_stand_on_the_cover_of_the_paper_and_not_at_its_end(scene, draft):
    move(draft, "notes", -1, scene.builder)

    pages = list(pages_of(printed(draft)))

    assert "performance@westmarch.example" in pages[0]
    assert not any("performance@westmarch.example" in page for page in pages[1:])


def test_a_composed_report_is_pdf_ua(scene, draft, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    add(draft, scene.builder, text="One.\n\n- two\n- three\n\n1. four", new_page=True)
    move(draft, "notes", -1, scene.builder)
    path = tmp_path / "edition.pdf"
    path.write_bytes(printed(draft))

    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_what_is_above_the_public_is_in_no_public_rendering(scene, draft):
    """Fifty strings in headings and texts for the panel, the office, and left out."""
    ring = iter(["panel", "office", "public"] * 17)
    for first, second in zip(CANARIES[::2], CANARIES[1::2], strict=True):
        audience = next(ring)
        part = add(draft, scene.builder, heading=first, text=second, audience=audience)
        if audience == "public":
            parts.leave_out(edition=draft, name=part.name, by=scene.builder)
    add(draft, scene.builder, heading="For all", text="Fennel is what we grow.")
    freezing.ask(edition=draft, by=scene.builder)
    assert freezing.freeze(draft.pk)
    scene.published(fresh(draft))

    said = list(public_bytes())

    assert any(b"Fennel is what we grow" in body for body in said)
    found = [c for c in CANARIES if any(c.encode() in body for body in said)]
    assert found == []
    assert Rendering.objects.filter(document__publication__isnull=False).count() > 5


def above(draft):
    """Its content as a mistake in the builder would make it."""
    placed = PlacedPart("text-1", heading="For us", text="Hush.", audience="office")
    content = built(draft)
    return dataclasses.replace(
        content, composition=(placed, *(content.composition or ()))
    )


def test_a_part_above_the_audience_names_itself_and_stops_the_freeze(
    scene, draft, monkeypatch
):
    content = above(draft)
    monkeypatch.setattr(
        freezing, "build_versions", lambda *_, **__: {"public": content}
    )
    freezing.ask(edition=draft, by=scene.builder)

    with pytest.raises(freezing.FreezeFailed, match="“For us” is for the office"):
        freezing.freeze(draft.pk)

    assert "“For us” is for the office" in fresh(draft).freeze_error
    assert fresh(draft).state == Edition.State.DRAFT


def test_a_part_above_the_audience_is_not_entered_in_the_ledger(scene, draft):
    stored = contents.to_bytes(above(draft))
    document = freezing.keep(
        scene.office,
        kind="edition",
        title="Quarter 2",
        stored=stored,
        drawn=[],
        by=scene.builder,
    )

    with pytest.raises(MoveRefused, match="“For us” is for the office"):
        publications.enter(
            document=document, slug="2026-q2", public_from=AS_AT, by=scene.chief
        )


def test_derived_documents_have_none_of_the_offices_own_texts(scene, draft):
    add(draft, scene.builder, heading="Ours alone")
    content = built(draft)

    for choice in choices(content):
        made = derive(content, choice, sha256="ab" * 32, on=AS_AT)
        assert b"Ours alone" not in contents.to_bytes(made)


def test_a_summary_of_a_report_that_compares_nothing_says_so(scene, draft):
    parts.leave_out(edition=draft, name="changed", by=scene.builder)
    content = built(draft)
    summary = next(each for each in choices(content) if each.key == "summary")

    html = render.to_html(derive(content, summary, sha256="ab" * 32, on=AS_AT))

    assert html.count("The report compares nothing with an earlier one.") == 2


def test_an_edition_stored_with_its_parts_reads_back_for_ever():
    placed = {
        "name": "text-1",
        "heading": "What we heard",
        "text": "Much.",
        "audience": "public",
        "new_page": True,
        "keep_together": False,
    }
    edition = dataclasses.replace(
        edition_of(measure_part("1A")), composition=(PlacedPart(**placed),)
    )
    stored = contents.to_bytes(edition)

    assert contents.from_bytes(stored) == edition
    assert b'"composition":[{"audience":"public","heading":"What we heard"' in stored


def test_a_returned_edition_keeps_how_it_was_put_together(scene, draft):
    add(draft, scene.builder)
    kept = scene.kept(draft)

    back = editions.send_back(edition=kept, by=scene.builder, reason="A text is wrong.")

    assert [p.name for p in built(back).composition if p.heading] == ["text-1"]


def test_a_report_that_begins_with_its_measures_has_no_empty_page(scene, draft):
    for _place in range(3):
        move(draft, "measures", -1, scene.builder)

    pages = list(pages_of(printed(draft)))

    assert page_with("Victims satisfied", pages) == 2
    assert page_with("at a glance", pages) == 3
    assert all(len(page) > 300 for page in pages)


def test_every_computed_part_can_be_drawn_and_is_named_in_the_contents():
    assert set(LISTED) == set(BY_NAME)
    for name in {*BY_NAME, "text"}:
        assert get_template(f"reports/documents/{name}.html")
