"""One figure's own story, as it stands beside its cell: past, aim, who said it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from measures.domain.quantity import exact, said
from measures.domain.series import Point, Series
from measures.domain.spc import Expected, Stretch
from measures.models import Measure, MeasureVersion, Observation, Target
from measures.reading.analysing import process_of
from measures.reading.expecting import LOOKED_BACK, from_the_first
from measures.reading.histories import Statement, statements_of
from measures.reading.judging import target_drawn
from measures.reading.points import Reading
from measures.reading.series import is_added_up
from measures.reading.sheets import aim_of, told
from opcc.core.models import AuditLine
from opcc.core.periods import Period, PeriodKind

SHOWN = 13
"""A month or quarter, and those before it as far as the same one a year ago."""

VERBS = {
    "enter": _lazy("entered"),
    "change": _lazy("changed"),
    "correct": _lazy("corrected"),
    "annotate": _lazy("note changed"),
    "validate": _lazy("validated"),
    "query": _lazy("queried"),
    "revise": _lazy("revised"),
}
STATED = frozenset({"enter", "revise"})


@dataclass(frozen=True)
class Step:
    """What somebody did to a figure: when, who, the value that it left, and why."""

    at: dt.datetime
    who: str
    verb: str
    value: str
    why: str


@dataclass(frozen=True)
class Beside:
    """A figure's last periods, its target, its limits and its history.

    No query but for ``steps``, of a measure with what its workbench draws.
    """

    measure: Measure
    version: MeasureVersion
    period: Period

    @cached_property
    def series(self) -> Series:
        """The last 13 periods, from the first that has a figure."""
        return from_the_first(self._last(SHOWN))

    @property
    def points(self) -> Sequence[tuple[Period, str]]:
        """Each period and its figure as it is printed, newest first."""
        return [
            (point.period, told(point, self.version))
            for point in reversed(self.series.points)
        ]

    @cached_property
    def target(self) -> Target | None:
        return self.measure.target_on(self.period.end)

    @property
    def aim(self) -> str:
        aim = aim_of(self.target, self.version)
        if not aim:
            return _("none in force")
        if not is_added_up(self.version):
            return aim
        return _("%(aim)s a %(basis)s") % {"aim": aim, "basis": self.target.basis}

    @property
    def drawn(self) -> dict[str, Decimal | None]:
        """The target that the chart draws."""
        target = target_drawn(self.measure, self.series)
        names = {"target": "value", "lower": "lower", "upper": "upper"}
        return {
            name: getattr(target, field) if target else None
            for name, field in names.items()
        }

    @property
    def year_before(self) -> str:
        """The same period last year, as it is printed."""
        wanted = self.period.year_before()
        points = {point.period: point for point in self._last(SHOWN).points}
        return told(points.get(wanted) or Point.missing(wanted), self.version)

    @cached_property
    def limits(self) -> Stretch | None:
        """The range expected from chance, as the measure's chart draws it."""
        return self._expected.at_end(self._count)

    @property
    def range(self) -> str:
        """That range in words, or why there is none."""
        found = self.limits
        if found is None:
            return _("not known: it takes 8 figures")
        ends = {
            "low": self._said(found.lower),
            "high": self._said(found.upper),
        }
        if found.firm:
            return _("%(low)s to %(high)s") % ends
        return _("%(low)s to %(high)s, on trial") % ends

    @property
    def is_withheld(self) -> bool:
        return Reading(self.measure).is_withheld

    @property
    def has_figures(self) -> bool:
        return any(value is not None for value in self.series.values)

    @property
    def expected(self) -> Expected:
        """What chance explains of the periods that are shown."""
        return self._expected.since(self._count - len(self.series.points))

    @cached_property
    def steps(self) -> Sequence[Step]:
        """What was done to the figure, newest first. Two queries."""
        rows = self.measure.observations.about(self.period)
        statements = statements_of(rows)
        pks = [str(statement.row.pk) for statement in statements]
        lines = AuditLine.objects.filter(
            office=self.measure.office,
            subject_kind=Observation._meta.label,
            subject_id__in=pks,
        )
        found = [self._step(line) for line in lines]
        entered = {line.subject_id for line in lines if line.verb in STATED}
        found += _without_a_line(statements, entered)
        return sorted(found, key=lambda step: step.at, reverse=True)

    def _step(self, line: AuditLine) -> Step:
        verb = str(VERBS.get(line.verb, line.verb))
        why = line.reason or line.after.get("note", "")
        return Step(line.at, line.by_name, verb, self._value_of(line), why)

    def _value_of(self, line: AuditLine) -> str:
        """What a line's change left as the value; "" where it left the value be."""
        if symbol := line.after.get("symbol"):
            return f"[{symbol}]"
        value = line.after.get("value")
        if value is None:
            return ""
        return told(Point(self.period, Decimal(str(value))), self.version)

    def _said(self, number: float) -> str:
        return said(exact(number), self.version.unit)

    @property
    def _count(self) -> int:
        return len(self._analysed.points)

    @cached_property
    def _analysed(self) -> Series:
        return self._last(LOOKED_BACK.get(self.period.kind, SHOWN))

    @cached_property
    def _expected(self) -> Expected:
        process = process_of(self.measure, self._analysed)
        return process.expected if process else Expected()

    def _last(self, count: int) -> Series:
        """By its own periods; single days stand for their quarters."""
        reading = Reading(self.measure)
        if self.period.kind is PeriodKind.DAY:
            quarter = Period.containing(self.period.end, PeriodKind.QUARTER)
            return reading.quarters(quarter, count)
        return reading.series(self.period, count)


def _without_a_line(
    statements: Sequence[Statement], entered: set[str]
) -> Iterator[Step]:
    """What came with a file, which leaves one line for all its values."""
    for statement in statements:
        row = statement.row
        if str(row.pk) not in entered:
            why = row.reason or row.source or row.note
            entered_by = row.entered_by.name
            yield Step(row.entered_at, entered_by, _("entered"), statement.words, why)
