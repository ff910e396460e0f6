"""What makes a measure or a commitment an exception, and in what order of concern.

Pure: no Django, no database. Each trigger is a function that returns an exception
with its reason (a sentence without its full stop), or None; ``of_measure`` and
``of_commitment`` ask those that an office watches for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measures.domain.benchmark import Benchmark
from measures.domain.rating import Position, State
from measures.domain.series import Point, Symbol
from measures.domain.spc import Analysis, Assurance, Variation
from opcc.core.house_style.watching import Trigger, Watch

MISSED = frozenset({State.AMBER, State.RED})
"""Amber too has missed its target, within the tolerance."""


@dataclass(frozen=True)
class Found:
    """One exception: what triggered it, and the sentence that says so."""

    trigger: Trigger
    reason: str


@dataclass(frozen=True)
class Counted:
    """What is known of a measure in a quarter.

    ``states`` are the positions of the judged periods, oldest first, the quarter's
    own last. ``why_changed`` and ``why_missed`` explain the analysis. ``is_owed`` is
    whether a figure was due for the quarter at all. ``compared`` is None without a
    comparator.
    """

    point: Point
    position: Position
    states: Sequence[State] = ()
    analysis: Analysis | None = None
    why_changed: str = ""
    why_missed: str = ""
    is_owed: bool = True
    compared: Benchmark | None = None


@dataclass(frozen=True)
class Promised:
    """What is known of a commitment: its day, and the delivery stated of it.

    ``before`` and ``now`` are keys of DELIVERY; any other, or None, is no judgement.
    """

    due_on: dt.date | None
    done_on: dt.date | None = None
    before: str | None = None
    now: str | None = None


DELIVERY = ("complete", "on_track", "at_risk", "delayed")
"""The stated delivery of a commitment, the best first; not started says nothing."""


def of_measure(counted: Counted, watch: Watch) -> tuple[Found, ...]:
    """Everything that makes the measure an exception, the most concerning first."""
    found = [by_position(counted.position)]
    if counted.analysis is not None:
        found.append(
            by_signal(
                counted.analysis,
                why_changed=counted.why_changed,
                why_missed=counted.why_missed,
            )
        )
    found.append(by_target_missed(counted.states, periods=watch.missed_running))
    if counted.compared is not None:
        found.append(by_benchmark(counted.compared))
    if counted.is_owed:
        found.append(by_missing_data(counted.point))
    return watched(found, watch)


def of_commitment(
    promised: Promised, watch: Watch, *, on: dt.date
) -> tuple[Found, ...]:
    """Everything that makes the commitment an exception, judged on the day given."""
    overdue = by_due_date(promised.due_on, done_on=promised.done_on, on=on)
    before, now = (
        stated.replace("_", " ") if stated in DELIVERY else None
        for stated in (promised.before, promised.now)
    )
    best_first = [stated.replace("_", " ") for stated in DELIVERY]
    worsened = by_grade(before, now, best_first=best_first, noun="stated delivery")
    return watched([overdue, worsened], watch)


def watched(found: Iterable[Found | None], watch: Watch) -> tuple[Found, ...]:
    """What the office watches for, the most concerning first."""
    return in_order(
        each for each in found if each is not None and watch.is_on(each.trigger)
    )


def in_order(found: Iterable[Found | None]) -> tuple[Found, ...]:
    """What was found, the most concerning first; None is left out."""
    exceptions = [each for each in found if each is not None]
    return tuple(sorted(exceptions, key=lambda each: each.trigger.order))


def by_signal(
    analysis: Analysis, *, why_changed: str = "", why_missed: str = ""
) -> Found | None:
    """What SPC finds, by variation and assurance together, each with its why."""
    trigger = signal_trigger(analysis.variation, analysis.assurance)
    if trigger is None:
        return None
    shown = analysis.variation.words
    reason = (
        f"{why_changed}: {shown}" if why_changed else f"The latest value shows {shown}"
    )
    if analysis.assurance is not None:
        reason += f"; the process {analysis.assurance.words}"
        if why_missed:
            reason += f" ({why_missed[:1].lower()}{why_missed[1:]})"
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
    before: str | None,
    now: str | None,
    *,
    best_first: Sequence[str],
    noun: str = "grade",
) -> Found | None:
    """A grade worse than the one before; None is not graded.

    Raises ValueError for a grade that ``best_first`` does not hold.
    """
    if before is None or now is None:
        return None
    if best_first.index(now) <= best_first.index(before):
        return None
    return Found(Trigger.GRADE_WORSENED, f"The {noun} went from {before} to {now}")


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
    told = f": {_unstopped(reason)}" if reason else ""
    return Found(Trigger.CALLED_IN, f"Called in by {called_in_by}{told}")


def by_event(event: str) -> Found | None:
    """A significant event, in the words in which it was recorded."""
    return Found(Trigger.SIGNIFICANT_EVENT, _unstopped(event)) if event else None


def _unstopped(sentence: str) -> str:
    return sentence.strip().removesuffix(".")
