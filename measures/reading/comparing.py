"""A measure's figures beside those of its comparators: range, rank and average."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Unpack

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.domain import comparing
from measures.domain.averaging import METHOD_WORDS, Method, Part, average
from measures.domain.benchmark import Benchmark, benchmark
from measures.domain.quantity import Unit, rounded, said
from measures.domain.rating import Polarity
from measures.domain.sheet import normalise
from measures.models import (
    Comparator,
    ComparatorMember,
    ComparatorValue,
    Measure,
    MeasureVersion,
)
from measures.reading.judging import year_point_of
from measures.reading.points import HowRead, definition_of
from measures.reading.series import quarter_point_of
from opcc.core.periods import Period, PeriodKind

QUARTERS_BACK = 8
"""A comparator's figures come late; older than two years they say nothing of now."""


@dataclass(frozen=True)
class Average:
    """A group's average, or None with why; ``words`` name the method that made it."""

    value: Decimal | None
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Compared:
    """One period of ours beside a comparator's; ``years`` are populations'."""

    period: Period
    ours: Decimal | None
    members: Mapping[str, Decimal]
    average: Average
    benchmark: Benchmark
    source: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A measure beside one comparator, period after period, the oldest first."""

    comparator: Comparator
    unit: Unit
    periods: tuple[Compared, ...]

    @property
    def latest(self) -> Compared:
        return self.periods[-1]

    @property
    def title(self) -> str:
        return comparing.title(self.latest.benchmark, self.comparator.name)

    @property
    def average_sentence(self) -> str:
        average = self.latest.average
        return comparing.average_sentence(
            average.value, self.unit, average.words, average.reason
        )

    @property
    def table(self) -> list[tuple[Period, str, str, str, str]]:
        """Newest first: each period with ours, the average, the range and the rank."""
        return [self._row(each) for each in reversed(self.periods)]

    def _row(self, each: Compared) -> tuple[Period, str, str, str, str]:
        found, average = each.benchmark, each.average.value
        return (
            each.period,
            "[x]" if each.ours is None else said(each.ours, self.unit),
            "[x]" if average is None else said(average, self.unit),
            comparing.range_words(found, self.unit) or "[x]",
            found.rank_words or "[x]",
        )

    @property
    def has_range(self) -> bool:
        """Whether ours stands among members, so that there is a rank."""
        return self.latest.benchmark.rank is not None


def comparisons(
    measures: Iterable[Measure],
    quarter: Period,
    *,
    as_printed: bool = False,
    **how: Unpack[HowRead],
) -> dict[int, tuple[Comparison, ...]]:
    """By measure, each comparator with a figure in the two years up to a quarter.

    Two queries, for measures ``with_recorded``. ``as_at`` admits only what was stated
    by then, of theirs as of ours. With ``as_printed`` all numbers are rounded first,
    so that the rank is that of the numbers a reader sees.
    """
    known = {measure.pk: measure for measure in measures}
    grouped = defaultdict(list)
    for row in _newest(_stated(known, quarter, how.get("as_at"))):
        grouped[row.measure_id, row.comparator].append(row)
    found = defaultdict(list)
    for (pk, comparator), rows in grouped.items():
        told = _Telling(known[pk], comparator, quarter, as_printed, how)
        if comparison := told.comparison(rows):
            found[pk].append(comparison)
    return {pk: tuple(sorted(each, key=_order)) for pk, each in found.items()}


def benchmarks(
    measures: Iterable[Measure], quarter: Period, **how: Unpack[HowRead]
) -> dict[int, Benchmark]:
    """Where each measure stands in its first comparator with members, if it has one.

    By the newest period that has the group's figures, which the reason names where it
    is another. Two queries, as ``comparisons``.
    """
    found = comparisons(measures, quarter, **how)
    ranked = {pk: [c for c in each if c.has_range] for pk, each in found.items()}
    return {pk: _dated(each[0], quarter) for pk, each in ranked.items() if each}


def _dated(comparison: Comparison, quarter: Period) -> Benchmark:
    latest = comparison.latest
    if latest.period == quarter:
        return latest.benchmark
    reason = _("%(reason)s, in %(period)s") % {
        "reason": latest.benchmark.reason,
        "period": latest.period,
    }
    return replace(latest.benchmark, reason=reason)


def _order(comparison: Comparison) -> tuple[str, str]:
    return comparison.comparator.kind, comparison.comparator.name


def _stated(measures: Mapping[int, Measure], quarter: Period, as_at: dt.date | None):
    first = (quarter - (QUARTERS_BACK - 1)).start
    rows = ComparatorValue.objects.filter(
        measure__in=list(measures), period_end__range=(first, quarter.end)
    )
    members = Prefetch("comparator__members", ComparatorMember.objects.all())
    rows = rows.select_related("comparator__office__force").prefetch_related(members)
    return [row for row in rows if as_at is None or timezone.localdate(row.at) <= as_at]


def _newest(rows: Iterable[ComparatorValue]) -> Iterable[ComparatorValue]:
    """Of each figure the vintage stated last."""
    found = {
        (row.comparator_id, row.measure_id, row.member, row.period): row
        for row in sorted(rows, key=lambda row: row.vintage)
    }
    return found.values()


@dataclass(frozen=True)
class _Telling:
    """One measure beside one comparator."""

    measure: Measure
    comparator: Comparator
    quarter: Period
    as_printed: bool
    how: HowRead

    def comparison(self, rows: Sequence[ComparatorValue]) -> Comparison | None:
        """Of quarters, or where there are none of years; None without a definition."""
        version = definition_of(self.measure, self.quarter)
        version = version or self.measure.latest_version
        by_period = defaultdict(list)
        for row in rows:
            by_period[row.period].append(row)
        kind = max(by_period, key=lambda period: (period.end, period.start)).kind
        periods = sorted(period for period in by_period if period.kind is kind)
        if version is None:
            return None
        told = tuple(self._compared(each, by_period[each], version) for each in periods)
        return Comparison(self.comparator, version.unit, told)

    def _compared(
        self, period: Period, rows: Sequence[ComparatorValue], version: MeasureVersion
    ) -> Compared:
        members = {row.member: row for row in rows if self._is_member(row)}
        stated = next((row for row in rows if not row.member), None)
        ours, unit = self._ours(period), version.unit
        values = {name: self._number(row.value, unit) for name, row in members.items()}
        own = None if ours is None else self._number(ours, unit)
        return Compared(
            period=period,
            ours=own,
            members=values,
            average=self._average(stated, list(members.values()), version),
            benchmark=benchmark(
                own, values.values(), self._polarity(version), unit=unit
            ),
            source=next((row.source for row in rows if row.source), "")
            or self.comparator.source,
            years=tuple(sorted({r.population_year for r in rows if r.population_year})),
        )

    def _is_member(self, row: ComparatorValue) -> bool:
        """Whether it belonged to the group then, and is not ourselves."""
        if not row.member or row.member.casefold() in self.comparator.office.names:
            return False
        wanted = normalise(row.member)
        return any(
            normalise(member.name) == wanted and member.belongs_on(row.period_end)
            for member in self.comparator.members.all()
        )

    def _ours(self, period: Period) -> Decimal | None:
        last = Period.containing(period.end, PeriodKind.QUARTER)
        if period.kind is PeriodKind.YEAR:
            point = year_point_of(self.measure, last, **self.how)
        else:
            point = quarter_point_of(self.measure, last, **self.how)
        return point.value if point.period == period else None

    def _number(self, value: Decimal, unit: Unit) -> Decimal:
        return rounded(value, unit.decimals) if self.as_printed else value

    def _polarity(self, version: MeasureVersion) -> Polarity:
        if self.measure.is_indicator:
            return Polarity.NEUTRAL
        return Polarity(version.polarity)

    def _average(
        self,
        stated: ComparatorValue | None,
        members: Sequence[ComparatorValue],
        version: MeasureVersion,
    ) -> Average:
        """As the source published it; else worked out by the recorded method."""
        words = METHOD_WORDS[Method(self.comparator.averaging)]
        if stated is not None:
            value = self._number(stated.value, version.unit)
            if self.comparator.kind == Comparator.Kind.NATIONAL:
                return Average(value, _("as published"))
            return Average(value, _("%(method)s, as published") % {"method": words})
        parts = [Part(row.value, row.numerator, row.denominator) for row in members]
        found = average(
            parts,
            method=self.comparator.averaging,
            kind=version.kind,
            per=version.per,
        )
        if found.value is None:
            return Average(None, words, found.reason)
        return Average(self._number(found.value, version.unit), words)
