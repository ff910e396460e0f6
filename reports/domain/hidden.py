"""What several editions hide between them, and an edition without it.

Whatever one of them hides stays hidden in a document that is made of them all.
Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from measures.domain.rating import HIDDEN as HIDDEN_REASON
from measures.domain.rating import State
from opcc.core.periods import Period
from reports.domain.content import EditionContent
from reports.domain.measure_part import Figure, Grade, MeasurePart, Row
from reports.domain.revising import HIDDEN
from reports.domain.told import Told, latest, told

Place = tuple[str, str, dt.date, dt.date]
"""A figure: the code of its measure, its part ("" is the whole), and its days."""


def place_of(code: str, period: Period, breakdown: str = "") -> Place:
    return code, breakdown, period.start, period.end


def hidden_in(editions: Iterable[EditionContent]) -> dict[Place, str]:
    """Each figure that any of them hides, with its symbol: "c" or "w"."""
    return {
        place_of(part.code, each.period, each.breakdown): each.figure.symbol
        for edition in editions
        for part in edition.parts
        for each in told(part)
        if each.figure.symbol in HIDDEN
    }


def given_away(part: MeasurePart, hidden: Mapping[Place, str]) -> list[Told]:
    """Figures that a part tells although another edition hides them."""
    return [
        each
        for each in told(part)
        if each.figure.value is not None
        and place_of(part.code, each.period, each.breakdown) in hidden
    ]


def concealed(
    code: str, period: Period, figure: Figure, hidden: Mapping[Place, str]
) -> Figure:
    """The figure, or the symbol in its place."""
    symbol = hidden.get(place_of(code, period))
    return Figure(f"[{symbol}]", symbol=symbol) if symbol else figure


def ungraded(figure: Figure, grade: Grade) -> Grade:
    """The position of what is told; of what is hidden, that it has none."""
    if figure.symbol == "c":
        return Grade(State.SUPPRESSED, HIDDEN_REASON)
    if figure.symbol == "w":
        return Grade(State.NO_DATA, "Not rated: withheld")
    return grade


def without(edition: EditionContent, hidden: Mapping[Place, str]) -> EditionContent:
    """What two editions are compared by: figures and positions that stay hidden."""
    return replace(
        edition,
        priorities=tuple(
            replace(
                priority,
                objectives=tuple(
                    replace(
                        each, parts=tuple(_part(part, hidden) for part in each.parts)
                    )
                    for each in priority.objectives
                ),
            )
            for priority in edition.priorities
        ),
    )


def _part(part: MeasurePart, hidden: Mapping[Place, str]) -> MeasurePart:
    """Of a part with anything hidden its headline and table alone, concealed."""
    at = latest(part)
    if at is None or not any(code == part.code for code, *_ in hidden):
        return part
    figure = concealed(part.code, at, part.figure, hidden)
    return replace(
        part,
        figure=figure,
        previous=concealed(part.code, at - 1, part.previous, hidden),
        grade=ungraded(figure, part.grade),
        rows=tuple(_rows(part, hidden)),
        process=part.process if figure is part.figure else None,
        chart=replace(part.chart, series=replace(part.chart.series, points=())),
        comparisons=(),
        benchmarks=(),
        breakdown=(),
    )


def _rows(part: MeasurePart, hidden: Mapping[Place, str]) -> Iterator[Row]:
    for row in part.rows:
        figure = concealed(part.code, row.period, row.figure, hidden)
        yield replace(row, figure=figure, grade=ungraded(figure, row.grade))
