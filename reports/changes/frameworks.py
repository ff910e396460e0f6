"""Publishing the performance framework: frozen, and in place of the one before it."""

from __future__ import annotations

from django.db import transaction

from opcc.core import clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from plans.models import PlanVersion
from reports.build.framework import build_framework, secrets
from reports.changes import issuing
from reports.models import Kind, Publication

NO_PLAN = "There is no plan in force: issue one first."


@transaction.atomic
def publish_framework(*, office: Office, by: User) -> Publication:
    """MoveRefused without a plan in force, or without a public measure under it."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    plan = plan_in_force(office)
    if plan is None:
        raise MoveRefused(NO_PLAN)
    earlier = Publication.objects.for_office(office).filter(kind=Kind.FRAMEWORK)
    issue = earlier.count() + 1
    content = build_framework(plan, issue=issue, on=clock.today())
    if not content.measures:
        raise MoveRefused(
            "No public measure with a definition stands under the plan in force: "
            "define one, or say that it is public."
        )
    return issuing.publish(
        content,
        office=office,
        slug=f"{content.published_on.isoformat()}-issue-{issue}",
        secrets=secrets(plan),
        replaces=earlier.current().last(),
        by=by,
    )


def plan_in_force(office: Office) -> PlanVersion | None:
    plans = PlanVersion.objects.for_office(office).in_force(on=clock.today())
    return plans.select_related("office").first()
