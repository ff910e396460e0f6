"""The figures of an edition as a spreadsheet: the same numbers, safely."""

import datetime as dt
import io
from dataclasses import replace

import pandas as pd
import pytest

from measures.domain.series import Point
from opcc.core.periods import Period
from reports.domain.measure_part import Benchmark, BreakdownRow, Figure
from reports.domain.scrutinised import Agreed, Answered, Asked, Scrutinised, Stated
from reports.render import to_xlsx
from tests.reports.domain.contents import QUARTER, edition_of, part_of, withheld


def sheets(content):
    book = pd.read_excel(
        io.BytesIO(to_xlsx(content)), sheet_name=None, header=None, engine="calamine"
    )
    return {name: sheet.values.tolist() for name, sheet in book.items()}


def table(content, name):
    """The rows below the heads, as dictionaries."""
    rows = sheets(content)[name]
    start = next(place for place, row in enumerate(rows) if row[0] == "Code")
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def test_a_published_value_is_a_number_and_a_symbol_stands_where_there_is_none():
    found = table(edition_of(part_of("1A", "80.5"), withheld("1B")), "Positions")

    assert [(row["Code"], row["Value"]) for row in found] == [
        ("1A", 80.5),
        ("1B", "[w]"),
    ]
    assert [row["Position"] for row in found] == ["Green", "Withheld"]


def test_no_cell_of_a_table_is_blank():
    content = edition_of(part_of("1A", "80.5"), withheld("1B"))

    for name in ("Positions", "Figures"):
        for row in table(content, name):
            assert all(cell == cell and cell != "" for cell in row.values()), row


def test_periods_that_only_the_chart_draws_are_there_once_each():
    part = part_of("1A", "80.5")
    earlier = Point(Period.quarter(2026, 1), part.figure.value - 1)
    series = replace(part.chart.series, points=(earlier, *part.chart.series.points))
    part = replace(part, chart=replace(part.chart, series=series))

    found = table(edition_of(part), "Figures")

    assert [(row["Period"], row["Value"]) for row in found] == [
        ("July to September 2026", 80.5),
        ("April to June 2026", 79.5),
    ]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+44", "-cmd|x"])
def test_a_name_that_would_run_as_a_formula_is_text_with_an_apostrophe(name):
    part = replace(part_of("1A"), name=f"{name} burglary")

    row = table(edition_of(part), "Positions")[0]

    assert row["Measure"] == f"'{name} burglary"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Theft [see](http://x.example)", "Theft [see] (http://x.example)"),
        ("Theft of $$100$$", "Theft of $ $100$ $"),
        ("–", "[z]"),
    ],
)
def test_a_name_is_never_taken_for_mark_up(name, kept):
    part = replace(part_of("1A"), name=name)

    assert table(edition_of(part), "Positions")[0]["Measure"] == kept


def test_comparators_and_parts_have_sheets_of_their_own_only_where_there_are_any():
    plain = part_of("1A", "80.5")
    benchmark = Benchmark(
        name="Most similar group",
        period=QUARTER,
        title="",
        sentence="",
        average_sentence="",
        source="",
        rank="3 of 8",
        ours=plain.figure.value,
        average=plain.figure.value + 1,
    )
    area = BreakdownRow("Aldermere", Figure("[c]", symbol="c"))
    full = replace(plain, benchmarks=(benchmark,), breakdown=(area,))

    assert {"Comparators", "Parts"}.isdisjoint(sheets(edition_of(plain)))
    compared = table(edition_of(full), "Comparators")[0]
    assert (compared["Ours"], compared["Average"], compared["Lowest"]) == (
        80.5,
        81.5,
        "[z]",
    )
    assert table(edition_of(full), "Parts")[0]["Value"] == "[c]"


def test_what_was_asked_and_agreed_has_a_sheet_of_its_own():
    day, due = dt.date(2026, 11, 3), dt.date(2026, 12, 18)
    answer = Answered("One in nine.", "Westmarch Police", day, is_of_force=True)
    seen = Scrutinised(
        day,
        due,
        "What the Commissioner did",
        asked=(Asked(27, day, "Westmarch Police", "Why?", due, (answer,)),),
        stated=(Stated("Not assured", "not_assured", "A gap.", "E. V.", "Board", day),),
        agreed=(Agreed(58, "Count", "Westmarch Police", day, due, due, "Open"),),
    )

    found = table(edition_of(replace(part_of("1A"), scrutinised=seen)), "Scrutiny")

    force = "Westmarch Police"
    assert [list(row.values())[2:] for row in found] == [
        ["Question", 27, "2026-11-03", force, "Why?", "2026-12-18", "Due"],
        ["Answer", 27, "2026-11-03", force, "One in nine.", "[z]", "In full"],
        ["Assurance", "[z]", "2026-11-03", "E. V.", "A gap.", "[z]", "Not assured"],
        ["Action", 58, "2026-11-03", force, "Count", "2026-12-18", "Open"],
    ]
    assert "Scrutiny" not in sheets(edition_of(part_of("1A")))


def test_the_same_content_gives_the_same_bytes():
    content = edition_of(part_of("1A"))

    assert to_xlsx(content) == to_xlsx(content)
