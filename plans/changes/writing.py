"""The steps that every change to a plan shares: lock, check, save, record."""

from __future__ import annotations

from django.db import models

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import check_based_on
from plans.domain import drafting
from plans.models import PlanVersion


def lock_plan(pk: int) -> PlanVersion:
    """The plan as it is now, held until the change is done."""
    locked = PlanVersion.objects.select_related("office")
    return locked.select_for_update(of=("self",)).get(pk=pk)


def lock_draft(pk: int) -> PlanVersion:
    """The same for a change of the text; MoveRefused unless it is a draft."""
    plan = lock_plan(pk)
    drafting.check_draft(plan.status)
    return plan


def add_row(row: models.Model, *, plan: PlanVersion, by: User) -> None:
    """Save a new row of a plan; ValidationError where a constraint does not hold."""
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record("add", row, office=plan.office, by=by, after=audit.facts(row))


def edit_row(
    row: models.Model,
    *,
    fields: tuple[str, ...],
    based_on: int,
    plan: PlanVersion,
    by: User,
) -> None:
    """Save these fields of a row and no others, and record those that differ.

    ``based_on`` is the revision that its author saw; WrittenMeanwhile where somebody
    else saved since.
    """
    stored = type(row).objects.select_for_update().get(pk=row.pk)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    stored.revision += 1
    before = audit.facts(stored, *fields)
    for name in fields:
        setattr(stored, name, getattr(row, name))
    stored.validate_constraints()
    stored.save(update_fields=[*fields, "revision"])
    old, new = audit.changed(before, audit.facts(stored, *fields))
    if new:
        audit.record("edit", stored, office=plan.office, by=by, before=old, after=new)


def delete_row(
    row: models.Model, *, below: list[models.Model], plan: PlanVersion, by: User
) -> None:
    """Delete a row and what is below it; the log keeps what each of them said."""
    for gone in [*below, row]:
        before = audit.facts(gone)
        audit.record("delete", gone, office=plan.office, by=by, before=before)
    row.delete()
