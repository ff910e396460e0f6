"""The plan's public commitments, as they stood on a day."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from opcc.core.visibility import Visibility
from plans.models import Commitment, CommitmentUpdate, PlanVersion
from reports.domain.commitments import CommitmentLine


def lines(plan: PlanVersion, *, on: dt.date) -> tuple[CommitmentLine, ...]:
    """Public commitments with what was last said of each by ``on``; two queries."""
    commitments = (
        Commitment.objects.filter(
            objective__priority__plan=plan,
            is_internal=False,
            visibility=Visibility.PUBLIC,
        )
        .exclude(status=Commitment.Status.PROPOSED)
        .select_related("organisation", "objective")
        .prefetch_related("updates")
    )
    return tuple(_line(commitment, on) for commitment in commitments)


def owner_words(commitment: Commitment) -> str:
    if commitment.organisation is not None:
        return commitment.organisation.name
    return commitment.get_owner_side_display()


def _line(commitment: Commitment, on: dt.date) -> CommitmentLine:
    update = _latest(commitment, on)
    is_open = commitment.status in (
        Commitment.Status.AGREED,
        Commitment.Status.IN_PROGRESS,
    )
    return CommitmentLine(
        reference=commitment.reference,
        title=commitment.title,
        objective=commitment.objective.number,
        owner=owner_words(commitment),
        lead=commitment.lead_title,
        due_on=commitment.due_on,
        status=commitment.get_status_display(),
        delivery=update.delivery if update else commitment.delivery,
        update=update.text if update else "",
        expected_on=update.expected_on if update else None,
        is_overdue=is_open and commitment.due_on < on,
    )


def _latest(commitment: Commitment, on: dt.date) -> CommitmentUpdate | None:
    said = [u for u in commitment.updates.all() if timezone.localdate(u.at) <= on]
    return max(said, key=lambda update: (update.at, update.pk), default=None)
