"""What one period of a series is compared with."""

from decimal import Decimal

import pytest

from measures.domain.change import Word, comparisons
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series
from opcc.core.periods import Period

Q1, Q2 = Period.quarter(2026, 1), Period.quarter(2026, 2)
JANUARY = Period.month(2026, 1)

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
DAYS = Unit(Kind.MEDIAN, "days", 0)


def series_of(values, first, kind=Kind.COUNT):
    points = [
        Point.missing(first + index)
        if value is None
        else Point(first + index, Decimal(value))
        for index, value in enumerate(values)
    ]
    return Series(kind, tuple(points))


def compared(series, at, unit=OFFENCES, **facts):
    return comparisons(series, at, unit=unit, polarity="lower", **facts)


def test_a_month_is_compared_four_ways():
    # 24 months from April 2024: 101, 102, ... 124. At September 2025, 118.
    series = series_of(range(101, 125), Period.month(2024, 4))

    seen = compared(series, Period.month(2025, 9))

    assert seen.previous.difference == 1
    assert seen.year_before.difference == 12
    assert seen.year_to_date.difference == 6 * 12
    assert seen.rolling_12.difference is None  # October 2023 has no figure
    assert seen.rolling_12.reason == (
        "October 2023 to September 2024 is not available (6 of 12 months)"
    )


def test_every_comparison_states_both_of_its_periods():
    series = series_of([100] * 36, Period.month(2023, 4))

    seen = compared(series, Period.month(2026, 3) - 6)

    now = "September 2025"
    for each, periods in [
        (seen.previous, (now, "August 2025")),
        (seen.year_before, (now, "September 2024")),
        (seen.year_to_date, ("April to September 2025", "April to September 2024")),
        (
            seen.rolling_12,
            ("October 2024 to September 2025", "October 2023 to September 2024"),
        ),
    ]:
        assert all(period in each.sentence for period in periods)
        assert each.word is Word.NO_CHANGE


def test_a_quarter_of_monthly_figures_is_compared_by_quarters():
    # Each month is 10 more than the month before; a quarter is 90 more.
    series = series_of(range(100, 460, 10), Period.month(2023, 4))

    seen = compared(series, Period.quarter(2025, 2))

    assert seen.previous.difference == 90
    assert seen.year_before.difference == 360
    assert seen.year_to_date.difference == 6 * 120
    assert seen.rolling_12.difference == 12 * 120


def test_four_quarters_make_the_rolling_year():
    series = series_of([10, 10, 10, 10, 11, 11, 11, 11], Period.quarter(2024, 1))

    seen = compared(series, Period.quarter(2025, 4))

    assert seen.year_before.difference == 1
    assert seen.rolling_12.difference == 4
    assert seen.year_to_date.difference == 4


def test_a_year_has_one_comparison_and_no_running_totals():
    seen = compared(series_of([100, 90], Period.year(2024)), Period.year(2025))

    assert seen.previous.difference == -10
    assert (seen.year_before, seen.year_to_date, seen.rolling_12) == (None, None, None)


def test_medians_have_no_running_totals_and_say_so():
    series = series_of([10] * 8, Period.quarter(2024, 1), Kind.MEDIAN)

    seen = compared(series, Period.quarter(2025, 4), DAYS)

    assert seen.year_before.word is Word.NO_CHANGE
    assert seen.rolling_12.difference is None
    assert "a median cannot be combined" in seen.rolling_12.sentence


def test_a_period_without_a_figure_has_no_comparison():
    seen = compared(series_of([100, None], Q1), Q2)

    assert seen.previous.reason == "July to September 2026 is not available"


def test_a_period_of_another_length_is_refused():
    with pytest.raises(ValueError, match="A series of quarters has no April 2026"):
        compared(series_of([1, 2], Q1), Period.month(2026, 4))


def test_a_break_anywhere_between_two_periods_is_flagged():
    points = list(series_of([100] * 24, Period.month(2024, 10)).points)
    points[5] = Point(points[5].period, Decimal(100), break_before=True)  # March 2025
    series = Series(Kind.COUNT, tuple(points))

    seen = compared(series, Period.month(2025, 12))

    assert not seen.previous.crosses_break
    assert seen.year_before.crosses_break
    assert "a break in the series" in seen.year_before.sentence


def test_the_quarter_after_a_mixed_quarter_is_across_the_break_too():
    points = list(series_of([100] * 9, Period.month(2026, 4)).points)
    points[4] = Point(points[4].period, Decimal(100), break_before=True)  # August
    series = Series(Kind.COUNT, tuple(points))

    assert compared(series, Period.quarter(2026, 2)).previous.crosses_break
    assert compared(series, Period.quarter(2026, 3)).previous.crosses_break


def test_a_stock_at_the_end_of_a_quarter_is_past_the_break_inside_it():
    points = list(series_of([100] * 9, Period.month(2026, 4), Kind.STOCK).points)
    points[4] = Point(points[4].period, Decimal(100), break_before=True)  # August
    series = Series(Kind.STOCK, tuple(points))
    devices = Unit(Kind.STOCK, "devices", 0)

    assert compared(series, Period.quarter(2026, 2), devices).previous.crosses_break
    assert not compared(series, Period.quarter(2026, 3), devices).previous.crosses_break


@pytest.mark.parametrize(
    ("at", "caution"),
    [
        (JANUARY + 1, "February 2026 is short: 28 days, January 2026 has 31"),
        (JANUARY + 2, "February 2026 is short: 28 days, March 2026 has 31"),
    ],
)
def test_that_february_is_short_is_said(at, caution):
    series = series_of([100] * 4, JANUARY - 1)

    assert compared(series, at).previous.sentence.endswith(f"; {caution}")


def test_other_short_months_and_same_februaries_need_no_words():
    series = series_of([100] * 16, JANUARY - 12)

    assert "short" not in compared(series, JANUARY + 3).previous.sentence
    assert "short" not in compared(series, JANUARY + 1).year_before.sentence


def test_a_leap_february_against_another_is_said():
    series = series_of([100] * 13, Period.month(2027, 2))

    assert "February 2027 is short: 28 days, February 2028 has 29" in (
        compared(series, Period.month(2028, 2)).year_before.sentence
    )


def test_a_percentage_does_not_depend_on_the_days_of_february():
    series = series_of([40, 41], JANUARY, Kind.PERCENTAGE)

    seen = compared(series, JANUARY + 1, PERCENT)

    assert "short" not in seen.previous.sentence
