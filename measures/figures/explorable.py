"""A series as a Plotly figure to explore: a second view of what the SVG draws.

Every number that it shows is worded here, by the same words as the table, so that the
browser computes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from plotly import graph_objects

from measures.domain.aims import AimStretch
from measures.domain.quantity import Unit, said, said_full
from measures.domain.series import Point, Series
from measures.domain.spc import Expected, Stretch
from measures.figures import marks
from measures.figures.words import said_as_set, said_period
from opcc.core.periods import Period

SYMBOLS = {
    "concern": ("diamond", marks.CONCERN, "larger than chance, for the worse"),
    "improvement": ("triangle-up", marks.IMPROVEMENT, "larger than chance, better"),
    "neutral": ("square", marks.SIGNAL, "larger than chance"),
}

FONT = {"family": "'Source Sans 3', arial, sans-serif", "size": 14, "color": "#0b0c0c"}


HEIGHT = 430
LONGEST_NOTE = 60
"""Letters that stand beside an upright; longer ones are on the drawing below."""


def explorable(
    series: Series,
    *,
    unit: Unit,
    name: str,
    expected: Expected | None = None,
    aims: Sequence[AimStretch] = (),
    notes: Mapping[Period, str] | None = None,
) -> dict[str, Any]:
    """The figure as plain data, for ``Plotly.newPlot``.

    ``aims`` and ``expected`` have places in ``series``, as they have for ``trend``.
    """
    chance = expected or Expected()
    traces = [
        *(trace for each in chance.stretches for trace in _limits(series, each)),
        *(trace for aim in aims for trace in _aim(series, aim, unit)),
        _line(series, unit, name, chance),
    ]
    figure = graph_objects.Figure(traces, layout=_layout(unit, series, chance, notes))
    plain: dict[str, Any] = figure.to_plotly_json()
    return plain


def words_of(point: Point, unit: Unit) -> str:
    """ "September 2026: 37.1% [p]"; with the interval of a survey."""
    period = said_period(point.period)
    if point.value is None:
        return f"{period}: {point.symbol.words if point.symbol else ''} {point.symbols}"
    text = f"{period}: {said_full(point.value, unit)} {point.symbols}".strip()
    if point.low is None or point.high is None:
        return text
    ends = f"{said(point.low, unit)} to {said(point.high, unit)}"
    return f"{text}, 95% interval {ends}"


def _line(series: Series, unit: Unit, name: str, chance: Expected) -> Any:
    """The series itself; a gap, and a break, is a gap in the line."""
    spots = list(_spots(series))
    points = [point for _, point in spots]
    signals = {series.points[place].period: kind for place, kind in chance.signals}
    looks = [_marker(point, signals) for point in points]
    return graph_objects.Scatter(
        x=[day for day, _ in spots],
        y=[_number(point.value) if point else None for point in points],
        error_y=_interval(points),
        mode="lines+markers",
        name=name,
        connectgaps=False,
        hoverinfo="text",
        text=[_hover(point, unit, signals) for point in points],
        line={"color": marks.SERIES.colour, "width": 2},
        marker={
            "symbol": [symbol for symbol, _ in looks],
            "color": [colour for _, colour in looks],
            "size": 9,
            "line": {"color": [colour for _, colour in looks], "width": 1.5},
        },
    )


def _spots(series: Series) -> Iterator[tuple[str, Point | None]]:
    """Each point on its day; before a break stands nothing, so that the line parts."""
    for place, point in enumerate(series.points):
        if place and point.break_before:
            yield point.period.start.isoformat(), None
        yield _day(point), point


def _marker(point: Point | None, signals: Mapping[Period, str]) -> tuple[str, str]:
    symbol, colour = "circle", marks.SERIES.colour
    if point is not None and point.period in signals:
        symbol, ink, _ = SYMBOLS[signals[point.period]]
        colour = ink.colour
    hollow = point is not None and point.provisional
    return (f"{symbol}-open" if hollow else symbol), colour


def _hover(point: Point | None, unit: Unit, signals: Mapping[Period, str]) -> str:
    if point is None:
        return ""
    text = words_of(point, unit)
    if point.period in signals:
        text += f" ({SYMBOLS[signals[point.period]][2]})"
    return text


def _interval(points: Sequence[Point | None]) -> dict[str, Any] | None:
    if all(point is None or point.low is None for point in points):
        return None
    reaches = [_reach(point) for point in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": [up for _, up in reaches],
        "arrayminus": [down for down, _ in reaches],
        "color": marks.MEAN.colour,
        "thickness": 1,
    }


def _reach(point: Point | None) -> tuple[float, float]:
    """How far below and above a figure its interval reaches."""
    if point is None or point.value is None or point.low is None or point.high is None:
        return 0.0, 0.0
    return float(point.value - point.low), float(point.high - point.value)


def _limits(series: Series, stretch: Stretch) -> list[Any]:
    """The range expected from chance: filled where firm, dotted where on trial."""
    days = [_day(point) for point in series.points[stretch.start : stretch.end]]
    trial = "" if stretch.firm else "trial "
    dash = "solid" if stretch.firm else "dot"
    rows = (
        (f"{trial}lower limit", stretch.lower, marks.EDGE, None),
        (f"{trial}upper limit", stretch.upper, marks.EDGE, "tonexty"),
        ("average", stretch.average, marks.MEAN, None),
    )
    return [
        graph_objects.Scatter(
            x=days,
            y=[height] * len(days),
            mode="lines",
            name=words,
            hoverinfo="skip",
            fill=fill if stretch.firm else None,
            fillcolor="rgba(201, 211, 219, 0.4)" if stretch.firm and fill else None,
            line={
                "color": ink.colour,
                "width": 1,
                "dash": "solid" if words == "average" else dash,
            },
            showlegend=False,
        )
        for words, height, ink, fill in rows
    ]


def _aim(series: Series, aim: AimStretch, unit: Unit) -> list[Any]:
    days = [_day(point) for point in series.points[aim.start : aim.end]]
    return [
        graph_objects.Scatter(
            x=days,
            y=[float(value)] * len(days),
            mode="lines",
            name=f"Target {said_as_set(value, unit)}",
            hoverinfo="name",
            line={"color": marks.INK.colour, "width": 1.5, "dash": "dash"},
        )
        for value in aim.lines
    ]


def _layout(
    unit: Unit,
    series: Series,
    chance: Expected,
    notes: Mapping[Period, str] | None,
) -> dict[str, Any]:
    parted = {series.points[place].period: words for place, words in chance.rebases}
    for point in series.points[1:]:
        if point.break_before:
            parted[point.period] = (notes or {}).get(point.period) or "break in series"
    return {
        "template": {},
        "height": HEIGHT,
        "hoverlabel": {"font": {"family": FONT["family"]}, "namelength": -1},
        "font": FONT,
        "margin": {"l": 56, "r": 16, "t": 40, "b": 40},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "hovermode": "closest",
        "dragmode": "pan",
        "legend": {"orientation": "h", "y": -0.16},
        "xaxis": {
            "type": "date",
            "gridcolor": marks.HAIR.colour,
            "linecolor": "#0b0c0c",
        },
        "yaxis": {
            "gridcolor": marks.HAIR.colour,
            "title": {"text": unit.name},
            "zeroline": False,
        },
        "shapes": [_upright(period) for period in parted],
        "annotations": [_note(period, words) for period, words in parted.items()],
    }


def _upright(period: Period) -> dict[str, Any]:
    day = period.start.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": marks.INK.colour, "width": 1},
    }


def _note(period: Period, words: str) -> dict[str, Any]:
    month = f"{period.start:%B %Y}"
    note = f"{month}: {words}" if len(words) <= LONGEST_NOTE else f"{month}: a break"
    return {
        "x": period.start.isoformat(),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "left",
        "showarrow": False,
        "text": marks.escaped(note),
    }


def _day(point: Point) -> str:
    """The middle of its period, in which a point stands on the axis of time."""
    period = point.period
    return (period.start + (period.end - period.start) / 2).isoformat()


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
