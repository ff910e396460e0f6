"""Changes to plan versions: drafting, copying, the moves, and issue."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from opcc.core import audit
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from plans.changes.writing import add_row, edit_row, lock_draft, lock_plan
from plans.domain import issuing
from plans.domain.workflow import PLAN_VERSION
from plans.models import Commitment, Objective, PlanVersion, Priority

PLAN_TEXT = ("title", "starts_on", "ends_on", "introduction")
ISSUE_FACTS = (
    "in_force_from",
    "chief_constable_consulted_on",
    "panel_report_answered_on",
    "issued_without",
)
BY_ISSUE = ("issue", "supersede")
"""Moves that are made by issuing a plan, and in no other way."""


@transaction.atomic
def add_plan(*, plan: PlanVersion, by: User) -> None:
    """A first draft; a title that is in use gets the next number."""
    plan.number = _next_number(plan.office, plan.title)
    add_row(plan, plan=plan, by=by)


@transaction.atomic
def edit_plan(*, plan: PlanVersion, based_on: int, by: User) -> None:
    stored = lock_draft(plan.pk)
    edit_row(plan, fields=PLAN_TEXT, based_on=based_on, plan=stored, by=by)


@transaction.atomic
def copy_plan(*, plan: PlanVersion, by: User) -> PlanVersion:
    """A draft of the next version with all that this one says; updates stay here."""
    source = lock_plan(plan.pk)
    facts = audit.facts(source, *PLAN_TEXT)
    number = _next_number(source.office, source.title)
    draft = PlanVersion(office=source.office, number=number, **facts)
    draft.save(force_insert=True)
    for priority in source.priorities.prefetch_related("objectives__commitments"):
        _copy_priority(priority, draft)
    after = {**audit.facts(draft), "copied_from": source.pk}
    audit.record("copy", draft, office=draft.office, by=by, after=after)
    return draft


@transaction.atomic
def move_plan(*, plan: PlanVersion, name: str, by: User) -> PlanVersion:
    """Take it through one move before issue; MoveRefused says why not."""
    stored = lock_plan(plan.pk)
    move = PLAN_VERSION.check(name, state=stored.status)
    if name in BY_ISSUE:
        raise MoveRefused("A plan is issued, and superseded, by issuing a plan.")
    return _finish(stored, name, status=move.target, by=by)


@transaction.atomic
def issue_plan(*, plan: PlanVersion, by: User, on: dt.date) -> PlanVersion:
    """Bring it into force from its day; the version before it ends the day before.

    ``plan`` carries ISSUE_FACTS. MoveRefused where something that the Act asks for
    is missing without a reason, or another plan would be in force on that day.
    """
    Office.objects.select_for_update().only("pk").get(pk=plan.office_id)
    stored = lock_plan(plan.pk)
    move = PLAN_VERSION.check("issue", state=stored.status)
    given = audit.facts(plan, *ISSUE_FACTS)
    previous = PlanVersion.objects.for_office(plan.office).filter(status="issued")
    replaced = previous.first()
    _check_issue(stored, given, replaced=replaced, on=on)
    if replaced is not None:
        last_day = given["in_force_from"] - dt.timedelta(days=1)
        _finish(
            lock_plan(replaced.pk),
            "supersede",
            status=PLAN_VERSION.move("supersede").target,
            by=by,
            in_force_to=last_day,
        )
    return _finish(stored, "issue", status=move.target, by=by, **given)


def _check_issue(plan, given, *, replaced: PlanVersion | None, on: dt.date) -> None:
    consulted_on = given["chief_constable_consulted_on"]
    answered_on = given["panel_report_answered_on"]
    issuing.check_past(consulted_on, on=on, what="The consultation")
    issuing.check_past(answered_on, on=on, what="The answer to the panel")
    issuing.check_days(
        given["in_force_from"],
        term=issuing.Term(plan.starts_on, plan.ends_on),
        after=replaced.in_force_from if replaced else None,
        said=str(replaced),
    )
    text = issuing.missing_text(plan.objectives_by_priority())
    steps = issuing.missing_steps(consulted_on=consulted_on, answered_on=answered_on)
    issuing.check_complete([*text, *steps], reason=given["issued_without"])


def _finish(plan: PlanVersion, verb: str, *, by: User, **facts) -> PlanVersion:
    """Save these facts of a locked plan, and record what they were."""
    before = audit.facts(plan, *facts)
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(facts))
    old, new = audit.changed(before, audit.facts(plan, *facts))
    reason = facts.get("issued_without", "")
    audit.record(
        verb, plan, office=plan.office, by=by, before=old, after=new, reason=reason
    )
    return plan


def _next_number(office: Office, title: str) -> int:
    of_that_title = PlanVersion.objects.for_office(office).filter(title=title)
    return (of_that_title.aggregate(last=Max("number"))["last"] or 0) + 1


def _copy_priority(priority: Priority, plan: PlanVersion) -> None:
    objectives = list(priority.objectives.all())
    copied = _copy(priority, plan=plan)
    for objective in objectives:
        commitments = list(objective.commitments.all())
        into = _copy(objective, priority=copied)
        Commitment.objects.bulk_create(
            _unsaved(commitment, objective=into) for commitment in commitments
        )


def _copy(row: Priority | Objective, **parent) -> Priority | Objective:
    copy = _unsaved(row, **parent)
    copy.save(force_insert=True)
    return copy


def _unsaved(row, **parent):
    """A new row that says what ``row`` says, under another parent."""
    facts = audit.facts(row)
    del facts["id"], facts["revision"]
    for name in parent:
        del facts[f"{name}_id"]
    return type(row)(**facts, **parent)
