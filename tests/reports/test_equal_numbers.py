"""One edition's numbers in text, table, chart, PDF, XLSX, CSV and JSON are equal."""

import json

import pytest

from reports import render
from reports.build import build_edition
from reports.domain.content import fingerprint, from_bytes, to_bytes
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch
from tests.reports.equal_numbers import disagreements, in_the_json, printed


@pytest.fixture
def westmarch():
    """One measure each that is provisional, withheld, hidden and missing."""
    westmarch = Westmarch()
    provisional = westmarch.measure("8P", version={"name": "Calls answered"})
    withheld = westmarch.measure(
        "8W", restriction=westmarch.restriction(), version={"name": "Searches"}
    )
    hidden = westmarch.measure(
        "8C", place=2, is_sensitive=True, version={"name": "Children found"}
    )
    westmarch.state(provisional, {QUARTER - 1: "61.2"})
    westmarch.state(provisional, {QUARTER: "1061.7"}, is_provisional=True)
    westmarch.state(withheld, {QUARTER: "61.7"})
    westmarch.state(hidden, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
    westmarch.measure("8X", place=3, version={"name": "Officers trained"})
    return westmarch


@pytest.fixture
def content(westmarch):
    return build_edition(westmarch.edition(), frozen_on=FROZEN_ON)


def drawn(content, *formats):
    """The files of a whole edition, by format, as a freeze draws them."""
    stored = to_bytes(content)
    makers = {
        "json": lambda: stored,
        "html": lambda: render.to_html(content).encode(),
        "csv": lambda: render.to_csv(content),
        "xlsx": lambda: render.to_xlsx(content),
        "pdf": lambda: render.to_pdf(
            render.to_print_html(content, fingerprint(stored))
        ),
    }
    return {media: makers[media]() for media in formats}


def with_another(content, where, **facts):
    """The same content but for one figure of the provisional measure."""
    stored = json.loads(to_bytes(content))
    parts = [
        part
        for priority in stored["priorities"]
        for objective in priority["objectives"]
        for part in objective["parts"]
        if part["code"] == "8P"
    ]
    for part in parts:
        figure = part[where] if where != "row" else part["rows"][0]["figure"]
        figure.update(facts)
    return from_bytes(json.dumps(stored).encode())


def test_every_file_of_an_edition_states_the_same_figures(westmarch):
    westmarch.fill(5)
    content = build_edition(westmarch.edition(), frozen_on=FROZEN_ON)
    files = drawn(content, "json", "html", "csv", "xlsx", "pdf")
    told = in_the_json(files["json"])
    signs = {signs for _value, signs in told.values()}

    assert {("p",), ("w",), ("c",), ("x",), ()} <= signs
    assert disagreements(files) == []


@pytest.mark.parametrize("media", ["html", "csv", "xlsx", "pdf"])
def test_one_cell_that_differs_is_named(content, media):
    """The file is drawn from a content in which one number is another."""
    other = with_another(content, "row", value="1061.8", text="1,061.8%")

    found = disagreements(drawn(content, "json") | drawn(other, media))

    assert len(found) == 1
    assert found[0].startswith(f"{media}: ('8P', '{QUARTER.key}') is")
    assert "1061.8" in found[0]


@pytest.mark.parametrize("media", ["html", "csv", "xlsx", "pdf"])
def test_one_sign_that_is_missing_is_named(content, media):
    other = with_another(content, "row", marks=[])

    found = disagreements(drawn(content, "json") | drawn(other, media))

    assert [each.partition(" is ")[0] for each in found] == [
        f"{media}: ('8P', '{QUARTER.key}')"
    ]


@pytest.mark.parametrize(
    ("text", "number", "signs"),
    [
        ("1,275.5% [p]", "1275.5", ("p",)),
        ("\N{MINUS SIGN}3", "-3", ()),
        ("£180,000 [p] [r]", "180000", ("p", "r")),
    ],
)
def test_a_printed_figure_is_read_as_a_number_and_its_signs(text, number, signs):
    value, found = printed(text)
    assert str(value) == number
    assert found == signs


def test_a_sign_in_place_of_a_number_is_no_number():
    assert printed("[c]") == (None, ("c",))
