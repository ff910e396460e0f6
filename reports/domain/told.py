"""Every figure that stands anywhere in an edition's part on one measure.

Downloads are drawn from the same content, so that what is here is all there is.
Pure: no Django, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.series import Point, window_of
from opcc.core.periods import Period, PeriodKind
from reports.domain.measure_part import Comparison, Figure, MeasurePart
from reports.domain.revised import Revision

REASON = re.compile(r"^([−-]?)£?([\d,]+(?:\.\d+)?)[^ ]*(?: [a-z]+)? against ")
"""How the sentence on a position begins: "36 against a target of 40 with ..."."""

AMOUNT = re.compile(r"^£?([\d,]+(?:\.\d+)?).* (higher|lower)$")
"""How a change is told: "4 higher", "1,204 lower"; one without is "no change"."""


@dataclass(frozen=True)
class Told:
    """A figure, what it is of, and where it stands in the edition."""

    breakdown: str
    period: Period
    figure: Figure
    where: str


@dataclass(frozen=True)
class ToldChange:
    """How much more a later period has than an earlier one."""

    later: Period
    earlier: Period
    amount: Decimal
    where: str


def latest(part: MeasurePart) -> Period | None:
    """The period of the part's headline; None where it tells none."""
    if part.rows:
        return part.rows[0].period
    point = part.chart.series.latest
    return point.period if point else None


def told(part: MeasurePart) -> tuple[Told, ...]:
    """Each different figure once, the headline first; () for a part without any."""
    at = latest(part)
    if at is None:
        return ()
    found: dict[tuple[object, ...], Told] = {}
    for each in _told(part, at):
        figure = each.figure
        numbers = (figure.value, figure.numerator, figure.denominator, figure.symbol)
        found.setdefault((each.breakdown, each.period, *numbers), each)
    return tuple(found.values())


def _told(part: MeasurePart, at: Period) -> Iterator[Told]:
    yield Told("", at, part.figure, at.words)
    yield Told("", at - 1, part.previous, (at - 1).words)
    for row in part.rows:
        yield Told("", row.period, row.figure, row.period.words)
    for point in part.chart.series.points:
        yield Told("", point.period, _drawn(point), point.period.words)
    for comparison in part.comparisons:
        yield from _compared(comparison, at)
    for area in part.breakdown:
        yield Told(area.name, at, area.figure, f"{area.name}, {at.words}")
    for beside in part.benchmarks:
        if beside.ours is not None:
            ours = Figure(text="", value=beside.ours)
            yield Told("", beside.period, ours, f"{beside.name}, {beside.period.words}")
    yield from _judged(part, at)


def recalled(
    parts: Iterable[MeasurePart], revisions: Iterable[Revision]
) -> Iterator[Revision]:
    """Those of an edition's revisions that state a figure which it hides itself."""
    hidden = {
        (part.code, each.breakdown, each.period)
        for part in parts
        for each in told(part)
        if each.figure.symbol in ("c", "w")
    }
    for each in revisions:
        if (each.code, each.breakdown, each.period) in hidden:
            yield each


def changes(part: MeasurePart) -> Iterator[ToldChange]:
    """The changes between two single periods, as the comparisons state them."""
    at = latest(part)
    for comparison in part.comparisons:
        earlier = _earlier(comparison.against, at) if at else None
        amount = _amount(comparison)
        if at is None or earlier is None or amount is None:
            continue
        yield ToldChange(at, earlier, amount, comparison.label)


def _compared(comparison: Comparison, at: Period) -> Iterator[Told]:
    before = _earlier(comparison.against, at)
    if before is not None:
        yield Told("", before, comparison.figure, before.words)
        return
    windows = _windows(comparison.against, at)
    if windows is None or comparison.total is None:
        return
    now, then = windows
    yield Told("", now, comparison.total, now.words)
    yield Told("", then, comparison.figure, then.words)


def _earlier(against: str, at: Period) -> Period | None:
    periods = {"previous": at - 1, "year_before": at.year_before()}
    return periods.get(against)


def _windows(against: str, at: Period) -> tuple[Period, Period] | None:
    """The longer periods whose totals a comparison tells: now, and before."""
    if against == "rolling_12":
        now = Period.rolling(at.end)
        return now, now - 12
    if against != "year_to_date":
        return None
    before = at.year_before()
    return (
        window_of(at.financial_year.start, at.end),
        window_of(before.financial_year.start, before.end),
    )


def _judged(part: MeasurePart, at: Period) -> Iterator[Told]:
    """A month's or a year's figure that only the sentence on the position tells."""
    match = REASON.match(part.grade.reason)
    period = _judged_period(part.target_text, at)
    if match is None or period is None or not part.grade.state.is_rated:
        return
    sign = -1 if match[1] else 1
    value = sign * Decimal(match[2].replace(",", ""))
    yield Told("", period, Figure(match[2], value), f"the position, {period.words}")


def _judged_period(target: str, at: Period) -> Period | None:
    if target.endswith(" a year") and at.kind is not PeriodKind.YEAR:
        year = at.financial_year
        return year if year.end == at.end else year - 1
    if target.endswith(" a month"):
        return Period.containing(at.end, PeriodKind.MONTH)
    return None


def _drawn(point: Point) -> Figure:
    return Figure(
        text="",
        value=point.value,
        numerator=point.numerator,
        denominator=point.denominator,
        symbol=point.symbol.value if point.symbol else "",
        marks=point.marks,
    )


def _amount(comparison: Comparison) -> Decimal | None:
    if comparison.amount == "no change":
        return Decimal(0)
    match = AMOUNT.match(comparison.amount)
    if match is None:
        return None
    sign = 1 if match[2] == "higher" else -1
    return sign * Decimal(match[1].replace(",", ""))
