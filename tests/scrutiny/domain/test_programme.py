"""What a topic needs before it may move."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from scrutiny.domain import programme
from scrutiny.domain.programme import RIGOUR, STAGES
from scrutiny.domain.workflow import TOPIC

ON = dt.date(2026, 11, 20)
NOW = Period.quarter(2026, 3)  # October to December 2026
WHOLE = {asked.name: "None" for asked in RIGOUR}


def test_a_rigour_check_with_an_explicit_none_in_every_line_is_finished():
    programme.check_rigour(WHOLE)

    assert programme.unanswered(WHOLE) == ()


@pytest.mark.parametrize("asked", RIGOUR, ids=lambda asked: asked.name)
@pytest.mark.parametrize("answer", ["", "   ", None])
def test_a_line_without_an_answer_is_refused_by_its_question(asked, answer):
    with pytest.raises(MoveRefused) as refusal:
        programme.check_rigour(WHOLE | {asked.name: answer})

    assert asked.question in str(refusal.value)


def test_nobody_without_the_right_directs_a_topic():
    with pytest.raises(MoveRefused, match="Only the Commissioner"):
        programme.check_directed(may_direct=False, reason="Urgent")


def test_a_direction_says_why():
    with pytest.raises(MoveRefused, match="Say why"):
        programme.check_directed(may_direct=True, reason="  ")
    programme.check_directed(may_direct=True, reason="A death in custody.")


def test_a_quarter_that_has_ended_is_refused_and_this_one_is_not():
    programme.check_programmed(quarter=NOW, meeting_on=None, on=ON)
    with pytest.raises(MoveRefused, match="Q2 2026/27 has ended"):
        programme.check_programmed(quarter=NOW - 1, meeting_on=None, on=ON)


@pytest.mark.parametrize("day", [dt.date(2026, 9, 30), dt.date(2027, 1, 1)])
def test_a_meeting_outside_the_quarter_is_refused(day):
    with pytest.raises(MoveRefused, match="not in Q3 2026/27"):
        programme.check_programmed(quarter=NOW, meeting_on=day, on=ON)


def test_a_meeting_of_the_quarter_that_is_past_is_refused():
    programme.check_programmed(quarter=NOW, meeting_on=ON, on=ON)
    with pytest.raises(MoveRefused, match="past"):
        programme.check_programmed(quarter=NOW, meeting_on=dt.date(2026, 11, 19), on=ON)


def test_a_follow_up_comes_after_the_day_of_consideration():
    programme.check_follow_up(follow_up_on=None, considered_on=ON)
    programme.check_follow_up(follow_up_on=dt.date(2026, 11, 21), considered_on=ON)
    with pytest.raises(MoveRefused, match="Friday 20 November 2026"):
        programme.check_follow_up(follow_up_on=ON, considered_on=ON)


def test_what_was_considered_has_a_day_that_came_and_a_finding():
    programme.check_considered(findings="Nothing amiss.", considered_on=ON, on=ON)
    with pytest.raises(MoveRefused, match="still ahead"):
        programme.check_considered(
            findings="Yes", considered_on=dt.date(2026, 11, 21), on=ON
        )
    with pytest.raises(MoveRefused, match="what was found"):
        programme.check_considered(findings=" ", considered_on=ON, on=ON)


@pytest.mark.parametrize(
    ("state", "follow_up_on", "words"),
    [
        ("considered", None, "Considered"),
        ("considered", dt.date(2026, 11, 21), "Considered"),
        ("considered", ON, "Follow-up due"),  # the day itself
        ("follow_up_due", dt.date(2026, 10, 1), "Follow-up due"),
        ("closed", dt.date(2026, 10, 1), "Closed"),
    ],
)
def test_a_follow_up_is_due_from_its_day_on_whoever_has_moved_the_topic(
    state, follow_up_on, words
):
    said = programme.stage(state=state, follow_up_on=follow_up_on, on=ON)

    assert said[0] == words


def test_every_state_of_the_machine_has_its_words():
    assert set(STAGES) == TOPIC.states


def test_quarters_offered_begin_with_this_one():
    assert [str(each) for each in programme.quarters_from(ON, count=3)] == [
        "Q3 2026/27",
        "Q4 2026/27",
        "Q1 2027/28",
    ]
