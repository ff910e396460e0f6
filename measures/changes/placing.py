"""Which measures stand under which objective of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from measures.models import Measure
from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from plans.models import Objective, PlanVersion


@transaction.atomic
def place(*, objective: Objective, measures: Iterable[Measure], by: User) -> None:
    """These measures, and no others, judge the progress of an objective.

    Those that this moves are at their next revision: their form shows where they stand.
    """
    office = objective.priority.plan.office
    before = _codes(objective)
    objective.measures.set(measures)
    after = _codes(objective)
    if before != after:
        moved = Measure.objects.for_office(office).filter(code__in={*before} ^ {*after})
        moved.update(revision=F("revision") + 1)
        audit.record(
            "place",
            objective,
            office=office,
            by=by,
            before={"measures": before},
            after={"measures": after},
        )


@transaction.atomic
def carry_over(*, plan: PlanVersion, by: User) -> int:
    """Place measures as in the plan before, by the numbers of the objectives.

    Only objectives that have no measures yet are filled; how many were is returned.
    Raises MoveRefused where there is no plan before, or nothing matches.
    """
    filled = 0
    for objective, old in _matches(plan):
        measures = list(old.measures.all())
        if measures and not objective.measures.exists():
            place(objective=objective, measures=measures, by=by)
            filled += 1
    if not filled:
        raise MoveRefused(
            "No objective without measures has the number of one in an earlier plan."
        )
    return filled


def _matches(plan: PlanVersion) -> list[tuple[Objective, Objective]]:
    """Objectives of this plan with the newest of the same numbers before it."""
    earlier = PlanVersion.objects.for_office(plan.office).exclude(pk=plan.pk)
    by_number = {
        (old.priority.number, old.number): old
        for old in Objective.objects.filter(priority__plan__in=earlier)
        .select_related("priority")
        .order_by("priority__plan__starts_on", "priority__plan__number")
    }
    mine = Objective.objects.filter(priority__plan=plan).select_related(
        "priority__plan__office"
    )
    matched = [(new, by_number.get((new.priority.number, new.number))) for new in mine]
    return [(new, old) for new, old in matched if old is not None]


def _codes(objective: Objective) -> list[str]:
    return sorted(objective.measures.values_list("code", flat=True))
