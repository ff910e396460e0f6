"""A series as a figure to explore."""

from dataclasses import replace
from decimal import Decimal

from measures.domain.aims import AimStretch
from measures.domain.spc import Expected, Stretch
from measures.figures.explorable import HEIGHT, explorable, words_of
from opcc.core.periods import Period
from tests.measures.figures.series import OFFENCES, PERCENT, series

APRIL = Period.month(2024, 4)
CHANCE = Expected((Stretch(0, 4, 39, 43, 47, True),), ((2, "concern"),))


def line(told, **more):
    """The series' own trace, which is the last."""
    return explorable(told, unit=OFFENCES, name="Theft", **more)["data"][-1]


def test_what_is_said_of_each_point_is_what_the_table_says():
    point = series(APRIL, ["37.2"], provisional=1).points[0]
    assert words_of(point, PERCENT) == "April 2024: 37.2% [p]"

    estimate = replace(point, low=Decimal("35.6"), high=Decimal("38.9"))
    assert words_of(estimate, PERCENT).endswith("95% interval 35.6% to 38.9%")


def test_a_hidden_figure_has_a_symbol_and_no_height():
    found = line(series(APRIL, ["40", "c", "44"]))

    assert list(found["y"]) == [40, None, 44]
    assert found["text"][1] == "May 2024: suppressed [c]"


def test_a_break_parts_the_line():
    found = line(series(APRIL, ["40", "42", "50"], breaks=[2]))

    assert list(found["y"]) == [40, 42, None, 50]
    assert found["x"][2] == "2024-06-01"
    assert found["connectgaps"] is False


def test_what_chance_does_not_explain_has_another_shape_and_says_so():
    found = line(series(APRIL, ["40", "42", "50", "41"]), expected=CHANCE)

    assert list(found["marker"]["symbol"]) == ["circle", "circle", "diamond", "circle"]
    assert found["text"][2].endswith("(larger than chance, for the worse)")


def test_a_provisional_point_is_hollow():
    found = line(series(APRIL, ["40", "42"], provisional=1))

    assert list(found["marker"]["symbol"]) == ["circle", "circle-open"]


def test_limits_and_each_target_are_lines_below_the_series():
    aims = (AimStretch(0, 2, Decimal(44)), AimStretch(2, 4, Decimal(48)))
    figure = explorable(
        series(APRIL, ["40", "42", "50", "41"]),
        unit=OFFENCES,
        name="Theft",
        expected=CHANCE,
        aims=aims,
    )

    names = [trace["name"] for trace in figure["data"]]

    assert names == [
        "lower limit",
        "upper limit",
        "average",
        "Target 44",
        "Target 48",
        "Theft",
    ]
    assert list(figure["data"][3]["y"]) == [44, 44]


def test_a_rebase_is_upright_with_its_reason():
    expected = Expected(rebases=((2, "New <standard>"),))
    figure = explorable(
        series(APRIL, ["40", "42", "50"]), unit=OFFENCES, name="T", expected=expected
    )

    (note,) = figure["layout"]["annotations"]

    assert note["text"] == "June 2024: New &lt;standard&gt;"
    assert figure["layout"]["shapes"][0]["x0"] == "2024-06-01"
    assert figure["layout"]["height"] == HEIGHT


def test_a_survey_has_its_intervals():
    told = series(APRIL, ["40", "x"])
    point = replace(told.points[0], low=Decimal(37), high=Decimal(44))

    bars = line(replace(told, points=(point, told.points[1])))["error_y"]

    assert (list(bars["arrayminus"]), list(bars["array"])) == ([3, 0], [4, 0])
