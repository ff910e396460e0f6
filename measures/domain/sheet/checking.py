"""A table's rows checked whole: accepted, warned of, or refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from measures.domain.sheet.amounts import amount_of
from measures.domain.sheet.collecting import collector_paused
from measures.domain.sheet.reading import FIELDS, Line, Table
from measures.domain.sheet.repeats import Repeats
from measures.domain.sheet.rows import Checked, Finding, Row
from measures.domain.sheet.specs import MeasureSpec, guessed
from measures.domain.sheet.subject import About, as_at_of, name_in, unknown_measure
from measures.domain.sheet.texts import (
    Refused,
    all_plain,
    cleaned,
    normalise,
    restored,
)

Measures = Mapping[str, MeasureSpec]
LONGEST_SHOWN = 200
"""Characters of a refused cell that a finding repeats."""


@collector_paused()
def check(
    table: Table,
    *,
    measures: Measures | Mapping[str, Measures],
    offices: Mapping[str, str] | None = None,
    create_measures: bool = False,
) -> Checked:
    """Check every row of a file; linear in its rows.

    ``measures`` is by normalised name or code. With ``offices`` (keys by normalised
    name) it is by office key first. ``create_measures`` accepts measures that are not
    there, as guessed from their unit; they come back in ``created``.
    """
    missing = wrong_columns(table, several=offices is not None)
    if missing:
        finding = Finding(table.header, "", "", "wrong_columns", missing)
        return Checked([], [], [finding], list(table.notes))
    checking = _Checking(table, measures, offices, create_measures)
    for line in table.rows:
        checking.take(line)
    return checking.result()


def wrong_columns(table: Table, *, several: bool = False) -> str:
    """What is wrong with the headings, as a sentence; empty if nothing is."""
    there = set(table.fields)
    for name in FIELDS:
        if table.fields.count(name) > 1:
            return f"Two columns give the {name}. Keep one, or rename the other."
    needed = {
        "measure": "measure" in there,
        "period": "period" in there or {"period_start", "period_end"} <= there,
        "value": "value" in there or {"numerator", "denominator"} <= there,
        "office": "office" in there or not several,
    }
    lacking = [name for name, given in needed.items() if not given]
    if lacking:
        return (
            f"There is no column for: {', '.join(lacking)}. "
            "Add it, or say which of the file's columns it is."
        )
    if "office" in there and not several and _several_offices(table):
        return "The file holds several offices. Keep the rows of one only."
    return ""


def _several_offices(table: Table) -> bool:
    at = table.fields.index("office")
    names = {normalise(line.cells[at]) for line in table.rows if at < len(line.cells)}
    return len(names) > 1


class _Checking:
    """One pass over a table: what was accepted, warned of and refused so far."""

    def __init__(
        self,
        table: Table,
        measures: Measures | Mapping[str, Measures],
        offices: Mapping[str, str] | None,
        create_measures: bool,
    ) -> None:
        self.table = table
        self.measures = measures
        self.offices = offices
        self.create_measures = create_measures
        self.places = [
            (name, table.fields.index(name)) for name in FIELDS if name in table.fields
        ]
        self.rejected: list[Finding] = []
        self.warnings: list[Finding] = []
        self.created: dict[tuple[str, str], MeasureSpec] = {}
        self.new_names: dict[tuple[str, str], MeasureSpec] = {}
        self.abouts: dict[tuple[str, str], About] = {}
        self.repeats = Repeats()

    def take(self, line: Line) -> None:
        warned: list[Finding] = []
        try:
            self._accept(line, warned)
        except Refused as refusal:
            self.rejected.append(
                self._finding(line, refusal.field, refusal.code, refusal.message)
            )
        else:
            self.warnings.extend(warned)

    def result(self) -> Checked:
        notes = [*self.table.notes, *self.repeats.notes()]
        if not self.table.rows:
            notes.append("The file has no rows to read below its headings.")
        return Checked(
            self.repeats.kept(), self.warnings, self.rejected, notes, self.created
        )

    # -- one row

    def _accept(self, line: Line, warned: list[Finding]) -> None:
        cells = self._cells(line, warned)
        about = self._about(cells)
        breakdown = about.breakdown(cells.get("breakdown", ""))
        period, place, by_last_day = about.period(cells)
        if by_last_day:
            warned.append(self._finding(line, place, *LAST_OF_PERIOD))
        as_at = as_at_of(cells.get("as_at", ""))
        about.check_unit(cells.get("unit", ""))
        amount = amount_of(about.spec, cells)
        if amount.looks_like_a_fraction:
            warned.append(self._finding(line, "value", *LOOKS_LIKE_A_FRACTION))
        marks = amount.marks
        row = Row(
            number=line.number,
            office=about.office,
            measure=about.spec.key,
            period=period,
            breakdown=breakdown,
            value=amount.value,
            numerator=amount.numerator,
            denominator=amount.denominator,
            symbol=amount.symbol,
            provisional="p" in marks,
            revised="r" in marks,
            estimated="e" in marks,
            as_at=as_at,
            note=restored(cells.get("note", "")),
        )
        self.repeats.add(row, decided=amount.decided)

    def _cells(self, line: Line, warned: list[Finding]) -> dict[str, str]:
        """The row's cells by field, without zero-width characters."""
        there = line.cells
        if len(there) == len(self.table.columns) and all_plain(there):
            return {name: there[at] for name, at in self.places}
        if any(cell.strip() for cell in there[len(self.table.columns) :]):
            raise Refused(
                "wrong_columns",
                "The row has more cells than there are headings. Put quotation marks "
                "round a cell that holds the separator, such as “1,234”.",
            )
        return {
            name: self._cell(line, name, there[at], warned)
            for name, at in self.places
            if at < len(there)
        }

    def _cell(self, line: Line, name: str, raw: str, warned: list[Finding]) -> str:
        try:
            text, had_zero_width = cleaned(raw)
        except Refused as refusal:
            raise refusal.at(name) from None
        if had_zero_width:
            warned.append(self._finding(line, name, *ZERO_WIDTH_REMOVED))
        return text

    def _about(self, cells: Mapping[str, str]) -> About:
        """What a row is about, found once for each office and measure as written."""
        written = (cells.get("office", ""), cells.get("measure", ""))
        about = self.abouts.get(written)
        if about is None:
            office = self._office(written[0])
            about = About(office, self._spec(office, cells))
            self.abouts[written] = about
        return about

    def _office(self, text: str) -> str:
        if self.offices is None:
            return ""
        key = self.offices.get(normalise(text))
        if key is None:
            raise Refused(
                "unknown_office",
                f"There is no office called “{text.strip()[:60]}”. "
                "Write its name as in the list of offices.",
                "office",
            )
        return key

    def _spec(self, office: str, cells: Mapping[str, str]) -> MeasureSpec:
        name = name_in("measure", cells.get("measure", ""))
        known = self._known(office).get(normalise(name))
        known = known or self.new_names.get((office, normalise(name)))
        if known is not None:
            return known
        if not self.create_measures or not name:
            raise Refused("unknown_measure", unknown_measure(name), "measure")
        spec = guessed(name, cells.get("unit", "").strip())
        self.new_names[office, normalise(name)] = spec
        self.created[office, name] = spec
        return spec

    def _known(self, office: str) -> Measures:
        if self.offices is None:
            return cast(Measures, self.measures)
        return cast(Mapping[str, Measures], self.measures).get(office, {})

    def _finding(self, line: Line, name: str, code: str, message: str) -> Finding:
        at = self.table.fields.index(name) if name in self.table.fields else -1
        raw = line.cells[at] if 0 <= at < len(line.cells) else ""
        column = self.table.heading(name)
        return Finding(line.number, column, raw[:LONGEST_SHOWN], code, message)


LOOKS_LIKE_A_FRACTION = (
    "looks_like_a_fraction",
    "This is stored as given, less than 1%. If it is a fraction, write it times 100.",
)
LAST_OF_PERIOD = (
    "last_of_period",
    "This is the last day of a period, and is read as that period. "
    "Write its first day.",
)
ZERO_WIDTH_REMOVED = (
    "zero_width_removed",
    "Characters without width were removed from this cell.",
)
