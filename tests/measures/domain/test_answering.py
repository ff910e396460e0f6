"""Who settles an exception, and what sign-off waits for."""

import pytest

from measures.domain.answering import check_answered, check_open, check_reason
from opcc.core.moves import MoveRefused


def test_exceptions_change_only_while_the_quarter_is_at_work():
    check_open("data_closed")

    with pytest.raises(MoveRefused, match="This quarter is issued"):
        check_open("issued")


def test_what_no_longer_holds_needs_no_reason():
    with pytest.raises(MoveRefused, match="no longer holds"):
        check_reason("Chance", holds=False, is_owner=True, runs_cycles=False)


def test_a_reason_is_kept_without_the_space_around_it():
    said = check_reason(" Chance ", holds=True, is_owner=True, runs_cycles=False)

    assert said == "Chance"


def test_sign_off_names_what_it_waits_for():
    check_answered([])

    with pytest.raises(MoveRefused) as one:
        check_answered(["1A"])
    assert str(one.value) == (
        "1 exception of this quarter has neither commentary nor a recorded reason for "
        "none: 1A."
    )
    with pytest.raises(MoveRefused, match=r"^7 exceptions .* have .*: 0, 1, .* and 2 "):
        check_answered([str(n) for n in range(7)])
