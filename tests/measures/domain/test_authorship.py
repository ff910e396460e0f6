"""Who writes which part of a commentary."""

import pytest

from measures.domain.authorship import check_narrative, check_oversight
from opcc.core.moves import MoveRefused


def test_nobody_speaks_for_the_commissioner():
    with pytest.raises(MoveRefused, match="Only the Commissioner or a deputy"):
        check_oversight(changed=frozenset({"why", "did"}), may_state=False)


def test_what_the_commissioner_says_does_not_stop_others_saying_the_rest():
    assert check_oversight(changed=frozenset({"why"}), may_state=False) is None


def test_a_lead_writes_about_their_own_priorities():
    with pytest.raises(MoveRefused, match="the priorities that you lead"):
        check_narrative(changed=frozenset({"why"}), may_write=False)


def test_the_commissioner_needs_no_right_to_the_narrative_for_their_own_words():
    assert check_narrative(changed=frozenset({"did"}), may_write=False) is None
