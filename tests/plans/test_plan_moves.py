"""Every move of a plan and of a commitment, legal or not, out of the data."""

import datetime as dt

import pytest

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from plans import changes
from plans.domain.workflow import COMMITMENT, PLAN_VERSION
from tests.factories import (
    CommitmentFactory,
    ObjectiveFactory,
    PlanVersionFactory,
    UserFactory,
)

TODAY = dt.date(2026, 11, 22)


def _cases(machine, legal):
    return [
        pytest.param(move.name, state, id=f"{move.name}-{state}")
        for move in machine.moves
        for state in sorted(machine.states)
        if (state in move.sources) is legal
    ]


def _ready(**facts):
    """A plan that lacks nothing for its issue."""
    plan = PlanVersionFactory(in_force_from=TODAY, **facts)
    ObjectiveFactory(priority__plan=plan)
    plan.chief_constable_consulted_on = dt.date(2026, 9, 1)
    plan.panel_report_answered_on = dt.date(2026, 10, 1)
    return plan


def _make(plan, name):
    by = UserFactory()
    if name == "issue":
        return changes.issue_plan(plan=plan, by=by, on=TODAY)
    return changes.move_plan(plan=plan, name=name, by=by)


BY_HAND = [
    case
    for case in _cases(PLAN_VERSION, legal=True)
    if case.values[0] != "supersede"  # made by issuing the next plan
]


@pytest.mark.parametrize(("name", "state"), BY_HAND)
def test_a_plan_takes_each_legal_move_and_leaves_a_line(name, state):
    plan = _ready(status=state)

    _make(plan, name)

    plan.refresh_from_db()
    assert plan.status == PLAN_VERSION.move(name).target
    line = AuditLine.objects.get()
    assert (line.verb, line.before["status"]) == (name, state)
    assert line.after["status"] == plan.status


@pytest.mark.parametrize(("name", "state"), _cases(PLAN_VERSION, legal=False))
def test_a_plan_is_refused_every_other_move(name, state):
    plan = _ready(status=state)

    with pytest.raises(MoveRefused):
        _make(plan, name)

    plan.refresh_from_db()
    assert plan.status == state
    assert not AuditLine.objects.exists()


def test_a_plan_is_not_superseded_by_hand():
    plan = PlanVersionFactory()

    with pytest.raises(MoveRefused, match="by issuing a plan"):
        changes.move_plan(plan=plan, name="supersede", by=UserFactory())


@pytest.mark.parametrize(("name", "state"), _cases(COMMITMENT, legal=True))
def test_a_commitment_takes_each_legal_move_and_leaves_a_line(name, state):
    commitment = CommitmentFactory(status=state)

    changes.move_commitment(
        commitment=commitment,
        name=name,
        by=UserFactory(),
        on=TODAY,
        reason="The Commissioner asked for it",
    )

    commitment.refresh_from_db()
    assert commitment.status == COMMITMENT.move(name).target
    line = AuditLine.objects.get()
    assert (line.verb, line.before) == (name, {"status": state})
    assert line.reason == "The Commissioner asked for it"


@pytest.mark.parametrize(("name", "state"), _cases(COMMITMENT, legal=False))
def test_a_commitment_is_refused_every_other_move(name, state):
    commitment = CommitmentFactory(status=state)

    with pytest.raises(MoveRefused):
        changes.move_commitment(
            commitment=commitment, name=name, by=UserFactory(), on=TODAY, reason="Why"
        )

    commitment.refresh_from_db()
    assert commitment.status == state
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        (move.name, source)
        for move in COMMITMENT.moves
        if move.needs_reason
        for source in move.sources
    ],
)
def test_a_commitment_is_not_closed_or_reopened_without_a_reason(name, state):
    commitment = CommitmentFactory(status=state)

    with pytest.raises(MoveRefused, match="Give a reason"):
        changes.move_commitment(
            commitment=commitment, name=name, by=UserFactory(), on=TODAY
        )


def test_a_commitment_of_a_plan_that_has_ended_does_not_move():
    ended = PlanVersionFactory(
        status="superseded", in_force_to=TODAY - dt.timedelta(days=1)
    )
    commitment = CommitmentFactory(objective__priority__plan=ended)

    with pytest.raises(MoveRefused, match="no longer in force"):
        changes.move_commitment(
            commitment=commitment, name="deliver", by=UserFactory(), on=TODAY
        )
