"""When a return is asked for, reminded of and escalated."""

import datetime as dt

import pytest

from measures.domain.reminding import kind_of, next_by_itself, next_when_chased
from opcc.core.moves import MoveRefused

DUE = dt.date(2026, 7, 14)  # a Tuesday


def number(last, on, last_on=dt.date(2026, 7, 1)):
    return next_by_itself(last, last_on, on=on, due_on=DUE)


def test_a_return_is_asked_for_at_once():
    assert number(None, dt.date(2026, 7, 1), last_on=None) == 0


@pytest.mark.parametrize(
    ("last", "too_early", "day"),
    [
        # Two working days before: Monday 13, Friday 10.
        (0, dt.date(2026, 7, 9), dt.date(2026, 7, 10)),
        # One after, three after: Wednesday 15, Friday 17.
        (1, dt.date(2026, 7, 14), dt.date(2026, 7, 15)),
        (2, dt.date(2026, 7, 16), dt.date(2026, 7, 17)),
        # Five after: Tuesday 21.
        (3, dt.date(2026, 7, 20), dt.date(2026, 7, 21)),
    ],
)
def test_each_message_waits_for_its_day(last, too_early, day):
    assert number(last, too_early) is None
    assert number(last, day) == last + 1


def test_after_the_escalation_nothing_is_sent():
    assert number(4, dt.date(2026, 9, 1)) is None


def test_nobody_is_told_twice_on_one_day_however_late_it_is():
    late = dt.date(2026, 8, 3)
    assert number(1, late, last_on=late) is None
    assert number(1, late, last_on=late - dt.timedelta(days=1)) == 2


def test_without_a_due_day_a_return_is_asked_for_and_not_reminded_of():
    asked = next_by_itself(None, None, on=DUE, due_on=None)
    assert (asked, next_by_itself(0, DUE, on=DUE, due_on=None)) == (0, None)


def test_three_are_reminders_and_the_fourth_is_the_escalation():
    kinds = [kind_of(number) for number in range(5)]
    assert kinds == ["request", "reminder", "reminder", "reminder", "escalation"]


def test_whoever_chases_need_not_wait_for_the_day():
    assert next_when_chased(0, dt.date(2026, 7, 1), on=dt.date(2026, 7, 2)) == 1


def test_chasing_twice_on_one_day_is_refused():
    with pytest.raises(MoveRefused, match="today already"):
        next_when_chased(0, DUE, on=DUE)


def test_after_the_escalation_they_are_talked_to():
    with pytest.raises(MoveRefused, match="talk to them"):
        next_when_chased(4, dt.date(2026, 7, 1), on=DUE)
