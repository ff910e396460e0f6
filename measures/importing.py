"""A file of values read, checked and held against what is stored; stores nothing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures import sorting
from measures.domain import sheet
from measures.domain.sheet import Checked, Finding, MeasureSpec, Table
from measures.domain.sheet.texts import neutralised, normalise
from measures.grid import Figure, Return
from measures.models import ColumnMapping, Measure
from measures.specs import spec_of_measure
from opcc.core.models import Office

Specs = dict[str, MeasureSpec]

STATES = ("value", "numerator", "denominator", "status")
"""The columns of which one at least says something of a figure."""


@dataclass(frozen=True)
class Examined:
    """What storing a file would do, row by row."""

    table: Table
    checked: Checked
    found: sorting.Sorted

    @property
    def rows(self) -> int:
        return len(self.table.rows)

    @property
    def accepted(self) -> int:
        """How many rows may be stored, with those that repeat another row."""
        if not self.checked.accepted:
            return 0
        return self.rows - len({finding.row for finding in self.checked.rejected})

    @property
    def counts(self) -> dict[str, int]:
        """New, changed and unchanged figures."""
        return self.found.counts

    @property
    def may_be_stored_whole(self) -> bool:
        return bool(self.checked.accepted) and not self.checked.rejected

    def rejected_file(self) -> str:
        """The refused rows as they came, each with why: a CSV to correct and send.

        Cells beyond the headings, which are at fault themselves, come last.
        """
        reasons = {f.row: f for f in self.checked.rejected}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([*_harmless(self.table.columns), "row", "column", "reason"])
        for line in self.table.rows:
            if finding := reasons.get(line.number):
                width = len(self.table.columns)
                cells, beyond = line.cells[:width], line.cells[width:]
                padded = [*cells, *[""] * (width - len(cells))]
                why = [str(finding.row), finding.column, finding.message]
                writer.writerow(_harmless([*padded, *why, *beyond]))
        return out.getvalue()


def read_as_remembered(
    data: bytes,
    *,
    filename: str,
    office: Office,
    mapping: Mapping[str, str] | None = None,
    where: Mapping[str, str] | None = None,
) -> Table:
    """A file with its columns as the office said of files with the same headings.

    ``mapping`` wins over what is remembered. One query; raises ``sheet.Unreadable``.
    """
    given = dict(mapping or {})
    table = sheet.read(data, filename=filename, mapping=given)
    known = ColumnMapping.objects.for_office(office).filter(
        fingerprint=sheet.fingerprint(table.columns)
    )
    remembered = known.first()
    if remembered is None and not where:
        return table
    fields = (remembered.fields if remembered else {}) | given
    return sheet.read(data, filename=filename, mapping=fields, where=where)


def examine(
    table: Table,
    *,
    offices: Mapping[str, Office],
    names: Mapping[str, str] | None = None,
    create_measures: bool = False,
    due: Return | None = None,
) -> Examined:
    """Check a table and sort its rows. A few queries, however many rows there are.

    ``offices`` is by key; with ``names`` (keys by normalised name) the file says which
    office a row is of, otherwise there is one office, of key "". With ``due`` only
    what that return owes is accepted.
    """
    if due is not None:
        table = _filled_in(table)
    specs = specs_of(offices, due)
    checked = sheet.check(
        table,
        measures=specs if names is not None else specs[""],
        offices=names,
        create_measures=create_measures,
    )
    if due is not None:
        checked = _of_the_return(checked, due)
    found = sorting.sort(checked, offices=offices)
    return Examined(table, sorting.partly(checked, found), found)


def _filled_in(table: Table) -> Table:
    """The table without the rows of a return that nobody has filled in yet."""
    places = [table.fields.index(name) for name in STATES if name in table.fields]
    filled = tuple(
        line
        for line in table.rows
        if any(line.cells[at].strip() for at in places if at < len(line.cells))
    )
    blank = len(table.rows) - len(filled)
    if not blank:
        return table
    note = ngettext(
        "One row is left blank: its figure stays as it is.",
        "%(n)d rows are left blank: their figures stay as they are.",
        blank,
    )
    return replace(table, rows=filled, notes=(*table.notes, note % {"n": blank}))


def _of_the_return(checked: Checked, due: Return) -> Checked:
    """The same file with the rows of other periods among the rejected."""
    owed = {(str(each.measure.pk), each.period) for each in due.figures}
    others = [row for row in checked.accepted if (row.measure, row.period) not in owed]
    message = _("This return is for %(quarter)s. Take the row out of the file.")
    words = message % {"quarter": due.quarter.words}
    refused = [
        Finding(row.number, "period", row.period.words, "date_outside_window", words)
        for row in others
    ]
    lost = {row.number for row in others}
    return replace(
        checked,
        accepted=[row for row in checked.accepted if row.number not in lost],
        rejected=[*checked.rejected, *refused],
    )


def specs_of(
    offices: Mapping[str, Office], due: Return | None = None
) -> dict[str, Specs]:
    """What each office's measures accept, by their normalised codes and names.

    A name that two measures of an office share means neither: their codes do. With
    ``due`` only the measures of that return are known.
    """
    keys = {office.pk: key for key, office in offices.items()}
    measures = Measure.objects.filter(office__in=keys).with_definitions()
    if due is not None:
        measures = measures.filter(pk__in=[line.measure.pk for line in due.lines])
    by_office: dict[str, list[Measure]] = {key: [] for key in offices}
    for measure in measures.prefetch_related("breakdowns"):
        by_office[keys[measure.office_id]].append(measure)
    return {key: _specs(found) for key, found in by_office.items()}


def _specs(measures: Iterable[Measure]) -> Specs:
    measures = list(measures)
    names = Counter(name for measure in measures for name in _names(measure))
    by_name, by_code = {}, {}
    for measure in measures:
        spec = spec_of_measure(measure)
        if spec is None:
            continue
        by_code[normalise(measure.code)] = spec
        for name in _names(measure):
            if names[name] == 1:
                by_name[name] = spec
    return by_name | by_code


def _names(measure: Measure) -> set[str]:
    """What it is and was called."""
    return {normalise(version.name) for version in measure.versions.all()}


def office_names(offices: Iterable[Office]) -> dict[str, str]:
    """Which office (by slug) a file's name means; a name that two share means none."""
    found: dict[str, set[str]] = {}
    for office in offices:
        for name in office.names:
            found.setdefault(normalise(name), set()).add(office.slug)
    return {name: slugs.pop() for name, slugs in found.items() if len(slugs) == 1}


