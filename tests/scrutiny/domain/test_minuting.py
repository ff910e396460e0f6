"""When minutes are written and agreed, without a database."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import minuting
from scrutiny.domain.workflow import check_held

DAY = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [("none", "Begin the minutes"), ("agreed", "are agreed"), ("published", "changed")],
)
def test_minutes_are_written_in_draft_and_at_no_other_time(minutes, words):
    minuting.check_open(minutes="draft")

    with pytest.raises(MoveRefused, match=words):
        minuting.check_open(minutes=minutes)


def test_minutes_with_a_silent_item_are_not_agreed():
    minuting.check_written([("Budget", "Noted.")])

    with pytest.raises(MoveRefused, match="under Apologies, Burglary:"):
        minuting.check_written(
            [("Apologies", " "), ("Budget", "Noted."), ("Burglary", "")]
        )


def test_a_meeting_is_held_on_its_day_or_later():
    check_held(held_on=DAY, on=DAY)

    with pytest.raises(MoveRefused, match="it has not been held yet"):
        check_held(held_on=DAY, on=DAY - dt.timedelta(days=1))


def test_what_is_kept_at_the_agreement_reads_back():
    asked = (
        minuting.Asked("Action 7", "Review the arrests", "ACC Rowe", DAY),
        minuting.Asked("Information 2", "Repeat victims", "Westmarch Police", DAY),
    )

    assert minuting.recalled(minuting.kept(asked)) == asked
    assert minuting.kept(asked)[0]["due_on"] == "2026-11-03"
