"""A measure's values over time, and what adds up."""

from decimal import Decimal

import pytest

from measures.domain.quantity import Kind
from measures.domain.series import (
    Point,
    Series,
    Symbol,
    combine,
    combine_areas,
)
from opcc.core.periods import Period

APRIL = Period.month(2026, 4)
Q1 = Period.quarter(2026, 1)
SPRING = (APRIL, APRIL + 1, APRIL + 2)


def months_of(values, first=APRIL, **facts):
    """A point for each month from ``first``; None is a gap, a Symbol stays."""
    points = []
    for index, value in enumerate(values):
        period = first + index
        if value is None:
            points.append(Point.missing(period))
        elif isinstance(value, Symbol):
            points.append(Point(period, symbol=value))
        else:
            points.append(Point(period, Decimal(value), **facts))
    return points


def share(period, numerator, denominator, per=100):
    numerator, denominator = Decimal(numerator), Decimal(denominator)
    if denominator == 0:
        return Point(period, None, numerator, denominator, Symbol.NOT_APPLICABLE)
    return Point(period, numerator * per / denominator, numerator, denominator)


def counts(values, first=APRIL):
    return Series(Kind.COUNT, tuple(months_of(values, first)))


# -- points


def test_a_period_has_either_a_value_or_a_symbol():
    with pytest.raises(ValueError, match="not both"):
        Point(APRIL)
    with pytest.raises(ValueError, match="not both"):
        Point(APRIL, Decimal(3), symbol=Symbol.SUPPRESSED)


def test_zero_is_a_value():
    assert Point(APRIL, Decimal(0)).symbols == ""


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"value": Decimal("NaN")}, "finite"),
        ({"value": Decimal(1), "denominator": Decimal("Infinity")}, "finite"),
        ({"value": Decimal(1), "denominator": Decimal(-1)}, "under 0"),
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers, words):
    with pytest.raises(ValueError, match=words):
        Point(APRIL, **numbers)


@pytest.mark.parametrize(
    ("facts", "marks", "symbols"),
    [
        ({}, (), ""),
        ({"provisional": True}, ("p",), "[p]"),
        ({"provisional": True, "revised": True}, ("p", "r"), "[p] [r]"),
        ({"estimated": True, "break_before": True}, ("e", "b"), "[e] [b]"),
        ({"break_inside": True}, ("b",), "[b]"),
    ],
)
def test_marks_stand_beside_the_number(facts, marks, symbols):
    point = Point(APRIL, Decimal(1), **facts)

    assert point.marks == marks
    assert point.symbols == symbols


def test_a_symbol_stands_in_place_of_the_number():
    hidden = Point(APRIL, symbol=Symbol.SUPPRESSED, provisional=True)

    assert hidden.symbols == "[c]"


# -- series


def test_a_series_fills_its_gaps_with_not_available():
    recorded = {
        APRIL: Point(APRIL, Decimal(5)),
        APRIL + 2: Point(APRIL + 2, Decimal(0)),
    }

    series = Series.of(Kind.COUNT, APRIL, APRIL + 3, recorded)

    assert series.values == (Decimal(5), None, Decimal(0), None)
    assert series.points[1].symbol is Symbol.NOT_AVAILABLE
    assert series.latest == Point.missing(APRIL + 3)


def test_a_series_leaves_out_what_is_recorded_outside_it():
    recorded = {APRIL + 9: Point(APRIL + 9, Decimal(5))}

    assert Series.of(Kind.COUNT, APRIL, APRIL, recorded).values == (None,)


def test_periods_that_do_not_follow_each_other_are_refused():
    april, june = Point.missing(APRIL), Point.missing(APRIL + 2)

    for points in [(april, june), (june, april), (april, Point.missing(Q1))]:
        with pytest.raises(ValueError, match="does not follow"):
            Series(Kind.COUNT, points)


def test_periods_of_another_length_are_refused():
    with pytest.raises(ValueError, match="is not a month of the series"):
        Series.of(Kind.COUNT, APRIL, APRIL, {Q1: Point.missing(Q1)})
    with pytest.raises(ValueError, match="does not run"):
        Series.of(Kind.COUNT, APRIL, Q1, {})
    with pytest.raises(ValueError, match="does not run"):
        Series.of(Kind.COUNT, APRIL + 1, APRIL, {})


def test_a_series_is_asked_of_a_period_and_of_the_past():
    series = counts([1, 2, 3, 4])

    assert series.at(APRIL + 1).value == 2
    assert series.at(APRIL + 4) is None
    assert series.upto(Q1).values == (1, 2, 3)
    assert series.upto(APRIL - 1).latest is None


# -- combining periods


