"""A file that is a list of something other than values: its rows by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measures.domain.sheet.reading import Line, Unreadable, lines_of
from measures.domain.sheet.rows import Finding
from measures.domain.sheet.texts import Refused, cleaned, normalise

MOST_ROWS = 10_000
"""More is a file of something else; a list this long is still read in a second."""


@dataclass(frozen=True)
class Column:
    """A column of a list: its heading, what stands in it, whether it has to."""

    name: str
    what: str
    is_needed: bool = False
    longest: int = 200


@dataclass(frozen=True)
class Listed:
    """One row of the file by its columns; every column is there, "" where blank."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class List:
    """A file's rows, and what is wrong with those left out."""

    rows: tuple[Listed, ...]
    findings: tuple[Finding, ...]


def listed(data: bytes, columns: Sequence[Column], *, filename: str = "") -> List:
    """Read a CSV, XLSX or ODS file whose first row names its columns, in any order.

    Columns of other names are not read. Raises Unreadable, saying which column is
    missing.
    """
    lines = lines_of(data, filename=filename)
    if not lines:
        raise Unreadable("The file is empty.")
    places = _places(lines[0], columns)
    if len(lines) > MOST_ROWS:
        raise Unreadable(
            f"The file has more than {MOST_ROWS:,} rows. Send it in parts."
        )
    rows, findings = [], []
    for line in lines[1:]:
        row, wrong = _row(line, places, columns)
        findings += wrong
        if not wrong:
            rows.append(row)
    return List(tuple(rows), tuple(findings))


def refusal(row: Listed, column: str, error: Refused) -> Finding:
    """A cell's refusal as a finding in its row; the refusal's own column wins."""
    at = error.field or column
    return Finding(row.number, at, row.cells.get(at, ""), error.code, error.message)


def repeated(
    rows: Iterable[Listed], columns: Sequence[str], what: str
) -> tuple[list[Listed], list[Finding]]:
    """Rows of their own, and a finding for each that says again what one said before.

    ``what`` is what the columns together name: "metric".
    """
    first: dict[tuple[str, ...], int] = {}
    own, findings = [], []
    for row in rows:
        key = tuple(normalise(row.cells[column]) for column in columns)
        if first.setdefault(key, row.number) == row.number:
            own.append(row)
            continue
        message = f"This {what} stands in row {first[key]} already. Keep one of them."
        last = columns[-1]
        findings.append(
            Finding(row.number, last, row.cells[last], "duplicate", message)
        )
    return own, findings


def _places(header: Line, columns: Sequence[Column]) -> dict[str, int]:
    headings = [normalise(cell.replace("_", " ")) for cell in header.cells]
    wanted = {column.name: column.name.replace("_", " ") for column in columns}
    places = {
        name: headings.index(heading)
        for name, heading in wanted.items()
        if heading in headings
    }
    missing = [c.name for c in columns if c.is_needed and c.name not in places]
    if missing:
        raise Unreadable(
            f"The first row has no column called “{missing[0]}”. "
            f"Its columns are to be: {', '.join(column.name for column in columns)}."
        )
    return places


def _row(
    line: Line, places: dict[str, int], columns: Sequence[Column]
) -> tuple[Listed, list[Finding]]:
    row = Listed(line.number, {})
    findings = []
    for column in columns:
        at = places.get(column.name)
        text = line.cells[at] if at is not None and at < len(line.cells) else ""
        row.cells[column.name] = text.strip()
        try:
            row.cells[column.name] = _text(column, text)
        except Refused as error:
            findings.append(refusal(row, column.name, error))
    return row, findings


def _text(column: Column, text: str) -> str:
    shown = cleaned(text)[0].strip()
    if column.is_needed and not shown:
        raise Refused("missing", f"Nothing is written here. Give {column.what}.")
    if len(shown) > column.longest:
        raise Refused(
            "text_too_long",
            f"The text has {len(shown)} characters. Shorten it to {column.longest}.",
        )
    return shown
