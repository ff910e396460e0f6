"""Every state machine, from the data that defines it."""

import pytest

from measures.domain.workflow import CYCLE, MEASURE, OBSERVATION
from opcc.core.moves import (
    Machine,
    Move,
    MoveRefused,
    WrittenMeanwhile,
    check_based_on,
    sentences,
)
from plans.domain.workflow import COMMITMENT, PLAN_VERSION
from reports.domain.workflow import EDITION
from scrutiny.domain.workflow import MEETING

MACHINES = (PLAN_VERSION, COMMITMENT, MEASURE, OBSERVATION, CYCLE, MEETING, EDITION)

LEGAL = [
    (machine, move, source)
    for machine in MACHINES
    for move in machine.moves
    for source in move.sources
]
ILLEGAL = [
    (machine, move, state)
    for machine in MACHINES
    for move in machine.moves
    for state in sorted(machine.states - set(move.sources))
]


@pytest.mark.parametrize(("machine", "move", "source"), LEGAL)
def test_a_legal_move_is_allowed(machine, move, source):
    assert (
        machine.check(move.name, state=source, reason="Because").target == move.target
    )


@pytest.mark.parametrize(("machine", "move", "state"), ILLEGAL)
def test_an_illegal_move_is_refused_with_what_is_missing(machine, move, state):
    with pytest.raises(MoveRefused, match="it has to be"):
        machine.check(move.name, state=state, reason="Because")


def test_a_move_that_needs_a_reason_is_refused_without_one():
    door = Machine("a door", (Move("close", ("open",), "closed", needs_reason=True),))

    with pytest.raises(MoveRefused, match="Give a reason to close a door"):
        door.check("close", state="open", reason="  ")


PAIRS = {
    PLAN_VERSION: {
        ("draft", "consultation"),
        ("consultation", "draft"),
        ("consultation", "with_panel"),
        ("with_panel", "draft"),
        ("with_panel", "issued"),
        ("issued", "superseded"),
    },
    COMMITMENT: {
        ("proposed", "agreed"),
        ("agreed", "in_progress"),
        ("in_progress", "delivered"),
        ("agreed", "closed_undelivered"),
        ("in_progress", "closed_undelivered"),
        ("delivered", "in_progress"),
        ("closed_undelivered", "in_progress"),
    },
    MEASURE: {
        ("proposed", "active"),
        ("active", "suspended"),
        ("suspended", "active"),
        ("active", "retired"),
        ("suspended", "retired"),
    },
    OBSERVATION: {
        ("entered", "validated"),
        ("entered", "queried"),
        ("queried", "corrected"),
        ("queried", "validated"),
        ("corrected", "queried"),
        ("corrected", "validated"),
        ("validated", "queried"),
        ("validated", "locked"),
    },
    CYCLE: {
        ("scheduled", "open"),
        ("open", "data_closed"),
        ("data_closed", "commentary"),
        ("commentary", "review"),
        ("review", "issued"),
        ("issued", "closed"),
        ("open", "scheduled"),
        ("data_closed", "open"),
        ("commentary", "data_closed"),
        ("review", "commentary"),
        ("issued", "review"),
        ("closed", "issued"),
    },
    MEETING: {
        ("planned", "agenda_draft"),
        ("agenda_draft", "agenda_published"),
        ("planned", "cancelled"),
        ("agenda_draft", "cancelled"),
        ("agenda_published", "cancelled"),
        ("agenda_published", "held"),
    },
    EDITION: {
        ("draft", "frozen"),
        ("frozen", "signed_off"),
        ("signed_off", "approved"),
        ("approved", "embargoed"),
        ("approved", "published"),
        ("embargoed", "published"),
        ("published", "superseded"),
        ("frozen", "draft"),
        ("signed_off", "draft"),
        ("approved", "draft"),
    },
}
"""Copied by hand from the domain's list of moves; nothing else is legal."""


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.noun)
def test_the_moves_are_those_of_the_domain_and_no_others(machine):
    made = {(source, m.target) for m in machine.moves for source in m.sources}

    assert made == PAIRS[machine]


def test_a_refusal_is_told_in_its_own_sentences():
    class OfAForm(Exception):
        messages = ("Give a day.", "Give a reason.")

    assert sentences(MoveRefused("Not yet.")) == ["Not yet."]
    assert sentences(OfAForm()) == ["Give a day.", "Give a reason."]


def test_a_text_is_saved_only_over_the_one_that_its_author_saw():
    check_based_on(revision=3, based_on=3, theirs="the row")

    with pytest.raises(WrittenMeanwhile) as refusal:
        check_based_on(revision=4, based_on=3, theirs="the row")
    assert refusal.value.theirs == "the row"
