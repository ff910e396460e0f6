"""The figures of an edition as CSV: a row for each measure and period."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from measures.domain.quantity import decimals_of
from measures.domain.series import Point
from measures.domain.sheet import neutralised
from measures.domain.spc import Expected
from opcc.core.periods import Period
from reports.domain import columns
from reports.domain.content import EditionContent
from reports.domain.measure_part import Chart, Figure, MeasurePart, Row
from reports.render.drawing import shape_and_word

HEADER = columns.heads(columns.FIGURES)

NO_COMPARATOR = [""] * 5
NO_LIMITS = [""] * 5


def to_csv(content: EditionContent) -> bytes:
    """UTF-8 with a header row; newest period first, quarters before months.

    ``symbol`` holds what stands for a value, or beside it: "[c]", "[p] [r]". The
    comparator's columns stand beside the period that was compared; of several
    comparators each cell says all, in one order, parted by " | ". Limits of chance,
    ``trial`` or ``firm``, and signals ("below_limit") are those of the chart, so that
    only rows of its periods have them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for part in content.parts:
        for cells in rows_of(part, content):
            writer.writerow([neutralised(cell) for cell in cells])
    return out.getvalue().encode()


def rows_of(part: MeasurePart, content: EditionContent) -> Iterator[list[str]]:
    """The cells of one measure's rows, in the order of HEADER, as they are."""
    told = {row.period for row in part.rows}
    as_at = content.cover.as_at.isoformat()
    chance = _chance(part.chart)
    for row in part.rows:
        stated = _stated(part, row.period, row.figure)
        process = [*_interval(row.figure), *chance.get(row.period, NO_LIMITS)]
        beside = [*_beside(part, row.period), *process]
        yield [*stated, *_judged(row), as_at, *beside, ""]
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            figure = figure_at(point)
            process = [*_interval(figure), *chance.get(point.period, NO_LIMITS)]
            beside = [*_beside(part, point.period), *process]
            stated = _stated(part, point.period, figure)
            yield [*stated, "", "", "", as_at, *beside, ""]
            told.add(point.period)
    yield from _longer(part, told, as_at)
    for area in part.breakdown:
        figure = area.figure
        stated = _stated(part, part.rows[0].period, figure)
        beside = [*NO_COMPARATOR, *_interval(figure), *NO_LIMITS]
        yield [*stated, "", "", "", as_at, *beside, area.name]


def _longer(part: MeasurePart, told: set[Period], as_at: str) -> Iterator[list[str]]:
    """A period of comparators that is no row of the measure's, such as a year."""
    periods = {each.period: each.ours for each in part.benchmarks}
    for period, ours in periods.items():
        if period not in told:
            figure = Figure(text="", value=ours)
            beside = [*_beside(part, period), *_interval(figure), *NO_LIMITS]
            stated = _stated(part, period, figure)
            yield [*stated, "", "", "", as_at, *beside, ""]


def _interval(figure: Figure) -> list[str]:
    return [_number(figure.low), _number(figure.high)]


def _chance(chart: Chart) -> dict[Period, list[str]]:
    """The signal at each period of a chart, and the limits in force there."""
    expected, points = chart.expected or Expected(), chart.series.points
    signals = {**dict(expected.signals), **dict(expected.labels)}
    found = {
        points[place].period: [words, *NO_LIMITS[1:]]
        for place, words in signals.items()
    }
    for stretch in expected.stretches:
        edges = [
            f"{edge:.10g}" for edge in (stretch.lower, stretch.average, stretch.upper)
        ]
        for place in range(stretch.start, stretch.end):
            strength = "firm" if stretch.firm else "trial"
            words = signals.get(place, "")
            found[points[place].period] = [words, strength, *edges]
    return found


def _stated(part: MeasurePart, period: Period, figure: Figure) -> list[str]:
    symbols = [figure.symbol] if figure.symbol else list(figure.marks)
    return [
        part.code,
        part.name,
        period.key,
        period.start.isoformat(),
        period.end.isoformat(),
        _number(figure.value),
        _number(figure.numerator),
        _number(figure.denominator),
        part.unit.name,
        " ".join(f"[{symbol}]" for symbol in symbols),
    ]


def _judged(row: Row) -> list[str]:
    aim = " to ".join(_number(value) for value in row.aim)
    _, word = shape_and_word(row.grade, row.figure)
    return [aim, word, str(row.definition)]


def _beside(part: MeasurePart, period: Period) -> list[str]:
    found = [each for each in part.benchmarks if each.period == period]
    columns = (
        [each.name for each in found],
        [_number(each.average) for each in found],
        [_number(each.lowest) for each in found],
        [_number(each.highest) for each in found],
        [each.rank for each in found],
    )
    return [" | ".join(cells) for cells in columns]


def figure_at(point: Point) -> Figure:
    """A point of the chart, which the table does not hold: rounded already."""
    return Figure(
        text="",
        value=point.value,
        numerator=point.numerator,
        denominator=point.denominator,
        symbol=point.symbol.value if point.symbol else "",
        marks=point.marks,
        low=point.low,
        high=point.high,
    )


def _number(value: Decimal | None) -> str:
    """The number for a machine: no thousands commas, a hyphen for a minus."""
    return "" if value is None else f"{value:.{_decimals(value)}f}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(decimals_of(value), -int(exponent) if exponent else 0)
