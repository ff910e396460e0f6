"""The list of revised figures as CSV: a row for each figure that is another by now.

Pure: no Django, no database.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from measures.domain.sheet import neutralised
from reports.domain.content import EditionContent
from reports.domain.measure_part import Figure
from reports.domain.revised import Revision

HEADER = (
    "code",
    "measure",
    "breakdown",
    "period",
    "period_start",
    "period_end",
    "before",
    "before_symbol",
    "now",
    "now_symbol",
    "unit",
    "revision",
    "revision_per_cent",
    "numerator_before",
    "numerator_now",
    "denominator_before",
    "denominator_now",
    "vintage",
    "edition",
    "compared_with",
)


def to_csv(
    revisions: tuple[Revision, ...], *, edition: EditionContent, since: str
) -> bytes:
    """UTF-8 with a header row, in the order of the plan, the newest period first.

    ``revision`` is now less before in the unit of the measure, points of a percentage;
    ``revision_per_cent`` is of the figure before, and empty of a percentage.
    """
    quarter = edition.quarter
    name = f"Quarter {quarter.number}, {quarter.financial_year}, edition "
    beside = [f"{name}{edition.cover.number}", since]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for each in revisions:
        cells = (*_cells(each), *beside)
        writer.writerow([neutralised(cell) for cell in cells])
    return out.getvalue().encode()


def _cells(revision: Revision) -> Iterator[str]:
    period, before, now = revision.period, revision.before, revision.now
    yield from (revision.code, revision.name, revision.breakdown)
    yield from (period.key, period.start.isoformat(), period.end.isoformat())
    for figure in (before, now):
        yield from (_number(figure.value), _symbols(figure))
    yield from (revision.unit, _number(revision.amount), _number(revision.share))
    yield from (_number(before.numerator), _number(now.numerator))
    yield from (_number(before.denominator), _number(now.denominator))
    yield revision.vintage


def _symbols(figure: Figure) -> str:
    stated = [figure.symbol] if figure.symbol else list(figure.marks)
    return " ".join(f"[{each}]" for each in stated)


def _number(value: Decimal | None) -> str:
    """As a machine reads it: no thousands commas, a hyphen for a minus."""
    return "" if value is None else f"{value:f}"
