"""What may be taken out again, without a database."""

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain.removing import check_removable


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        (["papers"], "This item has papers, so it stays"),
        (["papers", "actions"], "has papers and actions, so"),
        (["papers", "actions", "a restriction"], "papers, actions and a restriction"),
    ],
)
def test_what_holds_other_things_stays_and_says_which(holds, words):
    with pytest.raises(MoveRefused, match=words):
        check_removable("item", holds=holds, reason="A mistake")


def test_what_holds_nothing_is_removed_with_a_reason():
    check_removable("body", holds=[], reason="A mistake")

    with pytest.raises(MoveRefused, match="Give a reason to remove the body"):
        check_removable("body", holds=[], reason=" ")
