"""Intervals: against published tables, and at the edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.domain import intervals

# -- proportions


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998a, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_limits(x, n, low, high):
    assert intervals.wilson(x, n) == pytest.approx((low, high), abs=5e-5)


def test_nobody_and_everybody_reach_the_ends_exactly():
    assert intervals.wilson(0, 7)[0] == 0
    assert intervals.wilson(7, 7)[1] == 1


@pytest.mark.parametrize(
    ("x", "n"), [(0, 0), (-1, 10), (11, 10), (1, -5), (float("nan"), 10)]
)
def test_a_proportion_that_cannot_be_is_refused(x, n):
    with pytest.raises(ValueError):
        intervals.wilson(x, n)


@given(st.integers(1, 5000), st.data())
def test_a_proportion_lies_in_its_own_interval(n, data):
    x = data.draw(st.integers(0, n))

    low, high = intervals.wilson(x, n)

    assert 0 <= low <= x / n <= high <= 1


# -- differences


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [  # Newcombe 1998b, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_limits(one, other, low, high):
    difference, *limits = intervals.newcombe(*one, *other)

    assert difference == pytest.approx(one[0] / one[1] - other[0] / other[1])
    assert limits == pytest.approx([low, high], abs=5e-5)


def test_a_difference_is_a_change_only_where_nought_is_outside():
    assert intervals.excludes_nought(0.05, 0.33)
    assert intervals.excludes_nought(-0.33, -0.05)
    assert not intervals.excludes_nought(-0.04, 0.19)
    assert not intervals.excludes_nought(0.0, 0.19)


def test_survey_estimates_that_touch_overlap():
    assert intervals.overlap((0.5, 0.6), (0.6, 0.7))
    assert not intervals.overlap((0.5, 0.6), (0.61, 0.7))


def test_a_design_effect_shrinks_the_sample():
    assert intervals.effective_size(1000, 1.6) == 625
    with pytest.raises(ValueError):
        intervals.effective_size(1000, 0)


# -- rates


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [  # exact Poisson limits, as tabled by Garwood 1936
        (0, 0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (9, 4.115, 17.085),
    ],
)
def test_small_counts_have_the_exact_poisson_limits(count, low, high):
    assert intervals.count_interval(count) == pytest.approx((low, high), abs=5e-4)


def test_from_ten_on_byar_is_used():
    # 100 (1 - 1/900 - 1.96/30)^3 = 81.362; 101 (1 - 1/909 + 1.96/30.15)^3 = 121.628
    assert intervals.count_interval(100) == pytest.approx((81.362, 121.628), abs=1e-3)
    # The exact lower limit of 10 is 4.795: Byar's is not quite that.
    assert intervals.count_interval(10)[0] == pytest.approx(4.7874, abs=1e-4)


def test_a_rate_is_per_thousand_people_with_its_limits():
    # 5 of 2,000: 2.5, from 1.6235 / 2 to 11.6683 / 2.
    assert intervals.rate_interval(5, 2000) == pytest.approx(
        (2.5, 0.8117, 5.8342), abs=1e-4
    )
    assert intervals.rate_interval(5, 2000, per=100)[0] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("count", "population", "per"),
    [(-1, 10, 1000), (5, 0, 1000), (5, -3, 1000), (5, 10, 0), (2.5, 10, 1000)],
)
def test_a_rate_that_cannot_be_is_refused(count, population, per):
    with pytest.raises(ValueError):
        intervals.rate_interval(count, population, per)
