"""When figures will be ready, from what is missing."""

import datetime as dt

import pytest

from measures.domain.readiness import Ready, all_ready, ready

DUE = dt.date(2026, 10, 14)  # a Wednesday
FRIDAY = dt.date(2026, 10, 16)


def by(states, on, due_on=DUE):
    return ready(states, on=on, due_on=due_on, checking=3).by


def test_what_is_not_due_yet_comes_on_its_day_and_is_validated_after():
    # Wednesday 14, then Thursday 15, Friday 16, Monday 19.
    on = dt.date(2026, 10, 5)
    assert by(["expected", "validated"], on) == dt.date(2026, 10, 19)


def test_what_is_late_comes_on_the_next_working_day_at_best():
    # Friday 16 gives Monday 19, and three days more Thursday 22.
    assert by(["expected"], FRIDAY) == dt.date(2026, 10, 22)


def test_a_query_is_answered_on_the_next_working_day_at_best():
    assert by(["queried", "locked"], dt.date(2026, 10, 5)) == dt.date(2026, 10, 9)


@pytest.mark.parametrize("state", ["entered", "corrected"])
def test_what_is_in_has_only_to_be_validated(state):
    # Friday 16, then 19, 20 and 21.
    assert by([state, "validated"], FRIDAY) == dt.date(2026, 10, 21)


def test_nothing_is_waited_for_where_all_is_validated_or_locked():
    found = ready(["validated", "locked"], on=FRIDAY, due_on=DUE, checking=3)

    assert found.is_done
    assert found.by is None


def test_a_day_outside_the_calendar_is_not_guessed():
    found = ready(["entered"], on=dt.date(2040, 1, 3), due_on=None, checking=3)

    assert found.by is None
    assert "Bank holidays" in found.reason


def test_the_quarter_is_ready_with_the_last_of_its_returns():
    early, late = Ready(DUE, "early"), Ready(FRIDAY, "late")
    done = Ready(None, "", is_done=True)

    assert all_ready([early, late, done]) == late
    assert all_ready([done]).is_done
