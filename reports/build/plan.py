"""A plan version as it was issued."""

from __future__ import annotations

from django.db.models import Prefetch

from measures.models import Measure
from opcc.core.visibility import Visibility
from plans.models import Commitment, Objective, PlanVersion, Priority
from reports.build.commitments import owner_words
from reports.domain.plans import (
    PlanCommitment,
    PlanContent,
    PlanObjective,
    PlanPriority,
)


def build_plan(version: PlanVersion) -> PlanContent:
    """What the plan says. Changes nothing; seven queries, however long it is."""
    return PlanContent(
        office=version.office.name,
        title=version.title,
        number=version.number,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        in_force_from=version.in_force_from or version.starts_on,
        introduction=version.introduction,
        priorities=tuple(_priority(each) for each in _priorities(version)),
        priority_word=version.office.priority_word,
        accent=version.office.accent,
    )


def _priorities(version: PlanVersion):
    commitments = Commitment.objects.filter(
        is_internal=False, visibility=Visibility.PUBLIC
    ).select_related("organisation")
    measures = Measure.objects.filter(visibility=Visibility.PUBLIC).exclude(
        state__in=["proposed", "retired"]
    )
    return version.priorities.prefetch_related(
        Prefetch("objectives__commitments", queryset=commitments),
        Prefetch(
            "objectives__measures", queryset=measures.prefetch_related("versions")
        ),
    )


def _priority(priority: Priority) -> PlanPriority:
    return PlanPriority(
        number=priority.number,
        title=priority.title,
        category=priority.category,
        description=priority.description,
        objectives=tuple(_objective(each) for each in priority.objectives.all()),
    )


def _objective(objective: Objective) -> PlanObjective:
    return PlanObjective(
        number=objective.number,
        title=objective.title,
        description=objective.description,
        commitments=tuple(_commitment(each) for each in objective.commitments.all()),
        measures=tuple((each.code, each.name) for each in objective.measures.all()),
    )


def _commitment(commitment: Commitment) -> PlanCommitment:
    return PlanCommitment(
        reference=commitment.reference,
        title=commitment.title,
        owner=owner_words(commitment),
        due_on=commitment.due_on,
    )
