"""Content drawn as HTML, as CSV and for paper."""

import csv
import io
import re

import pytest

from opcc.core.periods import Period
from opcc.core.prose import prose
from reports.build import build_edition, build_plan
from reports.domain.content import from_bytes, to_bytes
from reports.domain.paragraphs import paragraphs
from reports.render import (
    parts_html,
    render_all,
    to_csv,
    to_html,
    to_json,
    to_print_html,
)
from reports.render.pdf import STATIC
from reports.render.printing import OwnFiles
from tests.documents.sample import ANSWERS, FROZEN_ON, QUARTER, Westmarch
from tests.factories import CommitmentFactory

SHA = "7c1e94d20b6f5d18e3c70a945512bd0e6f93c1478b2a06dd91f4e7c285b0a83e"


@pytest.fixture
def westmarch():
    return Westmarch()


def built(westmarch):
    return build_edition(westmarch.edition(), frozen_on=FROZEN_ON)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(to_csv(content).decode(), newline="")))


def test_the_same_content_is_the_same_html(westmarch):
    westmarch.fill(5)
    content = built(westmarch)
    again = from_bytes(to_bytes(content))
    assert to_html(content) == to_html(again)
    assert to_print_html(content, SHA) == to_print_html(again, SHA)


def test_text_table_chart_and_downloads_carry_the_same_number(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER: "37.25"})
    content = built(westmarch)
    page = to_html(content)
    assert "<dd>37.3%" in page
    assert '<td role="cell" class="num lead q-p">37.3%</td>' in page
    assert "ending at 37.3% in Q2 2026/27" in page
    assert rows_of(content)[0]["value"] == "37.3"
    assert '"value":"37.3"' in to_json(content).decode()
    assert "37.25" not in page + to_json(content).decode()


@pytest.mark.parametrize("secret", ["61.7", "62.9"])
def test_a_withheld_number_is_in_no_rendering(westmarch, secret):
    measure = westmarch.measure("1A", restriction=westmarch.restriction())
    westmarch.state(measure, {QUARTER - 1: "61.7", QUARTER: "62.9"})
    westmarch.comment(measure, happening="It rose from 61.7% to 62.9%.")
    content = built(westmarch)
    drawn = [to_print_html(content, SHA), to_csv(content).decode()]
    for page in (*drawn, to_json(content).decode(), *parts_html(content).values()):
        assert secret not in page


