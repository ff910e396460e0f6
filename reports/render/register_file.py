"""The specified-information register as CSV: a row for each thing to publish."""

from __future__ import annotations

import csv
import datetime as dt
import io

from measures.domain.sheet import neutralised
from reports.domain import columns
from reports.domain.registers import RegisterContent, RegisterLine


def to_csv(content: RegisterContent) -> bytes:
    """UTF-8 with a header row, in the order of the page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns.heads(columns.REGISTER))
    for heading in content.headings:
        for line in heading.lines:
            cells = [heading.name, *_cells(line), content.published_on.isoformat()]
            writer.writerow([neutralised(cell) for cell in cells])
    return out.getvalue().encode()


def _cells(line: RegisterLine) -> list[str]:
    return [
        line.paragraph,
        line.text,
        line.address,
        line.kept_by,
        line.every,
        line.stands,
        line.reason,
        _day(line.checked_on),
        _day(line.check_by),
    ]


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
