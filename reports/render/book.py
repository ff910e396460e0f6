"""A workbook laid out as official statistics are: one table to a sheet, no blank cell.

Numbers are numbers; what stands for a number is a symbol in its place. A last sheet
explains the columns of the others. The same sheets give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable
from decimal import Decimal

import pandas
from gptables import Cover, GPTable, produce_workbook

from measures.domain.sheet import neutralised
from reports.domain import columns
from reports.domain.measure_part import Figure

Cell = str | int | float

NOT_APPLICABLE = "[z]"
LEGIBLE = re.compile("[a-zA-Z0-9]")

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def produced(
    sheets: dict[str, GPTable],
    cover: Cover,
    *,
    title: str,
    author: str,
    created: dt.date,
) -> bytes:
    """The workbook: the cover, a list of the sheets, the sheets, and their columns."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no sheet of notes
        book = produce_workbook(
            out,
            {**sheets, "Columns": _explained(sheets)},
            cover=cover,
            workbook_options=OPTIONS,
            auto_width=True,
        )
    moment = dt.datetime.combine(created, dt.time())
    book.set_properties({"title": title, "author": author, "created": moment})
    book.close()
    return out.getvalue()


def _explained(sheets: dict[str, GPTable]) -> GPTable:
    words = dict(columns.SHEETS)
    used = dict.fromkeys(name for sheet in sheets.values() for name in sheet.table)
    rows: list[list[Cell]] = [[name, words[name]] for name in used]
    return table("columns", "What each column means", ("Column", "Meaning"), rows)


def table(
    name: str, title: str, heads: Iterable[str], rows: list[list[Cell]]
) -> GPTable:
    safe = [[_safe(cell) for cell in row] for row in rows]
    frame = pandas.DataFrame(safe, columns=list(heads), dtype=object)
    return GPTable(
        table=frame,
        table_name=name,
        title=title,
        instructions=f"This sheet has one table of {len(rows)} rows.",
        index_columns={2: 0},
    )


def value(figure: Figure) -> Cell:
    """The published number, or the symbol in its place."""
    if figure.value is None:
        return f"[{figure.symbol or 'x'}]"
    return number(figure.value)


def aim(said: tuple[Decimal, ...]) -> Cell:
    """A target as a number; both ends of a range as words."""
    if len(said) == 1:
        return number(said[0])
    return " to ".join(f"{end:f}" for end in said) or NOT_APPLICABLE


def marks(figure: Figure) -> str:
    return " ".join(f"[{mark}]" for mark in figure.marks) or NOT_APPLICABLE


def number(value: Decimal | None) -> Cell:
    if value is None:
        return NOT_APPLICABLE
    return int(value) if value == value.to_integral_value() else float(value)


def _safe(cell: Cell) -> Cell:
    return text(cell) if isinstance(cell, str) else cell


def text(words: str) -> str:
    """Text that runs nowhere, and in which gptables finds no mark-up of its own.

    It refuses a cell in which nothing can be read out, such as a dash.
    """
    if not LEGIBLE.search(words):
        return NOT_APPLICABLE
    return neutralised(words.replace("$$", "$ $").replace("](", "] ("))
