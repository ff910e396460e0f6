"""Small charts of the parts of a measure, all on one scale."""

from decimal import Decimal

import pytest

from measures.figures import multiple, shared_scale
from opcc.core.periods import Period
from tests.measures.figures.series import OFFENCES, PERCENT, parsed, series

FIRST = Period.quarter(2023, 2)
SVG = "{http://www.w3.org/2000/svg}"

LOW = series(FIRST, ["12", "14", "x", "13"])
HIGH = series(FIRST, ["80", "74", "77", "79"])


def drawn(told, scale, **more):
    return parsed(
        multiple(told, unit=OFFENCES, title="Ward", ident="w", scale=scale, **more)
    )


def words(svg):
    return [each.text for each in svg.iter(f"{SVG}text")]


def test_a_scale_holds_every_series_and_the_target():
    scale = shared_scale([LOW, HIGH], OFFENCES, Decimal(90))

    assert scale.places[0] <= 12
    assert scale.places[-1] >= 90


def test_a_percentage_goes_no_further_than_a_hundred():
    near = series(FIRST, ["97", "99.6", "100"])

    assert shared_scale([near], PERCENT).places[-1] == 100


def test_without_a_figure_there_is_no_scale():
    assert shared_scale([series(FIRST, ["x", "c"])], OFFENCES) is None


def test_the_same_value_stands_at_the_same_height_in_each():
    scale = shared_scale([LOW, HIGH], OFFENCES)

    assert scale.y(Decimal(12)) > scale.y(Decimal(80))
    for svg in (drawn(LOW, scale), drawn(HIGH, scale)):
        assert set(scale.words) <= set(words(svg))


def test_a_gap_is_not_bridged():
    line = next(
        each
        for each in drawn(LOW, shared_scale([LOW], OFFENCES)).iter(f"{SVG}path")
        if each.get("class") == "c-line-stroke"
    )

    assert line.get("d").count("M") == 2


@pytest.mark.parametrize("symbol", ["c", "x"])
def test_where_the_last_figure_is_not_told_its_symbol_stands(symbol):
    told = series(FIRST, ["12", "14", "13", symbol])

    assert f"[{symbol}]" in words(drawn(told, shared_scale([told], OFFENCES)))


def test_a_part_without_a_figure_is_an_empty_frame():
    told = series(FIRST, ["x", "x", "x", "c"])

    assert "[c]" in words(drawn(told, shared_scale([HIGH], OFFENCES)))


def test_a_drawing_is_named_by_its_part_and_its_last_figure():
    name = drawn(HIGH, shared_scale([HIGH], OFFENCES)).find(f"{SVG}title").text

    assert name.startswith("Ward: 4 quarters to Q1 2024/25, ending at 79 offences")
