"""A file of comparators' figures, each row checked against what the office holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.population import people_for
from measures.domain.quantity import Kind
from measures.domain.sheet import Finding, MeasureSpec, normalise
from measures.domain.sheet.amounts import Amount, amount_of
from measures.domain.sheet.dates import when
from measures.domain.sheet.listing import Column, Listed, listed, refusal, repeated
from measures.domain.sheet.subject import as_at_of
from measures.domain.sheet.texts import Refused
from measures.models import Comparator, Measure, Population
from measures.specs import spec_of_measure
from measures.statements import GroupFigure
from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind

COLUMNS = (
    Column("comparator", "the comparator's name", is_needed=True),
    Column("member", "the member's name; blank for the group's own published figure"),
    Column("measure", "the measure's code", is_needed=True),
    Column("period", "a quarter or a financial year", is_needed=True),
    Column("value", "the figure; or its two parts instead"),
    Column("numerator", "what is counted, such as offences"),
    Column(
        "denominator",
        "out of what; for a rate it may be blank where the member's population is "
        "stated here",
    ),
    Column("source", "where the figure was published"),
    Column("as_at", "the day that it was as at, if it is known"),
)

PERIODS = frozenset({PeriodKind.QUARTER, PeriodKind.YEAR})


@dataclass(frozen=True)
class Figures:
    """What a file of comparators' figures holds."""

    accepted: tuple[GroupFigure, ...]
    findings: tuple[Finding, ...]


def figures_in(data: bytes, *, filename: str, office: Office) -> Figures:
    """Read and check a file; five queries. Raises Unreadable."""
    found = listed(data, COLUMNS, filename=filename)
    key = ("comparator", "member", "measure", "period")
    rows, repeats = repeated(found.rows, key, "figure")
    findings, accepted = [*found.findings, *repeats], []
    checking = _Checking.of(office)
    for row in rows:
        try:
            accepted.append(checking.stated(row))
        except Refused as error:
            findings.append(refusal(row, "value", error))
    findings.sort(key=lambda each: each.row)
    return Figures(tuple(accepted), tuple(findings))


@dataclass(frozen=True)
class _Checking:
    comparators: dict[str, Comparator]
    measures: dict[str, tuple[Measure, MeasureSpec]]
    people: dict[str, dict[int, int]]

    @classmethod
    def of(cls, office: Office) -> _Checking:
        groups = Comparator.objects.for_office(office).prefetch_related("members")
        measures = Measure.objects.for_office(office).with_definitions()
        people: dict[str, dict[int, int]] = defaultdict(dict)
        for row in Population.objects.for_office(office):
            people[normalise(row.area)][row.year] = row.number
        return cls(
            {normalise(group.name): group for group in groups},
            {
                normalise(measure.code): (measure, spec)
                for measure in measures.prefetch_related("breakdowns")
                if (spec := spec_of_measure(measure))
            },
            people,
        )

    def stated(self, row: Listed) -> GroupFigure:
        """Raises Refused, with the column at fault."""
        group = self._group(row)
        measure, spec = self._measure(row)
        period = _period(row)
        member = _member(row, group, period)
        amount = self._amount(row, spec)
        value, below, year = self._value(amount, spec, member, period)
        return GroupFigure(
            comparator=group,
            measure=measure,
            member=member,
            period=period,
            value=value,
            numerator=amount.numerator,
            denominator=below,
            population_year=year,
            source=row.cells["source"],
            as_at=as_at_of(row.cells["as_at"]),
        )

    def _group(self, row: Listed) -> Comparator:
        name = row.cells["comparator"]
        if group := self.comparators.get(normalise(name)):
            return group
        message = f"There is no comparator called “{name[:60]}”. Add it first."
        raise Refused("unknown_comparator", message, "comparator")

    def _measure(self, row: Listed) -> tuple[Measure, MeasureSpec]:
        code = row.cells["measure"]
        if known := self.measures.get(normalise(code)):
            return known
        message = f"No measure has the code “{code[:60]}”. Write it as in the list."
        raise Refused("unknown_measure", message, "measure")

    def _amount(self, row: Listed, spec: MeasureSpec) -> Amount:
        names = ("value", "numerator", "denominator")
        return amount_of(spec, {name: row.cells[name] for name in names})

    def _value(
        self, amount: Amount, spec: MeasureSpec, member: str, period: Period
    ) -> tuple[Decimal, Decimal | None, int | None]:
        """The figure with its denominator, and the population's year if it is one."""
        if amount.value is not None:
            return amount.value, amount.denominator, None
        if amount.numerator is None or amount.denominator is not None:
            message = "There is no figure. Give a value, or both its parts."
            raise Refused("missing", message, "value")
        known = people_for(self.people.get(normalise(member), {}), period.end)
        if spec.kind is not Kind.RATE or known is None:
            message = (
                "The denominator is missing, and no population is stated for "
                f"“{member or 'the group'}”. Give one or the other."
            )
            raise Refused("missing", message, "denominator")
        year, people = known
        below = Decimal(people)
        return spec.per * amount.numerator / below, below, year


def _period(row: Listed) -> Period:
    try:
        period = when(row.cells["period"])
    except Refused as error:
        raise error.at("period") from None
    if period.kind not in PERIODS:
        message = (
            f"{period.words} is neither a quarter nor a financial year. "
            "Write 2026/27 Q1 or 2026/27."
        )
        raise Refused("bad_date", message, "period")
    return period


def _member(row: Listed, group: Comparator, period: Period) -> str:
    name = row.cells["member"]
    if not name:
        return ""
    for member in group.members.all():
        if normalise(member.name) == normalise(name) and member.belongs_on(period.end):
            return member.name
    message = (
        f"“{name[:60]}” is not a member of {group} at the end of {period.words}. "
        "Correct the name, or its days in the group."
    )
    raise Refused("unknown_member", message, "member")
