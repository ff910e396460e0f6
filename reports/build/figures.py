"""Numbers as they are published: rounded here, once, and never again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from measures.domain.quantity import Unit, decimals_of, exact, rounded, said
from measures.domain.series import Point, Series, Symbol
from measures.domain.surveys import Sampling
from reports.domain.measure_part import Figure

HIDDEN = frozenset({Symbol.SUPPRESSED, Symbol.WITHHELD})
"""Symbols of figures that are known, and not told."""


def published(point: Point, unit: Unit, sampling: Sampling | None = None) -> Figure:
    """The point's number, half up to the measure's decimals, or its symbol.

    Of a survey with its interval, rounded alike.
    """
    if point.value is None:
        symbol = point.symbol or Symbol.NOT_AVAILABLE
        return Figure(text=f"[{symbol}]", symbol=symbol.value)
    value = rounded(point.value, unit.decimals)
    return Figure(
        text=said(value, unit),
        value=value,
        numerator=as_written(point.numerator),
        denominator=as_written(point.denominator),
        marks=point.marks,
        **_interval(point, unit, sampling),
    )


def _interval(point: Point, unit: Unit, sampling: Sampling | None) -> dict[str, Any]:
    found = sampling and sampling.interval(point, unit.kind)
    if found is None:
        return {}
    low, high = (rounded(exact(end), unit.decimals) for end in found.ends)
    return {"low": low, "high": high, "interval": found.words(unit)}


def published_series(series: Series, unit: Unit) -> Series:
    """The series as it is drawn: the numbers of the table, and nothing beneath."""
    points = tuple(_published_point(point, unit) for point in series.points)
    return replace(series, points=points)


def as_written(number: Decimal | None) -> Decimal | None:
    """The number without the zeros that its column adds: 1249, not 1249.000000."""
    return None if number is None else rounded(number, decimals_of(number))


def _published_point(point: Point, unit: Unit) -> Point:
    figure = published(point, unit)
    return replace(
        point,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        note="" if point.symbol in HIDDEN else point.note,
    )
