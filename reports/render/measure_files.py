"""One measure to take away: as last published, and as each edition published it.

Made of what editions froze, the latest first, and of nothing else. The same editions
give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from measures.domain.sheet import neutralised
from reports.domain import columns
from reports.domain.vintages import Vintage
from reports.render.drawing import shape_and_word
from reports.render.spreadsheet import HEADER, rows_of

MEASURE_HEADER = (*HEADER, *columns.heads(columns.MEASURE))

Told = dict[str, str]
"""A row by its columns."""


def last_csv(vintages: Sequence[Vintage]) -> bytes:
    """Every figure of the measure in the latest edition that has it."""
    return _csv(_told(vintages[0]))


def editions_csv(vintages: Sequence[Vintage]) -> bytes:
    """Every figure of the measure in every edition, the latest edition first."""
    return _csv(row for vintage in vintages for row in _told(vintage))


def to_json(vintages: Sequence[Vintage]) -> bytes:
    """What the measure is, its figures as last published, and each edition's.

    Numbers are text, so that no digit is lost; what is empty in the CSV is null.
    """
    said = {
        **_measure(vintages[0]),
        "as_last_published": _edition(vintages[0]),
        "editions": [_edition(vintage) for vintage in vintages],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def standing(vintage: Vintage) -> dict[str, object]:
    """One measure in an index: its latest figure, and how it stands."""
    part = vintage.part
    return {
        "code": part.code,
        "name": part.name,
        "unit": part.unit.name,
        "polarity": part.polarity,
        "period": vintage.content.quarter.key,
        "value": None if part.figure.value is None else str(part.figure.value),
        "symbol": part.figure.symbol or None,
        "marks": list(part.figure.marks),
        "target": part.target_text,
        "position": shape_and_word(part.grade, part.figure)[1],
        "reason": part.grade.reason,
        "edition": vintage.name,
        "published_on": vintage.published_on.isoformat(),
    }


def _measure(vintage: Vintage) -> dict[str, object]:
    part = vintage.part
    return {
        "office": vintage.content.cover.office,
        "code": part.code,
        "name": part.name,
        "unit": part.unit.name,
        "kind": str(part.unit.kind),
        "decimals": part.unit.decimals,
        "polarity": part.polarity,
        "frequency": part.frequency_words,
        "provider": part.provider,
        "source": part.source,
        "definition": part.definition,
        "numerator": part.numerator_label,
        "denominator": part.denominator_label,
        "rule": part.rule,
    }


def _edition(vintage: Vintage) -> dict[str, object]:
    cover = vintage.content.cover
    return {
        "id": vintage.name,
        "title": vintage.title,
        "address": vintage.address,
        "published_on": vintage.published_on.isoformat(),
        "as_at": cover.as_at.isoformat(),
        "period": vintage.content.quarter.key,
        "sha256": vintage.fingerprint,
        "superseded_by": vintage.superseded_by or None,
        "corrections": [
            {"on": each.on.isoformat(), "text": each.text}
            for each in vintage.corrections
        ],
        "notes": list(vintage.part.notes),
        "figures": [_figure(row) for row in _told(vintage)],
    }


SAID_ONCE = ("code", "measure", "unit", "rule", *columns.heads(columns.MEASURE)[2:])
"""Columns that the JSON says of the measure or of the edition."""


def _figure(row: Told) -> dict[str, str | None]:
    return {name: cell or None for name, cell in row.items() if name not in SAID_ONCE}


def _told(vintage: Vintage) -> Iterator[Told]:
    """The rows of one edition, with why, by what rule, and where they were said."""
    part = vintage.part
    reasons = {row.period.key: row.grade.reason for row in part.rows}
    said_in = {
        "rule": part.rule,
        "edition": vintage.title,
        "published_on": vintage.published_on.isoformat(),
        "address": vintage.address,
        "corrections": str(len(vintage.corrections)),
        "fingerprint": vintage.fingerprint,
    }
    for cells in rows_of(part, vintage.content):
        row = dict(zip(HEADER, cells, strict=True))
        reason = "" if row["breakdown"] else reasons.get(row["period"], "")
        yield {**row, "reason": reason, **said_in}


def _csv(rows: Iterable[Told]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(MEASURE_HEADER)
    for row in rows:
        writer.writerow([neutralised(row[name]) for name in MEASURE_HEADER])
    return out.getvalue().encode()
