"""The figures: the history from a file, then a return for each of three quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from measures.changes import imports, values
from measures.changes import returns as completing
from measures.changes.values import Cell
from measures.domain.sheet import Checked, Row
from measures.domain.sheet.amounts import Amount
from measures.models import Measure, Observation
from opcc.core import clock
from opcc.core.periods import Period, PeriodKind
from opcc.site.demo.days import Days
from opcc.site.demo.figures import FIRST, HISTORY_ENDS, amount, amounts
from opcc.site.demo.measures import shape_of
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told

HISTORY = "Westmarch figures before the service.xlsx"

LATE = "haven"
"""The provider who has given nothing for the newest quarter."""

UNVALIDATED = frozenset({"standards", "digital", "victim_care"})
"""Whose figures of the newest quarter wait to be validated."""

MISSING = "2C"
"""One measure for which the newest quarter's figure is still to come."""

QUERIED = "3G"
QUESTION = (
    "Last quarter it was 96.4%, and now 84.1%. Did the number of victims contacted "
    "leave out those reached by text message, as in the spring?"
)
SLIP = "2I"
SLIPPED_BY = 10
"""By how much the last month of this measure was first given too high."""

SLIP_REASON = "Ten thefts at one shop were counted twice."
FINAL = "1H"
FINAL_REASON = "The final count of injuries that were reported late."


@dataclass(frozen=True)
class Returning:
    """One measure with what the file tells of it, in one quarter."""

    measure: Measure
    said: dict
    quarter: Period
    back: int

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.measure.version_on(self.quarter.end).periods_in(self.quarter)

    @property
    def stated(self) -> Iterator[tuple[Period, Amount]]:
        parts = amounts(shape_of(self.said), self.back, len(self.periods))
        return zip(self.periods, parts, strict=True)

    def cells(self) -> list[Cell]:
        whole = [self._cell(period, part) for period, part in self.stated]
        return [*whole, *self._districts()]

    def _districts(self) -> Iterator[Cell]:
        """Of the newest quarter alone: a trap, as one is small and the total told."""
        told = self.said.get("districts", {}) if self.back == 0 else {}
        for name, number in told.items():
            yield Cell(
                measure=self.measure,
                period=self.quarter,
                amount=amount(value=Decimal(number)),
                breakdown=name,
            )

    def _cell(self, period: Period, part: Amount) -> Cell:
        if self.measure.code == SLIP and self.back == -1 and self._is_last(period):
            part = replace(part, value=part.value + SLIPPED_BY)
        return Cell(
            measure=self.measure,
            period=period,
            amount=part,
            is_provisional=self.said.get("is_provisional", False),
            note=self.said.get("missing_note", "") if part.symbol else "",
        )

    def _is_last(self, period: Period) -> bool:
        return period.end == self.quarter.end


def tell_history(cast: Cast, days: Days) -> None:
    """Everything before the first return, from one file, checked by a second person."""
    rows = []
    for back in range(FIRST, HISTORY_ENDS + 1):
        for returning in _returning(cast, days, back):
            rows += [
                _row(len(rows) + 1, returning, period, part)
                for period, part in returning.stated
            ]
    imports.store(
        checked=Checked(rows, [], [], []),
        offices={"": cast.office},
        by=cast.people["performance"],
        at=clock.now(),
        validated_by=cast.people["chief_executive"],
        source=HISTORY,
    )


def tell(cast: Cast, days: Days, back: int) -> None:
    """Each provider gives what they owe, but for what is late in the newest quarter."""
    for key, owed in _by_provider(cast, days, back).items():
        if back == 0 and key == LATE:
            continue
        given = [each for each in owed if back or each.measure.code != MISSING]
        by = cast.provider(key)
        values.enter(
            cells=[cell for each in given for cell in each.cells()],
            office=cast.office,
            by=by,
            at=clock.now(),
        )
        if len(given) == len(owed):
            completing.complete(
                organisation=cast.organisations[key],
                quarter=days.back(back),
                office=cast.office,
                by=by,
                at=clock.now(),
            )


def validate(cast: Cast, days: Days, back: int) -> None:
    """The performance officer accepts what was given, and asks about one figure."""
    waiting = Observation.objects.for_office(cast.office).within(days.back(back))
    if back == 0:
        names = [cast.organisations[key] for key in UNVALIDATED]
        waiting = waiting.exclude(measure__provider__in=names)
    values.validate(
        observations=waiting.filter(state=Observation.State.ENTERED),
        by=cast.people["performance"],
        at=clock.now(),
    )
    if back == 0:
        odd = _figure(cast, QUERIED, days.back(0))
        values.query(observation=odd, text=QUESTION, by=cast.people["performance"])


def make_final(cast: Cast, days: Days, back: int) -> None:
    """The provisional figure of the quarter before gives way to the final one."""
    before = _figure(cast, FINAL, days.back(back - 1))
    _revise(cast, before, change=1, reason=FINAL_REASON)


def mend_slip(cast: Cast, days: Days) -> None:
    """What was counted twice is taken out of the month in which it was."""
    month = days.back(-1).split(PeriodKind.MONTH)[-1]
    _revise(cast, _figure(cast, SLIP, month), change=-SLIPPED_BY, reason=SLIP_REASON)


def _revise(
    cast: Cast, stated: Observation, *, change: int, reason: str
) -> Observation:
    measure = stated.measure
    cell = Cell(
        measure=measure,
        period=stated.period,
        amount=amount(value=stated.value + change),
        seen=(stated.vintage, stated.revision),
    )
    revised = values.revise(
        observation=stated,
        cell=cell,
        reason=reason,
        by=cast.people["analyst"],
        at=clock.now(),
    )
    values.validate(
        observations=[revised], by=cast.people["performance"], at=clock.now()
    )
    return revised


def _figure(cast: Cast, code: str, period: Period) -> Observation:
    """The newest vintage of one figure."""
    rows = Observation.objects.for_office(cast.office).filter(measure__code=code)
    return rows.about(period).select_related("measure__office").latest("vintage")


def _returning(cast: Cast, days: Days, back: int) -> Iterator[Returning]:
    measures = Measure.objects.for_office(cast.office).with_definitions()
    by_code = {measure.code: measure for measure in measures}
    for said in told("measures")["measure"]:
        yield Returning(by_code[said["code"]], said, days.back(back), back)


def _by_provider(cast: Cast, days: Days, back: int) -> dict[str, list[Returning]]:
    owed: dict[str, list[Returning]] = {}
    for returning in _returning(cast, days, back):
        owed.setdefault(returning.said["provider"], []).append(returning)
    return owed


def _row(number: int, returning: Returning, period: Period, part: Amount) -> Row:
    return Row(
        number=number,
        office="",
        measure=str(returning.measure.pk),
        period=period,
        breakdown="",
        value=part.value,
        numerator=part.numerator,
        denominator=part.denominator,
        symbol=part.symbol,
        provisional=False,
        revised=False,
        estimated=False,
        as_at=period.end,
        note="",
    )
