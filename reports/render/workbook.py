"""The figures of an edition as a spreadsheet, laid out as official statistics are.

One table to a sheet, no cell left blank, numbers as numbers; what stands for a number
is a symbol in its place. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from gptables import Cover, GPTable

from measures.domain.spc import Expected
from reports.domain.audiences import BANNERS
from reports.domain.content import EditionContent
from reports.domain.measure_part import Figure, MeasurePart
from reports.render import scrutiny_sheet
from reports.render.book import (
    NOT_APPLICABLE,
    Cell,
    aim,
    marks,
    number,
    produced,
    table,
    text,
    value,
)
from reports.render.drawing import shape_and_word
from reports.render.spreadsheet import figure_at


def to_xlsx(content: EditionContent) -> bytes:
    """A cover, a list of the sheets, up to six tables, and what their columns mean.

    The positions; every figure with its target; limits of chance; comparators; parts
    of measures, such as districts; and what was asked and agreed: the last four where
    the edition has any.
    """
    banner = BANNERS[content.audience]
    named = f"{content.cover.kind}, {content.quarter.words}"
    return produced(
        dict(_sheets(content)),
        _cover(content),
        title=f"{banner} {named}".strip(),
        author=content.cover.office,
        created=content.cover.frozen_on,
    )


def _cover(content: EditionContent) -> Cover:
    cover = content.cover
    day = f"{cover.as_at.day} {cover.as_at:%B %Y}"
    return Cover(
        cover_label="Cover",
        title=text(f"{cover.kind}: {content.quarter.words}"),
        intro=[
            text(cover.office),
            f"Figures as at {day}, edition {cover.number}.",
            *filter(None, [BANNERS[content.audience]]),
        ],
        about=[f"[{symbol}] {text(said)}" for symbol, said in content.symbols]
        + [text(note) for note in content.data_notes]
        + [text(each.sentence) for each in content.redactions]
        or ["Every figure is as the report prints it."],
        contact=[text(line) for line in cover.contacts.splitlines() if line.strip()]
        or [text(cover.office)],
    )


def _sheets(content: EditionContent) -> Iterator[tuple[str, GPTable]]:
    parts = content.parts
    quarter = content.quarter.words
    yield (
        "Positions",
        table(
            "positions",
            f"Where each measure stood in {quarter}",
            POSITIONS,
            [_position(part) for part in parts],
        ),
    )
    yield (
        "Figures",
        table(
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
            yield label, table(label.lower(), title, columns, rows)
    scrutiny = list(scrutiny_sheet.rows(content))
    if scrutiny:
        title = "What was asked, answered, concluded and agreed since the last edition"
        yield (
            "Scrutiny",
            table("scrutiny", title, scrutiny_sheet.COLUMNS, scrutiny),
        )


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
        value(part.figure),
        value(part.previous),
        aim(latest.aim) if latest else NOT_APPLICABLE,
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
        yield _figure(part, row.period.words, row.figure, aim(row.aim), word)
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            figure = figure_at(point)
            yield _figure(
                part, point.period.words, figure, NOT_APPLICABLE, NOT_APPLICABLE
            )


def _figure(
    part: MeasurePart, period: str, figure: Figure, aimed: Cell, word: str
) -> list[Cell]:
    return [
        part.code,
        part.name,
        period,
        value(figure),
        marks(figure),
        number(figure.numerator),
        number(figure.denominator),
        aimed,
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
        told = (each.ours, each.average, each.lowest, each.highest)
        yield [
            part.code,
            part.name,
            each.period.words,
            each.name,
            *(number(one) for one in told),
            each.rank or NOT_APPLICABLE,
        ]


PARTS = ("Code", "Measure", "Part", "Value", "Marks", "Numerator", "Denominator")


def _breakdown(part: MeasurePart) -> Iterator[list[Cell]]:
    for area in part.breakdown:
        cells = _figure(part, area.name, area.figure, NOT_APPLICABLE, NOT_APPLICABLE)
        yield cells[: len(PARTS)]
