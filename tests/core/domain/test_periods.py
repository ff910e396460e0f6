"""Periods: months, quarters, financial years, windows and days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opcc.core.periods import Period, PeriodKind

Q2 = Period.quarter(2026, 2)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, dt.date(2026, 4, 1), dt.date(2026, 6, 30)),
        (2, dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
        (3, dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
        (4, dt.date(2027, 1, 1), dt.date(2027, 3, 31)),
    ],
)
def test_the_financial_year_has_its_first_quarter_in_april(number, first, last):
    quarter = Period.quarter(2026, number)

    assert (quarter.start, quarter.end) == (first, last)
    assert quarter.number == number


def test_a_financial_year_runs_from_april_to_march():
    year = Period.year(2026)

    assert (year.start, year.end) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert str(year) == "2026/27"


def test_january_belongs_to_the_fourth_quarter_of_the_year_before():
    quarter = Period.containing(dt.date(2027, 1, 15), PeriodKind.QUARTER)

    assert quarter.key == "2026-Q4"
    assert str(quarter) == "Q4 2026/27"


def test_periods_are_said_as_people_say_them():
    assert Q2.words == "July to September 2026"
    assert Period.quarter(2026, 3).words == "October to December 2026"
    assert (
        Period.rolling(dt.date(2026, 9, 30)).words == "October 2025 to September 2026"
    )
    assert Period.month(2026, 9).words == "September 2026"
    assert Period.day(dt.date(2026, 9, 30)).words == "30 September 2026"
    assert Q2.short == "Jul–Sep 26"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-Q2", "2026-Q2"),
        ("2026/27 Q2", "2026-Q2"),
        ("2026/27", "2026/27"),
        ("2026-07", "2026-07"),
        ("2026–07", "2026-07"),
        ("2026-09-30", "2026-09-30"),
    ],
)
def test_a_period_is_read_from_its_usual_spellings(text, key):
    assert Period.parse(text).key == key


@pytest.mark.parametrize("text", ["", "Q2", "2026-Q5", "2026/28", "07/2026", "2026-13"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text)


def test_a_rolling_window_ends_with_the_month_of_its_last_day():
    window = Period.rolling(dt.date(2026, 9, 15))

    assert (window.start, window.end) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))


def test_the_same_period_of_the_year_before():
    assert Q2.year_before().key == "2025-Q2"
    assert Period.month(2024, 2).year_before().end == dt.date(2023, 2, 28)
    assert Period.year(2026).year_before().key == "2025/26"


def test_a_quarter_splits_into_its_three_months():
    months = [month.key for month in Q2.split(PeriodKind.MONTH)]

    assert months == ["2026-07", "2026-08", "2026-09"]


def test_a_year_splits_into_its_four_quarters():
    quarters = [quarter.key for quarter in Period.year(2026).split(PeriodKind.QUARTER)]

    assert quarters == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (dt.date(2026, 7, 1), dt.date(2026, 9, 29), PeriodKind.QUARTER),
        (dt.date(2026, 8, 1), dt.date(2026, 10, 31), PeriodKind.QUARTER),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), PeriodKind.YEAR),
        (dt.date(2026, 7, 2), dt.date(2026, 7, 31), PeriodKind.MONTH),
        (dt.date(2026, 7, 1), dt.date(2026, 7, 2), PeriodKind.DAY),
    ],
)
def test_a_period_one_day_off_is_refused(start, end, kind):
    with pytest.raises(ValueError, match=r"."):
        Period(start, end, kind)


days = st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))
regular = st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR])


@given(days, regular)
def test_every_day_lies_in_one_period_of_each_kind(day, kind):
    period = Period.containing(day, kind)

    assert period.start <= day <= period.end
    assert (period + 1).start == period.end + dt.timedelta(days=1)
    assert period + 1 - 1 == period


@given(days, regular)
def test_a_period_is_read_back_from_its_key(day, kind):
    period = Period.containing(day, kind)

    assert Period.parse(period.key) == period
