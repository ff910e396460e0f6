"""Asking and answering: the rules, without a database."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import enquiry

MONDAY = dt.date(2026, 11, 2)
DAY = dt.timedelta(days=1)


def test_an_answer_may_be_due_on_the_day_it_is_asked_for_and_not_before():
    enquiry.check_answer_due(due_on=MONDAY, asked_on=MONDAY)

    with pytest.raises(MoveRefused, match="Monday 2 November 2026"):
        enquiry.check_answer_due(due_on=MONDAY - DAY, asked_on=MONDAY)


def test_a_question_is_not_asked_without_a_day_for_its_answer():
    with pytest.raises(MoveRefused, match="by when"):
        enquiry.check_answer_due(due_on=None, asked_on=MONDAY)


@pytest.mark.parametrize(
    ("asked_of", "provides_for", "asks", "may"),
    [
        (1, {1, 2}, False, True),
        (3, {1, 2}, False, False),
        (3, set(), True, True),
        (None, {1}, False, False),
    ],
)
def test_the_organisation_asked_answers_and_who_asks_writes_it_down(
    asked_of, provides_for, asks, may
):
    def check():
        enquiry.check_may_answer(
            asked_of=asked_of, provides_for=provides_for, asks=asks
        )

    if may:
        check()
    else:
        with pytest.raises(MoveRefused, match="not put to your organisation"):
            check()


def test_only_part_of_an_answer_promises_a_rest():
    enquiry.check_rest_due(is_partial=True, rest_due_on=MONDAY)
    enquiry.check_rest_due(is_partial=False, rest_due_on=None)

    with pytest.raises(MoveRefused, match="part of the answer"):
        enquiry.check_rest_due(is_partial=False, rest_due_on=MONDAY)


@pytest.mark.parametrize(
    ("state", "in_part", "days", "said"),
    [
        ("draft", False, None, ("Draft", "quiet")),
        ("asked", False, 0, ("Asked", "accent")),
        ("asked", True, 0, ("Answered in part", "warn")),
        ("asked", False, -1, ("Overdue", "late")),
        ("asked", True, -1, ("Overdue, answered in part", "late")),
        ("answered", False, -1, ("Answered", "")),
        ("dropped", False, None, ("Dropped", "quiet")),
    ],
)
def test_a_question_is_overdue_the_day_after_its_answer_was_due(
    state, in_part, days, said
):
    due_on = None if days is None else MONDAY + days * DAY

    assert enquiry.standing(state, due_on=due_on, in_part=in_part, on=MONDAY) == said


def test_what_is_written_down_already_is_not_composed_again():
    texts = ["Why? ", "", "Since when?", "Why?", "Who knew?"]

    fresh = enquiry.newly_composed(texts, known=["Since when?"])

    assert fresh == ["Why?", "Who knew?"]


@pytest.mark.parametrize(
    ("is_own", "has_item", "is_heard", "reads"),
    [
        (True, False, False, True),
        (True, True, False, False),
        (True, True, True, True),
        (False, False, False, False),
        (False, True, False, False),
        (False, True, True, True),
    ],
)
def test_a_member_reads_what_was_heard_and_what_was_answered_to_them_alone(
    is_own, has_item, is_heard, reads
):
    assert reads is enquiry.panel_reads_answer(
        is_own=is_own, has_item=has_item, is_heard=is_heard
    )


def test_a_member_is_told_how_far_a_question_is_in_plain_words():
    words = [
        enquiry.put_standing(state, in_part=in_part)[0]
        for state, in_part in [
            ("draft", False),
            ("asked", False),
            ("asked", True),
            ("answered", False),
            ("dropped", False),
        ]
    ]

    assert words == [
        "With the office",
        "Asked by the office",
        "Answered in part",
        "Answered",
        "Not asked",
    ]
