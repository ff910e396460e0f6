"""Which population a rate is divided by, and how much of it is chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.domain.intervals import rate_interval
from measures.domain.quantity import Kind, plain, said
from measures.domain.series import Point
from measures.models import MeasureVersion, Population

PERIODS_ADDED = (1, 3, 4, 12)
"""A rate over several periods adds its denominators: people counted so many times."""


@dataclass(frozen=True)
class Basis:
    """A rate with the population that it is divided by, and the play of chance."""

    population: Population | None
    interval: tuple[Decimal, Decimal] | None
    version: MeasureVersion

    @property
    def population_words(self) -> str:
        """ "Population of 2024: 1,248,300 (ONS mid-year estimate)"; "" if unknown."""
        if self.population is None:
            return ""
        return _("Population of %(year)s: %(number)s (%(source)s)") % {
            "year": self.population.year,
            "number": plain(Decimal(self.population.number), 0),
            "source": self.population.source,
        }

    @property
    def interval_words(self) -> str:
        """The range of chance variation: every case is counted, none is sampled."""
        if self.interval is None:
            return ""
        low, high = (said(limit, self.version.unit) for limit in self.interval)
        return _("Chance variation, 95%%: %(low)s to %(high)s") % {
            "low": low,
            "high": high,
        }


def basis_of(
    version: MeasureVersion | None, point: Point, populations: Iterable[Population]
) -> Basis | None:
    """What a rate's figure rests on; None for what is no rate, or has no parts."""
    if version is None or Kind(version.kind) is not Kind.RATE or point.value is None:
        return None
    count, people = point.numerator, point.denominator
    if count is None or not people:
        return None
    return Basis(
        _divided_by(people, point, populations),
        _interval(count, people, version.per),
        version,
    )


def _divided_by(
    people: Decimal, point: Point, populations: Iterable[Population]
) -> Population | None:
    """The newest of that number that is not of a later year."""
    matching = [
        row
        for row in populations
        if row.year <= point.period.end.year
        and any(people == row.number * times for times in PERIODS_ADDED)
    ]
    return max(matching, key=lambda row: row.year, default=None)


def _interval(
    count: Decimal, people: Decimal, per: int
) -> tuple[Decimal, Decimal] | None:
    if count < 0 or count != count.to_integral_value() or people < 0:
        return None
    _rate, low, high = rate_interval(count, people, per)
    return Decimal(str(low)), Decimal(str(high))
