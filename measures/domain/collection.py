"""A collection's file: one metric a row, under its priority.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from measures.domain.quantity import Kind
from measures.domain.rating import Polarity
from measures.domain.sheet.listing import Column, Listed, listed, refusal, repeated
from measures.domain.sheet.rows import Finding
from measures.domain.sheet.texts import Refused

KINDS = ", ".join(Kind)
POLARITIES = ", ".join(Polarity)

COLUMNS = (
    Column("priority", "the heading that the metric stands under", is_needed=True),
    Column("metric", "what is counted, in a few words", is_needed=True),
    Column("kind", f"the kind of number, if it is known: {KINDS}"),
    Column("polarity", f"which direction is better, if it is known: {POLARITIES}"),
    Column("source", "where its figures come from, if it is known"),
)


@dataclass(frozen=True)
class Entry:
    """One metric; ``kind`` and ``polarity`` are "" where the file leaves them open."""

    priority: str
    metric: str
    kind: str
    polarity: str
    source: str


@dataclass(frozen=True)
class Entries:
    """A collection's metrics in the order of the file, and what is wrong with it."""

    accepted: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def entries_in(data: bytes, *, filename: str = "") -> Entries:
    """Read a collection's file. Raises Unreadable where it is no such file."""
    found = listed(data, COLUMNS, filename=filename)
    rows, repeats = repeated(found.rows, ("priority", "metric"), "metric")
    accepted, wrong = _checked(rows)
    findings = sorted([*found.findings, *repeats, *wrong], key=lambda each: each.row)
    return Entries(tuple(accepted), tuple(findings))


def _checked(rows: Iterable[Listed]) -> tuple[list[Entry], list[Finding]]:
    accepted, findings = [], []
    for row in rows:
        try:
            kind = _one_of(row, "kind", Kind)
            polarity = _one_of(row, "polarity", Polarity)
        except Refused as error:
            findings.append(refusal(row, "kind", error))
            continue
        named = row.cells["priority"], row.cells["metric"]
        accepted.append(Entry(*named, kind, polarity, row.cells["source"]))
    return accepted, findings


def _one_of(row: Listed, column: str, choices: type[StrEnum]) -> str:
    text = row.cells[column].casefold()
    if text and text not in set(choices):
        known = ", ".join(choices)
        raise Refused(
            "unknown_choice",
            f"“{row.cells[column][:60]}” is not known. Write one of {known}, "
            "or leave it blank.",
            column,
        )
    return text
