"""What stands in a quarter's way, each thing with whose it is. No query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.board.people import People, named
from measures.board.rows import Row
from measures.grid import Line
from measures.models import Cycle, CycleException
from opcc.core.models import Office
from plans.models import Priority


@dataclass(frozen=True)
class Blocker:
    """One thing that has to be settled: what, more about it, whose, and where."""

    what: str
    detail: str
    whose: str
    url: str


def of_a_return(row: Row, people: People) -> Iterator[Blocker]:
    """What its provider has not given or answered."""
    page = _page("returns:return", row)
    if row.late:
        yield Blocker(_late(row), row.told, _providers(row), page)
    for line in row.queried:
        yield Blocker(
            _queried(line), _questions(line), _providers(row), _at(page, line)
        )
    if row.owes and not row.people:
        yield Blocker(
            _("Nobody enters values for %(organisation)s.")
            % {"organisation": row.due.organisation},
            _("Give somebody the role, so that they can be asked."),
            named(people.administrators) or _("Nobody: no administrator"),
            _office_page("site:people", row.due.office),
        )


def of_validation(row: Row, people: People, *, is_overdue: bool) -> Iterator[Blocker]:
    """What the office has not looked at; ``is_overdue`` once that day has gone by."""
    if row.entered and is_overdue:
        yield Blocker(
            _waiting(row), "", _officers(people), _page("returns:return", row)
        )
    for message in row.unsure:
        yield Blocker(
            _("A message to %(who)s may not have gone.") % {"who": message.to},
            _("It is not sent again by itself, so that nobody is told twice."),
            _officers(people),
            _page("returns:return", row),
        )


def of_the_cycle(cycle: Cycle, people: People, *, on: dt.date) -> Iterator[Blocker]:
    """What the office itself has left open."""
    url = reverse("site:cycle", args=[cycle.office.slug, cycle.period.key])
    if cycle.state == Cycle.State.SCHEDULED and on > cycle.period_end:
        yield Blocker(
            _("Returns are not asked for yet."),
            _("Open the quarter: each provider is then sent a request."),
            _officers(people),
            url,
        )
    if cycle.board_on is None and any(s.due_on is None for s in cycle.dated_steps):
        yield Blocker(
            _("The day of the board is not known."),
            _("So nothing says by when the figures are wanted."),
            _officers(people),
            url,
        )


def of_the_plan(
    rows: Iterable[Row], people: People, *, office: Office
) -> Iterator[Blocker]:
    """Priorities whose commentary is nobody's to write."""
    for priority in _unled(rows):
        yield Blocker(
            _("Nobody leads priority %(priority)s.") % {"priority": priority},
            _("So its commentary is nobody's to write."),
            _officers(people),
            _office_page("plans:plan", office),
        )


def of_exceptions(
    waiting: Iterable[CycleException], cycle: Cycle, *, on: dt.date
) -> Iterator[Blocker]:
    """What each owner has not answered once commentary was due."""
    due_on = cycle.commentary_due_on
    if due_on is None or on <= due_on:
        return
    owed: dict[str, list[str]] = defaultdict(list)
    for row in waiting:
        owed[row.owner.name].append(row.code)
    for owner, codes in owed.items():
        words = ngettext(
            "%(codes)s is an exception without commentary.",
            "%(codes)s are exceptions without commentary.",
            len(codes),
        )
        day = f"{due_on.day} {due_on:%B}"
        yield Blocker(
            words % {"codes": ", ".join(codes)},
            _("It was due by %(day)s.") % {"day": day},
            owner,
            reverse("returns:exceptions", args=[cycle.office.slug, cycle.period.key]),
        )


def _unled(rows: Iterable[Row]) -> list[Priority]:
    found = {
        objective.priority
        for row in rows
        for line in row.due.lines
        for objective in line.measure.objectives_in_force
        if objective.priority.lead_id is None
    }
    return sorted(found, key=lambda priority: (priority.order, priority.pk))


def _late(row: Row) -> str:
    words = ngettext(
        "%(codes)s is late from %(organisation)s.",
        "%(codes)s are late from %(organisation)s.",
        len(row.late),
    )
    codes = ", ".join(line.measure.code for line in row.late)
    return words % {"codes": codes, "organisation": row.due.organisation}


def _queried(line: Line) -> str:
    return _("%(code)s is queried, and not answered.") % {"code": line.measure.code}


def _questions(line: Line) -> str:
    asked = [f.observation.query for f in line.figures if f.state == "queried"]
    return " ".join(dict.fromkeys(asked))


def _waiting(row: Row) -> str:
    words = ngettext(
        "%(n)d value of %(organisation)s waits to be validated.",
        "%(n)d values of %(organisation)s wait to be validated.",
        row.entered,
    )
    return words % {"n": row.entered, "organisation": row.due.organisation}


def _providers(row: Row) -> str:
    return named(row.people) or str(row.due.organisation)


def _officers(people: People) -> str:
    return named(people.officers) or _("Nobody: no performance officer")


def _page(name: str, row: Row) -> str:
    due = row.due
    where = [due.office.slug, due.quarter.key, due.organisation.pk]
    return reverse(name, args=where)


def _at(page: str, line: Line) -> str:
    return f"{page}{line.anchor}"


def _office_page(name: str, office: Office) -> str:
    return reverse(name, args=[office.slug])
