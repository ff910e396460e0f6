"""What is said of the day of a meeting."""

import datetime as dt

import pytest

from scrutiny.domain import diary

BOARD = dt.date(2026, 9, 1)  # a Tuesday
RULE = diary.RelativeRule("the Board", 7, 10)


def test_papers_are_due_five_clear_days_before():
    # The worked case of 4 December 2026 in England: Thursday 26 November.
    assert diary.papers_due(dt.date(2026, 12, 4), 5) == dt.date(2026, 11, 26)


def test_papers_of_a_year_without_known_bank_holidays_have_no_day_yet():
    assert diary.papers_due(dt.date(2090, 12, 4), 5) is None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 12, 4), None),
        (
            dt.date(2026, 12, 5),
            "Saturday 5 December 2026 is not a working day: it is a weekend.",
        ),
        (
            dt.date(2026, 12, 25),
            "Friday 25 December 2026 is not a working day: it is a bank holiday.",
        ),
    ],
)
def test_a_day_that_is_not_a_working_day_is_named(day, said):
    assert diary.not_working(day) == said


def test_a_year_without_known_bank_holidays_is_said():
    assert "4 December 2090" in diary.not_working(dt.date(2090, 12, 4))


@pytest.mark.parametrize("day", [22, 23, 24, 25])
def test_a_day_inside_the_window_breaks_no_rule(day):
    held_on = dt.date(2026, 8, day)

    assert diary.breach(held_on, rule=RULE, anchors=[BOARD]) is None


@pytest.mark.parametrize(
    ("held_on", "apart"),
    [
        (dt.date(2026, 8, 21), "This is 11 days before it."),
        (dt.date(2026, 8, 26), "This is 6 days before it."),
        (dt.date(2026, 8, 31), "This is 1 day before it."),
        (BOARD, "This is the same day."),
        (dt.date(2026, 9, 3), "This is 2 days after it."),
    ],
)
def test_a_breach_is_named_with_the_days_that_would_do(held_on, apart):
    said = diary.breach(held_on, rule=RULE, anchors=[BOARD])

    assert said == (
        "The rule is 7 to 10 days before the Board, which meets on Tuesday 1 "
        "September 2026: any day from Saturday 22 August 2026 to Tuesday 25 August "
        f"2026. {apart}"
    )


def test_any_meeting_of_the_other_series_may_satisfy_the_rule():
    later = dt.date(2026, 12, 1)

    said = diary.breach(dt.date(2026, 11, 23), rule=RULE, anchors=[BOARD, later])

    assert said is None


def test_a_rule_without_the_other_meeting_cannot_be_checked():
    said = diary.breach(BOARD, rule=RULE, anchors=[])

    assert "no meeting planned" in said


def test_a_saturday_outside_the_window_has_two_warnings():
    said = diary.warnings(dt.date(2026, 8, 29), rule=RULE, anchors=[BOARD])

    assert len(said) == 2


def test_a_working_day_without_a_rule_has_no_warning():
    assert diary.warnings(BOARD, rule=None, anchors=[]) == ()
