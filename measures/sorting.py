"""The rows of a file held against what is stored: new, changed, unchanged or refused.

Reads only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from measures.domain import checks
from measures.domain.series import Symbol
from measures.domain.sheet import Checked, Finding, Row
from measures.domain.sheet.amounts import Amount
from measures.domain.sheet.collecting import collector_paused
from measures.domain.sheet.texts import Refused, normalise
from measures.models import Measure, MeasureVersion, Observation
from measures.reading import definition_of
from measures.statements import SAID
from opcc.core.models import Office
from opcc.core.periods import Period

FIGURE = ("measure_id", "period_kind", "period_start", "period_end", "breakdown")
Figure = tuple[int, str, dt.date, dt.date, str]
"""What a value is of, in the order of ``FIGURE``."""

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
    """One row with its definition (None: to be made), and what is stored of it.

    ``said`` is its statement, in the order of ``SAID``; ``figure`` is what it is of.
    """

    row: Row
    version: MeasureVersion | None
    said: tuple[Any, ...]
    stated: Stated | None
    figure: Figure | None = None


@dataclass
class Sorted:
    """The rows of a file by what storing them does; nothing is stored yet."""

    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: list[Planned] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    stated: dict[Figure, Stated] = field(default_factory=dict, repr=False)

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


def is_still_so(found: Sorted, measures: Mapping[MeasureKey, Measure]) -> bool:
    """Whether what is stored is what the rows were held against."""
    return found.stated == _stated({measure.pk for measure in measures.values()})


def _is_to_create(checked: Checked):
    new = {(office, normalise(name)) for office, name in checked.created}
    return lambda row: (row.office, normalise(row.measure)) in new


@collector_paused()
def sorted_out(rows: Sequence[Row], measures, is_to_create) -> Sorted:
    stated = _stated({measure.pk for measure in measures.values()})
    found = Sorted(stated=stated)
    definitions = _Definitions(measures)
    for row in rows:
        try:
            if is_to_create(row):
                found.new.append(Planned(row, None, _said(row), None))
                continue
            version = definitions.of(row)
            figure = _figure(row, version)
            _place(row, version, figure, stated.get(figure), found)
        except Refused as refusal:
            found.rejected.append(_finding(row, refusal))
    return found


def _place(
    row: Row,
    version: MeasureVersion,
    figure: Figure,
    stated: Stated | None,
    found: Sorted,
) -> None:
    if stated is not None and stated.is_withheld:
        if row.symbol is not Symbol.WITHHELD:
            raise Refused("bad_text", str(WITHHELD), "value")
        found.unchanged.append(Planned(row, version, stated.said, stated, figure))
        return
    planned = Planned(row, version, _said(row), stated, figure)
    if stated is None:
        found.new.append(planned)
    elif stated.said == planned.said:
        found.unchanged.append(planned)
    else:
        found.changed.append(planned)


class _Definitions:
    """The definition to which a row belongs, looked for once for each period."""

    def __init__(self, measures: Mapping[MeasureKey, Measure]) -> None:
        self.measures = measures
        self.known: dict[tuple[str, str, Period], MeasureVersion] = {}

    def of(self, row: Row) -> MeasureVersion:
        """Refused where there is none."""
        key = (row.office, row.measure, row.period)
        version = self.known.get(key)
        if version is None:
            version = self.known[key] = self._found(row)
        return version

    def _found(self, row: Row) -> MeasureVersion:
        measure = self.measures.get((row.office, row.measure)) or self.measures.get(
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


def _said(row: Row) -> tuple[Any, ...]:
    """A row's statement, in the order of ``SAID``; Refused for what is not stored."""
    numbers = _numbers(row.value, row.numerator, row.denominator, row.symbol)
    return (*numbers, row.symbol or "", row.provisional, row.estimated)


@lru_cache(maxsize=16_384)
def _numbers(
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    symbol: Symbol | None,
) -> tuple[Decimal | None, ...]:
    """The numbers as they are kept, with a fixed number of decimals."""
    amount = Amount(value, symbol, numerator, denominator, frozenset(), False)
    kept = checks.kept(checks.storable(amount))
    return (kept["value"], kept["numerator"], kept["denominator"])


def _figure(row: Row, version: MeasureVersion) -> Figure:
    period = row.period
    kind = period.kind.value
    return (version.measure_id, kind, period.start, period.end, row.breakdown)


def _stated(measures: Iterable[int]) -> dict[Figure, Stated]:
    """Each figure's newest vintage. One query, rows as tuples: there may be many."""
    rows = Observation.objects.filter(measure__in=list(measures)).order_by("vintage")
    found = {}
    names = (*FIGURE, "pk", "vintage", "revision", "state", *SAID)
    for row in rows.values_list(*names):
        found[row[:5]] = Stated(*row[5:9], said=row[9:])
    return found


def _finding(row: Row, refusal: Refused) -> Finding:
    said = row.symbol.words if row.symbol is Symbol.WITHHELD else row.period.words
    return Finding(row.number, refusal.field, said, refusal.code, refusal.message)
