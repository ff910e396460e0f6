"""Changes to commitments: their text in a draft, their progress afterwards."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import User
from plans.changes.writing import add_row, delete_row, edit_row, lock_draft, lock_plan
from plans.domain import drafting
from plans.domain.workflow import COMMITMENT
from plans.models import Commitment, CommitmentUpdate

COMMITMENT_TEXT = (
    "reference",
    "title",
    "description",
    "owner_side",
    "organisation_id",
    "lead_title",
    "starts_on",
    "due_on",
    "is_internal",
    "visibility",
)


@transaction.atomic
def add_commitment(*, commitment: Commitment, by: User) -> None:
    plan = lock_draft(commitment.objective.priority.plan_id)
    add_row(commitment, plan=plan, by=by)


@transaction.atomic
def edit_commitment(*, commitment: Commitment, based_on: int, by: User) -> None:
    plan = lock_draft(commitment.objective.priority.plan_id)
    edit_row(commitment, fields=COMMITMENT_TEXT, based_on=based_on, plan=plan, by=by)


@transaction.atomic
def delete_commitment(*, commitment: Commitment, by: User) -> None:
    plan = lock_draft(commitment.objective.priority.plan_id)
    delete_row(commitment, below=[], plan=plan, by=by)


@transaction.atomic
def move_commitment(
    *, commitment: Commitment, name: str, by: User, on: dt.date, reason: str = ""
) -> Commitment:
    """Take it through one move; MoveRefused says why not."""
    plan = lock_plan(commitment.objective.priority.plan_id)
    drafting.check_current(in_force_to=plan.in_force_to, on=on)
    stored = Commitment.objects.select_for_update().get(pk=commitment.pk)
    move = COMMITMENT.check(name, state=stored.status, reason=reason)
    before = audit.facts(stored, "status")
    stored.status = move.target
    stored.save(update_fields=["status"])
    audit.record(
        name,
        stored,
        office=plan.office,
        by=by,
        before=before,
        after=audit.facts(stored, "status"),
        reason=reason,
    )
    return stored


@transaction.atomic
def update_commitment(
    *,
    commitment: Commitment,
    delivery: str,
    text: str,
    by: User,
    on: dt.date,
    expected_on: dt.date | None = None,
) -> CommitmentUpdate:
    """Add what is said of it to what was said before, and state its delivery.

    ``expected_on`` is when it is expected by now; the day that was promised stays.
    """
    plan = lock_plan(commitment.objective.priority.plan_id)
    drafting.check_reportable(plan.status, in_force_to=plan.in_force_to, on=on)
    stored = Commitment.objects.select_for_update().get(pk=commitment.pk)
    before = audit.facts(stored, "delivery")
    update = CommitmentUpdate.objects.create(
        commitment=stored,
        at=clock.now(),
        by=by,
        delivery=delivery,
        text=text,
        expected_on=expected_on,
    )
    stored.delivery = delivery
    stored.save(update_fields=["delivery"])
    after = {**audit.facts(stored, "delivery"), "text": text}
    if expected_on is not None:
        after |= audit.facts(update, "expected_on")
    audit.record(
        "update", stored, office=plan.office, by=by, before=before, after=after
    )
    return update
