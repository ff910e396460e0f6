"""A chart: a series placed on its sheet, and what it is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from measures.domain.aims import AimStretch
from measures.domain.happenings import Happening
from measures.domain.quantity import Unit
from measures.domain.series import Point
from measures.domain.spc import Expected
from measures.figures.plot import Plot
from opcc.core.periods import Period


@dataclass(frozen=True)
class Against:
    """What a line is held against: a target, or both ends of a range, and chance.

    ``aims`` are the targets as they were in force; without them the one at the end
    stands for all the time drawn.
    """

    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    expected: Expected = field(default_factory=Expected)
    aims: Sequence[AimStretch] = ()

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
        held += [line for aim in self.aims for line in aim.lines]
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
    happenings: Sequence[Happening] = ()

    @property
    def aims(self) -> Sequence[AimStretch]:
        """The targets along the chart; the one at the end where no others are told."""
        if self.against.aims:
            return self.against.aims
        against, end = self.against, len(self.plot.spots)
        return [AimStretch(0, end, against.target, against.lower, against.upper)]
