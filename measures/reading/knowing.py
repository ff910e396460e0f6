"""A measure as the office knew it at the end of a past day; reads only.

What was recorded later is left out: figures, definitions, targets and rebases. A
figure that was corrected in place is known from its correction on, for what it was
before stands in the audit log only.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch

from measures.models import Measure, MeasureVersion, Rebase, Target
from measures.models.measures import MeasureQuerySet
from measures.models.observations import ObservationQuerySet


def as_known(
    measures: MeasureQuerySet, observations: ObservationQuerySet, *, on: dt.date
) -> MeasureQuerySet:
    """The measures with what had been recorded of each by the end of a day.

    Five queries for all of them. Give each to ``reopened``.
    """
    seen = {
        "observations": observations.filter(entered_at__date__lte=on),
        "versions": MeasureVersion.objects.known(on=on),
        "targets": Target.objects.filter(set_at__date__lte=on),
        "rebases": Rebase.objects.filter(at__date__lte=on),
    }
    return measures.select_related(
        "provider", "office", "restriction"
    ).prefetch_related(
        Prefetch("observations", seen.pop("observations"), to_attr="recorded"),
        *(Prefetch(name, rows) for name, rows in seen.items()),
    )


def reopened(measure: Measure) -> Measure:
    """The last definition known had no end yet, if it was another that ended it."""
    latest = measure.latest_version
    if latest is not None and _is_followed(measure, latest):
        latest.valid_to = None
    return measure


def _is_followed(measure: Measure, version: MeasureVersion) -> bool:
    later = MeasureVersion.objects.filter(measure_id=measure.pk)
    return later.filter(valid_from__gt=version.valid_from).exists()


def entered_by(
    observations: ObservationQuerySet, *, on: dt.date | None
) -> ObservationQuerySet:
    """What had been entered by the end of a day; None is all of it."""
    return observations.filter(entered_at__date__lte=on) if on else observations
