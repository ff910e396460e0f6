"""The board of one quarter, gathered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from measures import grid
from measures.board import blockers
from measures.board.blockers import Blocker
from measures.board.people import People, people_of
from measures.board.rows import Row
from measures.domain.cycle import DatedStep, standing, wanted_by
from measures.domain.readiness import Ready, all_ready
from measures.grid import Line, Return
from measures.models import Cycle, CycleException, Observation, Reminder
from opcc.core import workdays
from opcc.core.models import Office
from opcc.core.periods import Period
from plans.models import Objective

EXCEPTIONS_SHOWN = 6


@dataclass(frozen=True)
class Aim:
    """The measures of one objective, whoever owes them; None is for those without."""

    objective: Objective | None
    lines: tuple[tuple[Row, Line, str], ...]

    @property
    def done(self) -> int:
        return sum(line.is_done for _row, line, _state in self.lines)

    @property
    def is_late(self) -> bool:
        return any(state == "late" for _row, _line, state in self.lines)


@dataclass(frozen=True)
class Board:
    """A quarter as it stands on a day; ``rows`` have the late ones on top.

    ``is_whole`` is whether it shows everybody's returns, not one provider's own; only
    then has it ``exceptions``, those that hold, in order of concern.
    """

    cycle: Cycle
    on: dt.date
    rows: tuple[Row, ...]
    people: People
    is_whole: bool
    exceptions: tuple[CycleException, ...] = ()

    @property
    def quarter(self) -> Period:
        return self.cycle.period

    @cached_property
    def steps(self) -> tuple[DatedStep, ...]:
        return standing(self.cycle.dated_steps, on=self.on)

    @cached_property
    def ready(self) -> Ready:
        return all_ready(row.ready for row in self.rows)

    @property
    def wanted(self) -> DatedStep | None:
        return wanted_by(self.cycle.dated_steps)

    @property
    def spare(self) -> int | None:
        """Days between being ready and being wanted; negative where it is too late."""
        if self.wanted is None or self.ready.by is None:
            return None
        return (self.wanted.due_on - self.ready.by).days

    @property
    def done(self) -> int:
        return sum(row.due.done for row in self.rows)

    @property
    def of(self) -> int:
        return sum(len(row.due.lines) for row in self.rows)

    @property
    def complete(self) -> int:
        """How many returns their providers have called complete, and still are."""
        return sum(row.due.is_complete for row in self.rows)

    @property
    def is_asking(self) -> bool:
        """Whether the quarter is at a stage at which returns are asked for."""
        return self.cycle.state in Cycle.ASKING

    @property
    def to_chase(self) -> tuple[Row, ...]:
        """The returns about which somebody can be told something today."""
        return tuple(row for row in self.rows if row.button and row.people)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each state with its word and how many measures are in it."""
        found: dict[str, int] = defaultdict(int)
        for row in self.rows:
            for _measure, state, _anchor in row.boxes.measures:
                found[state] += 1
        return [(state, word, found[state]) for state, word in grid.STATES]

    @property
    def to_answer(self) -> list[CycleException]:
        return [row for row in self.exceptions if row.needs_answer]

    @property
    def most_concerning(self) -> tuple[CycleException, ...]:
        """So many as a board has room for; all of them have their own list."""
        return self.exceptions[:EXCEPTIONS_SHOWN]

    @property
    def never_given(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.never_given)

    @cached_property
    def blockers(self) -> list[Blocker]:
        """Everything that stands in the way, and whose it is."""
        found: list[Blocker] = []
        for row in self.rows:
            found += blockers.of_a_return(row, self.people)
        if self.is_whole and self.rows:
            found += self._of_the_office()
            found += blockers.of_exceptions(self.to_answer, self.cycle, on=self.on)
        return found

    def _of_the_office(self) -> Iterator[Blocker]:
        yield from blockers.of_the_cycle(self.cycle, self.people, on=self.on)
        for row in self.rows:
            yield from blockers.of_validation(
                row, self.people, is_overdue=self._is_past_validation
            )
        yield from blockers.of_the_plan(
            self.rows, self.people, office=self.cycle.office
        )

    @property
    def aims(self) -> list[Aim]:
        """The same measures by objective, in the plan's order."""
        by_objective: dict[Objective | None, list] = defaultdict(list)
        for row in self.rows:
            for group in row.due.groups:
                by_objective[group.objective] += [
                    (row, line, line.state(on=self.on, due_on=row.due.due_on))
                    for line in group.lines
                ]
        ordered = sorted(by_objective, key=grid.plan_order)
        return [Aim(each, tuple(by_objective[each])) for each in ordered]

    @property
    def _is_past_validation(self) -> bool:
        office = self.cycle.office
        try:
            day = workdays.add(self.quarter.end, office.validation_working_days)
        except workdays.OutsideCalendar:
            return False
        return self.on > day


def board_of(
    office: Office,
    quarter: Period,
    *,
    on: dt.date,
    organisations: Collection[int] | None = None,
) -> Board:
    """Everybody's returns, or those of these organisations.

    Ten queries; of a whole board three more, for its exceptions.
    """
    returns = grid.returns_of(office, quarter, organisations)
    people = people_of(office, on=on)
    reminders = _reminders(office, quarter)
    never = _never_given(returns)
    rows = [
        Row(
            each,
            on,
            people.of(each.organisation),
            tuple(reminders[each.organisation.pk]),
            never,
        )
        for each in returns
    ]
    rows.sort(key=lambda row: not row.is_late)
    is_whole = organisations is None
    return Board(
        _cycle(office, quarter),
        on,
        tuple(rows),
        people,
        is_whole,
        _exceptions(office, quarter) if is_whole else (),
    )


def _cycle(office: Office, quarter: Period) -> Cycle:
    """The quarter's cycle; one that is not stored yet where nobody made it."""
    cycle = Cycle.objects.for_office(office).of(quarter).first()
    if cycle is None:
        return Cycle.planned(office, quarter)
    cycle.office = office
    return cycle


def _exceptions(office: Office, quarter: Period) -> tuple[CycleException, ...]:
    found = CycleException.objects.for_office(office).of(quarter).holding().with_all()
    return tuple(sorted(found, key=lambda row: row.rank))


def _reminders(office: Office, quarter: Period) -> dict[int, list[Reminder]]:
    found: dict[int, list[Reminder]] = defaultdict(list)
    sent = Reminder.objects.for_office(office).of(quarter).select_related("to")
    for each in sent:
        found[each.organisation_id].append(each)
    return found


def _never_given(returns: Iterable[Return]) -> frozenset[int]:
    """Which measures of which nothing is there have never had a figure. One query."""
    empty = {
        line.measure.pk
        for each in returns
        for line in each.lines
        if all(figure.observation is None for figure in line.figures)
    }
    stated = Observation.objects.filter(measure__in=empty)
    return frozenset(
        empty - set(stated.values_list("measure_id", flat=True).distinct())
    )
