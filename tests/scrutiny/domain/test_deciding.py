"""Decisions: what a record says, who takes one, and what is exempt."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import deciding

TODAY = dt.date(2026, 4, 9)


def test_a_reference_is_the_year_and_three_figures():
    assert deciding.reference(2026, 14) == "2026/014"
    assert deciding.reference(2026, 1203) == "2026/1203"


def test_a_record_names_all_that_it_does_not_say():
    deciding.check_complete({"summary": "A", "reasons": "B", "options": "C"})

    with pytest.raises(MoveRefused, match="does not say the reasons"):
        deciding.check_complete({"summary": "A", "reasons": " ", "options": "C"})
    with pytest.raises(
        MoveRefused,
        match="what is decided, the reasons or the options that were considered",
    ):
        deciding.check_complete({})


def test_the_commissioner_takes_a_decision_without_a_delegation():
    deciding.check_taken_by(may_take=True, is_head=True, delegation="")


def test_anybody_below_takes_one_under_a_delegation():
    said = {"may_take": True, "is_head": False}
    deciding.check_taken_by(delegation="Scheme of consent, 4.2", **said)

    with pytest.raises(MoveRefused, match="under which delegation"):
        deciding.check_taken_by(delegation=" ", **said)


def test_nobody_else_takes_one():
    with pytest.raises(MoveRefused, match="where it is delegated"):
        deciding.check_taken_by(may_take=False, is_head=False, delegation="Scheme")


def test_a_decision_is_not_taken_in_the_future():
    deciding.check_taken_on(taken_on=TODAY, on=TODAY)

    with pytest.raises(MoveRefused, match="10 April 2026 has not come yet"):
        deciding.check_taken_on(taken_on=dt.date(2026, 4, 10), on=TODAY)


def test_an_exempt_part_needs_a_decision_why():
    deciding.check_exempt(exempt="", is_restricted=False)
    deciding.check_exempt(exempt="The price.", is_restricted=True)

    with pytest.raises(MoveRefused, match="nobody has decided why"):
        deciding.check_exempt(exempt="The price.", is_restricted=False)


def test_only_an_exempt_part_is_restricted_and_only_once():
    with pytest.raises(MoveRefused, match="Nothing stands in the exempt part"):
        deciding.check_restrictable(exempt=" ", is_restricted=False)
    with pytest.raises(MoveRefused, match="restricted already"):
        deciding.check_restrictable(exempt="The price.", is_restricted=True)


def test_a_record_that_is_not_for_the_public_is_not_published():
    deciding.check_public(visibility="public")

    with pytest.raises(MoveRefused, match="not for the public"):
        deciding.check_public(visibility="office")


def test_a_taken_decision_is_not_rewritten():
    with pytest.raises(MoveRefused, match="stands as it was"):
        deciding.check_draft(state="taken")


def test_a_public_part_does_not_say_what_is_withheld():
    withheld = [("They offered £1.2m.\n\nOthers more.", "the exempt part")]
    deciding.check_apart(public=["They offered most."], withheld=withheld)
    deciding.check_apart(public=["They offered £1.2m."], withheld=[("", "a note")])

    with pytest.raises(MoveRefused, match="which stands in the exempt part"):
        deciding.check_apart(public=["As they\noffered £1.2m."], withheld=withheld)
    with pytest.raises(MoveRefused, match="says “Others more"):
        deciding.check_apart(public=["", "And others more."], withheld=withheld)
