"""The check of fact: its days, and what it says before sign-off."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import facts
from scrutiny.domain.facts import Check, Notice

LAST = dt.date(2026, 11, 27)
DAY = dt.timedelta(days=1)


def check(**said):
    known = {"closes_on": LAST, "is_confirmed": False, "unanswered": 0}
    return Check("Crime data unit", **(known | said))


def test_a_check_runs_for_five_working_days_after_the_day_it_starts():
    # Friday 20 November: Monday is the first day, the Friday after it the fifth.
    assert facts.closes_on(dt.date(2026, 11, 20), 5) == LAST


def test_a_bank_holiday_is_no_day_of_a_check():
    # Thursday 24 December 2026: the 25th and Monday the 28th are bank holidays, so
    # the days are 29, 30, 31 December, and 4 and 5 January (1 January is one too).
    assert facts.closes_on(dt.date(2026, 12, 24), 5) == dt.date(2027, 1, 5)


def test_a_check_that_runs_stops_the_sign_off_on_its_last_day_too():
    assert facts.before_sign_off([check()], on=LAST) == [
        Notice(True, "Crime data unit checks the facts until Friday 27 November 2026.")
    ]


def test_a_check_that_ran_out_in_silence_is_only_said():
    assert facts.before_sign_off([check()], on=LAST + DAY) == [
        Notice(False, "Crime data unit did not confirm the facts in time.")
    ]


def test_facts_that_are_confirmed_leave_nothing_to_say():
    confirmed = check(is_confirmed=True)

    assert facts.before_sign_off([confirmed], on=LAST) == []
    assert facts.before_sign_off([confirmed], on=LAST + DAY) == []


@pytest.mark.parametrize(
    ("unanswered", "words"),
    [
        (1, "1 remark of Crime data unit on the facts waits for a reply."),
        (2, "2 remarks of Crime data unit on the facts wait for a reply."),
    ],
)
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_remark_without_a_reply_stops_the_sign_off(unanswered, words, is_confirmed):
    said = check(unanswered=unanswered, is_confirmed=is_confirmed)

    assert facts.before_sign_off([said], on=LAST + DAY) == [Notice(True, words)]


def test_nobody_remarks_after_the_last_day_or_after_confirming():
    facts.check_running(check(), on=LAST)

    with pytest.raises(MoveRefused, match="ended on Friday 27 November 2026"):
        facts.check_running(check(), on=LAST + DAY)
    with pytest.raises(MoveRefused, match="confirmed"):
        facts.check_running(check(is_confirmed=True), on=LAST)
