"""The quarters' exceptions: found, called in, answered, or found to need no words."""

from __future__ import annotations

from measures.changes import cycles, exceptions, watching
from measures.models import Cycle, CycleException, Measure
from opcc.core import clock
from opcc.core.house_style.watching import Trigger
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast

OFF = frozenset({Trigger.IMPROVEMENT_AND_FAIL})
RUNNING = 4
"""What Westmarch has switched off, and over how many quarters it lets a target go."""

CALLED_IN = "3A"
CALL = "Residents told her of 999 calls that rang for a minute on Friday nights."

REASONS = {
    Trigger.COMMITMENT_OVERDUE: (
        "The board was told in person, and will be told again when it is done."
    ),
    Trigger.NEUTRAL_SIGNAL: (
        "The new level is known and expected; neither way is better."
    ),
    Trigger.DATA_MISSING: "The board was told when the figure will come.",
}
REASON = "The board looked at it last quarter, and nothing has changed since."


def watch(cast: Cast) -> None:
    """The office's own choice of triggers."""
    watching.choose(
        office=cast.office,
        triggers=[t.value for t in Trigger if not t.is_by_hand and t not in OFF],
        missed_running=RUNNING,
        by=cast.people["performance"],
    )


def find(cast: Cast, days: Days, back: int) -> None:
    """The data close and commentary starts: both times exceptions are looked for."""
    cycle = cycle_of(cast, days, back)
    for name in ("close_the_data_of", "start_the_commentary_of"):
        cycle = cycles.move(
            cycle=cycle, name=name, by=cast.people["performance"], on=clock.today()
        )


def call_in(cast: Cast, days: Days, back: int) -> None:
    """The Commissioner asks about something that no trigger found."""
    exceptions.call_in(
        cycle=cycle_of(cast, days, back),
        subject=Measure.objects.for_office(cast.office).get(code=CALLED_IN),
        source="commissioner",
        reason=CALL,
        by=cast.standing("commissioner", on=clock.today()),
        on=clock.today(),
    )


def settle(cast: Cast, days: Days, back: int, *, at_most: int | None = None) -> None:
    """Of those without commentary, these many are found to need none; else all."""
    waiting = CycleException.objects.for_office(cast.office).of(days.back(back))
    for row in waiting.unanswered().with_all().order_by("pk")[:at_most]:
        exceptions.give_reason(
            exception=row,
            reason=REASONS.get(row.reasons[0].trigger, REASON),
            seen=row.revision,
            by=cast.standing("performance", on=clock.today()),
        )


def are_found(cast: Cast, days: Days, back: int) -> bool:
    """Whether they were looked for, or the quarter is past that."""
    return cycle_of(cast, days, back).state not in (
        Cycle.State.SCHEDULED,
        Cycle.State.OPEN,
    )


def are_called_in(cast: Cast, days: Days, back: int) -> bool:
    return _of(cast, days, back).filter(call_ins__isnull=False).exists()


def are_settled(cast: Cast, days: Days, back: int) -> bool:
    found = _of(cast, days, back)
    return found.exclude(reason="").exists() or not found.unanswered().exists()


def cycle_of(cast: Cast, days: Days, back: int) -> Cycle:
    return Cycle.objects.for_office(cast.office).of(days.back(back)).get()


def _of(cast: Cast, days: Days, back: int):
    return CycleException.objects.for_office(cast.office).of(days.back(back))
