"""What suggestions are made from: exceptions, findings, actions and coverage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.text import Truncator

from measures.models import CycleException
from opcc.core.models import Office
from scrutiny.domain import suggesting
from scrutiny.domain.coverage import QUARTERS_WITHOUT
from scrutiny.domain.suggesting import (
    LateAction,
    OpenFinding,
    RunningException,
    Suggestion,
    Unseen,
)
from scrutiny.models import Action, Dismissal, Finding, Topic
from scrutiny.reading.coverage import coverage_of

LONGEST_TITLE = 14
"""Words of a finding that a suggestion is named after."""

CYCLES_BACK = 4
"""How many cycles, the newest included, a run of exceptions is counted over."""


def suggestions_for(office: Office, *, on: dt.date) -> list[Suggestion]:
    """All that the programme might take up on a day: a constant number of queries."""
    return suggesting.suggestions(
        exceptions=_exceptions(office),
        findings=_findings(office, on),
        actions=_late_actions(office, on),
        gaps=_gaps(office, on),
        settled=_settled(office),
        in_hand=_in_hand(office),
    )


def _exceptions(office: Office) -> Iterator[RunningException]:
    """Measures that are exceptions of the newest cycle, with how long they were."""
    of_measures = CycleException.objects.for_office(office).filter(
        measure__isnull=False
    )
    starts = of_measures.values_list("cycle__period_start", flat=True)
    newest = sorted(set(starts.order_by()), reverse=True)[:CYCLES_BACK]
    rows = of_measures.holding().filter(cycle__period_start__in=newest).with_all()
    by_measure: dict[int, dict[dt.date, CycleException]] = {}
    for row in rows:
        cycles = by_measure.setdefault(row.measure_id, {})
        cycles[row.cycle.period_start] = row
    for cycles in by_measure.values():
        run = _running(newest, cycles)
        if run:
            yield _running_exception(cycles[newest[0]], len(run))


def _running(newest: list[dt.date], cycles: dict) -> list[dt.date]:
    """The cycles without a gap, from the newest back."""
    run = []
    for start in newest:
        if start not in cycles:
            break
        run.append(start)
    return run


def _running_exception(row: CycleException, quarters: int) -> RunningException:
    reasons = row.reasons
    reason = reasons[0].reason.rstrip(".") + "." if reasons else ""
    return RunningException(
        code=row.code,
        name=row.name,
        quarter=row.cycle.period.key,
        quarters=quarters,
        reason=reason,
    )


def _findings(office: Office, on: dt.date) -> Iterator[OpenFinding]:
    """Those that the inspectorate has left open for long."""
    rows = Finding.objects.for_office(office).filter(
        inspectorate_view=Finding.View.OPEN,
        report__published_on__lte=on - suggesting.LASTING,
    )
    for finding in rows.select_related("report"):
        yield OpenFinding(
            reference=finding.origin,
            title=Truncator(finding.text).words(LONGEST_TITLE),
            open_since=finding.report.published_on,
        )


def _late_actions(office: Office, on: dt.date) -> Iterator[LateAction]:
    """Those so late that their delivery counts as delayed, by the office's ways."""
    before = on - dt.timedelta(days=office.style.actions.delayed_days)
    rows = Action.objects.for_office(office).overdue(on=before)
    for action in rows.prefetch_related("measures"):
        yield LateAction(
            number=action.number,
            title=action.title,
            owner=action.owner_name,
            due_on=action.due_on,
            days_late=(on - action.due_on).days,
            codes=tuple(measure.code for measure in action.measures.all()),
        )


def _gaps(office: Office, on: dt.date) -> Iterator[Unseen]:
    covered = coverage_of(office, quarters=QUARTERS_WITHOUT, on=on)
    quarter = covered.quarters[-1].key
    for row in covered.gaps:
        yield Unseen(row.subject.key, row.subject.name, quarter, row.gap)


def _settled(office: Office) -> frozenset[str]:
    """Keys that were taken up as topics, or dismissed."""
    taken = Topic.objects.for_office(office).exclude(suggested_as="")
    dismissed = Dismissal.objects.for_office(office)
    keys = taken.order_by().values_list("suggested_as", flat=True)
    return frozenset([*keys, *dismissed.values_list("key", flat=True)])


def _in_hand(office: Office) -> frozenset[str]:
    """Codes of measures that a topic still ahead concerns."""
    ahead = Topic.objects.for_office(office).ahead().exclude(measures=None)
    return frozenset(ahead.order_by().values_list("measures__code", flat=True))
