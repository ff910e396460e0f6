"""A measure's line over time, against its target: one drawing for page and paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from measures.domain.aims import AimStretch
from measures.domain.happenings import Happening, counted
from measures.domain.quantity import Unit, said
from measures.domain.series import Series
from measures.domain.spc import Expected
from measures.figures import axis, captions, lane, layers, marks
from measures.figures.chart import Against, Chart
from measures.figures.marks import Mark
from measures.figures.plot import (
    SIZES,
    SizeName,
    lay_out,
)
from measures.figures.words import (
    described,
    figure_of,
    last_figure,
    nothing,
)
from opcc.core.periods import Period

EMPTY_HEIGHT = 96
"""Units of a frame without a figure: no taller than what it says."""


def trend(
    series: Series,
    *,
    unit: Unit,
    title: str,
    ident: str,
    target: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    size: SizeName = "wide",
    notes: Mapping[Period, str] | None = None,
    expected: Expected | None = None,
    aims: Sequence[AimStretch] = (),
    happenings: Sequence[Happening] = (),
) -> str:
    """The whole SVG of a series; its name is the sentence that describes it.

    ``title`` is what is measured, which begins that sentence. ``ident`` is unique on
    the page; the size is added to it, so that a page may hold a wide and a narrow
    drawing of one series. ``notes`` says why the series breaks at a period; a break
    without one says its point's own note. ``expected`` is what chance explains,
    ``aims`` the targets as they were in force, ``target`` the one at the end.
    ``happenings`` stand in a lane below, for which the sheet grows.
    """
    sentence = described(
        series,
        unit,
        title=title,
        target=target,
        lower=lower,
        upper=upper,
        expected=expected.at_end(len(series.points)) if expected else None,
    )
    sheet = lane.sheet(SIZES[size]) if happenings else SIZES[size]
    last = last_figure(series)
    if last is None:
        parts, height = _empty(series, size), EMPTY_HEIGHT
    else:
        against = Against(target, lower, upper, expected or Expected(), aims)
        plot = lay_out(
            series,
            unit,
            size=sheet,
            others=against.values,
            last_words=said(figure_of(last), unit) if size == "narrow" else "",
            is_noted=bool(against.expected.rebases),
        )
        parts = _drawn(Chart(plot, unit, last, against, notes or {}, happenings))
        height = sheet.height
    return marks.drawing(
        parts,
        kind=f"chart chart--{size}",
        width=SIZES[size].width,
        height=height,
        title=f"{sentence}{_below(happenings)}",
        ident=f"{ident}-{size}",
        paper=SIZES[size].is_paper,
    )


def _empty(series: Series, size: SizeName) -> list[Mark]:
    width = SIZES[size].width
    frame = Mark(
        f'{marks.stroked(marks.EDGE, dash="4 3")} fill="none"',
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{EMPTY_HEIGHT - 1}"',
    )
    words = marks.text(
        width / 2, EMPTY_HEIGHT / 2 + 4, nothing(series), size=13, anchor="middle"
    )
    return [frame, words]


def _below(happenings: Sequence[Happening]) -> str:
    """What the name of the drawing says of its lane."""
    return f" Below: {counted(happenings)}." if happenings else ""


def _drawn(chart: Chart) -> list[Mark]:
    plot = chart.plot
    parts = axis.hairs(plot)
    parts += layers.stretches(chart)
    parts += layers.targets(chart)
    parts += axis.calendar(plot)
    parts += layers.uprights(chart)
    parts += lane.lane(chart)
    parts += layers.whiskers(plot)
    parts.append(layers.line(plot))
    parts += layers.gaps(plot)
    parts += layers.points(chart)
    parts += captions.earlier_targets(chart)
    parts += captions.values(chart)
    draws = captions.labels_on_phone if plot.size.is_narrow else captions.labels
    return parts + draws(chart)
