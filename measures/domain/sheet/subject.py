"""What a row is about: its measure's name, breakdown, unit, period and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from measures.domain.sheet.dates import between, day, starting_or_ending, when
from measures.domain.sheet.numbers import refuse_spreadsheet_leftovers
from measures.domain.sheet.specs import MeasureSpec, breakdown_names, takes_unit
from measures.domain.sheet.texts import Refused, folded, normalise, restored
from opcc.core.periods import Period, PeriodKind


def name_in(place: str, text: str) -> str:
    """A name as it is stored, without a spreadsheet's leftovers."""
    try:
        return _name(text)
    except Refused as refusal:
        raise refusal.at(place) from None


@lru_cache(maxsize=4_096)
def _name(text: str) -> str:
    refuse_spreadsheet_leftovers(folded(text))
    return restored(" ".join(text.split()))


def unknown_measure(name: str) -> str:
    if not name:
        return "The measure is missing. Write its name or code."
    return (
        f"There is no measure called “{name[:60]}”. "
        "Write its name or code as in the list of measures."
    )


Said = tuple[Period, str, bool]
"""A period, the field that says it, and whether by its last day."""


class About:
    """One measure as a file writes it; what its cells mean is worked out once.

    Its methods raise Refused, each time that they are asked.
    """

    def __init__(self, office: str, spec: MeasureSpec) -> None:
        self.office = office
        self.spec = spec
        self._breakdowns: dict[str, str] = {}
        self._periods: dict[tuple[str | None, ...], Said] = {}
        self._units: set[str] = set()

    def breakdown(self, text: str) -> str:
        found = self._breakdowns.get(text)
        if found is None:
            found = self._breakdowns[text] = breakdown_of(self.spec, text)
        return found

    def period(self, cells: Mapping[str, str]) -> Said:
        written = (
            cells.get("period"),
            cells.get("period_start"),
            cells.get("period_end"),
        )
        found = self._periods.get(written)
        if found is None:
            found = self._periods[written] = _period_taken(self.spec, cells)
        return found

    def check_unit(self, text: str) -> None:
        if text not in self._units:
            check_unit(self.spec, text)
            self._units.add(text)


def breakdown_of(spec: MeasureSpec, text: str) -> str:
    name = name_in("breakdown", text)
    if not name or spec.breakdowns is None:
        return name
    known = breakdown_names(spec).get(normalise(name))
    if known is None:
        raise Refused(
            "unknown_breakdown",
            f"This measure has no breakdown “{name[:60]}”. "
            "Write one as in the measure's list, or leave it blank for the whole.",
            "breakdown",
        )
    return known


def check_unit(spec: MeasureSpec, unit: str) -> None:
    if not takes_unit(spec.kind, spec.unit, unit):
        raise Refused(
            "bad_unit",
            f"The unit “{unit.strip()[:60]}” is not this measure's, which is "
            f"{spec.unit or spec.kind}. Correct it or leave it blank.",
            "unit",
        )


def as_at_of(text: str) -> dt.date | None:
    try:
        return day(text) if text.strip() else None
    except Refused as refusal:
        raise refusal.at("as_at") from None


def _period_taken(spec: MeasureSpec, cells: Mapping[str, str]) -> Said:
    """The period that the cells say, if the measure is reported for such."""
    period, place, by_last_day = _period_said(spec, cells)
    if not spec.takes_period(period):
        kinds = ", ".join(kind for kind in PeriodKind if kind in spec.period_kinds)
        raise Refused(
            "bad_date",
            f"{period.words} is a {period.kind}, and this measure is reported by: "
            f"{kinds}.",
            place,
        )
    return period, place, by_last_day


def _period_said(spec: MeasureSpec, cells: Mapping[str, str]) -> Said:
    first, last = cells.get("period_start", ""), cells.get("period_end", "")
    if first.strip() and last.strip():
        period = between(first, last)
        _check_same(period, cells.get("period", ""))
        return period, "period_end", False
    if "period" not in cells:
        place = "period_end" if first.strip() else "period_start"
        message = "Give both the first and the last day of the period."
        raise Refused("bad_date", message, place)
    try:
        period, by_last_day = _period_in_one_cell(spec, cells["period"])
    except Refused as refusal:
        raise refusal.at("period") from None
    return period, "period", by_last_day


def _check_same(period: Period, text: str) -> None:
    if not text.strip():
        return
    if not period.contains(when(text)):
        raise Refused(
            "bad_date",
            f"“{text.strip()}” is not {period.words}, which the two dates give. "
            "Correct one or leave it blank.",
            "period",
        )


def _period_in_one_cell(spec: MeasureSpec, text: str) -> tuple[Period, bool]:
    period = when(text)
    kind = spec.single_date_kind
    if period.kind is not PeriodKind.DAY or kind is PeriodKind.DAY:
        return period, False
    if kind is None or kind is PeriodKind.ROLLING:
        raise Refused(
            "bad_date",
            "One date does not say how long the period is. Write a month as "
            "April 2026, a quarter as 2026/27 Q1, a year as 2026/27.",
        )
    return starting_or_ending(period.start, kind)
