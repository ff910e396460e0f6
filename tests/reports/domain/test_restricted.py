"""The public version of a document never says what is restricted."""

import json

import pytest

from opcc.core.moves import MoveRefused
from reports.domain.restricted import check_public


def stored(*texts):
    return json.dumps({"lines": [{"text": each} for each in texts]}).encode()


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("Operation Fennel", "The cost of operation fennel."),
        ("Operation Fennel", "The cost of Operation\n  Fennel."),
        ('The "red" file', 'See the "red" file.'),
        ("First line\nsecond line", "First line second line"),
    ],
)
def test_a_restricted_part_is_found_in_any_case_and_over_any_break(secret, said):
    with pytest.raises(MoveRefused, match="which is the title of item 7"):
        check_public(stored(said), secrets=[(secret, "the title of item 7")])


@pytest.mark.parametrize(
    ("secret", "said"),
    [("HR", "Three months."), ("", "Anything."), ("  ", "Any thing."), ("text", "x")],
)
def test_parts_of_words_blanks_and_names_of_fields_are_no_secret(secret, said):
    check_public(stored(said), secrets=[(secret, "the title of item 7")])
