"""Words that are not public: when a text says them."""

import pytest

from opcc.core.secrecy import says, tells


def test_words_are_found_whole_in_any_case_and_over_any_break():
    assert says("The cost of operation\n  fennel.", "Operation Fennel")
    assert not says("Operation Fennels", "Operation Fennel")


@pytest.mark.parametrize("sign", ["", "  ", "-", "---", "*", "."])
def test_signs_without_a_letter_or_a_figure_are_no_secret(sign):
    assert not says("A - b --- c * d .", sign)


def test_a_text_of_three_words_gives_nothing_away_by_itself():
    assert not tells("Seen by panel")
    assert tells("Not seen by anybody")
