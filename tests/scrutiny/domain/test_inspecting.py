"""Answering an inspection: rule 12's clock, comments, and what is still missing."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import inspecting
from scrutiny.domain.inspecting import Clock, Comments, Recommendation

PUBLISHED = dt.date(2026, 1, 15)
LAST_DAY = dt.date(2026, 3, 11)
"""The worked case of the domain: 17 days of January, 28 of February, 11 of March."""


def clock(*, on, answered_on=None, applies=True):
    return inspecting.answered(
        published_on=PUBLISHED, answered_on=answered_on, applies=applies, on=on
    )


CASES = [
    # 27 February leaves one day of February and eleven of March.
    (
        dt.date(2026, 2, 27),
        None,
        (Clock.RUNNING, 12),
        "12 days left: publish by Wed 11 Mar 2026.",
    ),
    (
        dt.date(2026, 3, 10),
        None,
        (Clock.RUNNING, 1),
        "1 day left: publish by Wed 11 Mar 2026.",
    ),
    (LAST_DAY, None, (Clock.RUNNING, 0), "Last day: publish today, Wed 11 Mar 2026."),
    (
        dt.date(2026, 3, 20),
        None,
        (Clock.MISSED, 9),
        "Missed by 9 days: it was due by Wed 11 Mar 2026 and is not published.",
    ),
    (
        dt.date(2026, 6, 1),
        dt.date(2026, 3, 12),
        (Clock.MISSED, 1),
        "Missed by 1 day: published on Thu 12 Mar 2026, due by Wed 11 Mar 2026.",
    ),
    (
        dt.date(2026, 6, 1),
        LAST_DAY,
        (Clock.KEPT, 0),
        "Kept: published on Wed 11 Mar 2026, due by Wed 11 Mar 2026.",
    ),
    (
        dt.date(2026, 6, 1),
        dt.date(2026, 3, 1),
        (Clock.KEPT, 10),
        "Kept: published on Sun 1 Mar 2026, due by Wed 11 Mar 2026.",
    ),
]


@pytest.mark.parametrize(("on", "answered_on", "stands", "sentence"), CASES)
def test_the_response_is_published_within_the_56_days_or_the_clock_says_by_how_much(
    on, answered_on, stands, sentence
):
    found = clock(on=on, answered_on=answered_on)

    assert found.respond_by == LAST_DAY
    assert (found.clock, found.days) == stands
    assert found.sentence == sentence


def test_a_report_that_needs_no_response_has_no_clock():
    found = clock(on=dt.date(2027, 1, 1), applies=False)

    assert found.sentence == "No response is due."
    assert not found.is_open
    assert found.tone == ""


def test_what_is_still_to_be_published_is_open_even_when_late():
    assert clock(on=dt.date(2026, 2, 1)).is_open
    assert clock(on=dt.date(2026, 5, 1)).is_open
    assert not clock(on=dt.date(2026, 5, 1), answered_on=dt.date(2026, 4, 1)).is_open


@pytest.mark.parametrize(
    ("on", "tone"),
    [
        (dt.date(2026, 2, 24), ""),  # 15 days left
        (dt.date(2026, 2, 25), "warn"),  # 14 days left
        (LAST_DAY, "warn"),
        (dt.date(2026, 3, 12), "late"),
    ],
)
def test_the_clock_warns_for_a_fortnight_and_is_late_afterwards(on, tone):
    assert clock(on=on).tone == tone


INVITED = Comments(dt.date(2026, 1, 20))
RECEIVED = Comments(dt.date(2026, 1, 20), received_on=dt.date(2026, 2, 10))
NONE_CAME = Comments(dt.date(2026, 1, 20), none_by=dt.date(2026, 2, 20))
RAISED = Recommendation("recommendation 1", actions=1, none_because="")
DECLINED = Recommendation("recommendation 2", actions=0, none_because="Done in May.")
LEFT = Recommendation("recommendation 3", actions=0, none_because="  ")


@pytest.mark.parametrize("comments", [RECEIVED, NONE_CAME])
def test_a_response_is_complete_with_comments_and_an_action_or_a_reason_for_each(
    comments,
):
    lacking = inspecting.missing(
        introduction="We accept it.",
        comments=comments,
        recommendations=[RAISED, DECLINED],
    )

    assert lacking == []
    inspecting.check_complete(lacking)


@pytest.mark.parametrize(
    ("comments", "sentence"),
    [
        (Comments(None), "Invite the chief constable's comments."),
        (
            INVITED,
            "Record the chief constable's comments, or that none came by the day "
            "given.",
        ),
    ],
)
def test_a_response_waits_for_the_comments_of_the_chief_constable(comments, sentence):
    lacking = inspecting.missing(
        introduction="We accept it.", comments=comments, recommendations=[]
    )

    assert lacking == [sentence]


def test_a_response_says_all_that_it_lacks_at_once():
    lacking = inspecting.missing(
        introduction=" ", comments=RECEIVED, recommendations=[RAISED, LEFT]
    )

    with pytest.raises(MoveRefused) as refusal:
        inspecting.check_complete(lacking)
    assert str(refusal.value) == (
        "The response is not complete. Write what the Commissioner says. Raise an "
        "action for recommendation 3, or say why there is none."
    )


def test_a_report_that_needs_no_response_needs_a_reason():
    with pytest.raises(MoveRefused, match="Say why no response is due"):
        inspecting.check_applies(applies=False, reason=" ")
    inspecting.check_applies(applies=False, reason="It is about another force.")
    inspecting.check_applies(applies=True, reason="")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2026, 1, 14), "before Thursday 15 January 2026"),
        (dt.date(2026, 2, 2), "still to come"),
    ],
)
def test_nothing_is_recorded_before_the_report_or_after_today(on, words):
    with pytest.raises(MoveRefused, match=words):
        inspecting.check_day(
            on, what="It came", since=PUBLISHED, today=dt.date(2026, 2, 1)
        )


@pytest.mark.parametrize(
    ("views", "is_open", "differ"),
    [
        (("open", "open", "open"), True, False),
        (("complete", "open", "open"), True, True),
        (("complete", "complete", "open"), True, True),
        (("complete", "complete", "complete"), False, False),
    ],
)
def test_a_finding_is_open_until_all_three_views_say_it_is_complete(
    views, is_open, differ
):
    assert inspecting.is_open(*views) is is_open
    assert inspecting.differ(*views) is differ
