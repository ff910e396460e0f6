"""The register of actions as it is read: who sees which, in which order, and counts."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measures.domain.sheet.texts import neutralised
from measures.models import Measure
from opcc.core.access import Standing as Reader
from opcc.core.house_style.actions import Rung
from opcc.core.house_style.timetable import Owner
from opcc.core.roles import Can
from plans.models import Commitment
from scrutiny.domain import actions as rules
from scrutiny.domain.workflow import TO_DO
from scrutiny.models import Action
from scrutiny.models.actions import ActionQuerySet

TWICE = 2

DELIVERY_WORDS = {
    rules.Delivery.ON_TRACK: gettext_lazy("On track"),
    rules.Delivery.AT_RISK: gettext_lazy("At risk"),
    rules.Delivery.DELAYED: gettext_lazy("Delayed"),
    rules.Delivery.COMPLETE: gettext_lazy("Complete"),
    rules.Delivery.ENDED: gettext_lazy("Ended"),
}


def visible_to(reader: Reader) -> ActionQuerySet:
    """All of the office's to its desk; to an owner outside it, only their own."""
    rows = Action.objects.for_office(reader.office)
    if reader.can(Can.READ_DESK):
        return rows
    return rows.owned_by(reader.user, reader.provides_for)


@dataclass(frozen=True)
class Counts:
    """How many are open, and how many of those are overdue."""

    open: int
    overdue: int

    @classmethod
    def of(cls, rows: ActionQuerySet, *, on: dt.date) -> Counts:
        """One query, over open actions only."""
        late = Q(state__in=TO_DO, due_on__lt=on)
        found = rows.open().aggregate(open=Count("pk"), late=Count("pk", filter=late))
        return cls(found["open"], found["late"])

    @property
    def finding(self) -> str:
        """The title of the register: "three of 23 open are overdue"."""
        if not self.open:
            return _("none is open")
        words = ngettext(
            "%(late)s of %(open)s open is overdue",
            "%(late)s of %(open)s open are overdue",
            self.overdue or 1,
        )
        return words % {
            "late": rules.counted(self.overdue),
            "open": rules.counted(self.open),
        }


class InOrder:
    """Actions to be sliced: those overdue first, then the others, each by their date.

    Two queries count them unless their counts are ``known``, and at most two fetch a
    page, however many there are.
    """

    def __init__(
        self, rows: ActionQuerySet, *, on: dt.date, known: Counts | None = None
    ) -> None:
        ordered = rows.order_by("due_on", "number")
        self.late = ordered.overdue(on=on)
        self.others = ordered.not_overdue(on=on)
        self.known = known

    @cached_property
    def number_late(self) -> int:
        return self.known.overdue if self.known else self.late.count()

    @cached_property
    def number(self) -> int:
        if self.known:
            return self.known.open
        return self.number_late + self.others.count()

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, wanted: slice) -> list[Action]:
        first, last, _step = wanted.indices(self.number)
        late = self.number_late
        found: list[Action] = []
        if first < late:
            found += self.late[first : min(last, late)]
        if last > late:
            found += self.others[max(first - late, 0) : last - late]
        return found


@dataclass(frozen=True)
class Line:
    """One action as a reader sees it on a day."""

    action: Action
    stands: rules.Standing
    on: dt.date
    reader: Reader

    @classmethod
    def of(cls, action: Action, *, reader: Reader, on: dt.date) -> Line:
        stands = rules.stands(
            state=action.state,
            due_on=action.due_on,
            on=on,
            ways=reader.office.style.actions,
        )
        return cls(action, stands, on, reader)

    @property
    def reference(self) -> str:
        """Its number; an owner outside the office has its key, which counts nothing."""
        if self.reads_desk:
            return str(self.action.number)
        return self.action.key.upper()

    @property
    def url(self) -> str:
        address = [self.reader.office.slug, self.action.key]
        return reverse("scrutiny:action", args=address)

    @property
    def origin(self) -> str:
        return origin_of(self.action, on=self.on, reads_desk=self.reads_desk)

    @property
    def measures(self) -> list[Measure]:
        """Those it is linked to; an owner outside the office is not told of them."""
        return list(self.action.measures.all()) if self.reads_desk else []

    @property
    def commitments(self) -> list[Commitment]:
        return list(self.action.commitments.all()) if self.reads_desk else []

    @property
    def moved(self) -> int:
        """How often its date was changed; takes ``with_links`` rows."""
        changes = self.action.date_changes.all()
        return sum(change.outcome == change.Outcome.GRANTED for change in changes)

    @property
    def has_links(self) -> bool:
        return bool(self.measures or self.commitments)

    @property
    def is_late(self) -> bool:
        return self.stands.days_late > 0

    @property
    def late_words(self) -> str:
        late = self.stands.days_late
        return ngettext("Overdue %d day", "Overdue %d days", late) % late

    @property
    def moved_words(self) -> str:
        if not self.moved:
            return ""
        facts = {
            "day": date_format(self.action.first_due_on, "j M Y"),
            "n": self.moved,
        }
        if self.moved == 1:
            return _("first due %(day)s, moved once") % facts
        if self.moved == TWICE:
            return _("first due %(day)s, moved twice") % facts
        return _("first due %(day)s, moved %(n)d times") % facts

    @property
    def is_at_risk(self) -> bool:
        return self.stands.delivery is rules.Delivery.AT_RISK

    @property
    def delivery_word(self) -> str:
        return str(DELIVERY_WORDS[self.stands.delivery])

    @property
    def escalated_to(self) -> str:
        """Who it is before by the office's ladder, empty where it is on no rung.

        Empty to an owner outside the office as well: it is the office's own affair.
        """
        if self.stands.rung is None or not self.reads_desk:
            return ""
        return rung_words(self.stands.rung)

    @property
    def reads_desk(self) -> bool:
        return self.reader.can(Can.READ_DESK)


