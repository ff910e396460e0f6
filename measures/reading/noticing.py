"""What an office's triggers find in a quarter: measures and commitments, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from measures.domain.asking import Facts, signal_of
from measures.domain.benchmark import Benchmark
from measures.domain.exceptional import (
    Counted,
    Found,
    Promised,
    of_commitment,
    of_measure,
)
from measures.domain.quantity import said
from measures.domain.rating import State
from measures.domain.series import Point, Symbol
from measures.models import Measure, Observation
from measures.reading.analysing import Process, process_of
from measures.reading.judging import judged_point_of, position_of
from measures.reading.points import definition_of
from measures.reading.series import chart_series_of, days_for, quarter_point_of
from measures.reading.sheets import aim_of
from opcc.core.house_style.watching import Watch
from opcc.core.models import Office, Organisation, User
from opcc.core.periods import Period
from plans.models import Commitment, Objective, PlanVersion

HIDDEN = frozenset({Symbol.SUPPRESSED, Symbol.WITHHELD})

QUARTERS_BACK = 4
"""So many quarters may hold one judged period: a year's figure is judged in four."""


@dataclass(frozen=True)
class Noticed:
    """A measure or a commitment, what was found, and who leads on it if anybody does.

    ``found`` is empty where no trigger fires; ``facts`` are there all the same, for
    what is called in by hand.
    """

    subject: Measure | Commitment
    found: tuple[Found, ...]
    facts: Facts
    lead: User | None


def notice(office: Office, quarter: Period, watch: Watch) -> Iterator[Noticed]:
    """Every measure in use and every commitment of the plan in force. Eight queries."""
    objectives = objectives_in_force(office, quarter)
    for measure in measures_of(office, quarter, objectives):
        yield notice_measure(measure, quarter, watch)
    for commitment in commitments_of(office, objectives):
        yield notice_commitment(commitment, quarter, watch)


def objectives_in_force(office: Office, quarter: Period):
    """Those of the plan that was in force at a quarter's end."""
    plans = PlanVersion.objects.for_office(office).in_force(on=quarter.end)
    return Objective.objects.filter(priority__plan__in=plans)


def measures_of(office: Office, quarter: Period, objectives):
    """The measures in use at a quarter's end, with all that judging them asks for."""
    return (
        Measure.objects.for_office(office)
        .live(on=quarter.end)
        .exclude(state=Measure.State.SUSPENDED)
        .with_recorded(Observation.objects.spanning(*days_for(quarter)))
        .with_rebases()
        .select_related("provider__part_of")
        .prefetch_related(
            Prefetch(
                "objectives",
                queryset=objectives.select_related("priority__lead"),
                to_attr="objectives_in_force",
            )
        )
    )


def commitments_of(office: Office, objectives):
    """What was agreed under these objectives, with what was said of it."""
    agreed = Commitment.objects.for_office(office).exclude(
        status=Commitment.Status.PROPOSED
    )
    return (
        agreed.filter(objective__in=objectives)
        .select_related("organisation__part_of", "objective__priority__lead")
        .prefetch_related("updates")
    )


def notice_measure(
    measure: Measure,
    quarter: Period,
    watch: Watch,
    *,
    compared: Benchmark | None = None,
) -> Noticed:
    """What is found of one measure; ``compared`` is where it stands in its comparator's
    range, None where nothing says so. No query.
    """
    judged = judged_point_of(measure, quarter)
    process = process_of(measure, chart_series_of(measure, quarter))
    counted = Counted(
        point=quarter_point_of(measure, quarter),
        position=position_of(measure, judged),
        states=_states(measure, quarter, watch.missed_running),
        analysis=process and process.analysis,
        why_changed=process.change_reason if process else "",
        why_missed=process.meets_reason if process else "",
        is_owed=_is_owed(measure, quarter),
        compared=compared,
    )
    leads = (each.priority.lead for each in measure.objectives_in_force)
    return Noticed(
        measure,
        of_measure(counted, watch),
        _facts_of_measure(measure, quarter, judged, process),
        next((lead for lead in leads if lead is not None), None),
    )


def notice_commitment(commitment: Commitment, quarter: Period, watch: Watch) -> Noticed:
    """What is found of one commitment at a quarter's end. No query."""
    before, now = _deliveries(commitment, quarter)
    is_open = commitment.status in ("agreed", "in_progress")
    promised = Promised(
        due_on=commitment.due_on if is_open else None,
        before=before,
        now=now if is_open else None,
    )
    due = commitment.due_on
    facts = Facts(
        subject=f"“{commitment.title}”",
        who=_promiser(commitment),
        due=f"{due.day} {due:%B %Y}",
    )
    found = of_commitment(promised, watch, on=quarter.end)
    return Noticed(commitment, found, facts, commitment.objective.priority.lead)


def _states(measure: Measure, quarter: Period, count: int) -> tuple[State, ...]:
    """The positions of the last ``count`` judged periods, oldest first.

    A year's figure is judged in four quarters, and counts once.
    """
    states: dict[Period, State] = {}
    for back in range(count * QUARTERS_BACK):
        point = judged_point_of(measure, quarter - back)
        if point.period not in states:
            states[point.period] = position_of(measure, point).state
        if len(states) == count:
            break
    return tuple(reversed(states.values()))


def _is_owed(measure: Measure, quarter: Period) -> bool:
    version = measure.version_on(quarter.end)
    return version is not None and bool(version.periods_in(quarter))


def _facts_of_measure(
    measure: Measure, quarter: Period, judged: Point, process: Process | None
) -> Facts:
    """Of the figure that the target judges, and only what would be published of it.

    Where months make no quarter, as of medians, it is the latest month's.
    """
    shown = judged_point_of(measure, quarter, published=True)
    if shown.value is None and shown.symbol not in HIDDEN:
        latest = chart_series_of(measure, quarter, published=True).points[-1]
        shown = latest if latest.value is not None else shown
    version = definition_of(measure, shown.period) or measure.latest_version
    target = None if measure.is_indicator else measure.target_on(judged.period.end)
    figure = "" if shown.value is None else said(shown.value, version.unit)
    return Facts(
        subject=measure.name,
        who=_asked(measure.provider),
        giver=_named(measure.provider),
        period=shown.period.words,
        figure=figure,
        aim=aim_of(target, version),
        signal=signal_of(process and process.analysis) if figure else "",
    )


def _asked(provider: Organisation) -> str:
    """Whom the board asks: the force, also of what the office itself counts."""
    words = _named(provider)
    return "the force" if words == "the office" else words


def _named(organisation: Organisation) -> str:
    """As a question names it; a unit of the force is the force."""
    above = organisation.part_of or organisation
    kinds = Organisation.Kind
    words = {kinds.FORCE: "the force", kinds.OFFICE: "the office"}
    return words.get(above.kind, organisation.name)


def _promiser(commitment: Commitment) -> str:
    """Who said that they would do it."""
    if commitment.organisation is not None:
        return _named(commitment.organisation)
    side = commitment.get_owner_side_display()
    return f"{side[:1].lower()}{side[1:]}"


def _deliveries(
    commitment: Commitment, quarter: Period
) -> tuple[str | None, str | None]:
    """The delivery last stated before the quarter, and the one stated last of all."""
    said = sorted(commitment.updates.all(), key=lambda update: (update.at, update.pk))
    before = [update for update in said if _day(update.at) < quarter.start]
    since = [update for update in said if _day(update.at) >= quarter.start]
    return (
        before[-1].delivery if before else None,
        since[-1].delivery if since else None,
    )


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
