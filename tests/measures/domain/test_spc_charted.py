"""An analysis as a chart shows it, and in words."""

from decimal import Decimal

import pytest

from measures.domain.quantity import Kind, Unit
from measures.domain.rating import State
from measures.domain.series import Point, Series
from measures.domain.spc import analyse_series, charted, sentences
from opcc.core.periods import Period

APRIL = Period.month(2024, 4)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
POUNDS = Unit(Kind.MONEY, "£m", 1)

# 10 and 12 by turns: every move is 2, so the limits are 11 -+ 5.32.
BY_TURNS = [10, 12] * 8


def series(values, unit=OFFENCES):
    points = (
        Point.missing(APRIL + at)
        if value is None
        else Point(APRIL + at, Decimal(value))
        for at, value in enumerate(values)
    )
    return Series(unit.kind, tuple(points))


def drawn(values, *, unit=OFFENCES, polarity="lower", rebased=None):
    told = series(values, unit)
    analysis = analyse_series(told, polarity=polarity, rebased_at=rebased or {})
    return charted(analysis, told, unit=unit, rebased=rebased)


def said(values, *, unit=OFFENCES, polarity="lower", target=None):
    told = series(values, unit)
    aim = None if target is None else Decimal(target)
    analysis = analyse_series(told, polarity=polarity, target=aim)
    expected = charted(analysis, told, unit=unit)
    return (
        sentences.change_reason(analysis, told, unit=unit, expected=expected),
        sentences.target_reason(analysis, aim, unit=unit, expected=expected),
    )


def test_one_stretch_of_firm_limits_runs_over_the_whole_series():
    (stretch,) = drawn(BY_TURNS).stretches
    assert (stretch.start, stretch.end, stretch.firm) == (0, 16, True)
    assert (stretch.lower, stretch.average, stretch.upper) == (5.68, 11, 16.32)


def test_eight_to_twelve_figures_give_trial_limits_and_seven_give_none():
    (trial,) = drawn(BY_TURNS[:12]).stretches
    assert not trial.firm
    assert drawn(BY_TURNS[:7]).stretches == ()


def test_a_rebase_parts_the_limits_and_is_told_with_its_reason():
    later = {APRIL + 8: "new recording"}
    told = drawn(
        [*BY_TURNS[:8], *(value + 20 for value in BY_TURNS[:8])], rebased=later
    )
    assert [(s.start, s.end, s.average) for s in told.stretches] == [
        (0, 8, 11),
        (8, 16, 31),
    ]
    assert told.rebases == ((8, "new recording"),)


def test_limits_of_a_percentage_are_cut_at_nought_and_a_hundred():
    (stretch,) = drawn(["97", "99"] * 8, unit=PERCENT).stretches
    assert (stretch.lower, stretch.upper) == (92.68, 100)
    (low,) = drawn(["1", "3"] * 8, unit=PERCENT).stretches
    assert (low.lower, low.upper) == (0, 7.32)


def test_limits_go_below_nought_only_where_figures_may():
    assert drawn([1, 3] * 8).stretches[0].lower == 0
    assert drawn(["1", "3"] * 8, unit=POUNDS).stretches[0].lower == -3.32
    assert drawn([-1, 1] * 8).stretches[0].lower == -5.32


def test_nothing_is_told_of_a_series_without_a_figure():
    told = drawn([None] * 16, rebased={APRIL + 8: "a trial began"})
    assert (told.stretches, told.rebases) == ((), ())


def test_a_point_outside_is_a_signal_and_says_beyond_which_limit():
    values = [*BY_TURNS, 20]
    ((place, kind),) = drawn(values).signals
    assert (place, kind) == (16, "concern")
    # The mean is 196 / 17; the move of 8 is screened out, so limits lie 5.32 off.
    assert said(values)[0] == "August 2025 is above the upper limit of 17"


def test_a_run_says_how_long_it_is_and_off_which_average():
    values = [*([10, 12] * 9), *([9] * 7)]
    reason, _ = said(values, polarity="higher")
    assert reason == "April 2026 ends 7 months running below the average of 10"


def test_a_rise_without_a_break_is_counted():
    values = [*([10, 12] * 6), 9, 10, 11, 12, 13, 14, 15]
    assert said(values)[0].startswith("October 2025 ends a rise over 7 months")


def test_a_figure_within_chance_says_between_what():
    reason, _ = said(BY_TURNS)
    assert reason == "July 2025 is within the range expected from chance, 6 to 16"
    trial, _ = said(BY_TURNS[:8])
    assert "within the trial range expected from chance" in trial


def test_too_few_figures_are_not_judged():
    assert said([10, 12, 10])[0] == "Too few figures to judge: 3 of the 8 needed"
    assert said([10] * 9)[0] == "The figures do not vary enough to judge"
    assert said([*BY_TURNS, None])[0] == "There is no figure for August 2025"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (20, "The whole expected range, 6 to 16, lies below 20"),
        (12, "The target of 12 lies inside the expected range, 6 to 16"),
        (4, "The whole expected range, 6 to 16, lies above 4"),
    ],
)
def test_a_target_is_placed_against_the_expected_range(target, reason):
    assert said(BY_TURNS, target=target)[1] == reason


def test_without_limits_a_target_is_held_against_nothing():
    assert said([10, 12], target=20)[1] == (
        "There are no limits yet to hold the target against"
    )
    assert said(BY_TURNS)[1] == ""


@pytest.mark.parametrize(
    ("state", "values", "polarity", "target", "words"),
    [
        (State.RED, [*BY_TURNS, 0], "lower", -9, "Red, but improving: the change is"),
        (State.GREEN, [*BY_TURNS, 30], "lower", 40, "Green, but getting worse: the"),
        (State.RED, BY_TURNS, "lower", 40, "Red this time, though as things are the"),
        (State.GREEN, BY_TURNS, "lower", 4, "Green this time, though as things are"),
        (State.GREEN, BY_TURNS, "lower", 12, "Green this time: as things are, the"),
        (State.GREEN, BY_TURNS, "lower", 40, ""),
        (State.RED, BY_TURNS, "lower", 4, ""),
        (State.NO_TARGET, [*BY_TURNS, 30], "lower", None, ""),
    ],
)
def test_a_reading_is_written_where_position_and_process_disagree(
    state, values, polarity, target, words
):
    aim = None if target is None else Decimal(target)
    analysis = analyse_series(series(values), polarity=polarity, target=aim)
    told = sentences.reading(state, analysis)
    assert told.startswith(words)
    assert bool(told) is bool(words)
