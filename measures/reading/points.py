"""The vintages of a measure's figures, each figure read as one point."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

from django.utils import timezone

from measures.domain.disclosure import reveals_small
from measures.domain.quantity import Kind
from measures.domain.series import HowCombined, Point, Series, Symbol, combine
from measures.models import Measure, MeasureVersion, Observation
from opcc.core.periods import Period, PeriodKind
from opcc.core.visibility import Visibility

VALIDATED = frozenset({Observation.State.VALIDATED, Observation.State.LOCKED})


class HowRead(TypedDict, total=False):
    """Which statements of the figures to read.

    ``as_at``: only vintages entered on or before that day (None: all of them).
    ``validated_only``: only validated and locked ones, as editions need.
    ``published``: small numbers of a sensitive measure read as [c].
    ``breakdown``: the name of a part; "" is the whole.
    ``hidden``: periods that somebody decided to hide with them, read as [c] too.
    ``audience``: for whom; without one, as everybody may see them.
    """

    as_at: dt.date | None
    validated_only: bool
    published: bool
    breakdown: str
    hidden: Collection[Period]
    audience: str


def definition_of(measure: Measure, period: Period) -> MeasureVersion | None:
    """The definition to which a period's figure belongs: by the period's first day.

    A period that began before the first definition belongs to that of its last day.
    """
    return measure.version_on(period.start) or measure.version_on(period.end)


def native_kind(version: MeasureVersion) -> PeriodKind:
    """The length of the periods for which values are entered."""
    return PeriodKind(version.frequency)


def how_combined(version: MeasureVersion) -> HowCombined:
    """What a definition leaves open for ``measures.domain.series.combine``."""
    return {"per": version.per, "stock": version.stock_rule}


@dataclass(frozen=True)
class Reading:
    """A measure's recorded vintages, read one way (see ``HowRead``).

    ``breakdown``: of that part alone, from what was asked for ``with_parts``.
    """

    measure: Measure
    as_at: dt.date | None = None
    validated_only: bool = False
    published: bool = False
    hidden: Collection[Period] = ()
    breakdown: str = ""
    audience: str = Visibility.PUBLIC

    def series(self, last: Period, count: int) -> Series:
        """The periods as entered for their own length, [x] where none is."""
        return self._series(last, count, self._entered)

    def quarters(self, last: Period, count: int) -> Series:
        """The quarters as entered, or derived from a last day or from months."""
        return self._series(last, count, self._quarter)

    @cached_property
    def is_withheld(self) -> bool:
        restriction = self.measure.restriction
        return restriction is not None and restriction.withholds_from(self.audience)

    def _series(self, last, count, point_of) -> Series:
        version = definition_of(self.measure, last) or self.measure.latest_version
        kind = Kind(version.kind) if version else Kind.COUNT
        return Series(
            kind, tuple(point_of(last - back) for back in reversed(range(count)))
        )

    def _entered(self, period: Period) -> Point:
        if self.is_withheld:
            return Point(period, symbol=Symbol.WITHHELD)
        return self.as_decided(self._points.get(period) or self._missing(period))

    def as_decided(self, point: Point) -> Point:
        """[c] where somebody decided to hide the period's figure."""
        if point.period not in self.hidden or point.value is None:
            return point
        return Point(
            point.period, symbol=Symbol.SUPPRESSED, break_before=point.break_before
        )

    def _quarter(self, quarter: Period) -> Point:
        if self.is_withheld or quarter in self._points:
            return self._entered(quarter)
        snapshot = self._points.get(Period.day(quarter.end))
        if snapshot is not None:
            point = replace(snapshot, period=quarter)
            point = replace(point, break_before=self._breaks_before(quarter))
            return self.as_decided(point)
        return self.as_decided(self._of_months(quarter))

    def stated(self, window: Period) -> Point | None:
        """A total that the provider stated for itself, such as of twelve months."""
        return self._entered(window) if window in self._points else None

    def _of_months(self, quarter: Period) -> Point:
        months = quarter.split(PeriodKind.MONTH)
        version = definition_of(self.measure, months[-1])
        if version is None or not any(month in self._points for month in months):
            return self._missing(quarter)
        return combine(
            [self._entered(month) for month in months],
            kind=Kind(version.kind),
            period=quarter,
            **how_combined(version),
        ).point

    def _missing(self, period: Period) -> Point:
        """A gap, which a break before it still parts from what came earlier."""
        broken = self._breaks_before(period)
        return replace(Point.missing(period), break_before=broken)

    @cached_property
    def _points(self) -> dict[Period, Point]:
        """Each figure's newest vintage that this reading admits, as a point."""
        figures = defaultdict(list)
        for row in self._rows:
            figures[row.key].append(row)
        points = (self._point(vintages) for vintages in figures.values())
        return {point.period: point for point in points if point is not None}

    @property
    def _rows(self) -> Iterable[Observation]:
        parts = getattr(self.measure, "recorded_parts", ())
        rows = (*self.measure.recorded, *parts)
        return (row for row in rows if row.breakdown == self.breakdown)

    def _point(self, vintages: Sequence[Observation]) -> Point | None:
        admitted = [row for row in vintages if self._admits(row)]
        if not admitted:
            return None
        newest = max(admitted, key=lambda row: row.vintage)
        point = self._stated(newest, is_revised=_is_revised(newest, vintages))
        return self._without_small_numbers(point)

    def _admits(self, row: Observation) -> bool:
        if self.validated_only and row.state not in VALIDATED:
            return False
        return self.as_at is None or timezone.localdate(row.entered_at) <= self.as_at

    def _stated(self, row: Observation, *, is_revised: bool) -> Point:
        period = row.period
        return Point(
            period,
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            symbol=Symbol(row.symbol) if row.symbol else None,
            provisional=row.is_provisional,
            revised=is_revised,
            estimated=row.is_estimated,
            break_before=self._breaks_before(period),
            note=row.note,
            low=row.interval_low,
            high=row.interval_high,
        )

    def _breaks_before(self, period: Period) -> bool:
        """Whether a definition after the first began here, not comparable with it."""
        earlier = (period - 1).start
        first = min((v.valid_from for v in self._versions), default=None)
        return any(
            version.is_break
            and version.valid_from != first
            and earlier < version.valid_from <= period.start
            for version in self._versions
        )

    @cached_property
    def _versions(self) -> list[MeasureVersion]:
        return list(self.measure.versions.all())

    def _without_small_numbers(self, point: Point) -> Point:
        """What is published of a sensitive measure: [c] in place of 1 to 4."""
        if not (self.published and self.measure.is_sensitive):
            return point
        version = definition_of(self.measure, point.period)
        if version is None or point.value is None:
            return point
        if reveals_small(point, Kind(version.kind), self.measure.threshold):
            return Point(point.period, symbol=Symbol.SUPPRESSED)
        return point


def _is_revised(newest: Observation, vintages: Iterable[Observation]) -> bool:
    """Whether the number first stated was another; a late first number is none."""
    first = min(vintages, key=lambda row: row.vintage)
    return first.value is not None and newest.value != first.value
