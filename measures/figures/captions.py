"""What is written on a chart: values at points, labels beside what they name."""

from __future__ import annotations

from decimal import Decimal

from measures.domain.quantity import plain, said
from measures.figures import layers, marks
from measures.figures.chart import Chart
from measures.figures.labels import Label, beside, width_of
from measures.figures.marks import Mark
from measures.figures.plot import Plot, Spot
from measures.figures.words import figure_of, said_as_set
from opcc.core.periods import Period, PeriodKind

VALUES_ON_POINTS = 10
"""With this many figures or fewer, each has its value beside it."""


def values(chart: Chart) -> list[Mark]:
    """The value at every point but the last, which is told at the right."""
    plot = chart.plot
    if plot.figures > VALUES_ON_POINTS:
        return []
    spots = [spot for run in plot.runs for spot in run]
    words = [plain(figure_of(spot.point), chart.unit.decimals) for spot in spots]
    size = plot.size.type_size
    widest = max(width_of(word, size) for word in words)
    if len(plot.spots) > 1 and widest > plot.spots[1].x - plot.spots[0].x:
        return []
    return marks.halos_first(
        _value(chart, spots, place, word)
        for place, word in enumerate(words)
        if spots[place].point is not chart.last
    )


def _value(chart: Chart, spots: list[Spot], place: int, word: str) -> list[Mark]:
    """A value over or under its point; of a survey beside the upright bar."""
    spot, size = spots[place], chart.plot.size.type_size
    if spot.point.high is not None:
        rises = place + 1 < len(spots) and spots[place + 1].height < spot.height
        foot = spot.height + (size + 4 if rises else -6)
        return marks.text_on_halo(spot.x + 5, foot, word, size=size, weight=600)
    foot = _foot(chart, spots, place)
    return marks.text_on_halo(
        spot.x + _lean(spots, place, foot) * width_of(word, size),
        foot,
        word,
        size=size,
        weight=600,
        anchor="middle",
    )


def _lean(spots: list[Spot], place: int, foot: float) -> float:
    """How far a value moves off a slope, as a part of its width.

    Over a dip it moves to the side on which the line rises less.
    """
    if not 0 < place < len(spots) - 1:
        return 0
    before, y, after = (spots[each].height for each in (place - 1, place, place + 1))
    if before > y > after:
        return -0.3
    if before < y < after:
        return 0.3
    if foot < y and before < y and after < y:
        return -0.35 if after < before else 0.35
    return 0


def _foot(chart: Chart, spots: list[Spot], place: int) -> float:
    """The base line of a value: above its point, or below where the line dips."""
    y = spots[place].height
    above, below = y - 10, y + 20
    neighbours = spots[max(place - 1, 0) : place] + spots[place + 1 : place + 2]
    dips = bool(neighbours) and all(other.height < y for other in neighbours)
    sides = (below, above) if dips else (above, below)
    taken = [chart.plot.y(float(value)) for _, value in chart.against.targets]
    for foot in sides:
        clear = all(abs(foot - 5 - line) > 9 for line in taken)
        if clear and foot < chart.plot.base - 5:
            return foot
    return above


def labels(chart: Chart) -> list[Mark]:
    plot, unit = chart.plot, chart.unit
    beside_lines = [
        Label(
            plot.y(float(value)),
            f"{words} {said_as_set(value, unit)}",
            size=13,
            weight=600,
            ink=marks.BLACK_WORDS,
        )
        for words, value in chart.against.targets
    ]
    beside_lines += _limit_labels(chart)
    beside_lines.append(_last_label(chart))
    return beside(beside_lines, x=plot.right, top=12, foot=plot.base + 26)


