"""A file's bytes as a table of text, its columns matched to the standard fields."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from measures.domain.sheet.collecting import collector_paused
from measures.domain.sheet.texts import normalise
from measures.domain.sheet.workbook import UnreadableWorkbook, sheets

FIELDS = (
    "office",
    "measure",
    "breakdown",
    "period",
    "period_start",
    "period_end",
    "as_at",
    "unit",
    "status",
    "value",
    "numerator",
    "denominator",
    "note",
)
"""What a column can be, in the order in which a row is checked."""

DELIMITERS = (",", ";", "\t")
HEADING_ROWS = 25
"""The headings are looked for in the first rows, below a title if there is one."""


Grid = Sequence[Sequence[str]]


class Unreadable(Exception):
    """The file cannot be read at all; the message is one sentence for the person."""


class Line(NamedTuple):
    """One row of the file: its number there (the first is 1) and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file below its headings; blank rows are left out.

    ``fields`` names the standard field of each column, "" for a column not read.
    """

    columns: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[Line, ...]
    header: int = 1
    notes: tuple[str, ...] = ()

    def heading(self, field: str) -> str:
        """The file's own name for a field's column, or the field's if it has none."""
        if field in self.fields:
            return self.columns[self.fields.index(field)]
        return field


@collector_paused()
def read(
    data: bytes,
    *,
    filename: str = "",
    mapping: Mapping[str, str] | None = None,
    where: Mapping[str, str] | None = None,
) -> Table:
    """Read a CSV, XLSX or ODS file.

    ``mapping`` gives the field of a column by its heading ({"force": "office"}), "" for
    one not to be read, and wins over a column with the field's own name. ``where``
    keeps only the rows whose cell in a column is the text given. Row numbers are
    always those of the file.

    Raises Unreadable if the file cannot be read, or a column of ``where`` is not in it.
    """
    wanted = _checked_mapping(mapping or {})
    grid, notes = _grid(data, filename, wanted)
    lines = _lines(grid)
    if not lines:
        raise Unreadable("The file is empty.")
    header = _header(lines, wanted)
    columns = _without_blank_end(header.cells)
    fields = _fields(columns, wanted)
    below = lines[lines.index(header) + 1 :]
    return Table(
        columns=columns,
        fields=fields,
        rows=tuple(_kept(below, columns, fields, where or {})),
        header=header.number,
        notes=(*notes, *_unread(columns, fields)),
    )


def lines_of(data: bytes, *, filename: str = "") -> list[Line]:
    """Every row of a file that is not blank, its headings first, whatever they are.

    Raises Unreadable if the file cannot be read.
    """
    grid, _notes = _grid(data, filename, {})
    return _lines(grid)


def fingerprint(columns: Iterable[str]) -> str:
    """The same for every file with these headings, in any order."""
    headings = sorted({_as_field(column) for column in columns})
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()


def _lines(grid: Grid) -> list[Line]:
    """The rows that are not blank; a text that recurs is held in memory once."""
    known: dict[str, str] = {}
    return [
        Line(number, tuple(map(known.setdefault, cells, cells)))
        for number, cells in enumerate(grid, 1)
        if any(map(str.strip, cells))
    ]


def _checked_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    for column, field in mapping.items():
        if field and field not in FIELDS:
            raise Unreadable(
                f"The column “{column}” cannot be read as “{field}”; "
                f"choose one of {', '.join(FIELDS)}."
            )
    return {_as_field(column): field for column, field in mapping.items()}


def _as_field(heading: str) -> str:
    return normalise(heading.replace("_", " ").replace("-", " ")).replace(" ", "_")


# -- from bytes to a grid


def _grid(
    data: bytes, filename: str, mapping: Mapping[str, str]
) -> tuple[Grid, tuple[str, ...]]:
    """The file's rows from its first, and notes about how they were found."""
    if not data.strip():
        raise Unreadable("The file is empty.")
    if data.startswith(b"PK"):
        return _sheet(data, mapping)
    _refuse_other_formats(data, filename)
    text = _decoded(data)
    return _rows(text, _delimiter(text, mapping)), ()


