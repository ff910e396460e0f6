"""The years of a series over each other: one line a year, this year's dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from measures.domain.quantity import Unit, said
from measures.domain.series import Point, Series
from measures.figures import marks
from measures.figures.labels import Label, spread, width_of
from measures.figures.marks import Mark, number
from measures.figures.scale import tick_words, ticks
from measures.figures.words import figure_of, last_figure, nothing, said_period
from opcc.core.periods import PeriodKind

MONTHS = "AMJJASONDJFM"
"""The financial year, from April to March."""

TOP = 12.0
LABEL_ROOM = 62


@dataclass(frozen=True)
class Sheet:
    """One drawing, in units that are drawn 1:1."""

    name: str
    width: int
    height: int

    @property
    def base(self) -> float:
        return self.height - 26.0

    @property
    def right(self) -> float:
        return float(self.width - LABEL_ROOM)


SHEETS = {"wide": Sheet("wide", 440, 200), "narrow": Sheet("narrow", 300, 190)}


@dataclass(frozen=True)
class Year:
    """A financial year's points, each with its place in the year from 0."""

    words: str
    points: tuple[tuple[int, Point], ...]


@dataclass(frozen=True)
class _Grid:
    sheet: Sheet
    places: Sequence[float]
    words: Sequence[str]
    steps: int

    @property
    def left(self) -> float:
        return max(width_of(word, 12) for word in self.words) + 10

    def x(self, place: int) -> float:
        start = self.left + 8
        return start + place * (self.sheet.right - 8 - start) / (self.steps - 1)

    def y(self, value: Decimal) -> float:
        low, high = self.places[0], self.places[-1]
        share = (float(value) - low) / (high - low)
        return self.sheet.base - share * (self.sheet.base - TOP)


def years_of(series: Series) -> list[Year]:
    """The financial years of months or quarters, oldest first."""
    by_year = groupby(series.points, key=lambda point: point.period.financial_year)
    return [
        Year(str(year), tuple((_place(point), point) for point in points))
        for year, points in by_year
    ]


def seasons(
    series: Series, *, unit: Unit, title: str, ident: str, size: str = "wide"
) -> str:
    """The years of a series of months or quarters; its name says how the last ended.

    Raises ValueError for periods of another length.
    """
    if series.period_kind not in (PeriodKind.MONTH, PeriodKind.QUARTER):
        raise ValueError("Seasons are seen in months or quarters")
    sheet, years = SHEETS[size], years_of(series)
    return marks.drawing(
        _drawn(series, years, unit, sheet),
        kind=f"chart chart--years chart--{size}",
        width=sheet.width,
        height=sheet.height,
        title=_described(series, years, unit, title),
        ident=f"{ident}-years-{size}",
        paper=False,
    )


def _drawn(
    series: Series, years: Sequence[Year], unit: Unit, sheet: Sheet
) -> list[Mark]:
    values = [float(value) for value in series.values if value is not None]
    if not values:
        return [marks.text(sheet.width / 2, 60, nothing(series), anchor="middle")]
    ceiling = 100.0 if unit.is_percent else None
    places = ticks(
        min(values), max(values), finest=10.0**-unit.decimals, ceiling=ceiling
    )
    steps = 12 if series.period_kind is PeriodKind.MONTH else 4
    grid = _Grid(sheet, places, tick_words(places), steps)
    lines = [
        mark
        for back, year in enumerate(years[::-1])
        for mark in _year(year, back, grid)
    ]
    return [*_frame(grid), *lines[::-1], *_labels(years, grid)]


def _frame(grid: _Grid) -> list[Mark]:
    heights = [grid.y(Decimal(str(place))) for place in grid.places]
    left, right = number(grid.left), number(grid.sheet.right)
    named = MONTHS if grid.steps == 12 else [f"Q{each}" for each in (1, 2, 3, 4)]
    return [
        marks.lines((f"M{left} {number(y)}H{right}" for y in heights), marks.HAIR),
        *(
            marks.text(grid.left - 6, y + 4, words, anchor="end")
            for y, words in zip(heights, grid.words, strict=True)
        ),
        *(
            marks.text(grid.x(place), grid.sheet.base + 17, words, anchor="middle")
            for place, words in enumerate(named)
        ),
    ]


def _year(year: Year, back: int, grid: _Grid) -> list[Mark]:
    """A gap stays a gap; years before the last are dashed, to be told apart in grey."""
    runs: list[list[tuple[float, float]]] = []
    joined = False
    for place, point in year.points:
        if point.value is not None:
            if not joined or point.break_before:
                runs.append([])
            runs[-1].append((grid.x(place), grid.y(point.value)))
        joined = point.value is not None
    if not runs:
        return []
    ink = marks.SERIES if back == 0 else marks.EDGE
    width = 2.25 if back == 0 else 1.5
    alone = [run[0] for run in runs if len(run) == 1]
    line = marks.joined(runs, width, ink, dash="" if back < 2 else "4 3")
    return [line, *marks.dots(alone, 2.4)]


def _labels(years: Sequence[Year], grid: _Grid) -> list[Mark]:
    """Each year at the right, as high as its line ends there, moved apart."""
    labels = []
    for place, year in enumerate(years):
        told = [point for _, point in year.points if point.value is not None]
        if told:
            is_last = place == len(years) - 1
            labels.append(
                Label(
                    grid.y(figure_of(told[-1])),
                    year.words,
                    weight=700 if is_last else 400,
                    ink=marks.BLACK_WORDS if is_last else marks.GREY_WORDS,
                )
            )
    ordered = sorted(labels, key=lambda label: label.y)
    heights = spread(ordered, top=TOP, foot=grid.sheet.base)
    drawn = zip(ordered, heights, strict=True)
    return [mark for label, y in drawn for mark in label.draw(grid.sheet.right + 6, y)]


def _place(point: Point) -> int:
    if point.period.kind is PeriodKind.QUARTER:
        return point.period.number - 1
    return (point.period.start.month - 4) % 12


def _described(series: Series, years: Sequence[Year], unit: Unit, title: str) -> str:
    last = last_figure(series)
    if last is None:
        return f"{title}: {nothing(series)}."
    ending = f"{said(figure_of(last), unit)} in {said_period(last.period)}"
    return f"{title}: {len(years)} financial years over each other, ending at {ending}."
