"""What a plan needs before it is issued."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from plans.domain import drafting, issuing, numbering

TERM = issuing.Term(dt.date(2024, 4, 1), dt.date(2028, 3, 31))
TODAY = dt.date(2026, 11, 22)


def test_a_plan_without_a_heading_has_no_objective():
    assert issuing.missing_text({}) == ("The plan has no objective.",)


def test_each_heading_without_an_objective_is_named():
    counted = {"1. Safety": 2, "2. Victims": 0, "3. Trust": 0}

    assert issuing.missing_text(counted) == (
        "“2. Victims” has no objective.",
        "“3. Trust” has no objective.",
    )


def test_both_steps_that_the_act_asks_for_are_missed():
    said = issuing.missing_steps(consulted_on=None, answered_on=None)

    assert [sentence.split(" was ")[0] for sentence in said] == [
        "The day the chief constable",
        "The day the panel’s report",
    ]


def test_a_step_that_was_taken_is_not_missed():
    said = issuing.missing_steps(consulted_on=TODAY, answered_on=TODAY)

    assert said == ()


def test_a_plan_with_something_missing_needs_a_reason():
    with pytest.raises(MoveRefused, match=r"^It is bare\. Complete it, or say why"):
        issuing.check_complete(["It is bare."], reason="  ")


@pytest.mark.parametrize(
    ("wanting", "reason"), [([], ""), (["It is bare."], "Told by the Home Office")]
)
def test_a_complete_plan_or_a_reason_is_enough(wanting, reason):
    assert issuing.check_complete(wanting, reason=reason) is None


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (dt.date(2028, 3, 31), None),  # the term's last day
        (dt.date(2026, 4, 2), dt.date(2026, 4, 1)),
    ],
)
def test_a_plan_may_come_into_force_after_the_last_and_by_its_end(day, after):
    assert issuing.check_days(day, term=TERM, after=after, said="The old") is None


def test_a_plan_cannot_come_into_force_after_its_term():
    with pytest.raises(MoveRefused, match="term ends on 31 March 2028"):
        issuing.check_days(dt.date(2028, 4, 1), term=TERM, after=None)


def test_two_plans_cannot_begin_on_one_day():
    first_day = dt.date(2026, 4, 1)

    with pytest.raises(MoveRefused, match="The old has been in force since 1 April"):
        issuing.check_days(first_day, term=TERM, after=first_day, said="The old")


def test_what_has_been_done_was_done_by_today():
    with pytest.raises(MoveRefused, match="cannot be after today, 22 November 2026"):
        issuing.check_past(dt.date(2026, 11, 23), on=TODAY, what="The consultation")


@pytest.mark.parametrize("day", [None, TODAY])
def test_today_and_no_day_are_not_in_the_future(day):
    assert issuing.check_past(day, on=TODAY, what="The consultation") is None


@pytest.mark.parametrize(
    ("status", "instead"),
    [
        ("consultation", "redraft it first"),
        ("with_panel", "redraft it first"),
        ("issued", "make a new version of it"),
        ("superseded", "make a new version of it"),
    ],
)
def test_the_text_of_a_plan_is_fixed_unless_it_is_a_draft(status, instead):
    with pytest.raises(MoveRefused, match=instead):
        drafting.check_draft(status)


def test_the_text_of_a_draft_may_change():
    assert drafting.check_draft("draft") is None


def test_progress_is_recorded_on_the_last_day_in_force():
    check = drafting.check_reportable

    assert check("superseded", in_force_to=TODAY, on=TODAY) is None


def test_progress_is_not_recorded_after_the_last_day_in_force():
    yesterday = TODAY - dt.timedelta(days=1)

    with pytest.raises(MoveRefused, match="no longer in force"):
        drafting.check_reportable("superseded", in_force_to=yesterday, on=TODAY)


def test_progress_is_not_recorded_before_issue():
    with pytest.raises(MoveRefused, match="once the plan is issued"):
        drafting.check_reportable("draft", in_force_to=None, on=TODAY)


def test_numbers_are_put_in_the_order_of_counting():
    numbers = ["10", "A", "2", "1.10", "1.2", "1", "B1"]

    assert sorted(numbers, key=numbering.rank) == [
        "1",
        "1.2",
        "1.10",
        "2",
        "10",
        "A",
        "B1",
    ]