def test_counts_are_summed_when_every_part_is_present():
    total = combine(months_of([12, 0, 11]), kind=Kind.COUNT, period=Q1)

    assert total.point == Point(Q1, Decimal(23))
    assert (total.present, total.of, total.reason) == (3, 3, "")


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.MONEY])
def test_a_sum_with_a_part_missing_is_nothing_and_says_how_many_there_are(kind):
    total = combine(months_of([12, None, 11]), kind=kind, period=Q1)

    assert total.point.symbols == "[x]"
    assert (total.present, total.of) == (2, 3)
    assert total.reason == total.point.note == "2 of 3 months"


@pytest.mark.parametrize("symbol", [Symbol.SUPPRESSED, Symbol.WITHHELD])
@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.PERCENTAGE, Kind.MEAN])
def test_a_hidden_part_hides_the_total_even_where_another_is_missing(kind, symbol):
    points = months_of([12, symbol, None])

    total = combine(points, kind=kind, period=Q1)

    assert total.point.symbol is symbol
    assert total.reason == f"one or more months are {symbol.words}"


def test_parts_that_do_not_apply_make_a_total_that_does_not_apply():
    total = combine(months_of([Symbol.NOT_APPLICABLE] * 3), kind=Kind.COUNT, period=Q1)

    assert total.point.symbol is Symbol.NOT_APPLICABLE


def test_percentages_are_combined_by_sums_never_averaged():
    # 1 of 2 and 10 of 100 and 0 of 8: 11 of 110 is 10%; the mean would be 20%.
    points = [share(APRIL, 1, 2), share(APRIL + 1, 10, 100), share(APRIL + 2, 0, 8)]

    total = combine(points, kind=Kind.PERCENTAGE, period=Q1)

    assert total.point == Point(Q1, Decimal(10), Decimal(11), Decimal(110))


def test_percentages_without_their_numerators_have_no_total():
    points = [share(APRIL, 1, 2), *months_of([50, 50], APRIL + 1)]

    total = combine(points, kind=Kind.PERCENTAGE, period=Q1)

    assert total.point.symbol is Symbol.NOT_AVAILABLE
    assert total.reason == "1 of 3 months with a numerator and denominator"


def test_a_missing_percentage_leaves_no_total():
    points = [share(APRIL, 1, 2), share(APRIL + 1, 1, 2), Point.missing(APRIL + 2)]

    assert combine(points, kind=Kind.PERCENTAGE, period=Q1).reason == "2 of 3 months"


def test_none_of_none_adds_nothing_to_a_percentage():
    points = [share(APRIL, 1, 4), share(APRIL + 1, 0, 0), share(APRIL + 2, 1, 4)]

    assert combine(points, kind=Kind.PERCENTAGE, period=Q1).point.value == 25


def test_a_percentage_of_nobody_does_not_apply_but_still_adds_up():
    nobody = [share(month, 0, 0) for month in SPRING]

    total = combine(nobody, kind=Kind.PERCENTAGE, period=Q1)

    assert total.point.symbol is Symbol.NOT_APPLICABLE
    assert total.reason == "the base is 0"
    assert (total.point.numerator, total.point.denominator) == (0, 0)


def test_a_rate_needs_its_multiplier_and_is_never_multiplied_by_the_months():
    points = [share(month, 30, 10000, per=1000) for month in SPRING]

    assert combine(points, kind=Kind.RATE, period=Q1, per=1000).point.value == 3
    with pytest.raises(ValueError, match="multiplier"):
        combine(points, kind=Kind.RATE, period=Q1)


@pytest.mark.parametrize(
    ("kind", "how"), [(Kind.MEAN, {}), (Kind.DURATION, {"duration_stated_as": "mean"})]
)
def test_means_are_weighted_by_the_number_they_are_of(kind, how):
    # (10 x 1 + 20 x 3 + 30 x 0) / 4
    points = [
        Point(APRIL, Decimal(10), denominator=Decimal(1)),
        Point(APRIL + 1, Decimal(20), denominator=Decimal(3)),
        Point(APRIL + 2, denominator=Decimal(0), symbol=Symbol.NOT_APPLICABLE),
    ]

    total = combine(points, kind=kind, period=Q1, **how)

    assert total.point == Point(Q1, Decimal("17.5"), denominator=Decimal(4))


def test_a_mean_of_an_unknown_number_has_no_total():
    total = combine(months_of([10, 20, 30]), kind=Kind.MEAN, period=Q1)

    assert total.reason == "0 of 3 months with the number that the mean is of"


