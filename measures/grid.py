"""What organisations owe for a quarter, with what is there already.

Reads only. ``owed`` and ``returns_of`` cost the same queries however many measures,
periods and organisations there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from measures.domain.series import Point, Symbol
from measures.models import Completion, Measure, MeasureVersion, Observation
from measures.reading import days_for, definition_of, quarter_series_of
from opcc.core import workdays
from opcc.core.models import Office, Organisation
from opcc.core.periods import Period, PeriodKind
from plans.models import Objective, PlanVersion

FILLED = frozenset({"entered", "queried", "corrected", "validated", "locked"})
DONE = frozenset({"validated", "locked"})
STATES = (
    ("locked", _("locked")),
    ("validated", _("validated")),
    ("entered", _("entered")),
    ("queried", _("queried")),
    ("expected", _("expected")),
    ("late", _("late")),
)
"""What a measure's box can say, in the order of its key."""

QUARTERS_BEFORE = 2
YEARS_LOADED = 2
"""How far back the values beside a yearly measure lie."""


@dataclass(frozen=True)
class Figure:
    """One period of one measure that is owed: what is stated of it, and before it."""

    measure: Measure
    version: MeasureVersion
    period: Period
    observation: Observation | None
    before: Point | None

    @property
    def point(self) -> Point | None:
        return point_of(self.observation)

    @property
    def state(self) -> str:
        return self.observation.state if self.observation else "expected"

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def is_unexplained(self) -> bool:
        """Whether it is said not to be available, and not why."""
        row = self.observation
        if row is None or row.symbol != Observation.Symbol.NOT_AVAILABLE:
            return False
        return not (row.note.strip() or self.is_done)

    def __str__(self) -> str:
        return f"{self.measure.code} {self.version.name}, {self.period.words}"


@dataclass(frozen=True)
class Line:
    """One measure's figures of the quarter, oldest first, and its quarters before."""

    measure: Measure
    version: MeasureVersion
    figures: tuple[Figure, ...]
    quarter: Period

    @cached_property
    def before(self) -> tuple[Point, ...]:
        """The quarters before, oldest first; of a yearly measure a year, or nothing."""
        series = quarter_series_of(
            self.measure, self.quarter - 1, count=QUARTERS_BEFORE
        )
        return series.points[-QUARTERS_BEFORE:]

    @property
    def anchor(self) -> str:
        """Where its rows begin on the return's page."""
        return f"#m{self.measure.pk}"

    @property
    def is_done(self) -> bool:
        return all(figure.is_done for figure in self.figures)

    def state(self, *, on: dt.date, due_on: dt.date | None) -> str:
        """Of the whole measure: what its figure furthest behind is; late after the day.

        expected, late, entered, queried, validated or locked.
        """
        states = {figure.state for figure in self.figures}
        if "expected" in states:
            return "late" if due_on is not None and on > due_on else "expected"
        for state in ("queried", "entered", "corrected", "validated"):
            if state in states:
                return "entered" if state == "corrected" else state
        return "locked"


