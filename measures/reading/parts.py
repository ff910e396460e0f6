"""The parts of a measure, such as districts, side by side with the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Unpack

from measures.domain.ordering import worst_first
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series
from measures.models import Breakdown, Measure, MeasureVersion
from measures.reading.judging import target_drawn
from measures.reading.points import HowRead
from measures.reading.series import definition_at, is_added_up, quarter_series_of
from opcc.core.periods import Period

QUARTERS_SHOWN = 13
"""Three years, and the quarter that the last one is compared with."""


@dataclass(frozen=True)
class Part:
    """One part, or the whole, with its last quarters."""

    name: str
    series: Series
    is_whole: bool = False

    @property
    def latest(self) -> Point:
        return self.series.points[-1]


@dataclass(frozen=True)
class Parts:
    """The whole and its parts along one dimension, the worst part first.

    ``target`` is given where it judges a part as it does the whole: not for a sum.
    """

    dimension: str
    whole: Part
    parts: Sequence[Part]
    version: MeasureVersion
    target: Decimal | None

    @property
    def unit(self) -> Unit:
        return self.version.unit

    @property
    def shown(self) -> Sequence[Part]:
        return [self.whole, *self.parts]

    @property
    def drawn(self) -> Sequence[Series]:
        """What shares a scale: the parts of a sum would be flat beside the whole."""
        parts = [part.series for part in self.parts]
        return parts if self.is_sum else [self.whole.series, *parts]

    @property
    def is_sum(self) -> bool:
        return is_added_up(self.version) or Kind(self.version.kind) is Kind.STOCK


def parts_of(
    measure: Measure, quarter: Period, **how: Unpack[HowRead]
) -> Sequence[Parts]:
    """One for each dimension that has figures up to a quarter.

    No query for a measure with its ``breakdowns``, and all its breakdowns' values
    among those recorded.
    """
    version = definition_at(measure, quarter)
    if version is None:
        return []
    dimensions: dict[str, list[Part]] = {}
    for row in measure.breakdowns.all():
        part = _part(measure, quarter, row, how)
        if any(value is not None for value in part.series.values):
            dimensions.setdefault(row.dimension, []).append(part)
    whole = Part("", _series(measure, quarter, how), is_whole=True)
    return [
        _ordered(measure, version, dimension, whole, parts)
        for dimension, parts in dimensions.items()
    ]


def _ordered(
    measure: Measure,
    version: MeasureVersion,
    dimension: str,
    whole: Part,
    parts: Sequence[Part],
) -> Parts:
    target = None if is_added_up(version) else target_drawn(measure, whole.series)
    places = worst_first(
        [part.latest.value for part in parts],
        polarity=measure.polarity_by(version),
        lower=target and target.lower,
        upper=target and target.upper,
    )
    ordered = [parts[place] for place in places]
    return Parts(dimension, whole, ordered, version, target and target.value)


def _part(measure: Measure, quarter: Period, row: Breakdown, how: HowRead) -> Part:
    return Part(row.name, _series(measure, quarter, {**how, "breakdown": row.name}))


def _series(measure: Measure, quarter: Period, how: HowRead) -> Series:
    return quarter_series_of(measure, quarter, count=QUARTERS_SHOWN, **how)
