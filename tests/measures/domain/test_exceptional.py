"""Exceptions: what triggers one, and the order of concern."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.domain import exceptional
from measures.domain.benchmark import benchmark
from measures.domain.exceptional import Found, Trigger
from measures.domain.rating import Position, State, rate
from measures.domain.series import Point, Symbol
from measures.domain.spc import Assurance, Variation, analyse
from opcc.core.house_style.watching import Watch
from opcc.core.periods import Period

GRADES = ["outstanding", "good", "adequate", "requires improvement", "inadequate"]
JULY = Period.month(2026, 7)


@pytest.mark.parametrize(
    ("variation", "assurance", "trigger"),
    [
        ("concern_high", "consistent_fail", Trigger.CONCERN_AND_FAIL),
        ("concern_low", "inconsistent", Trigger.CONCERN),
        ("concern_low", None, Trigger.CONCERN),
        ("concern_low", "not_assessable", Trigger.CONCERN),
        ("common_cause", "consistent_fail", Trigger.COMMON_CAUSE_AND_FAIL),
        ("concern_high", "consistent_pass", Trigger.CONCERN_AND_PASS),
        ("improvement_low", "consistent_fail", Trigger.IMPROVEMENT_AND_FAIL),
        ("neutral_high", None, Trigger.NEUTRAL_SIGNAL),
        ("neutral_low", None, Trigger.NEUTRAL_SIGNAL),
        ("common_cause", "inconsistent", None),
        ("common_cause", None, None),
        ("improvement_high", "consistent_pass", None),
        ("improvement_high", "inconsistent", None),
        ("no_current_data", "consistent_fail", None),
    ],
)
def test_variation_and_assurance_together_trigger(variation, assurance, trigger):
    judged = None if assurance is None else Assurance(assurance)

    assert exceptional.signal_trigger(Variation(variation), judged) is trigger


def test_concern_and_failure_come_first_and_events_last():
    found = exceptional.in_order(
        [
            Found(Trigger.SIGNIFICANT_EVENT, "A judgment"),
            None,
            Found(Trigger.RED, "5 short"),
            Found(Trigger.NEUTRAL_SIGNAL, "Up"),
            Found(Trigger.CONCERN_AND_PASS, "Down"),
            Found(Trigger.COMMON_CAUSE_AND_FAIL, "Usual"),
            Found(Trigger.CONCERN_AND_FAIL, "Down"),
        ]
    )

    assert [each.trigger for each in found] == [
        Trigger.CONCERN_AND_FAIL,
        Trigger.COMMON_CAUSE_AND_FAIL,
        Trigger.CONCERN_AND_PASS,
        Trigger.NEUTRAL_SIGNAL,
        Trigger.RED,
        Trigger.SIGNIFICANT_EVENT,
    ]


def test_the_signal_says_what_it_shows_and_whether_the_target_will_be_met():
    analysis = analyse(
        [10, 12] * 6 + [13, 14], improvement="lower", target=5, fix_after=12
    )

    found = exceptional.by_signal(analysis)

    assert found.trigger is Trigger.COMMON_CAUSE_AND_FAIL
    assert found.reason.endswith("the process will not meet the target without change")


def test_red_is_an_exception_with_the_reason_of_its_rating():
    def judged(value):
        return rate(
            value, 80, polarity="higher", tolerance=5, tolerance_kind="absolute"
        )

    assert exceptional.by_position(judged(70)) == Found(Trigger.RED, judged(70).reason)
    assert exceptional.by_position(judged(76)) is None


@pytest.mark.parametrize(
    ("before", "now", "is_found"),
    [
        ("good", "adequate", True),
        ("good", "good", False),
        ("adequate", "good", False),
        (None, "inadequate", False),
        ("good", None, False),
    ],
)
def test_a_worse_grade_is_an_exception(before, now, is_found):
    found = exceptional.by_grade(before, now, best_first=GRADES)

    assert (found is not None) is is_found


@pytest.mark.parametrize(
    ("states", "is_found"),
    [
        ([State.GREEN, State.AMBER, State.RED, State.AMBER], True),
        ([State.RED, State.GREEN, State.RED, State.RED], False),
        ([State.RED, State.NO_DATA, State.RED], False),
        ([State.RED, State.RED], False),
    ],
)
def test_a_target_missed_three_periods_running_is_an_exception(states, is_found):
    assert (exceptional.by_target_missed(states, periods=3) is not None) is is_found


@pytest.mark.parametrize(("ours", "is_found"), [(9, True), (10, False), (21, True)])
def test_outside_the_comparators_range_is_an_exception(ours, is_found):
    found = exceptional.by_benchmark(benchmark(ours, [10, 15, 20], "lower"))

    assert (found is not None) is is_found


@pytest.mark.parametrize(
    ("on", "done_on", "reason"),
    [
        (dt.date(2026, 7, 1), None, None),
        (dt.date(2026, 7, 2), None, "The commitment is 1 day overdue"),
        (dt.date(2026, 7, 31), None, "The commitment is 30 days overdue"),
        (dt.date(2026, 7, 31), dt.date(2026, 7, 20), None),
        # Asked of the past, when it was not yet done.
        (dt.date(2026, 7, 3), dt.date(2026, 7, 20), "The commitment is 2 days overdue"),
    ],
)
def test_a_commitment_is_overdue_from_the_day_after(on, done_on, reason):
    found = exceptional.by_due_date(dt.date(2026, 7, 1), done_on=done_on, on=on)

    assert (found and found.reason) == reason


def test_missing_data_is_an_exception_and_hidden_data_is_not():
    assert exceptional.by_missing_data(Point.missing(JULY)) == Found(
        Trigger.DATA_MISSING, "There is no figure for July 2026"
    )
    hidden = Point(JULY, symbol=Symbol.SUPPRESSED)
    assert exceptional.by_missing_data(hidden) is None
    assert exceptional.by_missing_data(Point(JULY, Decimal(0))) is None


def test_what_is_called_in_says_by_whom():
    found = exceptional.by_call_in("the panel", "response times")

    assert found.reason == "Called in by the panel: response times"
    assert exceptional.by_event("A death in custody.").reason == "A death in custody"
    assert exceptional.by_call_in("", "") is None
    assert exceptional.by_event("") is None


# -- what an office watches for

ALL = Watch(tuple(trigger for trigger in Trigger if not trigger.is_by_hand), 3)
RED = Position(State.RED, "5 short")


def counted(**facts):
    return exceptional.Counted(Point(JULY, Decimal(70)), RED, **facts)


def test_everything_that_is_watched_for_is_found_in_order_of_concern():
    states = [State.AMBER, State.RED, State.RED]
    compared = benchmark(9, [10, 15], "higher")

    found = exceptional.of_measure(counted(states=states, compared=compared), ALL)

    assert [each.trigger for each in found] == [
        Trigger.RED,
        Trigger.TARGET_MISSED_RUNNING,
        Trigger.OUTSIDE_COMPARATOR,
    ]


def test_what_is_switched_off_is_not_found():
    watch = Watch((Trigger.DATA_MISSING,), 3)

    assert exceptional.of_measure(counted(), watch) == ()


def test_a_figure_that_was_not_due_is_not_missing():
    missing = exceptional.Counted(
        Point.missing(JULY), Position(State.NO_DATA, ""), is_owed=False
    )

    assert exceptional.of_measure(missing, ALL) == ()


def test_what_is_raised_by_hand_cannot_be_switched_off():
    assert Watch((), 3).is_on(Trigger.CALLED_IN)
    assert not Watch((), 3).is_on(Trigger.RED)


@pytest.mark.parametrize("periods", [1, 9])
def test_a_target_is_missed_running_over_two_to_eight_periods(periods):
    with pytest.raises(ValueError, match="2 to 8"):
        Watch((), periods)


def test_a_commitment_not_started_has_no_stated_delivery_to_worsen():
    promised = exceptional.Promised(None, before="not_started", now="delayed")

    assert exceptional.of_commitment(promised, ALL, on=dt.date(2026, 7, 1)) == ()


def test_every_trigger_has_words_of_its_own():
    assert len({trigger.words for trigger in Trigger}) == len(Trigger)
