"""The questions that an exception's facts give rise to."""

from measures.domain.asking import Facts, compose, signal_of
from measures.domain.exceptional import Found, Trigger
from measures.domain.spc import analyse

BURGLARY = Facts(
    subject="Recorded burglary",
    who="the force",
    giver="the office",
    period="July to September 2026",
    figure="412",
    aim="380",
    signal="above what chance explains",
)
LATE = Facts(subject="“Open a custody suite”", who="a partner", due="20 September 2026")
STATED = (
    "Recorded burglary stood at 412 in July to September 2026, above what chance "
    "explains, against a target of 380."
)
MISS = (
    "As things are, “Recorded burglary” will not meet the target. What will the force "
    "do differently, and when will it show?"
)


def found(*triggers, reason="Why"):
    return [Found(trigger, reason) for trigger in triggers]


def test_the_figure_comes_first_with_its_period_its_signal_and_its_target():
    assert compose(BURGLARY, found(Trigger.CONCERN, Trigger.RED)) == (
        f"{STATED} What has changed, and what will the force do by when?",
    )


def test_what_will_miss_as_things_are_is_asked_about_too():
    first, second = compose(BURGLARY, found(Trigger.CONCERN_AND_FAIL))

    assert first.startswith(STATED)
    assert second == MISS


def test_what_misses_without_change_states_its_figure_once():
    assert compose(BURGLARY, found(Trigger.COMMON_CAUSE_AND_FAIL)) == (
        f"{STATED} {MISS}",
    )


def test_what_is_red_alone_is_asked_how_the_target_will_be_met():
    assert compose(BURGLARY, found(Trigger.RED)) == (
        f"{STATED} What will the force do to meet the target, and by when?",
    )


def test_what_misses_as_things_are_and_is_red_is_asked_about_once():
    both = found(Trigger.COMMON_CAUSE_AND_FAIL, Trigger.RED)

    assert compose(BURGLARY, both) == (f"{STATED} {MISS}",)


def test_a_missing_figure_is_asked_for():
    assert compose(BURGLARY, found(Trigger.DATA_MISSING)) == (
        "There is no figure of “Recorded burglary” for July to September 2026. What "
        "stands in its way, and when will the office give it?",
    )


def test_a_late_commitment_is_asked_about_by_its_day():
    assert compose(LATE, found(Trigger.COMMITMENT_OVERDUE)) == (
        "“Open a custody suite” was due on 20 September 2026 and is not done. What "
        "stands in its way, and by when will a partner do it?",
    )


def test_what_was_called_in_for_is_asked_even_where_there_is_much_to_ask():
    everything = found(Trigger.CONCERN_AND_FAIL, Trigger.OUTSIDE_COMPARATOR) + found(
        Trigger.CALLED_IN, reason="Called in by the panel: response times"
    )

    questions = compose(BURGLARY, everything)

    assert len(questions) == 3
    assert questions[1] == (
        "Recorded burglary was called in by the panel: response times. What is the "
        "answer of the force?"
    )


def test_nothing_is_asked_without_an_exception():
    assert compose(BURGLARY, []) == ()


def test_the_signal_says_on_which_side_and_by_what():
    # Limits are near 61 ± 2.66 x 2 = 55.7 to 66.3, and 80 is beyond them.
    steady = [60, 62] * 8
    assert signal_of(analyse([*steady, 80], improvement="lower")) == (
        "above what chance explains"
    )
    assert signal_of(analyse([*steady, 80], improvement="higher")) == (
        "improving by more than chance explains"
    )
    assert signal_of(analyse(steady, improvement="lower")) == ""
    assert signal_of(None) == ""