def test_a_small_number_is_drawn_by_its_symbol_in_every_rendering(westmarch):
    measure = westmarch.measure("1A", is_sensitive=True)
    westmarch.state(measure, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
    content = built(westmarch)
    assert "[c]" in parts_html(content)["1A"]
    assert "4.2%" not in to_html(content)
    first = rows_of(content)[0]
    assert (first["symbol"], first["value"], first["numerator"]) == ("[c]", "", "")


def test_every_measure_has_its_own_part_with_headings_from_h2(westmarch):
    westmarch.fill(4)
    content = built(westmarch)
    parts = parts_html(content)
    assert set(parts) == {"", "scorecard", "changed", "1A", "1B", "1C", "1D"}
    assert "<h2" in parts["1A"]
    assert "<h4" not in parts["1A"]
    alone, shapes = parts["1A"].split("<div hidden>")
    lowered = re.sub(r"<(/?)h2", r"<\1h3", re.sub(r"<(/?)h3", r"<\1h4", alone))
    assert lowered in parts[""]
    assert shapes.startswith("<svg><symbol")


def test_the_stored_body_is_a_fragment_and_not_a_page(westmarch):
    westmarch.measure("1A")
    body = to_html(built(westmarch))
    assert body.lstrip().startswith('<div class="ed">')
    assert body.count("<h1>") == 1
    assert "<html" not in body


def test_ids_on_the_page_are_unique_and_links_lead_somewhere(westmarch):
    westmarch.fill(6)
    shared = westmarch.measure("9Z", place=1)
    shared.objectives.add(westmarch.objectives[1])
    body = to_html(built(westmarch))
    idents = re.findall(r' id="([^"]+)"', body)
    assert len(idents) == len(set(idents))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(idents)


def test_each_numbered_paragraph_has_an_id_and_its_number_leads_to_it(westmarch):
    westmarch.comment(westmarch.measure("1A"), **ANSWERS)
    westmarch.measure("1B")
    content = built(westmarch)
    page, paper = to_html(content), to_print_html(content, SHA)

    numbered = [each.label for each in paragraphs(content)]
    assert {"1A.1", "1A.2", "1B.1"} <= set(numbered)
    link = re.compile(r'<a class="no" href="#(p-([^"]+))">([^<]+)</a>')
    assert [found[2] for found in link.findall(page)] == numbered
    for anchor, number, words in link.findall(page):
        assert words == number
        assert page.count(f' id="{anchor}"') == 1
    assert re.findall(r'<span class="no">([^<]+)</span>', paper) == numbered
    alone = parts_html(content)["1A"]
    assert '<a class="no" href="#p-1A.2">1A.2</a> What is happening?' in alone


def test_the_scorecard_alone_leads_to_the_measures_own_pages(westmarch):
    westmarch.measure("1A")
    scorecard = parts_html(built(westmarch))["scorecard"]
    assert 'href="/westmarch/measures/1A/"' in scorecard
    assert '<a href="#' not in scorecard


def test_a_shape_is_defined_once_in_each_stored_body_and_only_if_shown(westmarch):
    westmarch.fill(6)
    for body in parts_html(built(westmarch)).values():
        defined = re.findall(r'<symbol id="([^"]+)"', body)
        assert len(defined) == len(set(defined))
        assert set(re.findall(r'<use href="#([^"]+)"', body)) == set(defined)


def test_header_cells_say_what_they_head(westmarch):
    westmarch.fill(3)
    body = to_html(built(westmarch))
    heads = re.findall(r"<th\b[^>]*>", body)
    assert heads
    assert all("scope=" in head for head in heads)


def test_what_people_wrote_is_drawn_with_the_commissioners_box_fourth(westmarch):
    measure = westmarch.measure("1A")
    westmarch.comment(measure, **ANSWERS)
    part = parts_html(built(westmarch))["1A"]
    order = [
        "What is happening?",
        "What is the force or partner doing?",
        "What the Commissioner asked, concluded and did",
        "What happens next",
    ]
    assert sorted(order, key=part.index) == order
    assert "<strong>Not assured.</strong>" in part


def test_what_people_wrote_cannot_carry_a_script_or_a_picture():
    drawn = prose("<script>alert(1)</script> ![x](http://a.example/x.png) **so**")
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "<strong>so</strong>" in drawn


def test_a_heading_in_commentary_stays_text():
    assert "<h1" not in prose("# Everything is fine")


def test_names_are_escaped(westmarch):
    westmarch.measure("1A", version={"name": "<b>Calls</b> & more"})
    body = to_html(built(westmarch))
    assert "<b>Calls</b>" not in body
    assert "&lt;b&gt;Calls&lt;/b&gt; &amp; more" in body


def test_a_first_edition_does_not_speak_of_changes(westmarch):
    westmarch.measure("1A")
    assert 'id="changed"' not in to_html(built(westmarch))


def test_a_measure_without_commentary_has_no_page_of_words(westmarch):
    westmarch.measure("1A")
    assert 'class="prompts"' not in to_print_html(built(westmarch), SHA)


def test_the_csv_has_a_row_for_each_measure_and_period(westmarch):
    measure = westmarch.measure("1A", version={"frequency": "month"}, target="47")
    july, august, september = (Period.month(2026, month) for month in (7, 8, 9))
    westmarch.state(measure, {july: (1, 2), august: (1, 4), september: (1, 4)})
    rows = rows_of(built(westmarch))
    assert len(rows) == 8 + 36
    assert rows[0] == {
        "code": "1A",
        "measure": "Victims satisfied with the service",
        "period": "2026-Q2",
        "period_start": "2026-07-01",
        "period_end": "2026-09-30",
        "value": "30.0",
        "numerator": "3",
        "denominator": "10",
        "unit": "%",
        "symbol": "",
        "target": "47",
        "position": "Red",
        "definition": "1",
        "as_at": "2026-10-09",
        "comparator": "",
        "comparator_average": "",
        "comparator_lowest": "",
        "comparator_highest": "",
        "comparator_rank": "",
        "interval_low": "",
        "interval_high": "",
        "signal": "",
        "limits": "",
        "lower_limit": "",
        "average": "",
        "upper_limit": "",
        "breakdown": "",
    }
    assert (rows[8]["period"], rows[8]["value"]) == ("2026-09", "25.0")


def test_a_name_that_looks_like_a_formula_is_neutralised_in_the_csv(westmarch):
    westmarch.measure("1A", version={"name": "=SUM(A1)"})
    assert rows_of(built(westmarch))[0]["measure"] == "'=SUM(A1)"


def test_paper_states_the_fingerprint_and_the_day_it_was_made_final(westmarch):
    westmarch.measure("1A")
    page = to_print_html(built(westmarch), SHA)
    assert SHA[:32] in page
    assert SHA[32:] in page
    assert "made final on Monday 9 November 2026" in page


@pytest.mark.parametrize(
    "url", ["https://a.example/x.css", "file:///etc/passwd", "ftp://a.example/x"]
)
def test_a_document_fetches_nothing_but_our_own_files(url):
    with pytest.raises(ValueError, match="carries all that it shows"):
        OwnFiles(STATIC).fetch(url)


def test_a_plan_is_drawn_with_its_priorities_and_commitments(westmarch):
    CommitmentFactory(objective=westmarch.objectives[0], reference="C01")
    body = to_html(build_plan(westmarch.plan))
    assert "1. Protect people from harm" in body
    assert "Open a custody suite in the west" in body


def test_every_rendering_of_an_edition_is_made_once(westmarch, monkeypatch):
    monkeypatch.setattr("reports.render.renderings.to_pdf", lambda page: b"%PDF")
    westmarch.measure("1A")
    content = built(westmarch)
    stored = to_bytes(content)
    drawn = [(media, part) for media, part, _body in render_all(content, stored)]
    assert drawn == [
        ("html", ""),
        ("html", "1A"),
        ("html", "scorecard"),
        ("html", "changed"),
        ("csv", ""),
        ("xlsx", ""),
        ("json", ""),
        ("pdf", ""),
    ]


def test_the_stored_json_is_the_content_byte_for_byte(westmarch, monkeypatch):
    monkeypatch.setattr("reports.render.renderings.to_pdf", lambda page: b"%PDF")
    westmarch.measure("1A")
    stored = to_bytes(built(westmarch))
    drawn = {media: body for media, _, body in render_all(from_bytes(stored), stored)}
    assert drawn["json"] == stored