def said(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as plain values."""
    return [
        {
            "row": each.row,
            "column": each.column,
            "value": each.value,
            "code": each.code,
            "message": each.message,
        }
        for each in findings
    ]


TO_FILL_IN = (
    *("measure", "name", "period", "unit", "value", "numerator", "denominator"),
    *("status", "note"),
)
"""The columns of a return's file; all but the measure's name are read back."""


def to_fill_in(due: Return) -> str:
    """A return as a CSV file to fill in offline, with what is stated already.

    One row for each figure that is owed; a ratio asks for its two parts.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TO_FILL_IN)
    for figure in due.figures:
        writer.writerow(_harmless(_cells_of(figure)))
    return out.getvalue()


def _cells_of(figure: Figure) -> list[str]:
    version, row = figure.version, figure.observation
    about = [figure.measure.code, version.name, figure.period.key, version.unit_name]
    if row is None:
        return [*about, "", "", "", "", ""]
    has_parts = row.numerator is not None and row.denominator is not None
    value = "" if has_parts else _plain(row.value)
    marks = {"provisional": row.is_provisional, "estimated": row.is_estimated}
    return [
        *about,
        f"[{row.symbol}]" if row.symbol else value,
        _plain(row.numerator),
        _plain(row.denominator),
        ", ".join(word for word, is_so in marks.items() if is_so),
        row.note,
    ]


def _plain(number: Decimal | None) -> str:
    """In full, without noughts that say nothing."""
    return "" if number is None else f"{number.normalize():f}"


def _harmless(cells: Iterable[str]) -> list[str]:
    return [neutralised(cell) for cell in cells]
