"""One measure read for one edition: its definition, series, target and position."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from measures import reading
from measures.domain.aims import AimStretch
from measures.domain.change import Comparisons, comparisons
from measures.domain.quantity import Unit
from measures.domain.rating import Polarity, Position
from measures.domain.series import Point, Series, Symbol
from measures.domain.surveys import Sampling
from measures.models import Measure, MeasureVersion, Target
from measures.reading import HowRead, Process, how_combined
from measures.reading.series import is_added_up
from opcc.core.models import Restriction
from opcc.core.periods import Period, PeriodKind
from reports.build.figures import published_series
from reports.build.seen import widest
from reports.domain.composition import Audience


@dataclass(frozen=True)
class Read:
    """A measure in a quarter, as an edition of that day may tell it. No query.

    Only validated figures entered by ``as_at``; small numbers already hidden, and
    what somebody decided to hide with them: ``hidden``, the periods by breakdown.
    ``bare`` is the same with nothing hidden: never to be published. ``audience`` is
    for whom it is read: what is withheld from the public may be told to others.
    """

    measure: Measure
    version: MeasureVersion
    quarter: Period
    as_at: dt.date
    hidden: Mapping[str, Collection[Period]] = field(default_factory=dict)
    bare: bool = False
    audience: Audience = "public"

    @property
    def unit(self) -> Unit:
        return self.version.unit

    @property
    def polarity(self) -> Polarity:
        if self.measure.is_indicator:
            return Polarity.NEUTRAL
        return Polarity(self.version.polarity)

    @property
    def _how(self) -> HowRead:
        return self._how_of(bare=self.bare)

    def _how_of(self, *, bare: bool) -> HowRead:
        hidden = () if bare else self.hidden.get("", ())
        return {
            "as_at": self.as_at,
            "validated_only": True,
            "published": not bare,
            "hidden": hidden,
            "audience": self.audience,
        }

    @cached_property
    def series(self) -> Series:
        """Twelve quarters that end with this one; of a yearly measure three years."""
        return reading.quarter_series_of(self.measure, self.quarter, **self._how)

    @cached_property
    def charted(self) -> Series:
        return reading.chart_series_of(self.measure, self.quarter, **self._how)

    @property
    def sampling(self) -> Sampling | None:
        """What a survey's intervals rest on; None of a complete count."""
        return self.version.sampling

    @property
    def point(self) -> Point:
        return self.series.points[-1]

    @property
    def hides(self) -> bool:
        """Whether any figure that it shows is [c]."""
        if not (self.measure.is_sensitive or self.hidden or self._stated_hidden):
            return False
        points = [*self.series.points, *self.charted.points, *self.breakdown.values()]
        return any(point.symbol is Symbol.SUPPRESSED for point in points)

    @property
    def _stated_hidden(self) -> bool:
        """Whether the provider stated any figure as [c]."""
        rows = (*self.measure.recorded, *self.measure.recorded_parts)
        return any(row.symbol == Symbol.SUPPRESSED for row in rows)

    @cached_property
    def breakdown(self) -> dict[str, Point]:
        """Each part's figure of the quarter, by name; none of a yearly measure."""
        return self._breakdown_of(bare=self.bare)

    @cached_property
    def breakdown_adds_up(self) -> bool:
        """Of the true numbers, so that a reader knows where parts may be hidden."""
        parts = self._breakdown_of(bare=True).values()
        how = self._how_of(bare=True)
        whole = reading.quarter_point_of(self.measure, self.quarter, **how)
        return reading.parts_add_up(whole, parts, self.version)

    def _breakdown_of(self, *, bare: bool) -> dict[str, Point]:
        if self.is_yearly or not self.measure.recorded_parts:
            return {}
        how = self._how_of(bare=bare)
        hidden = {} if bare else self.hidden
        return reading.part_points_of(
            self.measure, self.point.period, hidden_parts=hidden, **how
        )

    def total(self, computed: Point) -> Point:
        """A longer window as it is published: what is computed, or [c]."""
        if self.bare or computed.period not in self.hidden.get("", ()):
            return computed
        return Point(computed.period, symbol=Symbol.SUPPRESSED)

    def stated(self, window: Period) -> Point | None:
        """What the provider stated of a longer window for itself."""
        return reading.stated_total_of(self.measure, window, **self._how)

    @property
    def is_yearly(self) -> bool:
        return self.series.period_kind is PeriodKind.YEAR

    @property
    def is_withheld(self) -> bool:
        restriction = self.measure.restriction
        return restriction is not None and restriction.withholds_from(self.audience)

    @property
    def confided(self) -> Restriction | None:
        """What keeps its figures from the public, where this audience is told them."""
        restriction = self.measure.restriction
        is_kept = restriction is not None and restriction.withholds_from("public")
        return restriction if is_kept and not self.is_withheld else None

    @property
    def widest(self) -> Audience:
        """The widest audience that may read it as it is told here."""
        rings = [self.measure.visibility]
        if self.confided is not None:
            rings.append(self.confided.visibility)
        return widest(*rings)

    @cached_property
    def target(self) -> Target | None:
        """The target in force at the quarter's end; an indicator has none."""
        if self.measure.is_indicator:
            return None
        return self.measure.target_on(self.quarter.end)

    @property
    def is_judged_as_shown(self) -> bool:
        """Whether the target is for the figure shown, not for a month or a year."""
        if self.target is None or not is_added_up(self.version):
            return True
        return self.target.basis == self.point.period.kind

    @cached_property
    def position(self) -> Position:
        judged = reading.judged_point_of(self.measure, self.quarter, **self._how)
        return reading.position_of(self.measure, judged, self.quarter.end)

    def position_of(self, point: Point) -> Position:
        if point is self.point:
            return self.position
        return reading.position_of(self.measure, point)

    @cached_property
    def comparisons(self) -> Comparisons:
        """From the published numbers, so that a reader's own subtraction agrees."""
        at = self.point.period
        target = self.measure.target_on(at.end)
        return comparisons(
            published_series(self.series, self.unit),
            at,
            unit=self.unit,
            polarity=self.polarity,
            lower=target and target.lower,
            upper=target and target.upper,
            small_base=self.measure.office.small_base,
            sampling=self.sampling,
            **how_combined(self.version),
        )

    @cached_property
    def process(self) -> Process | None:
        """Of the published numbers, so that nothing hidden shows in the limits."""
        return reading.process_of(
            self.measure, published_series(self.charted, self.unit)
        )

    @cached_property
    def drawn_target(self) -> Target | None:
        return reading.target_drawn(self.measure, self.charted)

    @cached_property
    def aims_drawn(self) -> tuple[AimStretch, ...]:
        """Each target along the chart, for as long as it was in force."""
        return reading.aims_drawn(self.measure, self.charted)

    @cached_property
    def break_notes(self) -> dict[Period, str]:
        return reading.break_notes(self.measure, self.charted)
