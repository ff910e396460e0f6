"""Every state machine against the list of moves that the domain gives it."""

import pytest

from measures.domain.workflow import CYCLE, MEASURE, OBSERVATION
from opcc.core.moves import MoveRefused
from plans.domain.workflow import COMMITMENT, PLAN_VERSION
from reports.domain.workflow import EDITION
from scrutiny.domain.workflow import (
    ACTION,
    DECISION,
    FINDING_VIEW,
    INSPECTION_RESPONSE,
    MEETING,
    MINUTES,
    PAPER,
    RECOMMENDATION,
    TOPIC,
)

DOMAIN = {
    PLAN_VERSION: """
        draft->consultation, consultation->draft, consultation->with_panel,
        with_panel->draft, with_panel->issued, issued->superseded""",
    COMMITMENT: """
        proposed->agreed, agreed->in_progress, in_progress->delivered,
        agreed->closed_undelivered, in_progress->closed_undelivered,
        delivered->in_progress, closed_undelivered->in_progress""",
    MEASURE: """
        proposed->active, active->suspended, suspended->active, active->retired,
        suspended->retired""",
    OBSERVATION: """
        entered->validated, entered->queried, queried->corrected, queried->validated,
        corrected->queried, corrected->validated, validated->queried,
        validated->locked""",
    CYCLE: """
        scheduled->open, open->data_closed, data_closed->commentary,
        commentary->review, review->issued, issued->closed, open->scheduled,
        data_closed->open, commentary->data_closed, review->commentary,
        issued->review, closed->issued""",
    TOPIC: """
        suggested->recommended, recommended->programmed, suggested->programmed,
        programmed->considered, considered->follow_up_due, considered->closed,
        follow_up_due->closed, follow_up_due->programmed, suggested->dropped,
        recommended->dropped""",
    MEETING: """
        planned->agenda_draft, agenda_draft->agenda_published, planned->cancelled,
        agenda_draft->cancelled, agenda_published->cancelled, agenda_published->held""",
    PAPER: """
        draft->submitted, submitted->accepted, submitted->draft, accepted->draft""",
    MINUTES: "none->draft, draft->agreed, agreed->published",
    ACTION: """
        raised->in_progress, in_progress->pending_sign_off, pending_sign_off->closed,
        pending_sign_off->in_progress, raised->accepted_risk,
        in_progress->accepted_risk, raised->superseded, in_progress->superseded,
        closed->in_progress, accepted_risk->in_progress""",
    FINDING_VIEW: "open->complete, complete->open",
    INSPECTION_RESPONSE: "draft->decided, decided->draft, decided->published",
    RECOMMENDATION: """
        made->accepted, made->accepted_in_part, made->not_accepted,
        accepted->response_published, accepted_in_part->response_published,
        not_accepted->response_published, response_published->closed""",
    DECISION: "draft->taken, taken->published",
    EDITION: """
        draft->frozen, frozen->signed_off, signed_off->approved, approved->embargoed,
        approved->published, embargoed->published, published->superseded,
        frozen->draft, signed_off->draft, approved->draft""",
}
"""The moves that are legal; whoever adds one to a machine has to add it here."""

BACKWARD_WITH_A_REASON = {
    COMMITMENT: "delivered->in_progress, closed_undelivered->in_progress",
    CYCLE: """
        open->scheduled, data_closed->open, commentary->data_closed,
        review->commentary, issued->review, closed->issued""",
    TOPIC: "suggested->programmed, suggested->dropped, recommended->dropped",
    ACTION: "closed->in_progress, pending_sign_off->in_progress",
    INSPECTION_RESPONSE: "decided->draft",
    EDITION: "frozen->draft, signed_off->draft, approved->draft",
}


def pairs(text):
    return {tuple(each.strip().split("->")) for each in text.split(",")}


ALL = [pytest.param(machine, id=machine.noun) for machine in DOMAIN]
EVERY_MOVE = [
    pytest.param(machine, move, id=f"{move.name} {machine.noun}")
    for machine in DOMAIN
    for move in machine.moves
]


@pytest.mark.parametrize("machine", ALL)
def test_what_is_legal_is_what_the_domain_lists(machine):
    legal = {(source, move.target) for move in machine.moves for source in move.sources}

    assert legal == pairs(DOMAIN[machine])


@pytest.mark.parametrize(("machine", "move"), EVERY_MOVE)
def test_a_move_is_made_from_its_own_states_and_refused_from_every_other(machine, move):
    for state in machine.states:
        if state in move.sources:
            made = machine.check(move.name, state=state, reason="It is so.")
            assert made.target == move.target
        else:
            with pytest.raises(MoveRefused, match="it has to be"):
                machine.check(move.name, state=state, reason="It is so.")


@pytest.mark.parametrize(("machine", "move"), EVERY_MOVE)
def test_a_move_that_needs_a_reason_is_refused_without_one(machine, move):
    state = move.sources[0]
    if move.needs_reason:
        with pytest.raises(MoveRefused, match="Give a reason"):
            machine.check(move.name, state=state, reason="  ")
    else:
        assert machine.check(move.name, state=state) == move


@pytest.mark.parametrize(
    "machine",
    [pytest.param(machine, id=machine.noun) for machine in BACKWARD_WITH_A_REASON],
)
def test_what_goes_back_wants_a_reason(machine):
    for source, target in pairs(BACKWARD_WITH_A_REASON[machine]):
        (move,) = [
            each
            for each in machine.moves
            if source in each.sources and each.target == target
        ]
        assert move.needs_reason
