"""When a return is complete, and who may accept it."""

import pytest

from measures.domain.completion import check_accepted, check_complete
from opcc.core.moves import MoveRefused


def test_a_return_with_nothing_missing_and_every_gap_explained_is_complete():
    assert check_complete(missing=[], unexplained=[]) is None


def test_what_is_missing_is_named():
    with pytest.raises(MoveRefused, match="not available, for 1A, July 2026"):
        check_complete(missing=["1A, July 2026"], unexplained=["2B, July 2026"])


def test_a_gap_without_a_reason_is_named():
    with pytest.raises(MoveRefused, match="why it is not available for 2B"):
        check_complete(missing=[], unexplained=["2B"])


def test_five_are_named_and_the_rest_are_counted():
    with pytest.raises(MoveRefused, match="A; B; C; D; E; and 2 more"):
        check_complete(missing=list("ABCDEFG"), unexplained=[])


def test_a_return_that_is_not_complete_is_not_accepted():
    with pytest.raises(MoveRefused, match="is not complete"):
        check_accepted(is_complete=False, completed_by=1, validator=2)


def test_nobody_accepts_the_return_that_they_completed():
    with pytest.raises(MoveRefused, match="You completed this return"):
        check_accepted(is_complete=True, completed_by=1, validator=1)
