"""One provider's line on the quarter's board."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.domain.readiness import Ready, ready
from measures.domain.reminding import ESCALATION, REMINDERS, REQUEST
from measures.grid import Boxes, Line, Return
from measures.models import Reminder
from opcc.core.models import Office, User


@dataclass(frozen=True)
class Row:
    """What one organisation owes on a day, whose it is, and when it will be ready."""

    due: Return
    on: dt.date
    people: tuple[User, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    never: frozenset[int] = field(default=frozenset())

    @cached_property
    def boxes(self) -> Boxes:
        return Boxes(self.due, self.on)

    @cached_property
    def ready(self) -> Ready:
        return ready(
            [figure.state for figure in self.due.figures],
            on=self.on,
            due_on=self.due.due_on,
            checking=checking_days(self.due.office),
        )

    @property
    def is_late(self) -> bool:
        return self.boxes.is_late

    @property
    def owes(self) -> bool:
        """Whether the provider has something to do: not the office."""
        return bool(self.late or self._in("expected") or self._in("queried"))

    @property
    def late(self) -> tuple[Line, ...]:
        return self._in("late")

    @property
    def queried(self) -> tuple[Line, ...]:
        return tuple(
            line
            for line in self.due.lines
            if any(figure.state == "queried" for figure in line.figures)
        )

    @property
    def never_given(self) -> tuple[Line, ...]:
        """The measures of which no figure was ever stated."""
        return tuple(line for line in self.due.lines if line.measure.pk in self.never)

    @property
    def entered(self) -> int:
        """How many values wait for somebody's second look."""
        waiting = ("entered", "corrected")
        return sum(figure.state in waiting for figure in self.due.figures)

    @property
    def last_number(self) -> int | None:
        """The number of the newest message about this return."""
        return max((each.number for each in self.reminders), default=None)

    @property
    def last_told_on(self) -> dt.date | None:
        moments = (each.claimed_at for each in self.reminders)
        last = max(moments, default=None)
        return None if last is None else timezone.localdate(last)

    @property
    def button(self) -> str:
        """What chasing them now would be; empty where there is nothing to send."""
        if not self.owes or self.last_told_on == self.on:
            return ""
        if self.last_number is None:
            return _("Ask")
        if self.last_number < REMINDERS:
            return _("Chase")
        return _("Escalate") if self.last_number < ESCALATION else ""

    @property
    def told(self) -> str:
        """How often they were asked, and when last; empty where they never were."""
        if not self.reminders:
            return ""
        day = f"{self.last_told_on.day} {self.last_told_on:%b}"
        if self.last_number == ESCALATION:
            return _("Escalated %(day)s") % {"day": day}
        if self.last_number == REQUEST:
            return _("Asked %(day)s") % {"day": day}
        said = {"n": self.last_number, "day": day}
        return _("Reminder %(n)d of 3 sent %(day)s") % said

    @property
    def unsure(self) -> tuple[Reminder, ...]:
        """Messages of which it is not known whether they went."""
        return tuple(each for each in self.reminders if each.sent_at is None)

    def _in(self, state: str) -> tuple[Line, ...]:
        return tuple(
            line
            for line in self.due.lines
            if line.state(on=self.on, due_on=self.due.due_on) == state
        )


def checking_days(office: Office) -> int:
    """The working days that the timetable leaves between entry and validation."""
    return max(office.validation_working_days - office.entry_working_days, 0)
