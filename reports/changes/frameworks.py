"""Publishing the performance framework: frozen, and in place of the one before it."""

from __future__ import annotations

import datetime as dt

from opcc.core import clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from plans.models import PlanVersion
from reports.build.framework import build_framework, secrets
from reports.changes import issuing
from reports.models import Kind, Publication

NO_PLAN = "There is no plan in force: issue one first."


def publish_framework(*, office: Office, by: User) -> Publication:
    """MoveRefused without a plan in force, or without a public measure under it."""
    return issuing.publish_issue(
        kind=Kind.FRAMEWORK, build=_built, office=office, by=by
    )


def _built(office: Office, *, issue: int, on: dt.date):
    plan = plan_in_force(office)
    if plan is None:
        raise MoveRefused(NO_PLAN)
    content = build_framework(plan, issue=issue, on=on)
    if not content.measures:
        raise MoveRefused(
            "No public measure with a definition stands under the plan in force: "
            "define one, or say that it is public."
        )
    return content, secrets(plan)


def plan_in_force(office: Office) -> PlanVersion | None:
    plans = PlanVersion.objects.for_office(office).in_force(on=clock.today())
    return plans.select_related("office").first()
