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
from reports.domain.content import Chart, EditionContent, Figure, MeasurePart, Row
from reports.render.drawing import shape_and_word

HEADER = (
    "code",
    "measure",
    "period",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "unit",
    "symbol",
    "target",
    "position",
    "definition",
    "as_at",
    "interval_low",
    "interval_high",
    "signal",
    "limits",
    "lower_limit",
    "average",
    "upper_limit",
)


NO_LIMITS = [""] * 5


def to_csv(content: EditionContent) -> bytes:
    """UTF-8 with a header row; newest period first, quarters before months.

    ``symbol`` holds what stands for a value, or beside it: "[c]", "[p] [r]". Limits of
    chance, ``trial`` or ``firm``, and signals ("below_limit") are those of the chart,
    so that only rows of its periods have them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for part in content.parts:
        for cells in _rows(part, content):
            writer.writerow([neutralised(cell) for cell in cells])
    return out.getvalue().encode()


def _rows(part: MeasurePart, content: EditionContent) -> Iterator[list[str]]:
    told = {row.period for row in part.rows}
    as_at = content.cover.as_at.isoformat()
    chance = _chance(part.chart)
    for row in part.rows:
        stated = _stated(part, row.period, row.figure)
        process = [*_interval(row.figure), *chance.get(row.period, NO_LIMITS)]
        yield [*stated, *_judged(row), as_at, *process]
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            figure = _figure(point)
            process = [*_interval(figure), *chance.get(point.period, NO_LIMITS)]
            yield [*_stated(part, point.period, figure), "", "", "", as_at, *process]


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


def _figure(point: Point) -> Figure:
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