BEFORE = {
    Owner.SCRUTINY: gettext_lazy("scrutiny officer"),
    Owner.PERFORMANCE: gettext_lazy("performance officer"),
    Owner.CHIEF_EXECUTIVE: gettext_lazy("chief executive"),
    Owner.COMMISSIONER: gettext_lazy("Commissioner"),
}


def rung_words(rung: Rung) -> str:
    """Before whom an action is: "the chief executive, at the Strategic Board"."""
    to = BEFORE.get(rung.to, rung.to.replace("_", " "))
    if not rung.body:
        return _("the %(role)s") % {"role": to}
    return _("the %(role)s, at the %(body)s") % {"role": to, "body": rung.body}


def origin_of(action: Action, *, on: dt.date, reads_desk: bool) -> str:
    """Where it came from, without the title of an item, which may not be public.

    Without its number or that of a question for whoever does not read the desk: they
    would tell what else there is.
    A topic of the programme is named only to those who do.
    """
    if action.item is not None:
        meeting = action.item.meeting
        body = meeting.body.short_name or meeting.body.name
        day = _day(meeting.held_on, on)
        if action.item.order and reads_desk:
            facts = {"body": body, "day": day, "item": action.item.order}
            return _("%(body)s, %(day)s, item %(item)s") % facts
        return f"{body}, {day}"
    if action.question is not None and not reads_desk:
        return _("A question")
    if action.question is not None:
        return _("Question %(number)s") % {"number": action.question.number}
    if action.topic is not None and reads_desk:
        return _("Topic %(topic)s") % {"topic": action.topic.reference}
    if action.finding is not None:
        return action.finding.origin
    return action.came_from or _("Office, %(day)s") % {
        "day": _day(action.raised_on, on)
    }


def _day(day: dt.date, on: dt.date) -> str:
    """Without its year where that is this one."""
    return date_format(day, "j F" if day.year == on.year else "j F Y")


# -- out of the register, as a file

COLUMNS = (
    "Reference",
    "Action",
    "What is asked",
    "Came from",
    "Owner",
    "Organisation",
    "Sponsor",
    "Raised on",
    "First due on",
    "Due on",
    "Times moved",
    "State",
    "Days overdue",
    "Delivery by age",
    "Escalated to",
    "Measures",
    "Commitments",
    "Ended on",
)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def written(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table as CSV, line by line; no cell runs as a formula, None is empty."""
    out = csv.writer(_Echo())
    yield "\ufeff" + out.writerow(columns)
    for row in rows:
        cells = ("" if cell is None else str(cell) for cell in row)
        yield out.writerow([neutralised(cell) for cell in cells])


def cells(line: Line) -> list[object]:
    action = line.action
    return [
        line.reference,
        action.title,
        action.detail,
        line.origin,
        action.owner_name,
        action.organisation,
        action.sponsor or "",
        action.raised_on,
        action.first_due_on,
        action.due_on,
        line.moved,
        action.get_state_display(),
        line.stands.days_late,
        line.delivery_word,
        line.escalated_to,
        "; ".join(measure.code for measure in line.measures),
        "; ".join(each.reference for each in line.commitments),
        action.ended_on or "",
    ]
