"""The years of a strongly seasonal measure, one line over the other."""

import pytest

from measures.figures import seasons
from opcc.core.periods import Period
from tests.measures.figures.series import OFFENCES, months, parsed, series

SVG = "{http://www.w3.org/2000/svg}"
JULY = Period.month(2024, 7)


def drawn(told, **more):
    return parsed(seasons(told, unit=OFFENCES, title="Theft", ident="m1", **more))


def lines(svg, ink):
    found = [each for each in svg.iter(f"{SVG}path") if each.get("class") == ink]
    return [each for each in found if each.get("stroke-linejoin")]


def words(svg):
    return [each.text for each in svg.iter(f"{SVG}text")]


def test_each_financial_year_is_a_line_and_the_latest_is_dark():
    # July 2024 to June 2026 lies in 2024/25, 2025/26 and 2026/27.
    svg = drawn(series(JULY, months(24)))

    assert len(lines(svg, "c-line-stroke")) == 1
    assert len(lines(svg, "c-edge")) == 2
    assert {"2024/25", "2025/26", "2026/27"} <= set(words(svg))


def test_the_same_month_stands_at_the_same_place_in_each_year():
    svg = drawn(series(JULY, ["40"] * 24))

    starts = {
        each.get("d").split()[0] for each in lines(svg, "c-edge")
    }  # "M" and how far from the left
    assert len(starts) == 2  # July of 2024/25, and April of 2025/26
    assert words(svg).count("A") == 2  # April and August


def test_years_before_the_last_one_are_told_apart_without_colour():
    svg = drawn(series(JULY, months(24)))

    dashes = {each.get("stroke-dasharray") for each in lines(svg, "c-edge")}

    assert dashes == {None, "4 3"}


def test_quarters_have_four_places():
    svg = drawn(series(Period.quarter(2024, 1), ["40", "44", "41", "39"] * 2))

    assert {"Q1", "Q2", "Q3", "Q4"} <= set(words(svg))


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_everything_stays_on_the_sheet(size):
    svg = drawn(series(JULY, months(36)), size=size)

    width, height = float(svg.get("width")), float(svg.get("height"))
    for each in svg.iter(f"{SVG}text"):
        assert 0 < float(each.get("x")) < width
        assert 0 < float(each.get("y")) < height


def test_a_gap_is_not_bridged():
    svg = drawn(series(Period.month(2026, 4), ["40", "41", "x", "44", "45"]))

    (line,) = lines(svg, "c-line-stroke")

    assert line.get("d").count("M") == 2


def test_years_have_no_seasons():
    with pytest.raises(ValueError, match="months or quarters"):
        drawn(series(Period.year(2020), ["1", "2"]))


def test_what_is_hidden_is_said_and_not_drawn():
    assert "No figure is shown" in words(drawn(series(JULY, ["c", "c"])))
