"""The clocks that run in scrutiny, by the worked cases of the domain."""

import datetime as dt

import pytest

from opcc.core import workdays
from scrutiny.domain import clocks

ENGLAND, WALES = 5, 3


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


NOTICES = [
    ("2026-12-04", ENGLAND, "2026-11-26"),
    ("2026-12-04", WALES, "2026-11-30"),
    ("2021-09-17", ENGLAND, "2021-09-09"),
    ("2021-09-17", WALES, "2021-09-13"),
    ("2017-07-04", ENGLAND, "2017-06-26"),
    ("2017-07-04", WALES, "2017-06-28"),
    ("2026-05-28", ENGLAND, "2026-05-19"),  # Mon 25 May is a bank holiday
    ("2027-01-05", WALES, "2026-12-29"),  # clear: 30 and 31 December, 4 January
]


@pytest.mark.parametrize(("meeting", "clear_days", "deadline"), NOTICES)
def test_an_agenda_opens_its_clear_days_before_the_meeting(
    meeting, clear_days, deadline
):
    assert clocks.agenda_deadline(day(meeting), clear_days) == day(deadline)


@pytest.mark.parametrize(("meeting", "clear_days", "deadline"), NOTICES)
def test_an_agenda_one_working_day_later_is_a_clear_day_short(
    meeting, clear_days, deadline
):
    later = workdays.next_working_day(day(deadline))

    assert clocks.clear_days_given(day(deadline), day(meeting)) == clear_days
    assert clocks.clear_days_given(later, day(meeting)) == clear_days - 1


def test_a_board_without_a_notice_rule_may_publish_the_working_day_before():
    assert clocks.agenda_deadline(day("2026-12-07"), 0) == day("2026-12-04")


def test_clear_days_below_nought_are_refused():
    with pytest.raises(ValueError, match="0 or more, not -1"):
        clocks.agenda_deadline(day("2026-12-04"), -1)


def test_a_meeting_beyond_the_known_bank_holidays_is_refused():
    with pytest.raises(ValueError, match="known from 2012 to 2028"):
        clocks.agenda_deadline(day("2029-01-10"), ENGLAND)


def test_the_last_lawful_day_for_an_inspection_response_is_the_fifty_sixth():
    # 15 to 31 January are 17 days, February 28: the 56th is 11 March.
    due_on = clocks.inspection_response_due(day("2026-01-15"))

    assert due_on == day("2026-03-11")


def test_a_pre_meeting_is_seven_to_ten_days_before_the_board():
    window = clocks.window_before(day("2026-09-01"), 7, 10)

    assert window == (day("2026-08-22"), day("2026-08-25"))


@pytest.mark.parametrize(("least", "most"), [(10, 7), (-1, 7)])
def test_a_window_that_cannot_be_is_refused(least, most):
    with pytest.raises(ValueError, match=f"not from {least} to {most}"):
        clocks.window_before(day("2026-09-01"), least, most)
