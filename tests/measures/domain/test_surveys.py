"""What sampling leaves open in a survey's figures, and chance in complete counts."""

from decimal import Decimal

import pytest

from measures.domain import intervals
from measures.domain.change import Word, change
from measures.domain.direction import Heading, direction
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series
from measures.domain.surveys import (
    OVERLAP,
    PUBLISHED,
    UNKNOWN,
    WITHIN,
    Sampling,
    chance_interval,
)
from opcc.core.periods import Period

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
NOW, BEFORE = Period.year(2025), Period.year(2024)
SIMPLE = Sampling()


def asked(x, n, period=NOW):
    value = Decimal(x) * 100 / Decimal(n)
    return Point(period, value, numerator=Decimal(x), denominator=Decimal(n))


def stated(value, low, high, period=NOW):
    return Point(period, Decimal(value), low=Decimal(low), high=Decimal(high))


def compared(now, before, sampling=SIMPLE):
    return change(now, before, unit=PERCENT, polarity="higher", sampling=sampling)


def test_half_of_a_hundred_people_is_forty_to_sixty_per_cent():
    # Wilson: 1.96 x sqrt(0.0025 + 0.000096) / 1.0384 is 0.0962 either side of a half.
    found = SIMPLE.interval(asked(50, 100), Kind.PERCENTAGE)

    assert found.words(PERCENT) == "40.4% to 59.6%"
    assert found.basis == intervals.SAMPLING


def test_a_design_effect_of_two_makes_the_sample_half_as_large():
    # Wilson of 25 of 50: 1.96 x sqrt(0.005 + 0.000384) / 1.0768 is 0.1336.
    found = Sampling(Decimal(2)).interval(asked(50, 100), Kind.PERCENTAGE)

    assert found.words(PERCENT) == "36.6% to 63.4%"


def test_a_published_interval_stands_before_one_that_is_worked_out():
    point = Point(
        NOW, Decimal(50), Decimal(50), Decimal(100), low=Decimal(38), high=Decimal(62)
    )

    found = SIMPLE.interval(point, Kind.PERCENTAGE)

    assert (found.ends, found.basis) == ((38, 62), PUBLISHED)


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        (Point(NOW, Decimal(7)), Kind.SCORE),
        (Point(NOW, Decimal(50)), Kind.PERCENTAGE),
        (Point.missing(NOW), Kind.PERCENTAGE),
    ],
)
def test_without_a_sample_size_or_a_published_interval_there_is_none(point, kind):
    assert SIMPLE.interval(point, kind) is None


def test_a_design_effect_is_above_nought():
    with pytest.raises(ValueError, match="above 0"):
        Sampling(Decimal(0))


def test_estimates_far_apart_are_a_change_with_its_interval():
    # 10 less and more the root of 25 + 16, which is 6.4.
    found = compared(stated(60, 55, 65), stated(50, 46, 54, BEFORE))

    assert found.word is Word.IMPROVED
    assert found.interval == pytest.approx((3.597, 16.403), abs=0.001)
    assert "95% interval of the difference 3.6 points to 16.4 points" in found.sentence


def test_a_difference_that_may_be_nought_is_no_clear_change():
    # 4 less the root of 25 + 25 is -3.1.
    found = compared(stated(60, 55, 65), stated(56, 51, 61, BEFORE))

    assert (found.word, found.doubt) == (Word.NO_CLEAR_CHANGE, WITHIN)
    assert "no clear change" in found.sentence
    assert "−3.1 points to 11.1 points" in found.sentence


def test_estimates_whose_intervals_overlap_are_no_clear_change():
    # 8 less the root of 25 + 36 is 0.2, but 55 to 65 and 46 to 58 overlap.
    found = compared(stated(60, 55, 65), stated(52, 46, 58, BEFORE))

    assert (found.word, found.doubt) == (Word.NO_CLEAR_CHANGE, OVERLAP)


def test_the_difference_of_two_shares_is_newcombes():
    # R. G. Newcombe, 1998, table II (a): 56/70 - 48/80 is 0.2, 0.0524 to 0.3339.
    found = compared(asked(56, 70), asked(48, 80, BEFORE))

    assert found.interval == pytest.approx((5.24, 33.39), abs=0.01)


def test_a_difference_of_unknown_sampling_is_no_clear_change():
    found = compared(Point(NOW, Decimal(60)), Point(BEFORE, Decimal(50)))

    assert (found.word, found.doubt) == (Word.NO_CLEAR_CHANGE, UNKNOWN)


def test_a_complete_count_changes_whatever_chance_may_do():
    found = compared(asked(56, 70), asked(48, 80, BEFORE), sampling=None)

    assert (found.word, found.interval) == (Word.IMPROVED, None)


@pytest.mark.parametrize(
    ("before", "heading"),
    [
        (stated(50, 46, 54, BEFORE), Heading.IMPROVING),
        (stated(56, 51, 61, BEFORE), Heading.NO_CLEAR_CHANGE),
        (stated(52, 46, 58, BEFORE), Heading.NO_CLEAR_CHANGE),
    ],
)
def test_a_survey_goes_somewhere_only_if_sampling_does_not_explain_it(before, heading):
    found = compared(stated(60, 55, 65), before)

    judged = direction(None, found, is_survey=True, difference_interval=found.interval)

    assert judged.heading is heading


def test_each_figure_of_a_series_carries_its_interval_and_a_gap_none():
    series = Series(Kind.PERCENTAGE, (Point.missing(BEFORE), asked(50, 100)))

    gap, point = SIMPLE.over(series, 1).points

    assert (point.low, point.high) == (Decimal("40.4"), Decimal("59.6"))
    assert gap.low is None


@pytest.mark.parametrize(
    ("point", "kind", "per", "ends"),
    [
        # Exact Poisson limits of 4: chi-squared tables give 1.09 and 10.24.
        (Point(NOW, Decimal(4)), Kind.COUNT, 1, (1.09, 10.24)),
        (asked(50, 100), Kind.PERCENTAGE, 100, (40.38, 59.62)),
        # 4 among 2,000 people, for each 1,000.
        (
            Point(NOW, Decimal(2), Decimal(4), Decimal(2000)),
            Kind.RATE,
            1000,
            (0.545, 5.121),
        ),
    ],
)
def test_what_chance_could_do_to_a_complete_count_is_called_chance(
    point, kind, per, ends
):
    found = chance_interval(point, kind, per)

    assert found.ends == pytest.approx(ends, abs=0.005)
    assert "chance variation in a complete count, not sampling" in found.basis


def test_a_median_has_no_interval_of_chance():
    assert chance_interval(Point(NOW, Decimal(31)), Kind.MEDIAN, 1) is None


@pytest.mark.parametrize("ends", [(Decimal(1), None), (Decimal(9), Decimal(3))])
def test_an_interval_has_two_ends_in_order(ends):
    with pytest.raises(ValueError, match="interval"):
        Point(NOW, Decimal(5), low=ends[0], high=ends[1])
