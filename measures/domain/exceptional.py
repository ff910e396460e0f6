"""What makes a measure or a commitment an exception, and in what order of concern.

Pure: no Django, no database. Each trigger is a function that returns an exception
with its reason (a sentence without its full stop), or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from measures.domain.benchmark import Benchmark
from measures.domain.rating import Position, State
from measures.domain.series import Point, Symbol
from measures.domain.spc import Analysis, Assurance, Variation


class Trigger(StrEnum):
    """Why a thing is an exception, the most concerning first."""

    CONCERN_AND_FAIL = "concern_and_fail"
    CONCERN = "concern"
    COMMON_CAUSE_AND_FAIL = "common_cause_and_fail"
    CONCERN_AND_PASS = "concern_and_pass"  # noqa: S105 (a verdict, not a password)
    IMPROVEMENT_AND_FAIL = "improvement_and_fail"
    NEUTRAL_SIGNAL = "neutral_signal"
    RED = "red"
    GRADE_WORSENED = "grade_worsened"
    TARGET_MISSED_RUNNING = "target_missed_running"
    OUTSIDE_COMPARATOR = "outside_comparator"
    COMMITMENT_OVERDUE = "commitment_overdue"
    DATA_MISSING = "data_missing"
    CALLED_IN = "called_in"
    SIGNIFICANT_EVENT = "significant_event"

    @property
    def order(self) -> int:
        """From 0, the most concerning."""
        return ORDER[self]


ORDER = {trigger: place for place, trigger in enumerate(Trigger)}

MISSED = frozenset({State.AMBER, State.RED})
"""Amber too has missed its target, within the tolerance."""


@dataclass(frozen=True)
class Found:
    """One exception: what triggered it, and the sentence that says so."""

    trigger: Trigger
    reason: str


def in_order(found: Iterable[Found | None]) -> tuple[Found, ...]:
    """What was found, the most concerning first; None is left out."""
    exceptions = [each for each in found if each is not None]
    return tuple(sorted(exceptions, key=lambda each: each.trigger.order))


def by_signal(analysis: Analysis) -> Found | None:
    """What SPC finds, by variation and assurance together."""
    trigger = signal_trigger(analysis.variation, analysis.assurance)
    if trigger is None:
        return None
    reason = f"The latest value shows {analysis.variation.words}"
    if analysis.assurance is not None:
        reason += f"; the process {analysis.assurance.words}"
    return Found(trigger, reason)


def signal_trigger(variation: Variation, assurance: Assurance | None) -> Trigger | None:
    """Concern without limits to assess a target by ranks as without a target."""
    fails = assurance is Assurance.CONSISTENT_FAIL
    if variation.is_neutral:
        return Trigger.NEUTRAL_SIGNAL
    if variation.is_concern:
        if fails:
            return Trigger.CONCERN_AND_FAIL
        passes = assurance is Assurance.CONSISTENT_PASS
        return Trigger.CONCERN_AND_PASS if passes else Trigger.CONCERN
    if not fails or variation is Variation.NO_CURRENT_DATA:
        return None
    if variation is Variation.COMMON_CAUSE:
        return Trigger.COMMON_CAUSE_AND_FAIL
    return Trigger.IMPROVEMENT_AND_FAIL


def by_position(position: Position) -> Found | None:
    """Red, with the reason of the rating."""
    if position.state is not State.RED:
        return None
    return Found(Trigger.RED, position.reason)


def by_grade(
    before: str | None, now: str | None, *, best_first: Sequence[str]
) -> Found | None:
    """A grade worse than the one before; None is not graded.

    Raises ValueError for a grade that ``best_first`` does not hold.
    """
    if before is None or now is None:
        return None
    if best_first.index(now) <= best_first.index(before):
        return None
    return Found(Trigger.GRADE_WORSENED, f"The grade went from {before} to {now}")


def by_target_missed(states: Sequence[State], *, periods: int) -> Found | None:
    """The target missed in each of the last ``periods``; ``states`` oldest first.

    A period without a rating ends the row. Raises ValueError for fewer than 2.
    """
    if periods < 2:
        raise ValueError("A target is missed running over 2 periods or more")
    latest = states[-periods:]
    if len(latest) < periods or not MISSED.issuperset(latest):
        return None
    reason = f"The target was missed {periods} periods running"
    return Found(Trigger.TARGET_MISSED_RUNNING, reason)


def by_benchmark(compared: Benchmark) -> Found | None:
    """Outside the comparator's range on either side."""
    if not compared.standing.is_outside:
        return None
    return Found(Trigger.OUTSIDE_COMPARATOR, compared.reason)


def by_due_date(
    due_on: dt.date | None, *, done_on: dt.date | None, on: dt.date
) -> Found | None:
    """A commitment not done on the day after it was due, judged on the day given."""
    is_done = done_on is not None and done_on <= on
    if due_on is None or is_done or on <= due_on:
        return None
    days = (on - due_on).days
    late = "1 day" if days == 1 else f"{days} days"
    return Found(Trigger.COMMITMENT_OVERDUE, f"The commitment is {late} overdue")


def by_missing_data(point: Point) -> Found | None:
    """No figure where one was due; hidden, withheld, not applicable is not missing."""
    if point.symbol is not Symbol.NOT_AVAILABLE:
        return None
    reason = f"There is no figure for {point.period.words}"
    return Found(Trigger.DATA_MISSING, reason)


def by_call_in(called_in_by: str, reason: str) -> Found | None:
    """Called in by the panel or the Commissioner: "the panel", "the Commissioner"."""
    if not called_in_by:
        return None
    told = f": {reason}" if reason else ""
    return Found(Trigger.CALLED_IN, f"Called in by {called_in_by}{told}")


def by_event(event: str) -> Found | None:
    """A significant event, in the words in which it was recorded."""
    return Found(Trigger.SIGNIFICANT_EVENT, event) if event else None
