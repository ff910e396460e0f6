"""Quarters, years to date and rolling years, made of shorter periods."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.quantity import Kind
from measures.domain.series import Point, Series, Symbol, quarters, rolling, to_date
from opcc.core.periods import Period, PeriodKind

APRIL = Period.month(2026, 4)
Q1 = Period.quarter(2026, 1)
SPRING = (APRIL, APRIL + 1, APRIL + 2)


def share(period, numerator, denominator, per=100):
    numerator, denominator = Decimal(numerator), Decimal(denominator)
    if denominator == 0:
        return Point(period, None, numerator, denominator, Symbol.NOT_APPLICABLE)
    return Point(period, numerator * per / denominator, numerator, denominator)


def counts(values, first=APRIL):
    """A count for each month from ``first``; None is a gap."""
    recorded = {
        first + index: Point(first + index, Decimal(value))
        for index, value in enumerate(values)
        if value is not None
    }
    return Series.of(Kind.COUNT, first, first + (len(values) - 1), recorded)


def test_months_make_quarters_once_the_last_has_ended():
    series = quarters(counts([1, 2, 3, 4, None, 6, 7]))

    assert [point.period for point in series.points] == [Q1, Q1 + 1]
    assert series.values == (6, None)
    assert series.points[1].note == "2 of 3 months"


def test_a_quarter_that_the_series_joins_late_is_not_available():
    series = quarters(counts([2, 3, 4, 5, 6], first=APRIL + 1))

    assert series.values == (None, 15)


def test_quarters_stay_as_they_are_and_years_are_no_part_of_one():
    quarterly = Series(Kind.COUNT, (Point(Q1, Decimal(1)),))
    year = Period.year(2026)

    assert quarters(quarterly) is quarterly
    assert quarters(Series(Kind.COUNT, ())).points == ()
    with pytest.raises(ValueError, match="not part of a quarter"):
        quarters(Series(Kind.COUNT, (Point.missing(year),)))


def test_rates_by_quarter_keep_their_multiplier():
    points = tuple(share(month, 30, 10000, per=1000) for month in SPRING)

    assert quarters(Series(Kind.RATE, points), per=1000).values == (3,)


def test_the_year_to_date_runs_from_april():
    # February and March 2026 are of the year before.
    series = counts([100, 100, 1, 2, 3, 4], first=APRIL - 2)

    total = to_date(series, APRIL + 3)

    assert total.point.value == 10
    assert total.point.period.words == "April to July 2026"


def test_the_year_to_date_of_a_quarter_is_summed_from_months_or_quarters():
    quarterly = Series(Kind.COUNT, (Point(Q1, Decimal(6)), Point(Q1 + 1, Decimal(15))))

    assert to_date(counts([1, 2, 3, 4, 5, 6]), Q1 + 1).point.value == 21
    assert to_date(quarterly, Q1 + 1).point.value == 21
    assert to_date(quarterly, Q1).point.period == Q1


def test_the_year_to_date_needs_every_month_since_april():
    assert to_date(counts([1, None, 3]), APRIL + 2).reason == "2 of 3 months"
    assert to_date(counts([2, 3], first=APRIL + 1), APRIL + 2).reason == "2 of 3 months"


def test_in_march_the_year_to_date_is_the_year():
    total = to_date(counts([1] * 12), Period.month(2027, 3))

    assert total.point == Point(Period.year(2026), Decimal(12))


@pytest.mark.parametrize(
    ("present", "value", "reason"), [(12, 12, ""), (11, None, "11 of 12 months")]
)
def test_rolling_12_sums_twelve_months_only_if_all_are_present(present, value, reason):
    series = counts([1] * present, first=Period.month(2026, 9) - (present - 1))

    total = rolling(series, Period.month(2026, 9))

    assert total.point.value == value
    assert total.reason == reason
    assert total.point.period.words == "October 2025 to September 2026"


def test_rolling_12_sums_four_quarters():
    points = tuple(Point(Q1 - back, Decimal(back + 1)) for back in (4, 3, 2, 1, 0))

    total = rolling(Series(Kind.COUNT, points), Q1)

    assert (total.point.value, total.of) == (10, 4)
    assert total.point.period == Period.rolling(dt.date(2026, 6, 30))


def test_quarters_make_no_window_that_ends_inside_one():
    quarterly = Series(Kind.COUNT, (Point(Q1, Decimal(1)),))

    with pytest.raises(ValueError, match="do not make up"):
        rolling(quarterly, APRIL)
    with pytest.raises(ValueError, match="Only months, quarters and years"):
        day = Period.day(dt.date(2026, 6, 30))
        to_date(Series(Kind.STOCK, (Point.missing(day),)), Q1)


# -- properties

parts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda pair: (min(pair), max(pair))
)


@settings(deadline=None)
@given(st.lists(parts, min_size=12, max_size=12), st.sampled_from([100, 1000]))
def test_a_ratio_of_a_year_is_the_ratio_of_its_sums_by_months_or_quarters(pairs, per):
    kind = Kind.PERCENTAGE if per == 100 else Kind.RATE
    points = [share(APRIL + index, *pair, per) for index, pair in enumerate(pairs)]
    monthly = Series(kind, tuple(points))
    above, below = (sum(column) for column in zip(*pairs, strict=True))
    year = Period.year(2026)

    by_months = to_date(monthly, year, per=per).point
    by_quarters = to_date(quarters(monthly, per=per), year, per=per).point

    wanted = Decimal(above) * per / Decimal(below) if below else None
    assert by_months.value == by_quarters.value == wanted


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(-99, 99), min_size=3, max_size=30))
def test_quarters_and_months_lose_and_invent_nothing(values):
    quarterly = quarters(counts(values))

    for index, point in enumerate(quarterly.points):
        months = values[3 * index : 3 * index + 3]
        assert point.value == (None if None in months else sum(months))
        assert point.period.kind is PeriodKind.QUARTER
