"""A chart: a series placed on its sheet, and what it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from measures.domain.quantity import Unit
from measures.domain.series import Point
from measures.domain.spc import Expected
from measures.figures.plot import Plot
from opcc.core.periods import Period


@dataclass(frozen=True)
class Against:
    """What a line is held against: a target, or both ends of a range, and chance."""

    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    expected: Expected = field(default_factory=Expected)

    @property
    def targets(self) -> list[tuple[str, Decimal]]:
        """Each target line with the first words of its label; half a range is none."""
        if self.target is not None:
            return [("Target", self.target)]
        if self.lower is None or self.upper is None:
            return []
        return [("Target up to", self.upper), ("Target from", self.lower)]

    @property
    def values(self) -> list[Decimal | float]:
        held: list[Decimal | float] = [value for _, value in self.targets]
        for stretch in self.expected.stretches:
            held += [stretch.lower, stretch.upper]
        return held


@dataclass(frozen=True)
class Chart:
    """A series placed on its sheet, with what its words need."""

    plot: Plot
    unit: Unit
    last: Point
    against: Against
    notes: Mapping[Period, str] = field(default_factory=dict)
