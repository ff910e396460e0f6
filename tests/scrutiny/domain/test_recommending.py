"""What a panel recommends: who records it, by when it is answered, and by whom."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import recommending

MET = dt.date(2026, 3, 6)
DAY = dt.timedelta(days=1)


def test_a_response_is_not_due_before_the_panel_met():
    recommending.check_respond_by(respond_by=MET, made_on=MET)

    with pytest.raises(
        MoveRefused, match="before the panel met, on Friday 6 March 2026"
    ):
        recommending.check_respond_by(respond_by=MET - DAY, made_on=MET)


def test_a_panel_recommends_nothing_before_it_meets():
    recommending.check_met(status="held", held_on=MET, on=MET)

    with pytest.raises(MoveRefused, match="recommended nothing yet"):
        recommending.check_met(status="planned", held_on=MET, on=MET - DAY)
    with pytest.raises(MoveRefused, match="cancelled"):
        recommending.check_met(status="cancelled", held_on=MET, on=MET)


def test_only_the_support_officer_records():
    recommending.check_recorded(may_record=True, is_office=False, on_behalf_of="")

    with pytest.raises(MoveRefused, match="Only the panel's support officer"):
        recommending.check_recorded(may_record=False, is_office=True, on_behalf_of="D")


def test_the_office_says_on_whose_behalf_it_records():
    recommending.check_recorded(
        may_record=True, is_office=True, on_behalf_of="Daniel Cho"
    )

    with pytest.raises(MoveRefused, match="on whose behalf"):
        recommending.check_recorded(may_record=True, is_office=True, on_behalf_of=" ")


@pytest.mark.parametrize("move", ["accept_in_part", "decline"])
def test_what_is_not_accepted_whole_needs_a_reason(move):
    said = {"move": move, "state": "made", "answer": "We will do the first half."}
    recommending.check_answer(reason="There is no money for the rest.", **said)

    with pytest.raises(MoveRefused, match="Give a reason"):
        recommending.check_answer(reason=" ", **said)


def test_an_answer_has_words_and_is_one_of_three():
    said = {"state": "made", "reason": ""}
    recommending.check_answer(move="accept", answer="It will be done.", **said)

    with pytest.raises(MoveRefused, match="Write the response"):
        recommending.check_answer(move="accept", answer="  ", **said)
    with pytest.raises(MoveRefused, match="accepted, accepted in part or declined"):
        recommending.check_answer(move="close", answer="Done.", **said)


def test_only_the_commissioner_or_the_deputy_answers():
    recommending.check_answered_by(may_answer=True)

    with pytest.raises(MoveRefused, match="Only the Commissioner or the deputy"):
        recommending.check_answered_by(may_answer=False)


@pytest.mark.parametrize(
    ("state", "days", "words", "tone"),
    [
        ("made", 0, "Waiting for an answer", "accent"),
        ("made", 1, "Overdue 1 day", "late"),
        ("accepted", 0, "Accepted", "warn"),
        ("accepted", 9, "Overdue 9 days", "late"),
        ("response_published", 9, "Response published", ""),
        ("closed", 9, "Closed", "quiet"),
    ],
)
def test_it_is_owed_until_the_response_is_published(state, days, words, tone):
    on = MET + days * DAY

    assert recommending.standing(state, respond_by=MET, on=on) == (words, tone)


def test_an_answered_recommendation_is_not_reworded():
    recommending.check_unanswered(state="made")

    with pytest.raises(MoveRefused, match="stands as it was answered"):
        recommending.check_unanswered(state="accepted")


@pytest.mark.parametrize("state", ["made", "accepted", "accepted_in_part"])
def test_the_panel_learns_of_an_answer_once_it_is_published(state):
    told = {"respond_by": MET, "on": MET}

    assert recommending.told_to_panel(state, **told) == ("No response yet", "accent")
    late = recommending.told_to_panel(state, respond_by=MET, on=MET + 2 * DAY)
    assert late == ("Overdue 2 days", "late")
    assert recommending.told_to_panel("response_published", **told) == (
        *("Response published", ""),
    )
