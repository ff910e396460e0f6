"""How the review of every measure stands, and the story of one measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from measures.models import Measure, MeasureReview, Succession
from opcc.core.models import Office
from plans.models import Objective, PlanVersion


@dataclass(frozen=True)
class Reviewed:
    """A measure with its open review and its last verdict; either may be None."""

    measure: Measure
    open: MeasureReview | None
    last: MeasureReview | None

    def is_overdue(self, *, on: dt.date) -> bool:
        return self.open is not None and self.open.is_overdue(on=on)


@dataclass(frozen=True)
class Standing:
    """Every measure in use by how its review stands."""

    overdue: Sequence[Reviewed]
    due: Sequence[Reviewed]
    never: Sequence[Reviewed]
    done: Sequence[Reviewed]


def standing_of_reviews(office: Office, *, on: dt.date) -> Standing:
    """Three queries. ``never`` has no review, open or ended; ``done`` none open."""
    rows = MeasureReview.objects.select_related("reviewer", "replacement")
    measures = (
        Measure.objects.for_office(office)
        .exclude(state=Measure.State.RETIRED)
        .prefetch_related("versions", Prefetch("reviews", queryset=rows))
    )
    all_ = [reviewed(measure) for measure in measures]
    waiting = [each for each in all_ if each.open]
    waiting.sort(key=lambda each: each.open.due_on)
    rest = [each for each in all_ if not each.open]
    return Standing(
        overdue=[each for each in waiting if each.is_overdue(on=on)],
        due=[each for each in waiting if not each.is_overdue(on=on)],
        never=[each for each in rest if not each.last],
        done=[each for each in rest if each.last],
    )


def reviewed(measure: Measure) -> Reviewed:
    """No query for a measure with its reviews prefetched."""
    reviews = list(measure.reviews.all())
    ended = [each for each in reviews if each.verdict]
    return Reviewed(
        measure,
        open=next((each for each in reviews if not each.verdict), None),
        last=max(ended, key=lambda each: (each.decided_on, each.pk), default=None),
    )


@dataclass(frozen=True)
class Lineage:
    """Where a measure comes from, where it went, and the plans in which it stood."""

    replaced: Sequence[Succession]
    succession: Succession | None
    plans: Sequence[tuple[PlanVersion, Sequence[Objective]]]
    reviews: Sequence[MeasureReview]

    @property
    def open_review(self) -> MeasureReview | None:
        return next((each for each in self.reviews if not each.verdict), None)


def lineage_of(measure: Measure) -> Lineage:
    """Seven queries, however long the story is."""
    return Lineage(
        replaced=list(
            measure.replacements.select_related("predecessor", "by").prefetch_related(
                "predecessor__versions"
            )
        ),
        succession=succession_of(measure),
        plans=_plans(measure),
        reviews=list(
            measure.reviews.select_related("reviewer", "replacement").order_by(
                "-due_on", "-pk"
            )
        ),
    )


def succession_of(measure: Measure) -> Succession | None:
    """What took its place, if anything did; two queries."""
    rows = Succession.objects.filter(predecessor=measure).select_related(
        "successor", "by"
    )
    return rows.prefetch_related("successor__versions").first()


def _plans(measure: Measure) -> list[tuple[PlanVersion, list[Objective]]]:
    """Newest first."""
    found: dict[PlanVersion, list[Objective]] = {}
    objectives = measure.objectives.select_related("priority__plan")
    for objective in objectives.order_by(
        "-priority__plan__starts_on", "-priority__plan__number", "number"
    ):
        found.setdefault(objective.priority.plan, []).append(objective)
    return list(found.items())
