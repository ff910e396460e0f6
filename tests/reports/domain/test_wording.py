"""Which numbers in a text may be a count of somebody."""

import pytest

from reports.domain.wording import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It fell to 3.", {3}),
        ("It fell to three children", {3}),
        ("Three children, of 1,204", {3, 1204}),
        ("3, then 12; later (4)", {3, 12, 4}),
        ("From 12 to 3", {12, 3}),
        ("Nobody was hurt", set()),
    ],
)
def test_a_number_that_stands_alone_is_found(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "From 3 January 2027",
        "by 3rd March",
        "Quarter 3 of the year",
        "see section 3.2 and page 3",
        "3% fewer, or 3.5 points",
        "£3 and £3m",
        "within 3 days or three weeks",
        "at 10:03, 3pm",
        "2026/3 and 3-year",
        "measure 1G3",
        "thirty-three of them",
        "one of the reasons is this one",
    ],
)
def test_dates_shares_durations_and_references_are_no_counts(text):
    assert numbers_in(text) == set()
