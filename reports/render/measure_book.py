"""One measure as a workbook: its figures as last published, and every edition's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gptables import Cover, GPTable

from reports.domain.columns import SYMBOLS
from reports.domain.measure_part import Figure
from reports.domain.vintages import Vintage
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

LAST = (
    "Period",
    "Value",
    "Marks",
    "Numerator",
    "Denominator",
    "Target",
    "Position",
    "Why",
)
EDITIONS = (
    "Period",
    "Value",
    "Marks",
    "Target",
    "Position",
    "Edition",
    "Published",
    "Corrections",
)


def to_xlsx(vintages: Sequence[Vintage]) -> bytes:
    """The figures as last published, and as each edition published them."""
    last = vintages[0]
    last_rows = list(_last(last))
    rows = [row for vintage in vintages for row in _as_published(vintage)]
    sheets: dict[str, GPTable] = {
        "Figures": table(
            "figures", text(f"Figures as published in {last.title}"), LAST, last_rows
        ),
        "As published": table(
            "as_published",
            "Every figure as each edition published it, the latest edition first",
            EDITIONS,
            rows,
        ),
    }
    return produced(
        sheets,
        _cover(vintages),
        title=f"{last.code} {last.part.name}",
        author=last.content.cover.office,
        created=last.published_on,
    )


def _cover(vintages: Sequence[Vintage]) -> Cover:
    last, part = vintages[0], vintages[0].part
    facts = (
        ("Unit", part.unit.name),
        ("Definition", part.definition),
        ("Source", part.source),
        ("Good is", part.polarity_words),
        ("Rule", part.rule),
    )
    corrections = (
        f"Corrected on {each.on.isoformat()}, {vintage.title}: {each.text}"
        for vintage in vintages
        for each in vintage.corrections
    )
    return Cover(
        cover_label="Cover",
        title=text(f"{part.code} {part.name}"),
        intro=[
            text(last.content.cover.office),
            text(f"As published on {last.published_on.isoformat()} in {last.title}."),
        ],
        about=[text(f"{name}: {said}") for name, said in facts if said]
        + [text(said) for said in (*part.notes, *corrections)]
        + [f"[{symbol}] {said}" for symbol, said in SYMBOLS],
        contact=[
            text(line)
            for line in last.content.cover.contacts.splitlines()
            if line.strip()
        ]
        or [text(last.content.cover.office)],
    )


Told = tuple[str, Figure, Cell, str, str]
"""A period with its figure, target, position, and why."""


def _told(vintage: Vintage) -> Iterator[Told]:
    """The rows of the table, then those that only the chart has, newest first."""
    part = vintage.part
    for row in part.rows:
        word = shape_and_word(row.grade, row.figure)[1]
        yield row.period.words, row.figure, aim(row.aim), word, row.grade.reason
    told = {row.period for row in part.rows}
    for point in reversed(part.chart.series.points):
        if point.period not in told:
            none = (NOT_APPLICABLE,) * 3
            yield point.period.words, figure_at(point), *none


def _last(vintage: Vintage) -> Iterator[list[Cell]]:
    for period, figure, aimed, word, why in _told(vintage):
        counted = number(figure.numerator), number(figure.denominator)
        yield [period, value(figure), marks(figure), *counted, aimed, word, why]


def _as_published(vintage: Vintage) -> Iterator[list[Cell]]:
    day, corrected = vintage.published_on.isoformat(), len(vintage.corrections)
    for period, figure, aimed, word, _why in _told(vintage):
        said = period, value(figure), marks(figure), aimed, word
        yield [*said, vintage.title, day, corrected]
