"""The plans: one that ended, the one in force, and what became of its promises."""

from __future__ import annotations

import datetime as dt

from opcc.core import clock
from opcc.core.models import User
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from plans import changes
from plans.models import Commitment, Objective, PlanVersion, Priority
from reports.changes.plans import publish_plan

IN_FORCE = (10, 1)
"""The month and day on which each plan came into force."""


def tell(cast: Cast, days: Days) -> None:
    """Enter and issue both plans, as they came into force in their time."""
    former = _former(cast, days)
    _issue(cast, former, days.plan_year(-3))
    _deliver(former, cast.people["performance"])
    present = _plan(cast, days.plan_year(), told("plan")["present"]["introduction"])
    _present(cast, present, days)
    _issue(cast, present, days.plan_year())


def publish(cast: Cast) -> None:
    publish_plan(version=present_plan(cast), by=cast.people["chief_executive"])


def present_plan(cast: Cast) -> PlanVersion:
    return PlanVersion.objects.for_office(cast.office).get(status="issued")


def tell_events(cast: Cast, days: Days, quarter: int) -> None:
    """What happened to the promises in one quarter; before the first, -3."""
    present = present_plan(cast)
    for said in told("plan")["commitments"]:
        commitment = Commitment.objects.select_related("objective__priority__lead").get(
            objective__priority__plan=present, reference=said["reference"]
        )
        by = commitment.objective.priority.lead
        if quarter == -3:
            _move(commitment, {"move": "agree"}, by)
        for event in said["events"]:
            if event["when"] == quarter:
                _tell_event(commitment, event, by, days)


def _tell_event(commitment: Commitment, event: dict, by: User, days: Days) -> None:
    if "text" in event:
        expected = event.get("expected")
        changes.update_commitment(
            commitment=commitment,
            delivery=event["delivery"],
            text=event["text"],
            by=by,
            on=clock.today(),
            expected_on=None if expected is None else days.back(expected).end,
        )
    if "move" in event:
        _move(commitment, event, by)


def _move(commitment: Commitment, event: dict, by: User) -> None:
    changes.move_commitment(
        commitment=commitment,
        name=event["move"],
        by=by,
        on=clock.today(),
        reason=event.get("reason", ""),
    )


def _deliver(plan: PlanVersion, by: User) -> None:
    for commitment in Commitment.objects.filter(objective__priority__plan=plan):
        for name in ("agree", "start", "deliver"):
            _move(commitment, {"move": name}, by)


def _plan(cast: Cast, year: int, introduction: str) -> PlanVersion:
    plan = PlanVersion(
        office=cast.office,
        title=f"Police and Crime Plan {year} to {year + 4}",
        starts_on=dt.date(year, *IN_FORCE),
        ends_on=dt.date(year + 5, 3, 31),
        introduction=introduction.strip(),
    )
    changes.add_plan(plan=plan, by=cast.people["performance"])
    return plan


def _former(cast: Cast, days: Days) -> PlanVersion:
    said = told("plan")["former"]
    plan, by = _plan(cast, days.plan_year(-3), said["introduction"]), "performance"
    for each in said["priorities"]:
        priority = Priority(plan=plan, number=each["number"], title=each["title"])
        changes.add_priority(priority=priority, by=cast.people[by])
        for under in each["objectives"]:
            objective = Objective(
                priority=priority, number=under["number"], title=under["title"]
            )
            changes.add_objective(objective=objective, by=cast.people[by])
            for promise in under["commitments"]:
                due_on = dt.date(days.plan_year(-1), 3, 31)
                _commitment(cast, objective, promise, due_on)
    return plan


def _present(cast: Cast, plan: PlanVersion, days: Days) -> None:
    by = cast.people["performance"]
    objectives = {}
    for each in told("plan")["priorities"]:
        facts = {name: each[name] for name in ("number", "title", "description")}
        priority = Priority(
            plan=plan,
            category=each["category"],
            lead=cast.people[each["lead"]],
            **facts,
        )
        changes.add_priority(priority=priority, by=by)
        for under in each["objectives"]:
            objective = Objective(priority=priority, **under)
            changes.add_objective(objective=objective, by=by)
            objectives[objective.number] = objective
    for promise in told("plan")["commitments"]:
        due_on = days.back(promise["due"]).end
        _commitment(cast, objectives[promise["objective"]], promise, due_on)


def _commitment(
    cast: Cast, objective: Objective, promise: dict, due_on: dt.date
) -> None:
    commitment = Commitment(
        objective=objective,
        reference=promise["reference"],
        title=promise["title"],
        owner_side=promise["owner_side"],
        organisation=cast.organisations.get(promise.get("organisation")),
        lead_title=promise["lead"],
        starts_on=objective.priority.plan.starts_on,
        due_on=due_on,
        is_internal=promise.get("is_internal", False),
    )
    changes.add_commitment(commitment=commitment, by=cast.people["performance"])


def _issue(cast: Cast, plan: PlanVersion, year: int) -> None:
    by = cast.people["performance"]
    for name in ("start_consultation", "send_to_panel"):
        changes.move_plan(plan=plan, name=name, by=by)
    plan.in_force_from = dt.date(year, *IN_FORCE)
    plan.chief_constable_consulted_on = dt.date(year, 7, 12)
    plan.panel_report_answered_on = dt.date(year, 9, 18)
    changes.issue_plan(plan=plan, by=cast.people["commissioner"], on=clock.today())
