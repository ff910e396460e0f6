"""Small multiples: one small line for each part of a measure, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import Unit
from measures.domain.series import Point, Series
from measures.figures import marks
from measures.figures.labels import width_of
from measures.figures.marks import Mark, number
from measures.figures.scale import tick_words, ticks
from measures.figures.words import briefly, last_figure
from opcc.core.periods import Period, PeriodKind

WIDTH, HEIGHT = 232, 104
TOP, BASE, RIGHT = 8.0, 82.0, 224.0


@dataclass(frozen=True)
class Scale:
    """What all the drawings share: round numbers, and where they stand."""

    places: Sequence[float]
    words: Sequence[str]

    @property
    def left(self) -> float:
        return max(width_of(words, 12) for words in self.words) + 8

    def y(self, value: Decimal) -> float:
        low, high = self.places[0], self.places[-1]
        inside = min(max(float(value), low), high)
        return BASE - (inside - low) / (high - low) * (BASE - TOP)


def shared_scale(
    drawn: Sequence[Series], unit: Unit, target: Decimal | None = None
) -> Scale | None:
    """A scale that holds every figure of every series; None where there is none."""
    values = [value for series in drawn for value in series.values if value is not None]
    if not values:
        return None
    values += [] if target is None else [target]
    places = ticks(
        float(min(values)),
        float(max(values)),
        finest=10.0**-unit.decimals,
        ceiling=100.0 if unit.is_percent else None,
    )
    ends = [places[0], places[-1]]
    words = tick_words(places)
    return Scale(ends, [words[0], words[-1]])


def multiple(
    series: Series,
    *,
    unit: Unit,
    title: str,
    ident: str,
    scale: Scale,
    whole: Series | None = None,
    target: Decimal | None = None,
    paper: bool = False,
) -> str:
    """One part, 232 by 104, over the line of the whole in grey.

    A gap stays a gap; where the last period has no figure, its symbol stands there.
    """
    parts = _frame(scale, series)
    if whole is not None:
        parts.append(_line(whole, scale, marks.EDGE, 1))
    if target is not None:
        y = scale.y(target)
        parts.append(marks.line(scale.left, y, RIGHT, y, marks.INK, dash="4 3"))
    parts += [_line(series, scale, marks.SERIES, 1.75), *_ends(series, scale)]
    return marks.drawing(
        parts,
        kind="multiple",
        width=WIDTH,
        height=HEIGHT,
        title=f"{title}: {briefly(series, unit)}",
        ident=f"{ident}-multiple",
        paper=paper,
    )


def _frame(scale: Scale, series: Series) -> list[Mark]:
    """A hair at both ends of the scale, and the first and last period below."""
    heights = (BASE, TOP)
    left = number(scale.left)
    first, last = series.points[0].period, series.points[-1].period
    return [
        marks.lines(
            (f"M{left} {number(y)}H{number(RIGHT)}" for y in heights), marks.HAIR
        ),
        *(
            marks.text(scale.left - 5, y + 4, words, anchor="end")
            for y, words in zip(heights, scale.words, strict=True)
        ),
        marks.text(scale.left, BASE + 16, _short(first)),
        marks.text(RIGHT, BASE + 16, _short(last), anchor="end"),
    ]


def _x(series: Series, place: int, scale: Scale) -> float:
    start, steps = scale.left + 4, max(len(series.points) - 1, 1)
    return start + place * (RIGHT - 6 - start) / steps


def _line(series: Series, scale: Scale, ink: marks.Ink, width: float) -> Mark:
    runs = [[(x, y) for x, y, _ in run] for run in _runs(series, scale)]
    return marks.joined(runs, width, ink)


def _runs(series: Series, scale: Scale) -> list[list[tuple[float, float, Point]]]:
    """The stretches that one line may join; a break parts them as a gap does."""
    runs: list[list[tuple[float, float, Point]]] = []
    joined = False
    for place, point in enumerate(series.points):
        if point.value is not None:
            if not joined or point.break_before:
                runs.append([])
            runs[-1].append((_x(series, place, scale), scale.y(point.value), point))
        joined = point.value is not None
    return runs


def _ends(series: Series, scale: Scale) -> list[Mark]:
    """The latest figure as a dot, those that stand alone, and a symbol for none."""
    runs, latest = _runs(series, scale), series.points[-1]
    alone = [(run[0][0], run[0][1]) for run in runs if len(run) == 1]
    drawn = marks.dots(alone, 1.8)
    if latest.value is None:
        words = marks.text_on_halo(RIGHT, BASE - 5, latest.symbols, anchor="end")
        return [*drawn, *words]
    if last_figure(series) is None:
        return drawn
    x, y, point = runs[-1][-1]
    return drawn + (
        [marks.ring(x, y, 3)] if point.provisional else marks.dots([(x, y)], 3)
    )


def _short(period: Period) -> str:
    if period.kind is PeriodKind.QUARTER:
        return f"Q{period.number} {str(period.financial_year)[2:]}"
    return str(period) if period.kind is PeriodKind.YEAR else period.short
