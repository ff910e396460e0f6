"""The figures of an edition as CSV: a row for each measure and period."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from measures.domain.quantity import decimals_of
from measures.domain.series import Point
from measures.domain.sheet import neutralised
from opcc.core.periods import Period
from reports.domain.content import EditionContent, Figure, MeasurePart, Row
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
    "breakdown",
)


def to_csv(content: EditionContent) -> bytes:
    """UTF-8 with a header row; newest period first, quarters before months.

    ``symbol`` holds what stands for a value, or beside it: "[c]", "[p] [r]".
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
    for row in part.rows:
        yield [*_stated(part, row.period, row.figure), *_judged(row), as_at, ""]
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            figure = _figure(point)
            yield [*_stated(part, point.period, figure), "", "", "", as_at, ""]
    for area in part.breakdown:
        stated = _stated(part, part.rows[0].period, area.figure)
        yield [*stated, "", "", "", as_at, area.name]


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
    )


def _number(value: Decimal | None) -> str:
    """The number for a machine: no thousands commas, a hyphen for a minus."""
    return "" if value is None else f"{value:.{_decimals(value)}f}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(decimals_of(value), -int(exponent) if exponent else 0)
