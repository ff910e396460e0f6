"""A sparkline: the shape of a series in the height of a row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from measures.domain.quantity import Unit
from measures.domain.series import Point, Series
from measures.figures import marks
from measures.figures.marks import Mark
from measures.figures.words import briefly, last_figure, told

WIDTH, HEIGHT = 132, 30
LEFT, RIGHT = 2.0, 124.5
TOP, FOOT = 4.0, 26.0


def spark(
    series: Series,
    *,
    unit: Unit,
    ident: str,
    target: Decimal | None = None,
    paper: bool = False,
) -> str:
    """A line 132 by 30 with the last point as a dot; its name says how it ended.

    A gap stays a gap; where the last period has no figure, its symbol stands there.
    """
    return marks.drawing(
        _drawn(series, target),
        kind="spark",
        width=WIDTH,
        height=HEIGHT,
        title=briefly(series, unit),
        ident=f"{ident}-spark",
        paper=paper,
    )


def _drawn(series: Series, target: Decimal | None) -> list[Mark]:
    if last_figure(series) is None:
        return [_no_line(series)]
    points = told(series)
    values = [None if each.value is None else float(each.value) for each in points]
    aim = None if target is None else float(target)
    *heights, level = _heights([*values, aim])
    runs = _runs(points, heights)
    parts = [marks.joined(runs, 1.25)]
    if level is not None:
        parts.insert(0, marks.line(0, level, WIDTH, level, marks.INK, dash="4 3"))
    parts += marks.dots((run[0] for run in runs[:-1] if len(run) == 1), 1.2)
    return [*parts, *_end(series, runs[-1][-1])]


def _no_line(series: Series) -> Mark:
    symbol = series.points[-1].symbols if series.points else "[x]"
    words = f"not shown {symbol}" if symbol in ("[c]", "[w]") else symbol
    return marks.text(WIDTH / 2, 19, words, anchor="middle")


def _end(series: Series, place: tuple[float, float]) -> list[Mark]:
    latest = series.points[-1]
    if latest.value is None:
        return marks.text_on_halo(WIDTH, 19, latest.symbols, size=11, anchor="end")
    return [marks.ring(*place, 2.6)] if latest.provisional else marks.dots([place], 2.6)


def _heights(values: Sequence[float | None]) -> list[float | None]:
    """Values on the height of the row; equal values lie in its middle."""
    held = [value for value in values if value is not None]
    low, reach = min(held), max(held) - min(held)
    if not reach:
        return [None if value is None else (TOP + FOOT) / 2 for value in values]
    scale = (FOOT - TOP) / reach
    return [None if value is None else FOOT - (value - low) * scale for value in values]


def _runs(
    points: Sequence[Point], heights: Sequence[float | None]
) -> list[list[tuple[float, float]]]:
    """The stretches that one line may join; a break parts them as a gap does."""
    step = (RIGHT - LEFT) / max(len(heights) - 1, 1)
    start = LEFT if len(heights) > 1 else RIGHT
    runs: list[list[tuple[float, float]]] = []
    joined = False
    for place, (point, y) in enumerate(zip(points, heights, strict=True)):
        if y is not None:
            if not joined or point.break_before:
                runs.append([])
            runs[-1].append((start + place * step, y))
        joined = y is not None
    return runs
