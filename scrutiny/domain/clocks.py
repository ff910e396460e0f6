"""The clocks that run in scrutiny: notice of meetings, inspections, pre-meetings.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt

from opcc.core import workdays

INSPECTION_RESPONSE_DAYS = 56
"""Days to answer an inspection, the first being the day it is published.

Source: Police Act 1996, section 55.
"""


def agenda_deadline(meeting_on: dt.date, clear_days: int) -> dt.date:
    """The last working day on which the agenda of a meeting can be published.

    Clear days count neither the day of publication nor the day of the meeting,
    nor weekends nor bank holidays. Raises ValueError for a negative number of
    them, and workdays.OutsideCalendar where the bank holidays are not known.

    Source: Local Government Act 1972, section 100B: five clear days in England,
    three in Wales.
    """
    if clear_days < 0:
        raise ValueError(f"Clear days are 0 or more, not {clear_days}.")
    return workdays.add(meeting_on, -(clear_days + 1))


def clear_days_given(published_on: dt.date, meeting_on: dt.date) -> int:
    """How many clear days a publication gives; fewer than due is late."""
    return workdays.between(published_on, meeting_on)


def inspection_response_due(published_on: dt.date) -> dt.date:
    """The last lawful day to publish the response to an inspection report."""
    return published_on + dt.timedelta(days=INSPECTION_RESPONSE_DAYS - 1)


def window_before(on: dt.date, least: int, most: int) -> tuple[dt.date, dt.date]:
    """The first and last day that are ``least`` to ``most`` days before ``on``.

    Calendar days, weekends too. Raises ValueError unless 0 <= least <= most.
    """
    if not 0 <= least <= most:
        raise ValueError(
            "A window runs from the fewest days before to the most, "
            f"not from {least} to {most}."
        )
    return on - dt.timedelta(days=most), on - dt.timedelta(days=least)
