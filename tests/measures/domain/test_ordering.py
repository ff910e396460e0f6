"""The parts of a measure in order."""

from decimal import Decimal

import pytest

from measures.domain.ordering import worst_first

FIVE = [Decimal(62), None, Decimal(71), Decimal(55), Decimal(62)]


@pytest.mark.parametrize(
    ("polarity", "order"),
    [
        ("higher", [3, 0, 4, 2, 1]),
        ("lower", [2, 0, 4, 3, 1]),
        ("neutral", [2, 0, 4, 3, 1]),
    ],
)
def test_the_worst_part_comes_first_and_what_has_no_figure_last(polarity, order):
    assert worst_first(FIVE, polarity=polarity) == order


def test_where_a_range_is_better_the_furthest_outside_comes_first():
    # Outside 58 to 64 lie 71, by 7, and 55, by 3.
    found = worst_first(FIVE, polarity="band", lower=Decimal(58), upper=Decimal(64))

    assert found == [2, 3, 0, 4, 1]
