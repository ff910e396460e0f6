"""How late an action is, how its delivery stands by age, and who it goes to next.

Pure: no Django, no database. Every day is passed in. Overdue and escalated are never
stored: they follow from the state, the date and the day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from opcc.core.house_style.actions import ActionWays, Rung
from scrutiny.domain.workflow import TO_DO


class Delivery(StrEnum):
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    COMPLETE = "complete"
    ENDED = "ended"


@dataclass(frozen=True)
class Standing:
    """How an action stands on a day: late by so many days, and why it is judged so.

    ``rung`` is the highest rung of the office's ladder that it has reached.
    """

    delivery: Delivery
    reason: str
    days_late: int
    rung: Rung | None


def days_late(*, state: str, due_on: dt.date, on: dt.date) -> int:
    """Days past its date, 0 where it is not late or its owner has done their part."""
    return max((on - due_on).days, 0) if state in TO_DO else 0


def stands(*, state: str, due_on: dt.date, on: dt.date, ways: ActionWays) -> Standing:
    """Delivery by age, with its reason, and the rung that it has reached."""
    late = days_late(state=state, due_on=due_on, on=on)
    delivery, reason = _judged(state, (due_on - on).days, late, ways)
    return Standing(delivery, reason, late, rung_reached(late, ways))


def rung_reached(late: int, ways: ActionWays) -> Rung | None:
    """The highest rung for so many days past the date; None below the first."""
    reached = [rung for rung in ways.ladder if late >= rung.after_days]
    return reached[-1] if reached else None


def _judged(state: str, left: int, late: int, ways: ActionWays) -> tuple[Delivery, str]:
    if state == "closed":
        return Delivery.COMPLETE, "Closed, with evidence."
    if state in ("accepted_risk", "superseded"):
        return Delivery.ENDED, "It is no longer to be done."
    if state == "pending_sign_off":
        return Delivery.ON_TRACK, "Offered for sign-off."
    if late > ways.delayed_days:
        return Delivery.DELAYED, f"More than {_days(ways.delayed_days)} past its date."
    if late:
        return Delivery.AT_RISK, f"{_days(late).capitalize()} past its date."
    if state == "raised" and left <= ways.soon_days:
        return Delivery.AT_RISK, f"Not begun, and due within {_days(ways.soon_days)}."
    return Delivery.ON_TRACK, "Its date is still ahead."


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"


SOON, LATE = 0, 1
"""Numbers of the messages about one date: soon due, late; then a rung each."""


def next_message(
    last: int | None,
    last_on: dt.date | None,
    *,
    state: str,
    due_on: dt.date,
    on: dt.date,
    ways: ActionWays,
) -> int | None:
    """The number of the message about an action that goes out on a day by itself.

    ``last`` is the number of the newest about this date, None where there was none.
    Whoever was told on the day is left in peace; a step that was missed is passed
    over for the one that fits the day. None where there is nothing new to say.
    """
    if state not in TO_DO or last_on == on:
        return None
    late = (on - due_on).days
    if late < -ways.soon_days:
        return None
    rungs = sum(late >= rung.after_days for rung in ways.ladder)
    number = SOON if late <= 0 else LATE + rungs
    return number if last is None or number > last else None


def rung_of(number: int, ways: ActionWays) -> Rung | None:
    """The rung that a message tells of, None for those to the owner alone."""
    return ways.ladder[number - LATE - 1] if number > LATE else None


NUMBERS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)


def counted(number: int) -> str:
    """A count as it is said: in words under ten, in figures from there on."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number}"
