"""An XLSX or ODS workbook as grids of text, its formulas and errors shown as such.

The reader gives the value that a formula last had, or nothing where the program that
wrote the file never worked it out or it is an error. Both are refused in a value's
cell, so this finds where they stand and puts their text in place of the value.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 300_000_000
"""What a workbook may unpack to: far above 100,000 rows, far below the memory."""

MOST_CELLS = 20_000_000
"""A sheet is unpacked as a full rectangle: one cell typed far away makes it vast."""

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Formulas = dict[tuple[int, int], str]

XLSX_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
XLSX_PART = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
XLSX_FORMULA = re.compile(
    r"<(?:\w+:)?c(?P<cell>\s[^>]*)?>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>(?P<text>[^<]*)<)"
)
XLSX_ERROR = re.compile(
    r"<(?:\w+:)?c(?P<cell>\s[^>]*\bt=[\"']e[\"'][^>]*)>"
    r"(?:<(?:\w+:)?f[^<]*(?:</(?:\w+:)?f>)?)?\s*<(?:\w+:)?v>(?P<text>[^<]*)<"
)
XLSX_PLACE = re.compile(r"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
ODS_TAG = re.compile(
    r"<table:(table|table-row|table-cell|covered-table-cell)"
    r"(\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?/?>"
)


DAMAGE = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What the two readers raise for an archive or a sheet that is not what it says."""


class UnreadableWorkbook(Exception):
    """The message is one sentence for the person."""


def sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's name and grid, in the workbook's order.

    A grid starts at the sheet's first row and column, so that row 1 is at index 0.
    Raises UnreadableWorkbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_what_is_too_large(archive)
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            formulas = _formulas(archive, workbook.sheet_names)
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, _grid(rows, formulas.get(name, {}))
    except DAMAGE as error:
        raise UnreadableWorkbook(
            "The workbook is damaged or not a spreadsheet; "
            "open it, save it as .xlsx or CSV and send it again."
        ) from error


def _refuse_what_is_too_large(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise UnreadableWorkbook("The workbook is too large; send it in parts, as CSV.")


def _grid(rows: list[list[Cell]], formulas: Formulas) -> list[list[str]]:
    grid = [[shown(cell) for cell in row] for row in rows]
    for (row, column), formula in formulas.items():
        _write(grid, row, column, formula)
    return grid


def _write(grid: list[list[str]], row: int, column: int, text: str) -> None:
    """Put text in a cell; one without a value may lie beyond the grid, which grows."""
    while len(grid) <= row:
        grid.append([])
    grid[row].extend([""] * (column + 1 - len(grid[row])))
    grid[row][column] = text


def shown(cell: Cell) -> str:
    """A workbook's cell as the text that a CSV file would hold; dates as yyyy-mm-dd."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _plain(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def _plain(number: float) -> str:
    """Without an exponent, in the fewest digits that give the same number."""
    text = repr(number)
    return f"{number:.20f}".rstrip("0") if "e" in text else text


# -- where the formulas are


def _formulas(archive: zipfile.ZipFile, names: list[str]) -> dict[str, Formulas]:
    if "content.xml" in archive.namelist():
        content = archive.read("content.xml").decode("utf-8")
        found = _ods_formulas(content) if "table:formula=" in content else []
    else:
        parts = _xlsx_parts(archive)
        texts = [archive.read(part).decode("utf-8") for part in parts]
        for text in texts:
            _refuse_a_vast_sheet(text)
        found = [_xlsx_formulas(text) for text in texts]
    return dict(zip(names, found, strict=False))


def _xlsx_parts(archive: zipfile.ZipFile) -> list[str]:
    """The path of each sheet inside the file, in the workbook's order."""
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in XLSX_PART.findall(
            archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
        )
    }
    tags = XLSX_SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8"))
    paths = [targets[_attribute(tag, r"\w+:id")] for tag in tags]
    return [
        path.lstrip("/") if path.startswith("/") else f"xl/{path}" for path in paths
    ]


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}\s*=\s*["\']([^"\']*)["\']', tag)
    return html.unescape(match[1]) if match else ""


def _refuse_a_vast_sheet(sheet: str) -> None:
    places = set(XLSX_PLACE.findall(sheet))
    rows = max((int(row) for _, row in places), default=0)
    columns = max((_column(letters) + 1 for letters, _ in places), default=0)
    if rows * columns > MOST_CELLS:
        raise UnreadableWorkbook(
            "A sheet has a cell typed far from the others; delete the empty rows and "
            "columns around the table and send it again."
        )


def _xlsx_formulas(sheet: str) -> Formulas:
    """Where formulas and errors stand, from 0; formulas as text from "=" on."""
    found = {
        _place(match): "=" + html.unescape(match["text"] or "")
        for match in XLSX_FORMULA.finditer(sheet)
    }
    errors = {
        _place(match): html.unescape(match["text"])
        for match in XLSX_ERROR.finditer(sheet)
    }
    return found | errors


def _place(match: re.Match[str]) -> tuple[int, int]:
    """Row and column, from 0; raises ValueError where the file does not say."""
    place = re.fullmatch("([A-Z]+)([0-9]+)", _attribute(match["cell"] or "", "r"))
    if place is None:
        raise ValueError("a formula or error whose place is not said")
    return int(place[2]) - 1, _column(place[1])


def _column(letters: str) -> int:
    """0 for A, 26 for AA."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _ods_formulas(content: str) -> list[Formulas]:
    """One for each table; repeated rows and cells are counted, not written out."""
    found: list[Formulas] = []
    row = next_row = column = 0
    for match in ODS_TAG.finditer(content):
        tag, attributes = match[1], match[2] or ""
        if tag == "table":
            found.append({})
            next_row = 0
        elif tag == "table-row":
            row, column = next_row, 0
            next_row += _repeats(attributes, "rows")
        else:
            if formula := _attribute(attributes, "table:formula"):
                found[-1][row, column] = "=" + formula.partition("=")[2]
            column += _repeats(attributes, "columns")
    return found


def _repeats(attributes: str, what: str) -> int:
    return int(_attribute(attributes, f"table:number-{what}-repeated") or 1)