def _sheet(data: bytes, mapping: Mapping[str, str]) -> tuple[Grid, tuple[str, ...]]:
    """The first sheet with the headings wanted, else the first that is not blank."""
    passed_over: list[Grid] = []
    try:
        for name, grid in sheets(data):
            if _has_headings(grid, mapping):
                notes = (f"Read from the sheet “{name}”.",) if passed_over else ()
                return grid, notes
            passed_over.append(grid)
    except UnreadableWorkbook as error:
        raise Unreadable(str(error)) from error
    return next((grid for grid in passed_over if _width(grid)), []), ()


def _refuse_other_formats(data: bytes, filename: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "The workbook is protected by a password or in the old .xls format; "
            "save it as .xlsx without a password, or as CSV."
        )
    if data.startswith(b"%PDF") or filename.lower().endswith((".pdf", ".docx")):
        raise Unreadable("This is a document; send a CSV, XLSX or ODS file.")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("This is not a CSV, XLSX or ODS file.")


def _delimiter(text: str, mapping: Mapping[str, str]) -> str:
    """The delimiter that shows the headings wanted, else that with most columns."""
    starts = {
        delimiter: list(islice(_reader(text, delimiter), HEADING_ROWS))
        for delimiter in DELIMITERS
    }
    for delimiter, rows in starts.items():
        if _has_headings(rows, mapping):
            return delimiter
    return max(starts, key=lambda delimiter: _width(starts[delimiter]))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        yield from rows


def _rows(text: str, delimiter: str) -> Grid:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(rows)
    except csv.Error as error:
        raise Unreadable(
            f"The file cannot be read as CSV at line {rows.line_num}: a quotation mark "
            "is not closed, or a cell is far too long."
        ) from error


# -- where the headings are


def _has_headings(grid: Grid, mapping: Mapping[str, str]) -> bool:
    return any(_knows(row, mapping) for row in grid[:HEADING_ROWS])


def _width(grid: Grid) -> int:
    """How many cells the first row that is not blank has; 0 if there is none."""
    return next((len(row) for row in grid if any(row)), 0)


def _header(lines: Sequence[Line], mapping: Mapping[str, str]) -> Line:
    for line in lines[:HEADING_ROWS]:
        if _knows(line.cells, mapping):
            return line
    return lines[0]


def _knows(cells: Iterable[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row is the headings: it names a measure, and a period or a value."""
    fields = set(_fields(tuple(cells), mapping))
    return "measure" in fields and bool(
        fields & {"value", "numerator", "period", "period_start"}
    )


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _fields(columns: tuple[str, ...], mapping: Mapping[str, str]) -> tuple[str, ...]:
    headings = [_as_field(column) for column in columns]
    mapped = {mapping[heading] for heading in headings if heading in mapping}
    unmapped = set(FIELDS) - mapped
    return tuple(
        mapping.get(heading, heading if heading in unmapped else "")
        for heading in headings
    )


def _unread(columns: Sequence[str], fields: Sequence[str]) -> tuple[str, ...]:
    unread = [
        column.strip() or "one without a heading"
        for column, field in zip(columns, fields, strict=True)
        if not field
    ]
    return (f"Columns that are not read: {', '.join(unread)}.",) if unread else ()


def _kept(
    lines: Sequence[Line],
    columns: Sequence[str],
    fields: Sequence[str],
    where: Mapping[str, str],
) -> Iterator[Line]:
    if not where:
        yield from lines
        return
    wanted = {
        _place(column, columns, fields): normalise(text)
        for column, text in where.items()
    }
    for line in lines:
        if all(
            at < len(line.cells) and normalise(line.cells[at]) == text
            for at, text in wanted.items()
        ):
            yield line


def _place(column: str, columns: Sequence[str], fields: Sequence[str]) -> int:
    heading = _as_field(column)
    headings = [_as_field(name) for name in columns]
    for names in (headings, list(fields)):
        if heading in names:
            return names.index(heading)
    raise Unreadable(f"The file has no column called “{column}”.")
