"""When a quarter's figures will be ready, worked out from what is missing.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from opcc.core import workdays

DONE = frozenset({"validated", "locked"})
TO_COME = frozenset({"expected", "queried"})


@dataclass(frozen=True)
class Ready:
    """The day by which figures are ready, and why then.

    ``by`` is None where there is nothing to wait for, or no day can be counted.
    """

    by: dt.date | None
    reason: str
    is_done: bool = False


def ready(
    states: Collection[str],
    *,
    on: dt.date,
    due_on: dt.date | None,
    checking: int,
) -> Ready:
    """When one organisation's figures are all validated, if all goes by the timetable.

    ``states`` are those of its figures: expected, entered, queried, corrected,
    validated or locked. What is missing or queried comes by ``due_on``, or on the next
    working day where that has gone by. What has come is validated within ``checking``
    working days: those that the office's timetable leaves between the two.
    """
    waiting = set(states) - DONE
    if not waiting:
        return Ready(None, "Everything is validated.", is_done=True)
    try:
        come = _all_in(waiting, on=on, due_on=due_on)
        by = workdays.add(come, checking)
    except workdays.OutsideCalendar as refusal:
        return Ready(None, str(refusal))
    return Ready(by, _reason(waiting, come, checking))


def all_ready(each: Iterable[Ready]) -> Ready:
    """When the last of them is ready."""
    waiting = [one for one in each if not one.is_done]
    if not waiting:
        return Ready(None, "Everything is validated.", is_done=True)
    unknown = next((one for one in waiting if one.by is None), None)
    return unknown or max(waiting, key=lambda one: one.by or dt.date.min)


def _all_in(waiting: set[str], *, on: dt.date, due_on: dt.date | None) -> dt.date:
    """The day on which the last value has come."""
    if not waiting & TO_COME:
        return on
    if "expected" in waiting and due_on is not None and due_on >= on:
        return due_on
    return workdays.next_working_day(on)


def _reason(waiting: set[str], come: dt.date, checking: int) -> str:
    days = f"{checking} working day{'' if checking == 1 else 's'}"
    if not waiting & TO_COME:
        return f"All values are in, and validating them takes {days}."
    return (
        f"The last value comes by {come.day} {come:%B} if it is asked for, and "
        f"validating takes {days}."
    )
