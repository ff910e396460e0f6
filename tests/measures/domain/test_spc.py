"""Statistical process control, each rule worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.domain import quantity
from measures.domain.series import Point, Series
from measures.domain.spc import (
    Assurance,
    Kind,
    Label,
    Strength,
    Variation,
    analyse,
    analyse_series,
)
from opcc.core.periods import Period

ZIGZAG = [10, 12] * 6
"""Every move is 2, the mean 11: limits 5.68 and 16.32, near limits 7.45 and 14.55."""


def labels(analysis):
    return [point.label for point in analysis.points]


def higher(values, **facts):
    return analyse(values, improvement="higher", **facts)


# -- limits


def test_limits_are_the_mean_and_2_66_mean_moves_either_side():
    point = higher(ZIGZAG).points[0]

    assert (point.mean, point.lower, point.upper) == pytest.approx((11, 5.68, 16.32))
    near = 2 / 3 * 5.32
    assert point.near_lower == pytest.approx(11 - near)
    assert point.near_upper == pytest.approx(11 + near)


def test_limits_are_never_cut_to_what_can_be():
    assert higher([0, 10] * 6).points[0].lower == pytest.approx(5 - 26.6)


@pytest.mark.parametrize(
    ("count", "strength"), [(7, "none"), (8, "trial"), (12, "trial"), (13, "firm")]
)
def test_limits_are_trial_from_8_values_and_firm_from_13(count, strength):
    analysis = higher((ZIGZAG + ZIGZAG)[:count])

    assert analysis.strength == strength
    assert (analysis.points[0].upper is None) is (count < 8)
    assert analysis.points[0].mean is not None


def test_a_missing_value_counts_neither_as_a_value_nor_as_a_move():
    # Beside the gap lie 12 and 12; all other moves are 2, so the limits are the same.
    analysis = higher([10, 12, None, 12, 10, 12, 10, 12, 10])

    assert analysis.strength is Strength.TRIAL
    assert analysis.points[0].upper == pytest.approx(11 + 2.66 * 2)


def test_an_extreme_move_is_left_out_of_the_limits_once():
    # 11 moves of 2 and one of 40: their mean is 62/12, and 3.267 of it is 16.9.
    values = [*ZIGZAG, 52]

    screened, whole = higher(values), higher(values, screen=False)

    assert screened.groups[0].limits.reach == pytest.approx(2)
    assert whole.groups[0].limits.reach == pytest.approx(62 / 12)


def test_where_screening_would_leave_nothing_all_moves_count_and_it_is_said():
    # Nine moves of 0 and one of 10: 10 is over 3.267, and without it nothing varies.
    analysis = higher([5] * 10 + [15])

    assert analysis.groups[0].limits.reach == pytest.approx(1)
    assert any("largest moves are kept" in said for said in analysis.warnings)


@pytest.mark.parametrize("values", [[7] * 20, [7, None] * 10])
def test_without_any_measured_move_there_are_no_limits(values):
    analysis = higher(values, target=5)

    assert analysis.points[0].upper is None
    assert analysis.strength is Strength.NONE
    assert analysis.assurance is Assurance.NOT_ASSESSABLE


def test_limits_may_be_fixed_on_the_first_rows_of_each_group():
    values = ZIGZAG + [30, 50] * 6
    analysis = higher(values, fix_after=12)

    assert analysis.points[-1].mean == 11
    assert analysis.points[-1].label is Label.ABOVE_LIMIT
    with pytest.raises(ValueError):
        higher(values, fix_after=11)


def test_nothing_crosses_a_rebase():
    analysis = higher(ZIGZAG + [30, 32] * 6, rebase=[12])

    assert [point.group for point in analysis.points] == [0] * 12 + [1] * 12
    assert [group.limits.mean for group in analysis.groups] == [11, 31]
    # A move of 18 from one group to the next is part of neither.
    assert analysis.groups[1].limits.reach == 2
    assert set(labels(analysis)) == {Label.COMMON_CAUSE}


@pytest.mark.parametrize("index", [-1, 12])
def test_a_group_starts_at_one_of_the_values(index):
    with pytest.raises(ValueError):
        higher(ZIGZAG, rebase=[index])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError):
        higher([1, 2, value])


# -- rules


def test_a_point_beyond_a_limit_is_outside_and_one_on_it_is_not():
    # Fixed on the zigzag, whose limits are 11 and 2.66 x 2 either side.
    values = [*ZIGZAG, 11 + 5.32, 16.33, 11 - 5.32, 5.67]
    found = labels(higher(values, fix_after=12))[12:]

    assert found[1] is Label.ABOVE_LIMIT
    assert found[3] is Label.BELOW_LIMIT
    assert Label.ABOVE_LIMIT not in (found[0], found[2])
    assert Label.BELOW_LIMIT not in (found[0], found[2])


def test_seven_rising_points_are_a_trend_and_six_are_not():
    rising = [1, 2, 3, 4, 5, 6, 7]

    assert labels(higher(rising)) == [Label.TREND_UP] * 7
    assert labels(higher(rising[:6])) == [Label.COMMON_CAUSE] * 6


@pytest.mark.parametrize("broken", [[1, 2, 3, 3, 4, 5, 6], [1, 2, 3, None, 5, 6, 7]])
def test_an_equal_pair_or_a_gap_breaks_a_trend(broken):
    assert Label.TREND_UP not in labels(higher(broken))


def test_the_turn_between_two_trends_is_named_by_the_next_step():
    up, down = [1, 2, 3, 4, 5, 6, 7], [6, 5, 4, 3, 2, 1]
    # Without a value in the baseline there is no mean, so that only trends can fire.
    points = higher([None] * 12 + up + down, fix_after=12).points[12:]

    assert [p.label for p in points[:6]] == [Label.TREND_UP] * 6
    assert [p.label for p in points[6:]] == [Label.TREND_DOWN] * 7
    assert points[6].rules == (Label.TREND_DOWN, Label.TREND_UP)


def test_two_of_three_close_points_on_one_side_are_flagged_and_the_third_is_not():
    # Near limit 14.55, limit 16.32; 12.5 is above the mean only.
    found = labels(higher([*ZIGZAG, 15, 12.5, 15], fix_after=12))[12:]

    assert found == [
        Label.TWO_OF_THREE_HIGH,
        Label.COMMON_CAUSE,
        Label.TWO_OF_THREE_HIGH,
    ]


def test_two_close_points_with_a_third_on_the_other_side_are_no_signal():
    found = labels(higher([*ZIGZAG, 15, 10.5, 15], fix_after=12))[12:]

    assert found == [Label.COMMON_CAUSE] * 3


def test_a_point_outside_is_not_close():
    # Only one of 17 (outside), 15 and 12.5 is close.
    found = labels(higher([*ZIGZAG, 17, 15, 12.5], fix_after=12))[12:]

    assert found == [Label.ABOVE_LIMIT, Label.COMMON_CAUSE, Label.COMMON_CAUSE]


def test_seven_points_on_one_side_are_a_run_and_a_point_on_the_mean_breaks_it():
    run = [12, 13, 12, 13, 12, 13, 12]
    broken = [12, 13, 12, 11, 12, 13, 12]

    # The zigzag before it ends above the mean, so its last point joins the run.
    assert labels(higher([*ZIGZAG, *run], fix_after=12))[11:] == [Label.RUN_HIGH] * 8
    assert Label.RUN_HIGH not in labels(higher([*ZIGZAG, *broken], fix_after=12))


def test_a_gap_breaks_a_run():
    run = [12, 13, 12, None, 13, 12, 13]

    assert Label.RUN_HIGH not in labels(higher([*ZIGZAG, *run], fix_after=12))


def test_short_groups_have_trends_but_no_points_outside():
    analysis = higher([1, 2, 3, 4, 5, 6, 700])

    assert labels(analysis) == [Label.TREND_UP] * 7
    assert analysis.strength is Strength.NONE


def test_every_rule_that_fires_is_listed_after_the_one_that_names_the_point():
    # All seven lie above the mean of 11 and rise; the last is over 16.32.
    last = higher([*ZIGZAG, 11.5, 12.5, 13, 13.5, 14, 14.4, 17], fix_after=12).points[
        -1
    ]

    assert last.label is Label.ABOVE_LIMIT
    assert last.rules == (Label.ABOVE_LIMIT, Label.TREND_UP, Label.RUN_HIGH)


# -- verdicts


@pytest.mark.parametrize(
    ("improvement", "rising", "kind", "variation"),
    [
        ("higher", True, Kind.IMPROVEMENT, Variation.IMPROVEMENT_HIGH),
        ("higher", False, Kind.CONCERN, Variation.CONCERN_LOW),
        ("lower", True, Kind.CONCERN, Variation.CONCERN_HIGH),
        ("lower", False, Kind.IMPROVEMENT, Variation.IMPROVEMENT_LOW),
        ("neutral", True, Kind.NEUTRAL_HIGH, Variation.NEUTRAL_HIGH),
        ("band", False, Kind.NEUTRAL_LOW, Variation.NEUTRAL_LOW),
    ],
)
def test_what_a_signal_means_depends_on_which_direction_is_better(
    improvement, rising, kind, variation
):
    values = list(range(1, 8)) if rising else list(range(7, 0, -1))
    analysis = analyse(values, improvement=improvement)

    assert analysis.points[-1].kind is kind
    assert analysis.variation is variation


@pytest.mark.parametrize("values", [[], [*ZIGZAG, None]])
def test_without_a_latest_value_there_is_no_current_data(values):
    assert higher(values).variation is Variation.NO_CURRENT_DATA


@pytest.mark.parametrize(
    ("improvement", "target", "assurance"),
    [
        ("higher", 5, Assurance.CONSISTENT_PASS),
        ("higher", 11, Assurance.INCONSISTENT),
        ("higher", 17, Assurance.CONSISTENT_FAIL),
        ("lower", 5, Assurance.CONSISTENT_FAIL),
        ("lower", 17, Assurance.CONSISTENT_PASS),
        ("higher", Decimal("16.32"), Assurance.INCONSISTENT),  # on the limit
        ("lower", Decimal("5.68"), Assurance.INCONSISTENT),
        ("neutral", 5, None),
        ("higher", None, None),
    ],
)
def test_assurance_is_where_the_target_lies_against_the_limits(
    improvement, target, assurance
):
    found = analyse(ZIGZAG, improvement=improvement, target=target)

    assert found.assurance is assurance


def test_low_counts_carry_a_warning_and_low_percentages_do_not():
    assert any("under 5" in said for said in higher([1, 3] * 7).warnings)
    assert higher([1, 3] * 7, counts=False).warnings == ()


@given(st.lists(st.none() | st.integers(-50, 50), max_size=40))
def test_upside_down_values_give_the_opposite_signals(values):
    upside_down = [None if value is None else -value for value in values]
    high, low = higher(values), analyse(upside_down, improvement="lower")

    assert [point.kind for point in high.points] == [point.kind for point in low.points]


# -- series


def monthly(*told, breaks=(), inside=()):
    first = Period.month(2025, 4)
    return Series(
        quantity.Kind.COUNT,
        tuple(
            Point(
                first + place,
                Decimal(value),
                break_before=place in breaks,
                break_inside=place in inside,
            )
            for place, value in enumerate(told)
        ),
    )


def test_a_break_in_the_series_starts_a_new_group():
    analysis = analyse_series(monthly(*ZIGZAG, 30, 32, breaks=[12]), polarity="lower")

    assert [group.start for group in analysis.groups] == [0, 12]


def test_a_value_with_a_break_inside_belongs_to_neither_side():
    analysis = analyse_series(monthly(*ZIGZAG, 20, 30, inside=[12]), polarity="lower")

    assert analysis.points[12].value is None
    assert [group.start for group in analysis.groups] == [0, 13]


def test_rolling_totals_are_never_analysed():
    window = Period.rolling(Period.month(2026, 3).end)
    series = Series(quantity.Kind.COUNT, (Point(window, Decimal(100)),))

    with pytest.raises(ValueError, match="Rolling"):
        analyse_series(series, polarity="lower")
