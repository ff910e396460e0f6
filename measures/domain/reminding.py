"""Who is asked for a return, when, and how often.

Pure: no Django, no database. A return is asked for once, reminded of three times at
most, and then escalated by name; nobody is told twice on one day.
"""

from __future__ import annotations

import datetime as dt

from opcc.core import workdays
from opcc.core.moves import MoveRefused

REQUEST, ESCALATION = 0, 4
REMINDERS = 3

WHEN = {1: -2, 2: 1, 3: 3, ESCALATION: 5}
"""Working days from the due day: the first reminder comes before it, while it can
still be kept; the escalation after a week. Ours: no source sets them."""


def kind_of(number: int) -> str:
    """request, reminder or escalation."""
    if number == REQUEST:
        return "request"
    return "escalation" if number == ESCALATION else "reminder"


def next_by_itself(
    last: int | None,
    last_on: dt.date | None,
    *,
    on: dt.date,
    due_on: dt.date | None,
) -> int | None:
    """The number of the message that goes out on a day without being asked for.

    ``last`` is the number of the newest message, None where there was none. None where
    nothing is to be sent: not yet, not twice a day, and nothing after the escalation.
    """
    number = _following(last)
    if number > ESCALATION or last_on == on:
        return None
    if number == REQUEST:
        return number
    if due_on is None:
        return None
    try:
        day = workdays.add(due_on, WHEN[number])
    except workdays.OutsideCalendar:
        return None
    return number if on >= day else None


def next_when_chased(last: int | None, last_on: dt.date | None, *, on: dt.date) -> int:
    """The number of the message that somebody sends now; raises MoveRefused."""
    number = _following(last)
    if last_on == on:
        raise MoveRefused("They were sent a message about this return today already.")
    if number > ESCALATION:
        raise MoveRefused(
            "They were asked, reminded three times, and it was escalated: talk to them."
        )
    return number


def _following(last: int | None) -> int:
    return REQUEST if last is None else last + 1
