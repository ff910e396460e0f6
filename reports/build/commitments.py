"""The plan's commitments that an audience may see, as they stood on a day."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from plans.models import Commitment, CommitmentUpdate, PlanVersion
from reports.build.seen import rings_of, widest
from reports.domain.commitments import CommitmentLine
from reports.domain.composition import Audience


def lines(
    plan: PlanVersion, *, on: dt.date, audience: Audience = "public"
) -> tuple[CommitmentLine, ...]:
    """What its audience may see, as last said of each by ``on``; two queries."""
    commitments = (
        told(plan, audience)
        .select_related("organisation", "objective")
        .prefetch_related("updates")
    )
    return tuple(_line(commitment, on) for commitment in commitments)


def told(plan: PlanVersion, audience: Audience):
    """The plan's own commitments that an audience may see; none of the work plan."""
    return Commitment.objects.filter(
        objective__priority__plan=plan,
        is_internal=False,
        visibility__in=rings_of(audience),
    ).exclude(status=Commitment.Status.PROPOSED)


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
        audience=widest(commitment.visibility),
    )


def _latest(commitment: Commitment, on: dt.date) -> CommitmentUpdate | None:
    said = [u for u in commitment.updates.all() if timezone.localdate(u.at) <= on]
    return max(said, key=lambda update: (update.at, update.pk), default=None)
