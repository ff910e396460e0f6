"""A measure of a stored edition to explore: its figure, its drawing and its table.

All of it is made from the frozen content, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from measures import figures
from measures.domain.quantity import said
from measures.domain.series import Point
from measures.figures.explorable import explorable
from reports.domain.content import Content, EditionContent
from reports.domain.measure_part import MeasurePart


@dataclass(frozen=True)
class Explored:
    """What the page of one measure shows; each row a period and its figure."""

    part: MeasurePart

    @property
    def figure(self) -> dict[str, Any]:
        """For Plotly, as plain data."""
        drawn = self.part.chart
        return explorable(
            drawn.series,
            unit=self.part.unit,
            name=self.part.name,
            expected=drawn.expected,
            aims=drawn.aims,
            notes=dict(drawn.notes),
        )

    @property
    def drawings(self) -> str:
        """The same as SVG, wide and narrow, for who has no JavaScript."""
        return "".join(self._drawn(size) for size in ("wide", "narrow"))

    def _drawn(self, size: figures.SizeName) -> str:
        drawn = self.part.chart
        return figures.trend(
            drawn.series,
            unit=self.part.unit,
            title=self.part.name,
            ident="explored",
            target=drawn.target,
            lower=drawn.lower,
            upper=drawn.upper,
            size=size,
            notes=dict(drawn.notes),
            expected=drawn.expected,
            aims=drawn.aims,
        )

    @property
    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Newest first: the period, the figure with its symbols, and its interval."""
        points = reversed(self.part.chart.series.points)
        return [
            (str(p.period.short), self._figure(p), self._interval(p)) for p in points
        ]

    def _figure(self, point: Point) -> str:
        if point.value is None:
            return point.symbols
        return f"{said(point.value, self.part.unit)} {point.symbols}".strip()

    def _interval(self, point: Point) -> str:
        if point.low is None or point.high is None:
            return ""
        unit = self.part.unit
        return f"{said(point.low, unit)} to {said(point.high, unit)}"


def explored(content: Content, code: str) -> Explored:
    """Raises ValueError where the content says nothing of the measure."""
    part = content.part(code) if isinstance(content, EditionContent) else None
    if part is None:
        raise ValueError(f"Nothing is said of {code}")
    return Explored(part)
