"""What figures say: never a trend from two points, never a value that is hidden."""

from decimal import Decimal

import pytest

from measures.domain.rating import Polarity
from measures.figures import described, message
from opcc.core.periods import Period
from tests.measures.figures.series import DAYS, OFFENCES, PERCENT, series

SIX = series(
    Period.quarter(2025, 1), ["48", "51", "49", "54", "53", "57"], provisional=1
)


def test_the_heading_compares_with_a_year_ago_and_with_the_target():
    assert message(SIX, PERCENT, target=Decimal(60)) == (
        "Higher than a year ago, and below the target"
    )


@pytest.mark.parametrize(
    ("polarity", "target", "heading"),
    [
        (Polarity.HIGHER, 60, "Higher than a year ago, but below the target"),
        (Polarity.HIGHER, 55, "Higher than a year ago, and above the target"),
        (Polarity.LOWER, 60, "Higher than a year ago, but below the target"),
        (Polarity.LOWER, 55, "Higher than a year ago, and above the target"),
        (Polarity.NEUTRAL, 57, "Higher than a year ago, and at the target"),
    ],
)
def test_but_joins_a_change_and_a_standing_that_point_different_ways(
    polarity, target, heading
):
    said = message(SIX, PERCENT, target=Decimal(target), polarity=polarity)

    assert said == heading


def test_two_points_are_never_called_a_trend():
    two = series(Period.quarter(2026, 1), ["10", "20"])

    assert message(two, OFFENCES) == "20 offences in Q2 2026/27"
    assert message(two, OFFENCES, target=Decimal(15)) == "Above the target"


def test_a_change_too_small_to_print_is_the_same():
    told = series(Period.year(2024), ["40.01", "40.04"])

    assert message(told, PERCENT) == "The same as the year before"


def test_a_target_missed_by_less_than_is_printed_is_just_missed():
    told = series(Period.year(2025), ["79.98"])

    assert message(told, PERCENT, target=Decimal(80)) == "Just below the target"


def test_years_on_both_sides_of_a_break_are_not_compared():
    told = series(Period.quarter(2025, 1), ["10", "11", "12", "13", "20"], breaks=[3])

    assert message(told, OFFENCES, target=Decimal(15)) == "Above the target"
    assert "a year before" not in described(told, OFFENCES, title="Theft")


def test_a_hidden_year_ago_is_not_compared():
    told = series(Period.quarter(2025, 1), ["c", "11", "12", "13", "20"])

    assert message(told, OFFENCES) == "20 offences in Q1 2026/27"


def test_a_range_is_kept_inside_missed_above_or_missed_below():
    told = series(Period.year(2025), ["50"])

    def standing(lower: int, upper: int) -> str:
        return message(told, PERCENT, lower=Decimal(lower), upper=Decimal(upper))

    assert standing(50, 60) == "Inside the target range"
    assert standing(51, 60) == "Below the target range"
    assert standing(40, 49) == "Above the target range"


def test_half_a_range_is_no_target():
    told = series(Period.year(2025), ["50"])

    assert message(told, PERCENT, lower=Decimal(60)) == "50.0% in 2025/26"


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ([], "There is no figure yet"),
        (["x", "x"], "There is no figure yet"),
        (["x", "c"], "No figure is shown"),
        (["w"], "No figure is shown"),
    ],
)
def test_without_a_figure_the_heading_says_so(told, heading):
    assert message(series(Period.quarter(2026, 1), told), OFFENCES) == heading


def test_the_description_is_one_sentence_of_what_the_line_did():
    assert described(SIX, PERCENT, title="Satisfied", target=Decimal(60)) == (
        "Satisfied: line chart of 6 quarters, Q1 2025/26 to Q2 2026/27, "
        "lowest 48.0% in Q1 2025/26, highest 57.0% in Q2 2026/27, "
        "ending at 57.0% (provisional) in Q2 2026/27, "
        "higher than 51.0% a year before, below the target of 60%."
    )


def test_gaps_are_counted_by_their_symbols_and_breaks_are_told():
    told = series(Period.month(2026, 4), ["7", "c", "c", "x", "9", "8"], breaks=[4])

    assert described(told, OFFENCES, title="Theft") == (
        "Theft: line chart of 6 months, April 2026 to September 2026, "
        "lowest 7 in April 2026, highest 9 in August 2026, "
        "ending at 8 offences in September 2026, "
        "2 months suppressed [c], 1 month not available [x], "
        "not comparable across the break at the start of August 2026."
    )


def test_a_day_is_on_and_a_month_is_in():
    day = Period.parse("2026-09-30")

    assert message(series(day, ["5"]), DAYS) == "5 days on 30 September 2026"


def test_a_rolling_window_says_how_many_months_it_holds():
    window = Period.rolling(Period.month(2026, 9).end)

    assert message(series(window, ["5"]), DAYS) == (
        "5 days in the 12 months to September 2026"
    )
