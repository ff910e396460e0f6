"""What is hidden stands nowhere: no page, download, drawing or its words has it."""

import csv
import io
import itertools
import json
import re
import subprocess

import pandas
import pikepdf
import pytest

from reports import render
from reports.build import build_edition
from reports.changes import disclosure
from reports.domain import content as contents
from reports.domain.told import told
from tests.reports.desk_scene import QUARTER
from tests.reports.small_scene import QUARTERS, SmallScene

FROZEN_ON = QUARTER.end.replace(month=11, day=9)
DISTRICTS = {"Aldermere": 1721, "Kingsmere": 1613, "Northholm": 877, "Westwater": 1438}
"""5,649 in all; counts under 1,000 are hidden here, so that they are told apart."""

YEARS_BEFORE = (5201, 5107, 5003, 4903, 4801)
HIDDEN = (877, 1438, 5003)
"""One for being small, a district and a quarter by decision."""


@pytest.fixture
def content():
    numbers = zip(QUARTERS[:-1], YEARS_BEFORE, strict=True)
    whole = (QUARTER, sum(DISTRICTS.values()))
    scene = SmallScene(numbers=[*numbers, whole], own_threshold=1000)
    for name, number in DISTRICTS.items():
        scene.state(QUARTER, number, breakdown=name)
    edition = scene.draft()
    disclosure.hide(
        edition=edition,
        measure=scene.small,
        places=[("Westwater", QUARTER), ("", QUARTERS[2])],
        reason="A small number could be worked out.",
        by=scene.builder,
    )
    return build_edition(edition, frozen_on=FROZEN_ON)


@pytest.fixture
def drawn(content):
    """Each rendering as text by its format and part; a PDF with what it reads out."""
    stored = contents.to_bytes(content)
    return {
        (media, part): TEXT_OF.get(media, bytes.decode)(body)
        for media, part, body in render.render_all(content, stored)
    }


def text_of_pdf(body):
    command = ["pdftotext", "-layout", "-", "-"]
    printed = subprocess.run(command, input=body, check=True, capture_output=True)
    words = printed.stdout.decode()
    with pikepdf.open(io.BytesIO(body)) as pdf:
        objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        read_out = [str(each["/Alt"]) for each in objects if "/Alt" in each]
    return "\n".join([words, *read_out])


def text_of_xlsx(body):
    """Every cell of every sheet, a line each."""
    book = pandas.read_excel(io.BytesIO(body), None, header=None, engine="calamine")
    cells = (cell for sheet in book.values() for cell in sheet.to_numpy().flat)
    return "\n".join(str(cell) for cell in cells)


def sheet_of(content, name):
    book = io.BytesIO(render.to_xlsx(content))
    return pandas.read_excel(book, name, skiprows=2, engine="calamine")


TEXT_OF = {"pdf": text_of_pdf, "xlsx": text_of_xlsx}


def test_nothing_hidden_is_in_any_rendering(drawn):
    assert {"html", "csv", "xlsx", "json", "pdf"} == {media for media, _part in drawn}
    for number, (where, text) in itertools.product(HIDDEN, drawn.items()):
        assert not re.search(rf"(?<!\d){number}(?!\d)", text), (number, where)
        assert f"{number:,}" not in text, (number, where)
    for media in ("html", "csv", "xlsx", "pdf"):
        assert "[c]" in drawn[media, ""]
        assert "5,649" in drawn[media, ""] or "5649" in drawn[media, ""]


def test_what_is_hidden_is_the_small_and_the_decided(content):
    part = content.part("1G")

    assert {row.name: row.figure.text for row in part.breakdown} == {
        "Aldermere": "1,721",
        "Kingsmere": "1,613",
        "Northholm": "[c]",
        "Westwater": "[c]",
    }
    assert part.breakdown_adds_up
    assert [row.figure.text for row in part.rows][:4] == [
        "5,649",
        "4,801",
        "4,903",
        "[c]",
    ]
    # 5,201 and 5,107: nothing of the year to date of the year before is hidden.
    assert part.comparison("year_to_date").figure.text == "10,308"


def test_no_download_has_a_number_that_the_guard_does_not_see(content, drawn):
    """Every number of the measure is one that is told, or the change between two."""
    part = content.part("1G")
    seen = {each.figure.value for each in told(part)} - {None}
    seen |= {each.figure.numerator for each in told(part)} - {None}

    rows = csv.DictReader(io.StringIO(drawn["csv", ""]))
    in_csv = {int(r["value"]) for r in rows if r["code"] == "1G" and r["value"]}
    assert in_csv
    assert in_csv <= seen
    in_xlsx = {
        value
        for sheet in ("Positions", "Figures", "Parts")
        for code, value in sheet_of(content, sheet)[["Code", "Value"]].to_numpy()
        if code == "1G" and not isinstance(value, str)
    }
    assert in_xlsx
    assert in_xlsx <= seen

    (in_json,) = [
        p for p in parts_in(json.loads(drawn["json", ""])) if "breakdown" in p
    ]
    assert numbers_under(in_json, {"value", "numerator", "denominator"}) <= seen
    changes = {abs(a - b) for a, b in itertools.product(seen, repeat=2)}
    said = {int(n.replace(",", "")) for n in texts_of(in_json)}
    assert {n for n in said if not 2000 < n < 2100} <= seen | changes


def parts_in(plain):
    sections = itertools.chain.from_iterable(
        objective["parts"]
        for priority in plain["priorities"]
        for objective in priority["objectives"]
    )
    return [part for part in sections if part["code"] == "1G"]


def numbers_under(plain, keys):
    """The numbers that stand under these keys, at any depth."""
    if isinstance(plain, list):
        return set().union(*(numbers_under(each, keys) for each in plain))
    if not isinstance(plain, dict):
        return set()
    own = {int(v) for k, v in plain.items() if k in keys and v is not None}
    return own.union(*(numbers_under(each, keys) for each in plain.values()))


def texts_of(plain):
    """Every number of four digits or more in the words of comparisons and facts."""
    said = json.dumps([plain["facts"], plain["comparisons"], plain["message"]])
    return re.findall(r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\d%])", said)
