"""Primary suppression: what is hidden for being small itself."""

from decimal import Decimal

import pytest

from measures.domain.change import change
from measures.domain.disclosure import (
    hide_small,
    is_small,
    reveals_small,
    small_cells,
)
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series, Symbol, rolling
from opcc.core.periods import Period

Q1 = Period.quarter(2025, 1)


def share(value, numerator, denominator):
    parts = [None if n is None else Decimal(n) for n in (numerator, denominator)]
    return Point(Q1, Decimal(value), numerator=parts[0], denominator=parts[1])


def quarterly(*told):
    points = (Point(Q1 + place, Decimal(value)) for place, value in enumerate(told))
    return Series(Kind.COUNT, tuple(points))


@pytest.mark.parametrize(
    ("count", "small"), [(0, False), (1, True), (4, True), (5, False), (-3, True)]
)
def test_one_to_four_are_small_and_nought_is_shown(count, small):
    assert is_small(count) is small


def test_an_office_may_set_another_threshold():
    assert is_small(9, 10)
    assert not is_small(9, 9)
    with pytest.raises(ValueError):
        is_small(1, 0)


@pytest.mark.parametrize(
    ("point", "kind", "reveals"),
    [
        (share("3", 3, 100), Kind.PERCENTAGE, True),
        (share("97", 97, 100), Kind.PERCENTAGE, True),  # the other 3 of 100
        (share("95", 95, 100), Kind.PERCENTAGE, False),
        (share("0", 0, 100), Kind.PERCENTAGE, False),
        (share("0", 0, 4), Kind.PERCENTAGE, True),  # all 4 did not
        (share("3.0", None, 100), Kind.PERCENTAGE, True),  # 3.0% of 100 are 3
        (share("60", None, None), Kind.PERCENTAGE, False),
        (share("0.1", 4, 40000), Kind.RATE, True),
        (share("0.2", 5, 40000), Kind.RATE, False),
        (share("12.5", None, 2), Kind.MEAN, True),
        (share("3", None, None), Kind.SCORE, False),
        (share("3", None, None), Kind.STOCK, True),
    ],
)
def test_a_value_is_hidden_for_the_small_count_in_it(point, kind, reveals):
    assert reveals_small(point, kind) is reveals


def test_a_hidden_point_keeps_neither_its_number_nor_its_parts():
    series = Series(Kind.PERCENTAGE, (share("3", 3, 100),))

    point = hide_small(series).points[0]

    assert point.symbol is Symbol.SUPPRESSED
    assert (point.value, point.numerator, point.denominator) == (None, None, None)


def test_zero_missing_and_hidden_stay_three_states():
    points = (
        Point(Q1, Decimal(0)),
        Point.missing(Q1 + 1),
        Point(Q1 + 2, Decimal(4)),
    )

    shown = hide_small(Series(Kind.COUNT, points)).points

    assert [point.symbols for point in shown] == ["", "[x]", "[c]"]


def test_totals_and_changes_with_a_hidden_value_are_hidden_with_it():
    shown = hide_small(quarterly(12, 9, 3, 10))

    total = rolling(shown, Q1 + 3)
    moved = change(
        shown.points[3],
        shown.points[2],
        unit=Unit(Kind.COUNT, "", 0),
        polarity="lower",
    )

    assert total.point.symbol is Symbol.SUPPRESSED
    assert moved.difference is None


def test_a_number_that_we_do_not_have_is_hidden_in_a_table():
    assert small_cells({"a": 0, "b": 4, "c": None, "d": 5}) == {"b", "c"}
