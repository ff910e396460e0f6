"""A series on its plot: line and points, gaps and breaks, targets and limits."""

from __future__ import annotations

from collections.abc import Iterable

from measures.domain.series import Point
from measures.figures import marks
from measures.figures.chart import Chart
from measures.figures.labels import width_of
from measures.figures.plot import Plot, SignalKind, Spot
from opcc.core.periods import Period

DOTS_UP_TO = 60
"""With more figures than this only the last, and those that stand alone, are dots."""

SIGNALS = {
    "concern": (marks.diamond, 5.5),
    "improvement": (marks.triangle, 5.3),
    "neutral": (marks.square, 4.1),
}


def limits(chart: Chart) -> list[str]:
    limits, plot = chart.against.limits, chart.plot
    if limits is None:
        return []
    start, end = plot.spots[0].x - 6, plot.spots[-1].x + 6
    high, low = plot.y(limits.upper), plot.y(limits.lower)
    dash = "" if limits.firm else "2 3"
    parts = [marks.band(start, high, end, low)] if limits.firm else []
    parts += [marks.line(start, y, end, y, marks.EDGE, dash=dash) for y in (high, low)]
    middle = plot.y(limits.average)
    return [*parts, marks.line(start, middle, end, middle, marks.MEAN)]


def targets(chart: Chart) -> Iterable[str]:
    plot = chart.plot
    for _, value in chart.against.targets:
        y = plot.y(float(value))
        yield marks.line(
            plot.left, y, plot.right, y, marks.INK, width=1.5, dash="9 5"
        ) + marks.flag(plot.right, y)


def line(plot: Plot) -> str:
    """The series as one path, lifted at every gap and break."""
    runs = [
        "M" + "L".join(f"{spot.x:.1f} {spot.y:.1f}" for spot in run)
        for run in plot.runs
    ]
    count = plot.figures
    width = 2 if count <= 12 else 1.75 if count <= DOTS_UP_TO else 1.25
    ink = marks.SERIES
    return (
        f'<path class="{ink.name}" d="{"".join(runs)}" fill="none"'
        f' stroke="{ink.colour}" stroke-width="{width}" stroke-linejoin="round"/>'
    )


def breaks(chart: Chart) -> list[str]:
    """A dotted upright where the series is cut, and why, as far as there is room."""
    plot = chart.plot
    drawn: list[str] = []
    free = plot.left
    for x, point in plot.breaks():
        drawn.append(
            marks.line(x, plot.top - 12, x, plot.base, marks.INK, width=1.5, dash="1 3")
        )
        note, start = _note(chart, x, point, free)
        free = start + width_of(note, 12) + 8
        drawn.append(marks.text(start, plot.top - 17, note, ink=marks.BLACK_WORDS))
    return drawn


def _note(chart: Chart, x: float, point: Point, free: float) -> tuple[str, float]:
    """What is said of a break and where it starts; "[b]" where there is no room."""
    reason = chart.notes.get(point.period) or point.note or "break in series"
    note = f"{point.period.start:%B %Y}: {reason}"
    width, end = width_of(note, 12), chart.plot.size.width - 4
    start = min(x - 4, end - width)
    if start >= free:
        return note, start
    return "[b]", max(free, x - 6)


def gaps(plot: Plot) -> list[str]:
    """The symbol of each gap, at the axis; neighbours with one symbol share it."""
    runs: list[list[Spot]] = []
    for earlier, spot in zip((None, *plot.spots), plot.spots, strict=False):
        if spot.y is not None:
            continue
        if earlier is None or earlier.point.symbol is not spot.point.symbol:
            runs.append([])
        runs[-1].append(spot)
    return [
        marks.text_on_halo(
            (run[0].x + run[-1].x) / 2,
            plot.base - 6,
            run[0].point.symbols,
            anchor="middle",
        )
        for run in runs
    ]


def points(chart: Chart) -> list[str]:
    plot = chart.plot
    signals = _signals(chart)
    radius = _radius(plot)
    drawn: list[str] = []
    for run in plot.runs:
        for spot in run:
            hollow = spot.point.provisional
            if signals and spot.point.period in signals:
                shape, half = SIGNALS[signals[spot.point.period]]
                half *= 0.88 if plot.size.is_narrow else 1
                drawn.append(shape(spot.x, spot.height, half, hollow=hollow))
            elif spot.point is chart.last and plot.figures > DOTS_UP_TO:
                drawn.append(marks.dot(spot.x, spot.height, 3.4, hollow=hollow))
            elif radius or len(run) == 1:
                drawn.append(
                    marks.dot(spot.x, spot.height, radius or 1.4, hollow=hollow)
                )
    return drawn


def _signals(chart: Chart) -> dict[Period, SignalKind]:
    limits = chart.against.limits
    if limits is None:
        return {}
    return {
        chart.plot.spots[place].point.period: kind for place, kind in limits.signals
    }


def _radius(plot: Plot) -> float:
    """Dots shrink as they crowd; 0 is no dots."""
    if plot.figures > DOTS_UP_TO:
        return 0
    if plot.figures > 24:
        return 1.8 if plot.size.is_narrow else 2.4
    return 3 if plot.figures > 12 else 4
