"""A file of populations, and which of those stated a period's rate is divided by.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.sheet.listing import Column, Listed, listed, refusal, repeated
from measures.domain.sheet.numbers import number
from measures.domain.sheet.rows import Finding
from measures.domain.sheet.texts import Refused

FIRST_YEAR, LAST_YEAR = 1990, 2035

COLUMNS = (
    Column("area", "the force, comparator member or district", is_needed=True),
    Column("year", "the year that it is of, such as 2024", is_needed=True),
    Column("number", "how many people", is_needed=True),
    Column("source", "who published it, such as ONS mid-year estimate", is_needed=True),
)


@dataclass(frozen=True)
class People:
    """The people of an area in a year."""

    area: str
    year: int
    number: int
    source: str


def people_in(
    data: bytes, *, filename: str = ""
) -> tuple[tuple[People, ...], tuple[Finding, ...]]:
    """Read a file of populations. Raises Unreadable where it is no such file."""
    found = listed(data, COLUMNS, filename=filename)
    rows, repeats = repeated(found.rows, ("area", "year"), "area and year")
    accepted, findings = [], [*found.findings, *repeats]
    for row in rows:
        try:
            accepted.append(_people(row))
        except Refused as error:
            findings.append(refusal(row, "number", error))
    return tuple(accepted), tuple(sorted(findings, key=lambda each: each.row))


def year_for(years: Iterable[int], on: dt.date) -> int | None:
    """The newest year not after a day's; the oldest where all are after it."""
    known = sorted(years)
    before = [year for year in known if year <= on.year]
    return before[-1] if before else next(iter(known), None)


def people_for(by_year: Mapping[int, int], on: dt.date) -> tuple[int, int] | None:
    """The year and the number that a period ending on a day is divided by."""
    year = year_for(by_year, on)
    return None if year is None else (year, by_year[year])


def _people(row: Listed) -> People:
    year = _whole(row, "year")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{year} is outside {FIRST_YEAR} to {LAST_YEAR}. Check the year."
        raise Refused("date_outside_window", message, "year")
    people = _whole(row, "number")
    if people < 1:
        raise Refused("out_of_range", "A population is 1 or more.", "number")
    return People(row.cells["area"], year, people, row.cells["source"])


def _whole(row: Listed, column: str) -> int:
    try:
        value = number(row.cells[column]).value
    except Refused as error:
        raise error.at(column) from None
    if value is None or value != value.to_integral_value() or value < Decimal(0):
        raise Refused("not_whole", "Write a whole number, such as 1248300.", column)
    return int(value)
