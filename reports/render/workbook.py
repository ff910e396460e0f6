"""The figures of an edition as a spreadsheet, laid out as official statistics are.

One table to a sheet, no cell left blank, numbers as numbers; what stands for a number
is a symbol in its place. The same content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pandas
from gptables import Cover, GPTable, produce_workbook

from measures.domain.sheet import neutralised
from measures.domain.spc import Expected
from reports.domain.audiences import BANNERS
from reports.domain.content import EditionContent
from reports.domain.measure_part import Figure, MeasurePart
from reports.render.drawing import shape_and_word
from reports.render.spreadsheet import figure_at

Cell = str | int | float

NOT_APPLICABLE = "[z]"
LEGIBLE = re.compile("[a-zA-Z0-9]")

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def to_xlsx(content: EditionContent) -> bytes:
    """A cover, a list of the sheets, and up to five tables.

    The positions; every figure with its target; limits of chance; comparators; and
    parts of measures, such as districts: the last three where the edition has any.
    """
    out = io.BytesIO()
    sheets = dict(_sheets(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no sheet of notes
        book = produce_workbook(
            out,
            sheets,
            cover=_cover(content),
            workbook_options=OPTIONS,
            auto_width=True,
        )
    book.set_properties(
        {
            "title": " ".join(
                filter(
                    None,
                    [
                        BANNERS[content.audience],
                        f"{content.cover.kind}, {content.quarter.words}",
                    ],
                )
            ),
            "author": content.cover.office,
            "created": dt.datetime.combine(content.cover.frozen_on, dt.time()),
        }
    )
    book.close()
    return out.getvalue()


def _cover(content: EditionContent) -> Cover:
    cover = content.cover
    day = f"{cover.as_at.day} {cover.as_at:%B %Y}"
    return Cover(
        cover_label="Cover",
        title=_text(f"{cover.kind}: {content.quarter.words}"),
        intro=[
            _text(cover.office),
            f"Figures as at {day}, edition {cover.number}.",
            *filter(None, [BANNERS[content.audience]]),
        ],
        about=[f"[{symbol}] {_text(said)}" for symbol, said in content.symbols]
        + [_text(note) for note in content.data_notes]
        + [_text(each.sentence) for each in content.redactions]
        or ["Every figure is as the report prints it."],
        contact=[_text(line) for line in cover.contacts.splitlines() if line.strip()]
        or [_text(cover.office)],
    )


def _sheets(content: EditionContent) -> Iterator[tuple[str, GPTable]]:
    parts = content.parts
    quarter = content.quarter.words
    yield (
        "Positions",
        _table(
            "positions",
            f"Where each measure stood in {quarter}",
            POSITIONS,
            [_position(part) for part in parts],
        ),
    )
    yield (
        "Figures",
        _table(
            "figures",
            "Every figure of the report, the newest of each measure first",
            FIGURES,
            [row for part in parts for row in _figures(part)],
        ),
    )
    others = (
        ("Limits", "Limits of chance, and what is beyond them", LIMIT_COLUMNS, _limits),
        ("Comparators", "Others beside the measures", COMPARATORS, _comparators),
        ("Parts", f"Parts of measures in {quarter}", PARTS, _breakdown),
    )
    for label, title, columns, rows_of in others:
        rows = [row for part in parts for row in rows_of(part)]
        if rows:
            yield label, _table(label.lower(), title, columns, rows)


POSITIONS = (
    "Code",
    "Measure",
    "Unit",
    "Value",
    "Last quarter",
    "Target",
    "Position",
    "Why",
)


def _position(part: MeasurePart) -> list[Cell]:
    latest = part.rows[0] if part.rows else None
    _shape, word = shape_and_word(part.grade, part.figure)
    return [
        part.code,
        part.name,
        "per cent" if part.unit.is_percent else part.unit.name or NOT_APPLICABLE,
        _value(part.figure),
        _value(part.previous),
        _aim(latest.aim) if latest else NOT_APPLICABLE,
        word,
        part.grade.reason or NOT_APPLICABLE,
    ]


FIGURES = (
    "Code",
    "Measure",
    "Period",
    "Value",
    "Marks",
    "Numerator",
    "Denominator",
    "Target",
    "Position",
)


def _figures(part: MeasurePart) -> Iterator[list[Cell]]:
    told = {row.period for row in part.rows}
    for row in part.rows:
        word = shape_and_word(row.grade, row.figure)[1]
        yield _figure(part, row.period.words, row.figure, _aim(row.aim), word)
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            figure = figure_at(point)
            yield _figure(
                part, point.period.words, figure, NOT_APPLICABLE, NOT_APPLICABLE
            )


def _figure(
    part: MeasurePart, period: str, figure: Figure, aim: Cell, word: str
) -> list[Cell]:
    return [
        part.code,
        part.name,
        period,
        _value(figure),
        " ".join(f"[{mark}]" for mark in figure.marks) or NOT_APPLICABLE,
        _number(figure.numerator),
        _number(figure.denominator),
        aim,
        word,
    ]


LIMIT_COLUMNS = (
    "Code",
    "Measure",
    "Period",
    "Limits",
    "Lower limit",
    "Average",
    "Upper limit",
    "Signal",
)


def _limits(part: MeasurePart) -> Iterator[list[Cell]]:
    expected, points = part.chart.expected or Expected(), part.chart.series.points
    signals = {**dict(expected.signals), **dict(expected.labels)}
    for stretch in expected.stretches:
        edges = (stretch.lower, stretch.average, stretch.upper)
        for place in range(stretch.start, stretch.end):
            yield [
                part.code,
                part.name,
                points[place].period.words,
                "firm" if stretch.firm else "trial",
                *(float(f"{edge:.10g}") for edge in edges),
                signals.get(place, "none").replace("_", " "),
            ]


COMPARATORS = (
    "Code",
    "Measure",
    "Period",
    "Comparator",
    "Ours",
    "Average",
    "Lowest",
    "Highest",
    "Rank",
)


def _comparators(part: MeasurePart) -> Iterator[list[Cell]]:
    for each in part.benchmarks:
        numbers = (each.ours, each.average, each.lowest, each.highest)
        yield [
            part.code,
            part.name,
            each.period.words,
            each.name,
            *(_number(value) for value in numbers),
            each.rank or NOT_APPLICABLE,
        ]


PARTS = ("Code", "Measure", "Part", "Value", "Marks", "Numerator", "Denominator")


def _breakdown(part: MeasurePart) -> Iterator[list[Cell]]:
    for area in part.breakdown:
        cells = _figure(part, area.name, area.figure, NOT_APPLICABLE, NOT_APPLICABLE)
        yield cells[: len(PARTS)]


def _table(
    name: str, title: str, columns: Iterable[str], rows: list[list[Cell]]
) -> GPTable:
    safe = [[_safe(cell) for cell in row] for row in rows]
    frame = pandas.DataFrame(safe, columns=list(columns), dtype=object)
    return GPTable(
        table=frame,
        table_name=name,
        title=title,
        instructions=f"This sheet has one table of {len(rows)} rows.",
        index_columns={2: 0},
    )


def _value(figure: Figure) -> Cell:
    """The published number, or the symbol in its place."""
    if figure.value is None:
        return f"[{figure.symbol or 'x'}]"
    return _number(figure.value)


def _aim(aim: tuple[Decimal, ...]) -> Cell:
    """A target as a number; both ends of a range as words."""
    if len(aim) == 1:
        return _number(aim[0])
    return " to ".join(f"{end:f}" for end in aim) or NOT_APPLICABLE


def _number(value: Decimal | None) -> Cell:
    if value is None:
        return NOT_APPLICABLE
    return int(value) if value == value.to_integral_value() else float(value)


def _safe(cell: Cell) -> Cell:
    return _text(cell) if isinstance(cell, str) else cell


def _text(words: str) -> str:
    """Text that runs nowhere, and in which gptables finds no mark-up of its own.

    It refuses a cell in which nothing can be read out, such as a dash.
    """
    if not LEGIBLE.search(words):
        return NOT_APPLICABLE
    return neutralised(words.replace("$$", "$ $").replace("](", "] ("))
