"""Red measures that wait for words: the office's, and the Commissioner's."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures import reading
from measures.domain.rating import State
from measures.models import Commentary, CycleException, Measure, Observation
from opcc.core.access import Standing
from opcc.core.models import Office
from opcc.core.periods import Period
from opcc.core.roles import Can
from opcc.site.work.due import Due, validation_day
from plans.models import Objective


def of_reds(standing: Standing, quarter: Period) -> Iterator[Due]:
    """What this person is to write, and what the Commissioner is to state."""
    if not (standing.can(Can.WRITE_COMMENTARY) or standing.can(Can.STATE_OVERSIGHT)):
        return
    reds = _reds(standing.office, quarter)
    if standing.can(Can.WRITE_COMMENTARY):
        yield from _to_write(standing, reds, quarter)
    if standing.can(Can.STATE_OVERSIGHT):
        yield from _to_state(standing, reds, quarter)


def _to_write(standing: Standing, reds: list[Measure], quarter: Period):
    """Red measures that say nothing yet, where this person is to write.

    Those that are exceptions are their owners' to answer, and due from them.
    """
    told = _exceptions(standing.office, quarter)
    mine = [
        m
        for m in reds
        if not m.written and m.pk not in told and _is_theirs(m, standing)
    ]
    yield from _one_for_all(
        mine,
        standing,
        quarter,
        what=ngettext(
            "Write commentary on %d red measure",
            "Write commentary on %d red measures",
            len(mine),
        ),
    )


def _to_state(standing: Standing, reds: list[Measure], quarter: Period):
    """Red measures on which the Commissioner has said nothing yet."""
    silent = [m for m in reds if not any(text.oversight_at for text in m.written)]
    yield from _one_for_all(
        silent,
        standing,
        quarter,
        what=ngettext(
            "Say what you asked, concluded and did on %d red measure",
            "Say what you asked, concluded and did on %d red measures",
            len(silent),
        ),
    )


def _one_for_all(
    measures: list[Measure], standing: Standing, quarter: Period, *, what: str
) -> Iterator[Due]:
    """One line for several measures, which leads to the first of them."""
    if not measures:
        return
    address = [standing.office.slug, measures[0].code, quarter.key]
    yield Due(
        on=validation_day(standing.office, quarter),
        what=what % len(measures),
        detail=", ".join(measure.code for measure in measures),
        url=reverse("measures:commentary", args=address),
        button=_("Write"),
        word=_("To write"),
    )


def _exceptions(office: Office, quarter: Period) -> frozenset[int]:
    """The measures that are exceptions of a quarter. One query."""
    rows = CycleException.objects.for_office(office).of(quarter).holding()
    return frozenset(rows.values_list("measure_id", flat=True))


def _reds(office: Office, quarter: Period) -> list[Measure]:
    """Red in a quarter, each with what is ``written`` and where it is ``placed``."""
    about = Commentary.objects.filter(
        period_kind=quarter.kind.value, period_start=quarter.start
    )
    in_force = Objective.objects.filter(priority__plan__status="issued")
    measures = (
        Measure.objects.for_office(office)
        .live(on=quarter.end)
        .with_recorded(Observation.objects.spanning(*reading.days_for(quarter)))
        .prefetch_related(
            Prefetch("commentaries", queryset=about, to_attr="written"),
            Prefetch(
                "objectives",
                queryset=in_force.select_related("priority"),
                to_attr="placed",
            ),
        )
    )
    return [measure for measure in measures if _is_red(measure, quarter)]


def _is_red(measure: Measure, quarter: Period) -> bool:
    point = reading.judged_point_of(measure, quarter)
    return reading.position_of(measure, point).state is State.RED


def _is_theirs(measure: Measure, standing: Standing) -> bool:
    """The lead of its priority writes; where there is none, whoever edits measures."""
    leads = {objective.priority.lead_id for objective in measure.placed} - {None}
    if leads:
        return standing.user.pk in leads
    return standing.can(Can.EDIT_MEASURES)
