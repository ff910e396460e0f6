"""What to say of the day of a meeting: warnings, and when its papers are due.

Pure: no Django, no database. Every day is passed in. A warning stops nobody: bodies
do meet on Saturdays, and outside their own rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opcc.core import workdays
from scrutiny.domain import clocks


@dataclass(frozen=True)
class RelativeRule:
    """Calendar days, ``least`` to ``most``, before a meeting of another series."""

    before: str
    least: int
    most: int

    @property
    def words(self) -> str:
        return f"{self.least} to {self.most} days before {self.before}"

    def window(self, anchor: dt.date) -> tuple[dt.date, dt.date]:
        return clocks.window_before(anchor, self.least, self.most)

    def misses_by(self, held_on: dt.date, anchor: dt.date) -> int:
        """Days between ``held_on`` and the window; 0 inside it."""
        first, last = self.window(anchor)
        return max((first - held_on).days, (held_on - last).days, 0)


def papers_due(held_on: dt.date, clear_days: int) -> dt.date | None:
    """The last day to publish the papers; None where bank holidays are not known."""
    try:
        return clocks.agenda_deadline(held_on, clear_days)
    except workdays.OutsideCalendar:
        return None


def warnings(
    held_on: dt.date, *, rule: RelativeRule | None, anchors: Sequence[dt.date]
) -> tuple[str, ...]:
    """What is unusual about the day, a sentence for each.

    ``anchors`` are the days on which the other series meets, in any order.
    """
    said: Iterable[str | None] = (
        not_working(held_on),
        breach(held_on, rule=rule, anchors=anchors) if rule else None,
    )
    return tuple(sentence for sentence in said if sentence)


def not_working(held_on: dt.date) -> str | None:
    """Why it is not a working day, or that nobody knows yet."""
    try:
        is_working = workdays.is_working_day(held_on)
    except workdays.OutsideCalendar as refusal:
        return str(refusal)
    if is_working:
        return None
    kind = "a bank holiday" if held_on.weekday() < workdays.SATURDAY else "a weekend"
    return f"{in_words(held_on)} is not a working day: it is {kind}."


def breach(
    held_on: dt.date, *, rule: RelativeRule, anchors: Sequence[dt.date]
) -> str | None:
    """How the day breaks the rule; None where one of ``anchors`` satisfies it."""
    if not anchors:
        return (
            f"The rule is {rule.words}, which has no meeting planned, "
            "so the day cannot be checked."
        )
    anchor = min(anchors, key=lambda day: rule.misses_by(held_on, day))
    if not rule.misses_by(held_on, anchor):
        return None
    first, last = rule.window(anchor)
    return (
        f"The rule is {rule.words}, which meets on {in_words(anchor)}: any day from "
        f"{in_words(first)} to {in_words(last)}. This is {_apart(held_on, anchor)}."
    )


def in_words(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _apart(held_on: dt.date, anchor: dt.date) -> str:
    days = (anchor - held_on).days
    if days == 0:
        return "the same day"
    count = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{count} before it" if days > 0 else f"{count} after it"
