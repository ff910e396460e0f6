"""What is expected of a figure: a range from the past, and parts that add up."""

from decimal import Decimal

import pytest

from measures.domain.checks import (
    amount_typed,
    expectation,
    oddities,
    sum_oddities,
)
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series, Symbol
from measures.domain.sheet.specs import MeasureSpec
from measures.domain.sheet.texts import Refused
from opcc.core.periods import Period

OFFENCES = Unit(Kind.COUNT, "offences", 0)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
NEXT = Period.month(2026, 4)


def before(*values, kind=Kind.COUNT):
    """The months that end with March 2026; None is a gap."""
    first = NEXT - len(values)
    points = (
        Point.missing(first + place)
        if value is None
        else Point(first + place, Decimal(value))
        for place, value in enumerate(values)
    )
    return Series(kind, tuple(points))


def now(value):
    return Point(NEXT, Decimal(value))


def odd(value, expected, *, past=None, unit=OFFENCES):
    return oddities(
        now(value),
        past,
        unit=unit,
        jump_percent=50,
        small_base=0,
        expected=expected,
    )


# -- outliers


def test_eight_values_give_the_limits_of_chance():
    # The moves between neighbours are all 2, so 11 and 2.66 x 2 either way.
    found = expectation(before(*[10, 12] * 4))

    assert found.source == "chance"
    assert found.lower == pytest.approx(5.68)
    assert found.upper == pytest.approx(16.32)


def test_fewer_values_give_the_median_and_how_far_they_lie_from_it():
    # Median 12; from it 2, 1, 0, 1, 2, of which the median is 1: 3.5 x 1 / 0.6745.
    found = expectation(before(10, 11, 12, 13, 14))

    assert found.source == "the past"
    assert found.lower == pytest.approx(12 - 5.18903)
    assert found.upper == pytest.approx(12 + 5.18903)


@pytest.mark.parametrize(
    "values",
    [(), (10, 11, 12, 13), (5, 5, 5, 5, 9), (10, None, 11, None, 12, 13)],
    ids=["none", "four", "more than half the same", "four with gaps"],
)
def test_too_little_to_go_by_lets_nothing_be_expected(values):
    assert expectation(before(*values)) is None


def test_what_was_before_a_rebase_is_not_gone_by():
    past = before(*[10, 12] * 4, 30, 32)

    assert expectation(past, rebased_at=[NEXT - 2]) is None


@pytest.mark.parametrize(
    ("value", "codes"),
    [("16", []), ("17", ["outlier"]), ("6", []), ("5", ["outlier"])],
)
def test_a_value_beyond_chance_wants_a_reason(value, codes):
    expected = expectation(before(*[10, 12] * 4))

    assert [each.code for each in odd(value, expected)] == codes


def test_the_sentence_names_the_range():
    (outlier,) = odd("17", expectation(before(*[10, 12] * 4)))

    assert outlier.message == (
        "Above the range expected from chance, 6 to 16. Say why, or confirm."
    )


def test_the_range_of_a_percentage_is_told_within_0_and_100():
    # 99 and 97 in turn: 98 and 2.66 x 2 either way, so 92.68 to 103.32.
    expected = expectation(before(*[99, 97] * 4, kind=Kind.PERCENTAGE))
    (outlier,) = odd("90", expected, unit=PERCENT)

    assert "92.7% to 100.0%" in outlier.message


def test_what_lies_outside_is_not_told_twice():
    expected = expectation(before(*[10, 12] * 4))
    past = Point(NEXT - 1, Decimal(12))

    assert [each.code for each in odd("30", expected, past=past)] == ["outlier"]


# -- sums


def part(value, **facts):
    number = None if value is None else Decimal(value)
    return Point(NEXT, number, **facts)


def disagreements(total, parts, unit=OFFENCES):
    return [each.message for each in sum_oddities(total, parts, unit=unit)]


def test_districts_that_come_to_the_whole_say_nothing():
    assert disagreements(now(30), {"district": [part(10), part(20)]}) == []


def test_districts_that_do_not_come_to_the_whole_want_a_reason():
    (message,) = disagreements(now(31), {"district": [part(10), part(20)]})

    assert message.startswith("By district the figure comes to 30, and the whole says")


@pytest.mark.parametrize(
    "gap", [None, part(None, symbol=Symbol.SUPPRESSED)], ids=["gap", "[c]"]
)
def test_parts_with_a_gap_say_nothing_of_the_whole(gap):
    assert disagreements(now(31), {"district": [part(10), gap]}) == []


def test_the_parts_of_a_percentage_add_up_by_its_two_numbers():
    def ratio(top, base):
        share = Decimal(top) * 100 / base
        return Point(NEXT, share, Decimal(top), Decimal(base))

    parts = {"district": [ratio(1, 4), ratio(3, 4)]}

    assert disagreements(ratio(4, 8), parts, PERCENT) == []
    assert disagreements(ratio(5, 8), parts, PERCENT) == [
        "By district the numerator comes to 4, and the whole says 5. "
        "Say why, or confirm."
    ]


def test_medians_are_not_added_up():
    days = Unit(Kind.MEDIAN, "days", 0)

    assert disagreements(now(31), {"district": [part(10), part(20)]}, days) == []


def test_a_part_is_not_more_than_its_whole():
    spec = MeasureSpec(key="1", kind=Kind.PERCENTAGE)

    with pytest.raises(Refused, match="more than the whole") as refusal:
        amount_typed(spec, {"numerator": "9", "denominator": "8"})

    assert (refusal.value.code, refusal.value.field) == ("out_of_range", "numerator")