def _limit_labels(chart: Chart) -> list[Label]:
    plot = chart.plot
    stretch = chart.against.expected.at_end(len(plot.spots))
    if stretch is None:
        return []
    trial = "" if stretch.firm else "trial "
    rows = (
        (f"{trial}upper limit", stretch.upper),
        ("average", stretch.average),
        (f"{trial}lower limit", stretch.lower),
    )
    decimals = chart.unit.decimals
    return [
        Label(plot.y(value), f"{words} {plain(Decimal(str(value)), decimals)}")
        for words, value in rows
    ]


def _last_label(chart: Chart) -> Label:
    """The latest figure, its period and its symbols; too wide, they go below it."""
    plot = chart.plot
    words = said(figure_of(chart.last), chart.unit)
    note = f"{_short(chart.last.period)} {chart.last.symbols}".strip()
    room = plot.size.width - plot.right - 13
    return Label(
        plot.y(float(figure_of(chart.last))),
        words,
        size=15,
        weight=700,
        ink=marks.BLACK_WORDS,
        note=note,
        note_below=width_of(words, 15) + 5 + width_of(note, 12) > room,
    )


def _short(period: Period) -> str:
    if period.kind is PeriodKind.QUARTER:
        return f"Q{period.number} {str(period.financial_year)[2:]}"
    if period.kind is PeriodKind.ROLLING:
        return f"to {period.end:%b %y}"
    return str(period) if period.kind is PeriodKind.YEAR else period.short


def labels_on_phone(chart: Chart) -> list[Mark]:
    """The last value at the right, and each target over or under its own line."""
    plot = chart.plot
    y = plot.y(float(figure_of(chart.last)))
    for _, value in chart.against.targets:
        flagged = plot.y(float(value))
        if abs(y - flagged) < 14:
            y = flagged + (14 if y >= flagged else -14)
    drawn = [
        marks.text(
            plot.right + 4,
            y + 5,
            said(figure_of(chart.last), chart.unit),
            size=14,
            weight=700,
            ink=marks.BLACK_WORDS,
        )
    ]
    for words, value in chart.against.targets:
        told = f"{words} {said_as_set(value, chart.unit)}"
        ends = _where_it_holds(chart, width_of(told, 12))
        drawn += _over_line(plot, plot.y(float(value)), told, ends)
    return drawn


def _where_it_holds(chart: Chart, width: float) -> tuple[float, float]:
    """The ends of the last target's line, or of so much as its words need."""
    start, end = layers.reach(chart.plot, chart.aims[-1])
    return max(min(start, end - width - 4), chart.plot.left), end


def earlier_targets(chart: Chart) -> list[Mark]:
    """Each target that ended before the chart does, named where its line has room."""
    plot, drawn = chart.plot, []
    for aim in chart.aims:
        start, end = layers.reach(plot, aim)
        if aim.end == len(plot.spots):
            continue
        for value in aim.lines:
            words = said_as_set(value, chart.unit)
            if width_of(words, 12) + 8 <= end - start:
                y = plot.y(float(value))
                drawn.append(_over_line(plot, y, words, (start, end)))
    return marks.halos_first(drawn)


def _over_line(
    plot: Plot, line: float, words: str, ends: tuple[float, float]
) -> list[Mark]:
    """Words at an end of a line, on the side where the series is least in the way."""
    width = width_of(words, 12)
    left, right = ends
    room = 16 if plot.figures <= VALUES_ON_POINTS else 0
    places = [
        (x, line + shift, anchor)
        for shift in (-6, 15)
        for x, anchor in ((left + 2, "start"), (right - 2, "end"))
        if line + shift < plot.base - 3
    ]

    def in_the_way(place: tuple[float, float, str]) -> int:
        x, foot, anchor = place
        start = x if anchor == "start" else x - width
        return sum(
            spot.y is not None
            and start - 4 < spot.x < start + width + 4
            and foot - 14 - room < spot.y < foot + 5 + room
            for spot in plot.spots
        )

    x, foot, anchor = min(places, key=in_the_way)
    return marks.text_on_halo(x, foot, words, weight=600, anchor=anchor)
