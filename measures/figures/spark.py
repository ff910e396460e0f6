"""A sparkline: the shape of a series in the height of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from measures.domain.quantity import Unit
from measures.domain.series import Point, Series
from measures.domain.spc import Expected, SignalKind, Stretch
from measures.figures import marks
from measures.figures.layers import SIGNALS
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
    expected: Expected | None = None,
    paper: bool = False,
) -> str:
    """A line 132 by 30 with the last point as a dot; its name says how it ended.

    Behind it is the range expected from chance, where its limits are firm; a last
    point beyond chance has the shape of its kind.

    A gap stays a gap; where the last period has no figure, its symbol stands there.
    """
    return marks.drawing(
        _drawn(series, target, expected or Expected()),
        kind="spark",
        width=WIDTH,
        height=HEIGHT,
        title=briefly(series, unit),
        ident=f"{ident}-spark",
        paper=paper,
    )


def _drawn(series: Series, target: Decimal | None, expected: Expected) -> list[Mark]:
    if last_figure(series) is None:
        return [_no_line(series)]
    points = told(series)
    firm = [each for each in expected.stretches if each.firm]
    values = [None if each.value is None else float(each.value) for each in points]
    others = [edge for each in firm for edge in (each.lower, each.upper)]
    if target is not None:
        others.append(float(target))
    height = _heights([*(v for v in values if v is not None), *others])
    runs = _runs(points, [None if v is None else height(v) for v in values])
    parts = [_band(each, len(points), height) for each in firm]
    if target is not None:
        level = height(float(target))
        parts.append(marks.line(0, level, WIDTH, level, marks.INK, dash="4 3"))
    parts.append(marks.joined(runs, 1.25))
    parts += marks.dots((run[0] for run in runs[:-1] if len(run) == 1), 1.2)
    signal = dict(expected.signals).get(len(points) - 1)
    return [*parts, *_end(series, runs[-1][-1], signal)]


def _band(stretch: Stretch, length: int, height: Callable[[float], float]) -> Mark:
    """From midway before its first point to midway after its last."""
    step = (RIGHT - LEFT) / max(length - 1, 1)
    start = LEFT + (stretch.start - 0.5) * step if stretch.start else 0.0
    is_last = stretch.end == length
    end = WIDTH if is_last else LEFT + (stretch.end - 0.5) * step
    return marks.band(start, height(stretch.upper), end, height(stretch.lower))


def _no_line(series: Series) -> Mark:
    symbol = series.points[-1].symbols if series.points else "[x]"
    words = f"not shown {symbol}" if symbol in ("[c]", "[w]") else symbol
    return marks.text(WIDTH / 2, 19, words, anchor="middle")


def _end(
    series: Series, place: tuple[float, float], signal: SignalKind | None
) -> list[Mark]:
    latest = series.points[-1]
    if latest.value is None:
        return marks.text_on_halo(WIDTH, 19, latest.symbols, size=11, anchor="end")
    if signal is not None:
        shape, half = SIGNALS[signal]
        return [shape(*place, half * 0.75, hollow=latest.provisional)]
    return [marks.ring(*place, 2.6)] if latest.provisional else marks.dots([place], 2.6)


def _heights(held: Sequence[float]) -> Callable[[float], float]:
    """What gives a value its height in the row; equal values lie in its middle."""
    low, reach = min(held), max(held) - min(held)
    if not reach:
        return lambda value: (TOP + FOOT) / 2
    scale = (FOOT - TOP) / reach
    return lambda value: FOOT - (value - low) * scale


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
