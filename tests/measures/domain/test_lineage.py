"""Which measure may take another's place."""

import pytest

from measures.domain.lineage import check_succession, line_of
from opcc.core.moves import MoveRefused

KNOWN = {1: 2, 2: 3}


def test_a_line_runs_to_its_newest_measure():
    assert line_of(1, KNOWN) == (2, 3)
    assert line_of(3, KNOWN) == ()


@pytest.mark.parametrize(
    ("predecessor", "successor", "why"),
    [(4, 4, "itself"), (1, 4, "successor already"), (3, 1, "itself replaced")],
)
def test_no_measure_comes_after_itself(predecessor, successor, why):
    with pytest.raises(MoveRefused, match=why):
        check_succession(predecessor, successor, successors=KNOWN)


def test_one_measure_may_take_the_place_of_several():
    check_succession(4, 2, successors=KNOWN)
