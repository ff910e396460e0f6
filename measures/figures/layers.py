"""A series on its plot: line and points, gaps and breaks, targets and limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from measures.domain.aims import AimStretch
from measures.domain.series import Point
from measures.domain.spc import SignalKind, Stretch
from measures.figures import marks
from measures.figures.chart import Chart
from measures.figures.labels import width_of
from measures.figures.marks import Mark, number
from measures.figures.plot import Plot, Spot
from opcc.core.periods import Period

DOTS_UP_TO = 60
"""With more figures than this only the last, and those that stand alone, are dots."""

SIGNALS = {
    "concern": (marks.diamond, 5.5),
    "improvement": (marks.triangle, 5.3),
    "neutral": (marks.square, 4.1),
}


def stretches(chart: Chart) -> list[Mark]:
    """The range expected from chance; it stops and restarts where limits start anew."""
    drawn = (_stretch(chart.plot, each) for each in chart.against.expected.stretches)
    return list(chain.from_iterable(drawn))


def _stretch(plot: Plot, stretch: Stretch) -> list[Mark]:
    start = plot.before(stretch.start) if stretch.start else plot.spots[0].x - 6
    is_last = stretch.end == len(plot.spots)
    end = plot.spots[-1].x + 6 if is_last else plot.before(stretch.end)
    high, low = plot.y(stretch.upper), plot.y(stretch.lower)
    dash = "" if stretch.firm else "2 3"
    parts = [marks.band(start, high, end, low)] if stretch.firm else []
    parts += [marks.line(start, y, end, y, marks.EDGE, dash=dash) for y in (high, low)]
    middle = plot.y(stretch.average)
    return [*parts, marks.line(start, middle, end, middle, marks.MEAN)]


def targets(chart: Chart) -> Iterable[Mark]:
    """Each target for as long as it was in force, a step where it changed."""
    plot, before = chart.plot, None
    for aim in chart.aims:
        start, end = reach(plot, aim)
        heights = [plot.y(float(value)) for value in aim.lines]
        for y in heights:
            yield marks.line(start, y, end, y, marks.INK, width=1.5, dash="9 5")
        if before is not None and before[0] == aim.start:
            for y, other in zip(heights, before[1], strict=False):
                yield marks.line(start, other, start, y, marks.INK, width=0.75)
        before = (aim.end, heights)
    for _, value in chart.against.targets:
        yield marks.flag(plot.right, plot.y(float(value)))


def reach(plot: Plot, aim: AimStretch) -> tuple[float, float]:
    """From midway before a target's first point to midway after its last."""
    start = plot.before(aim.start) if aim.start else plot.left
    end = plot.right if aim.end == len(plot.spots) else plot.before(aim.end)
    return start, end


def line(plot: Plot) -> Mark:
    """The series as one path, lifted at every gap and break."""
    count = plot.figures
    width = 2 if count <= 12 else 1.75 if count <= DOTS_UP_TO else 1.25
    return marks.joined(
        ([(spot.x, spot.height) for spot in run] for run in plot.runs), width
    )


def whiskers(plot: Plot) -> list[Mark]:
    """A survey's interval at each point, with short ends where there is room."""
    half = 3 if plot.figures <= DOTS_UP_TO else 0
    places = []
    for spot in chain.from_iterable(plot.runs):
        point = spot.point
        if point.low is None or point.high is None:
            continue
        low, high, x = plot.y(float(point.low)), plot.y(float(point.high)), spot.x
        places.append(f"M{number(x)} {number(high)}V{number(low)}")
        if half:
            start = number(x - half)
            places += [f"M{start} {number(y)}h{2 * half}" for y in (high, low)]
    return [marks.lines(places, marks.MEAN)] if places else []


