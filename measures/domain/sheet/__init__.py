"""Reading a spreadsheet of values: its bytes, its cells, and what is wrong with them.

``read`` turns a CSV, XLSX or ODS file into a Table; ``check`` turns the Table into
rows to store, each refused row with its reason. Nothing is stored here.
"""

from measures.domain.sheet.checking import check, wrong_columns
from measures.domain.sheet.reading import (
    FIELDS,
    Line,
    Table,
    Unreadable,
    fingerprint,
    read,
)
from measures.domain.sheet.rows import Checked, Finding, Row
from measures.domain.sheet.specs import MeasureSpec
from measures.domain.sheet.texts import neutralised, normalise

__all__ = [
    "FIELDS",
    "Checked",
    "Finding",
    "Line",
    "MeasureSpec",
    "Row",
    "Table",
    "Unreadable",
    "check",
    "fingerprint",
    "neutralised",
    "normalise",
    "read",
    "wrong_columns",
]
