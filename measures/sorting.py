"""The rows of a file held against what is stored: new, changed, unchanged or refused.

Reads only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from measures.domain import checks
from measures.domain.series import Symbol
from measures.domain.sheet import Checked, Finding, Row
from measures.domain.sheet.amounts import Amount
from measures.domain.sheet.texts import Refused, normalise
from measures.models import Measure, MeasureVersion, Observation
from measures.reading import definition_of
from measures.statements import SAID
from opcc.core.models import Office

Figure = tuple[int, str, dt.date, dt.date, str]
MeasureKey = tuple[str, str]

WITHHELD = _lazy(
    "The value that is there is withheld by a decision: release that decision first."
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stored of one figure, by its newest vintage."""

    pk: int
    vintage: int
    revision: int
    state: str
    said: tuple[Any, ...]

    @property
    def is_withheld(self) -> bool:
        return self.said[SAID.index("symbol")] == Observation.Symbol.WITHHELD


@dataclass(frozen=True, slots=True)
class Planned:
    """One row with its definition (None: to be made), and what is stored of it."""

    row: Row
    version: MeasureVersion | None
    said: dict[str, Any]
    stated: Stated | None


@dataclass
class Sorted:
    """The rows of a file by what storing them does; nothing is stored yet."""

    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: list[Planned] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
        }


def sort(checked: Checked, *, offices: Mapping[str, Office]) -> Sorted:
    """What each accepted row would do. Reads only: a few queries for all of them.

    ``offices`` is by the key in the rows. Rows of a measure that is to be created are
    new.
    """
    measures = measures_of(checked.accepted, offices)
    return sorted_out(checked.accepted, measures, _is_to_create(checked))


def partly(checked: Checked, found: Sorted) -> Checked:
    """The same file with the rows that could not be placed among the rejected."""
    lost = {finding.row for finding in found.rejected}
    return replace(
        checked,
        accepted=[row for row in checked.accepted if row.number not in lost],
        rejected=[*checked.rejected, *found.rejected],
    )


def measures_of(
    rows: Iterable[Row], offices: Mapping[str, Office]
) -> dict[MeasureKey, Measure]:
    """The rows' measures by office and key, with their definitions."""
    wanted = {row.measure for row in rows if row.measure.isdecimal()}
    measures = Measure.objects.filter(office__in=offices.values()).with_definitions()
    by_pk = {str(measure.pk): measure for measure in measures}
    keys = {office.pk: key for key, office in offices.items()}
    return {(keys[by_pk[pk].office_id], pk): by_pk[pk] for pk in wanted if pk in by_pk}


def _is_to_create(checked: Checked):
    new = {(office, normalise(name)) for office, name in checked.created}
    return lambda row: (row.office, normalise(row.measure)) in new


def sorted_out(rows: Sequence[Row], measures, is_to_create) -> Sorted:
    found = Sorted()
    stated = _stated({measure.pk for measure in measures.values()})
    for row in rows:
        try:
            if is_to_create(row):
                found.new.append(Planned(row, None, _said(row), None))
                continue
            version = _version_of(row, measures)
            _place(row, version, stated.get(_figure(row, version)), found)
        except Refused as refusal:
            found.rejected.append(_finding(row, refusal))
    return found


def _place(
    row: Row, version: MeasureVersion, stated: Stated | None, found: Sorted
) -> None:
    if stated is not None and stated.is_withheld:
        if row.symbol is not Symbol.WITHHELD:
            raise Refused("bad_text", str(WITHHELD), "value")
        found.unchanged.append(Planned(row, version, {}, stated))
        return
    planned = Planned(row, version, _said(row), stated)
    if stated is None:
        found.new.append(planned)
    elif stated.said == _values(planned.said):
        found.unchanged.append(planned)
    else:
        found.changed.append(planned)


def _version_of(row: Row, measures: Mapping[MeasureKey, Measure]) -> MeasureVersion:
    """The definition to which a row belongs; Refused where there is none."""
    measure = measures.get((row.office, row.measure)) or measures.get(
        (row.office, normalise(row.measure))
    )
    if measure is None:
        raise Refused("unknown_measure", _("There is no such measure."), "measure")
    version = definition_of(measure, row.period)
    if version is None:
        message = _("The measure has no definition in %(period)s.")
        words = {"period": row.period.words}
        raise Refused("date_outside_window", message % words, "period")
    return version


def _said(row: Row) -> dict[str, Any]:
    """The columns of a row's statement; Refused for what may not be stored so."""
    amount = Amount(
        row.value, row.symbol, row.numerator, row.denominator, frozenset(), False
    )
    return {
        **checks.kept(checks.storable(amount)),
        "symbol": str(row.symbol or ""),
        "is_provisional": row.provisional,
        "is_estimated": row.estimated,
    }


def _values(said: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(said[name] for name in SAID)


def _figure(row: Row, version: MeasureVersion) -> Figure:
    period = row.period
    kind = period.kind.value
    return (version.measure_id, kind, period.start, period.end, row.breakdown)


def _stated(measures: Iterable[int]) -> dict[Figure, Stated]:
    """Each figure's newest vintage. One query, rows as tuples: there may be many."""
    rows = Observation.objects.filter(measure__in=list(measures)).order_by("vintage")
    found = {}
    figure = ("measure_id", "period_kind", "period_start", "period_end", "breakdown")
    names = (*figure, "pk", "vintage", "revision", "state", *SAID)
    for row in rows.values_list(*names):
        found[row[:5]] = Stated(*row[5:9], said=row[9:])
    return found


def _finding(row: Row, refusal: Refused) -> Finding:
    said = row.symbol.words if row.symbol is Symbol.WITHHELD else row.period.words
    return Finding(row.number, refusal.field, said, refusal.code, refusal.message)