def uprights(chart: Chart) -> list[Mark]:
    """Where the series is cut (dotted) or limits start anew, and why, in the room."""
    plot = chart.plot
    drawn: list[Mark] = []
    free = plot.left
    for place, reason, dash in _parted(chart):
        x, width = plot.before(place), 1.5 if dash else 1.0
        drawn.append(
            marks.line(
                x, plot.top - 12, x, plot.base, marks.INK, width=width, dash=dash
            )
        )
        note, start = _note(chart, x, plot.spots[place].point, reason, free)
        free = start + width_of(note, 12) + 8
        drawn.append(marks.text(start, plot.top - 17, note, ink=marks.BLACK_WORDS))
    return drawn


def _parted(chart: Chart) -> list[tuple[int, str, str]]:
    """Each break and rebase: its place, its reason and its dash, oldest first."""
    parted = {
        place: (place, reason, "") for place, reason in chart.against.expected.rebases
    }
    for place, spot in enumerate(chart.plot.spots):
        if place and spot.point.break_before:
            reason = chart.notes.get(spot.point.period) or spot.point.note
            parted[place] = (place, reason or "break in series", "1 3")
    return sorted(parted.values())


def _note(
    chart: Chart, x: float, point: Point, reason: str, free: float
) -> tuple[str, float]:
    """What is said above an upright and where it starts; less where room is short."""
    end = chart.plot.size.width - 4
    month = f"{point.period.start:%B %Y}"
    for note in (f"{month}: {reason}", month):
        start = min(x - 4, end - width_of(note, 12))
        if start >= free:
            return note, start
    return ("[b]" if point.break_before else "", max(free, x - 6))


def gaps(plot: Plot) -> list[Mark]:
    """The symbol of each gap, at the axis; neighbours with one symbol share it."""
    runs: list[list[Spot]] = []
    for earlier, spot in zip((None, *plot.spots), plot.spots, strict=False):
        if spot.y is not None:
            continue
        if earlier is None or earlier.point.symbol is not spot.point.symbol:
            runs.append([])
        runs[-1].append(spot)
    return marks.halos_first(
        marks.text_on_halo(
            (run[0].x + run[-1].x) / 2,
            plot.base - 6,
            run[0].point.symbols,
            anchor="middle",
        )
        for run in runs
    )


def points(chart: Chart) -> list[Mark]:
    """Dots, rings for provisional ones, and over them what chance does not explain."""
    plot, signals = chart.plot, _signals(chart)
    solid: dict[float, list[tuple[float, float]]] = defaultdict(list)
    drawn: list[Mark] = []
    for run in plot.runs:
        for spot in run:
            hollow = spot.point.provisional
            radius = _radius(chart, spot, alone=len(run) == 1)
            if kind := signals.get(spot.point.period):
                shape, half = SIGNALS[kind]
                half *= _shrunk(plot)
                drawn.append(shape(spot.x, spot.height, half, hollow=hollow))
            elif radius and hollow:
                drawn.append(marks.ring(spot.x, spot.height, radius))
            elif radius:
                solid[radius].append((spot.x, spot.height))
    dots = (marks.dots(places, radius) for radius, places in solid.items())
    return [*chain.from_iterable(dots), *drawn]


def _shrunk(plot: Plot) -> float:
    """How much smaller the shapes of signals are where points crowd, or on a phone."""
    size = 0.88 if plot.size.is_narrow else 1.0
    return size * 0.68 if plot.figures > DOTS_UP_TO else size


def _signals(chart: Chart) -> dict[Period, SignalKind]:
    spots = chart.plot.spots
    signals = chart.against.expected.signals
    return {spots[place].point.period: kind for place, kind in signals}


def _radius(chart: Chart, spot: Spot, *, alone: bool) -> float:
    """Dots shrink as they crowd; 0 is no dot."""
    count = chart.plot.figures
    if count > DOTS_UP_TO:
        return 3.4 if spot.point is chart.last else 1.4 if alone else 0
    if count > 24:
        return 1.8 if chart.plot.size.is_narrow else 2.4
    return 3 if count > 12 else 4