@dataclass(frozen=True)
class Group:
    """The measures of one objective; ``objective`` None holds those without one."""

    objective: Objective | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Return:
    """What one organisation owes for a quarter."""

    office: Office
    organisation: Organisation
    quarter: Period
    lines: tuple[Line, ...]
    completion: Completion | None = None

    @property
    def due_on(self) -> dt.date | None:
        return due_on(self.office, self.quarter)

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def figures(self) -> Iterator[Figure]:
        for line in self.lines:
            yield from line.figures

    @property
    def missing(self) -> tuple[Figure, ...]:
        return tuple(each for each in self.figures if each.observation is None)

    @property
    def unexplained(self) -> tuple[Figure, ...]:
        return tuple(each for each in self.figures if each.is_unexplained)

    @property
    def is_complete(self) -> bool:
        """Whether somebody said so, and no value is missing or was stated since."""
        said = self.completion
        if said is None or self.missing or self.unexplained:
            return False
        return not self.stated_since(said.completed_at)

    @property
    def is_validated(self) -> bool:
        """Whether another person accepted it whole, and all of it still stands."""
        said = self.completion
        if said is None or said.validated_at is None or self.done < len(self.lines):
            return False
        return self.is_complete and not self.stated_since(said.validated_at)

    def stated_since(self, moment: dt.datetime) -> tuple[Figure, ...]:
        """The figures whose newest statement is later than a moment."""
        return tuple(
            each
            for each in self.figures
            if each.observation is not None and each.observation.entered_at > moment
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """By objective, in the plan's order; measures without one come last."""
        by_objective: dict[Objective | None, list[Line]] = {}
        for line in self.lines:
            by_objective.setdefault(_objective_of(line.measure), []).append(line)
        ordered = sorted(by_objective, key=plan_order)
        return tuple(Group(each, tuple(by_objective[each])) for each in ordered)


def due_on(office: Office, quarter: Period) -> dt.date | None:
    """The day by which returns are wanted; None where bank holidays are not known."""
    try:
        return workdays.add(quarter.end, office.entry_working_days)
    except workdays.OutsideCalendar:
        return None


def return_of(office: Office, organisation: Organisation, quarter: Period) -> Return:
    """One organisation's return with the values before it. Six queries."""
    first = (quarter.financial_year - YEARS_LOADED).start
    measures = _measures(office, quarter, first).owed_by([organisation])
    lines = tuple(_lines(measures, quarter))
    said = _completions(office, quarter).get(organisation.pk)
    return Return(office, organisation, quarter, lines, said)


def typed_into(
    office: Office,
    organisation: Organisation,
    quarter: Period,
    measure: int | None = None,
) -> Return:
    """A return, or one measure of it, with what typed values are held against.

    Of a measure that is not owed it has no line. At most nine queries.
    """
    first, _last = days_for(quarter)
    owed = _measures(office, quarter, first).owed_by([organisation])
    own = owed if measure is None else owed.filter(pk=measure)
    parts = Observation.objects.within(quarter)
    lines = _lines(
        own.with_rebases().with_parts(parts).prefetch_related("breakdowns"), quarter
    )
    return Return(office, organisation, quarter, tuple(lines))


def returns_of(
    office: Office, quarter: Period, organisations: Iterable[int] | None = None
) -> list[Return]:
    """Everybody's returns, or those of these organisations, without values before.

    Organisations that owe nothing are left out. Six queries.
    """
    measures = _measures(office, quarter, quarter.financial_year.start)
    if organisations is not None:
        measures = measures.owed_by(organisations)
    by_provider: dict[Organisation, list[Line]] = {}
    for line in _lines(measures, quarter):
        by_provider.setdefault(line.measure.provider, []).append(line)
    said = _completions(office, quarter)
    return [
        Return(
            office,
            provider,
            quarter,
            tuple(by_provider[provider]),
            said.get(provider.pk),
        )
        for provider in sorted(by_provider, key=lambda each: each.name)
    ]


def point_of(observation: Observation | None) -> Point | None:
    """What a row says, as a value."""
    if observation is None:
        return None
    return Point(
        observation.period,
        value=observation.value,
        numerator=observation.numerator,
        denominator=observation.denominator,
        symbol=Symbol(observation.symbol) if observation.symbol else None,
        provisional=observation.is_provisional,
        estimated=observation.is_estimated,
        note=observation.note,
    )


def _completions(office: Office, quarter: Period) -> dict[int, Completion]:
    """What was said of each return, by its organisation's key. One query."""
    rows = Completion.objects.for_office(office).of(quarter)
    found = rows.select_related("completed_by", "validated_by")
    return {row.organisation_id: row for row in found}


def _measures(office: Office, quarter: Period, first: dt.date):
    """The measures in use at a quarter's end, with all that their lines ask for."""
    recorded = Observation.objects.spanning(first, quarter.end)
    plans = PlanVersion.objects.for_office(office).in_force(on=quarter.end)
    objectives = Objective.objects.filter(priority__plan__in=plans)
    return (
        Measure.objects.for_office(office)
        .live(on=quarter.end)
        .exclude(state=Measure.State.SUSPENDED)
        .with_recorded(recorded.select_related("entered_by", "validated_by"))
        .select_related("provider__part_of", "office", "restriction")
        .prefetch_related(
            Prefetch(
                "objectives",
                queryset=objectives.select_related("priority"),
                to_attr="objectives_in_force",
            )
        )
    )


def _lines(measures: Iterable[Measure], quarter: Period) -> Iterator[Line]:
    for measure in measures:
        version = measure.version_on(quarter.end)
        periods = version.periods_in(quarter) if version else ()
        figures = tuple(_figures(measure, periods))
        if version is not None and figures:
            yield Line(measure, version, figures, quarter)


def _figures(measure: Measure, periods: Iterable[Period]) -> Iterator[Figure]:
    stated = _newest(measure)
    for period in periods:
        version = definition_of(measure, period)
        if version is not None:
            before = point_of(stated.get(_previous(period)))
            yield Figure(measure, version, period, stated.get(period), before)


def _newest(measure: Measure) -> dict[Period, Observation]:
    """Each figure's newest vintage, by its period."""
    rows = sorted(measure.recorded, key=lambda row: row.vintage)
    return {row.period: row for row in rows}


def _previous(period: Period) -> Period:
    """The period of the figure before; of a snapshot, the end of the quarter before."""
    if period.kind is PeriodKind.DAY:
        return Period.day(Period.containing(period.start, PeriodKind.QUARTER).start) - 1
    return period - 1


def _objective_of(measure: Measure) -> Objective | None:
    return next(iter(measure.objectives_in_force), None)


def plan_order(objective: Objective | None) -> tuple:
    """By priority, then by objective; what has none comes last."""
    if objective is None:
        return (1,)
    priority = objective.priority
    return (0, priority.order, priority.pk, objective.order, objective.pk)


@dataclass(frozen=True)
class Boxes:
    """A return as the quarter's page shows it on a day: one box for each measure."""

    due: Return
    on: dt.date

    @property
    def measures(self) -> list[tuple[Measure, str, str]]:
        """Each measure, its state, and where its rows begin on the return's page."""
        due_on = self.due.due_on
        return [
            (line.measure, line.state(on=self.on, due_on=due_on), line.anchor)
            for line in self.due.lines
        ]

    @property
    def is_late(self) -> bool:
        return any(state == "late" for _measure, state, _anchor in self.measures)
