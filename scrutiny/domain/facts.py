"""The check of fact: how long it runs, and what it says to who would sign off.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opcc.core import workdays
from opcc.core.moves import MoveRefused
from scrutiny.domain.diary import in_words


@dataclass(frozen=True)
class Check:
    """One organisation's check of what is written about it in a quarter.

    ``unanswered`` counts its remarks that the office has not replied to.
    """

    organisation: str
    closes_on: dt.date
    is_confirmed: bool
    unanswered: int

    def runs(self, on: dt.date) -> bool:
        """Whether it still waits: the last day counts, confirming ends it."""
        return not self.is_confirmed and on <= self.closes_on


@dataclass(frozen=True)
class Notice:
    """What stands before sign-off; an error stops it, anything else is for reading."""

    is_error: bool
    text: str


def closes_on(started_on: dt.date, working_days: int) -> dt.date:
    """The last day to comment; the day on which it starts is not counted.

    Raises workdays.OutsideCalendar where the bank holidays are not known.
    """
    return workdays.add(started_on, working_days)


def before_sign_off(checks: Iterable[Check], *, on: dt.date) -> list[Notice]:
    """A check that runs stops the sign-off, and so does a remark without a reply.

    What ran out in silence is a notice, so that the record says so.
    """
    found = []
    for check in checks:
        if check.runs(on):
            text = (
                f"{check.organisation} checks the facts until "
                f"{in_words(check.closes_on)}."
            )
            found.append(Notice(True, text))
        if check.unanswered:
            found.append(Notice(True, _unanswered(check)))
        elif not check.is_confirmed and not check.runs(on):
            text = f"{check.organisation} did not confirm the facts in time."
            found.append(Notice(False, text))
    return found


def check_running(check: Check, *, on: dt.date) -> None:
    """Raise MoveRefused once a check is confirmed or its days have passed."""
    if check.is_confirmed:
        raise MoveRefused("You have confirmed the facts: this check has ended.")
    if not check.runs(on):
        raise MoveRefused(
            f"The check ended on {in_words(check.closes_on)}. Write to the office."
        )


def _unanswered(check: Check) -> str:
    one = check.unanswered == 1
    remarks = "1 remark" if one else f"{check.unanswered} remarks"
    wait = "waits" if one else "wait"
    return f"{remarks} of {check.organisation} on the facts {wait} for a reply."
