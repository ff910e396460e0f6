"""Changes to the priorities and objectives of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from opcc.core.models import User
from plans.changes.writing import add_row, delete_row, edit_row, lock_draft
from plans.domain.numbering import rank
from plans.models import Commitment, Objective, Priority

PRIORITY_TEXT = ("number", "title", "description", "category", "lead_id")
OBJECTIVE_TEXT = ("number", "title", "description")


@transaction.atomic
def add_priority(*, priority: Priority, by: User) -> None:
    plan = lock_draft(priority.plan_id)
    add_row(priority, plan=plan, by=by)
    _put_in_order(plan.priorities.all())


@transaction.atomic
def edit_priority(*, priority: Priority, based_on: int, by: User) -> None:
    plan = lock_draft(priority.plan_id)
    edit_row(priority, fields=PRIORITY_TEXT, based_on=based_on, plan=plan, by=by)
    _put_in_order(plan.priorities.all())


@transaction.atomic
def delete_priority(*, priority: Priority, by: User) -> None:
    """Its objectives and commitments go with it, each with a line in the log."""
    plan = lock_draft(priority.plan_id)
    below = [
        *Commitment.objects.filter(objective__priority=priority),
        *priority.objectives.all(),
    ]
    delete_row(priority, below=below, plan=plan, by=by)


@transaction.atomic
def add_objective(*, objective: Objective, by: User) -> None:
    plan = lock_draft(objective.priority.plan_id)
    add_row(objective, plan=plan, by=by)
    _put_in_order(objective.priority.objectives.all())


@transaction.atomic
def edit_objective(*, objective: Objective, based_on: int, by: User) -> None:
    plan = lock_draft(objective.priority.plan_id)
    edit_row(objective, fields=OBJECTIVE_TEXT, based_on=based_on, plan=plan, by=by)
    _put_in_order(objective.priority.objectives.all())


@transaction.atomic
def delete_objective(*, objective: Objective, by: User) -> None:
    """Its commitments go with it, each with a line in the log."""
    plan = lock_draft(objective.priority.plan_id)
    below = list(objective.commitments.all())
    delete_row(objective, below=below, plan=plan, by=by)


def _put_in_order(headings: Iterable[Priority | Objective]) -> None:
    """The number that a person gave decides the order."""
    for order, heading in enumerate(sorted(headings, key=lambda h: rank(h.number))):
        if heading.order != order:
            heading.order = order
            heading.save(update_fields=["order"])