def test_a_mean_of_nobody_does_not_apply():
    nobody = [
        Point(month, denominator=Decimal(0), symbol=Symbol.NOT_APPLICABLE)
        for month in SPRING
    ]

    assert combine(nobody, kind=Kind.MEAN, period=Q1).point.symbols == "[z]"


@pytest.mark.parametrize("kind", [Kind.MEDIAN, Kind.SCORE, Kind.DURATION])
def test_medians_and_scores_have_no_total(kind):
    total = combine(months_of([1, 2, 3]), kind=kind, period=Q1)

    assert total.point.symbol is Symbol.NOT_APPLICABLE
    assert total.reason.startswith("no total: a ")


def test_one_part_that_is_the_whole_stands_as_it_is():
    median = Point(Q1, Decimal(9), provisional=True)

    assert combine([median], kind=Kind.MEDIAN, period=Q1).point == median


def test_a_stock_over_periods_is_the_latest():
    total = combine(months_of([None, 9, 7]), kind=Kind.STOCK, period=Q1)

    assert total.point == Point(Q1, Decimal(7))
    assert (total.present, total.of) == (2, 3)


def test_a_stock_without_its_latest_is_not_that_of_the_month_before():
    total = combine(months_of([8, 9, None]), kind=Kind.STOCK, period=Q1)

    assert total.point.symbol is Symbol.NOT_AVAILABLE
    assert total.reason == "June 2026 is not available"


@pytest.mark.parametrize(("values", "average"), [([6, 9, 9], 8), ([6, None, 9], None)])
def test_a_stock_is_averaged_if_the_measure_says_so(values, average):
    points = months_of(values)

    total = combine(points, kind=Kind.STOCK, period=Q1, stock="average")

    assert total.point.value == average


@pytest.mark.parametrize("mark", ["provisional", "revised", "estimated"])
def test_a_mark_on_one_part_is_on_the_total(mark):
    points = [*months_of([1, 2]), *months_of([3], APRIL + 2, **{mark: True})]

    assert getattr(combine(points, kind=Kind.COUNT, period=Q1).point, mark)


def test_a_break_inside_a_total_is_flagged_not_refused():
    points = [*months_of([1, 2]), *months_of([3], APRIL + 2, break_before=True)]

    point = combine(points, kind=Kind.COUNT, period=Q1).point

    assert point.value == 6
    assert point.break_before
    assert point.break_inside


def test_a_break_at_the_start_of_a_total_is_not_inside_it():
    points = [*months_of([1], break_before=True), *months_of([2, 3], APRIL + 1)]

    point = combine(points, kind=Kind.COUNT, period=Q1).point

    assert point.break_before
    assert not point.break_inside


def test_the_latest_of_a_stock_after_a_break_is_all_on_one_side_of_it():
    points = [*months_of([1]), *months_of([2], APRIL + 1, break_before=True)]
    points += months_of([3], APRIL + 2)

    point = combine(points, kind=Kind.STOCK, period=Q1).point

    assert point.break_before
    assert not point.break_inside


@pytest.mark.parametrize(
    "months", [[0, 1], [1, 2], [0, 2], [2, 1, 0], [0, 1, 2, 3], []]
)
def test_parts_that_are_not_the_whole_are_refused(months):
    points = [Point(APRIL + index, Decimal(1)) for index in months]

    with pytest.raises(ValueError, match="do not make up April to June 2026"):
        combine(points, kind=Kind.COUNT, period=Q1)


# -- combining areas


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.MONEY, Kind.STOCK])
def test_areas_are_summed_stocks_too(kind):
    areas = [Point(Q1, Decimal(value)) for value in (4, 5, 6)]

    assert combine_areas(areas, kind=kind, period=Q1).point.value == 15


def test_areas_are_summed_only_when_all_are_present():
    areas = [Point(Q1, Decimal(4)), Point.missing(Q1)]

    total = combine_areas(areas, kind=Kind.COUNT, period=Q1)

    assert total.reason == "1 of 2 areas"


def test_percentages_of_areas_are_combined_by_sums():
    areas = [share(Q1, 1, 2), share(Q1, 0, 8)]

    assert combine_areas(areas, kind=Kind.PERCENTAGE, period=Q1).point.value == 10


def test_a_break_that_every_area_has_is_before_their_total_not_inside_it():
    areas = [Point(Q1, Decimal(1), break_before=True)] * 2

    point = combine_areas(areas, kind=Kind.COUNT, period=Q1).point

    assert point.break_before
    assert not point.break_inside


def test_areas_of_another_period_are_refused():
    for areas in ([], [Point.missing(Q1 + 1)]):
        with pytest.raises(ValueError, match="Every area needs"):
            combine_areas(areas, kind=Kind.COUNT, period=Q1)
