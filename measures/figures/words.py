"""What a figure says in words: its heading and its description.

Two points are never called a trend: the last figure is compared with the same period
a year before and with its target, and no more is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from measures.domain.quantity import (
    Unit,
    decimals_of,
    exact,
    rounded,
    said,
    said_full,
)
from measures.domain.rating import Polarity
from measures.domain.series import Point, Series, Symbol
from measures.domain.spc import Stretch
from opcc.core.periods import Period, PeriodKind

PERIODS = {
    PeriodKind.DAY: ("day", "days"),
    PeriodKind.MONTH: ("month", "months"),
    PeriodKind.QUARTER: ("quarter", "quarters"),
    PeriodKind.YEAR: ("year", "years"),
    PeriodKind.ROLLING: ("rolling figure", "rolling figures"),
}


def figure_of(point: Point) -> Decimal:
    """The value of a point that has one. Raises ValueError for one that has not."""
    if point.value is None:
        raise ValueError(f"There is no figure for {point.period}")
    return point.value


def last_figure(series: Series) -> Point | None:
    """The latest point that has a figure, which may not be the latest point."""
    return next(
        (each for each in reversed(series.points) if each.value is not None), None
    )


def said_as_set(target: Decimal, unit: Unit) -> str:
    """A target with the decimals that it was set with: "47%", not "47.0%"."""
    return said(target, replace(unit, decimals=decimals_of(target)))


def said_period(period: Period) -> str:
    """A period in a sentence: "September 2026", "Q2 2026/27", "2026/27"."""
    if period.kind is PeriodKind.ROLLING:
        count = len(period.split(PeriodKind.MONTH))
        return f"the {count} months to {period.end:%B %Y}"
    if period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return str(period)
    return period.words


def when(period: Period) -> str:
    """ "in September 2026", "on 30 September 2026"."""
    word = "on" if period.kind is PeriodKind.DAY else "in"
    return f"{word} {said_period(period)}"


def told(series: Series) -> Sequence[Point]:
    """The points to draw and to count.

    A snapshot taken on some days leaves the days between empty; those are not gaps.
    """
    if series.period_kind is not PeriodKind.DAY:
        return series.points
    kept = [each for each in series.points if each.symbol is not Symbol.NOT_AVAILABLE]
    return kept if 2 * len(kept) < len(series.points) else series.points


def a_year_before(series: Series, last: Point) -> Point | None:
    """The same period a year before, unless it has none or a break lies between."""
    wanted = last.period.year_before()
    if last.break_inside:
        return None
    for point in reversed(series.points):
        if point.period == wanted:
            return None if point.value is None else point
        if point.break_before and point.period <= last.period:
            return None
    return None


def message(
    series: Series,
    unit: Unit,
    *,
    target: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    polarity: Polarity = Polarity.NEUTRAL,
) -> str:
    """A heading that says what the last figure is to a year ago and to the target."""
    last = last_figure(series)
    if last is None:
        return nothing(series)
    change = _change(series, last, unit)
    standing = _standing(figure_of(last), unit, target, lower, upper)
    if not change and not standing:
        return f"{said_full(figure_of(last), unit)} {when(last.period)}"
    if not change or not standing:
        return _sentence_case(change or standing)
    link = _link(change, standing, polarity)
    return _sentence_case(f"{change}, {link} {standing}")


def described(
    series: Series,
    unit: Unit,
    *,
    title: str,
    target: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    expected: Stretch | None = None,
) -> str:
    """One sentence of what the line did, and how it ended against its target.

    ``expected`` is the range expected from chance. Suppressed and withheld values are
    counted, never told.
    """
    last = last_figure(series)
    if last is None:
        return f"{title}: {_lower_case(nothing(series))}."
    clauses = [_extent(series), *_range(series, unit), _ending(last, unit)]
    if before := a_year_before(series, last):
        clauses.append(_against_year(last, before, unit))
    if target is not None or (lower is not None and upper is not None):
        clauses.append(_against(figure_of(last), unit, target, lower, upper))
    if expected is not None:
        low, high = expected.lower, expected.upper
        clauses.append(_against_chance(figure_of(last), unit, low, high))
    clauses += _gaps(series) + _breaks(series)
    return f"{title}: {', '.join(clauses)}."


def briefly(series: Series, unit: Unit) -> str:
    """A few words for a sparkline: how long it is, and its last figure."""
    last = last_figure(series)
    if last is None:
        return nothing(series)
    count = len(told(series))
    noun = PERIODS[last.period.kind][count > 1]
    latest = said_period(series.points[-1].period)
    return f"{count} {noun} to {latest}, {_ending(last, unit)}"


def nothing(series: Series) -> str:
    symbols = {point.symbol for point in series.points}
    if symbols & {Symbol.SUPPRESSED, Symbol.WITHHELD}:
        return "No figure is shown"
    return "There is no figure yet"


def _change(series: Series, last: Point, unit: Unit) -> str:
    before = a_year_before(series, last)
    if before is None:
        return ""
    now = rounded(figure_of(last), unit.decimals)
    then = rounded(figure_of(before), unit.decimals)
    when = "the year before" if series.period_kind is PeriodKind.YEAR else "a year ago"
    if now == then:
        return f"the same as {when}"
    return f"{'higher' if now > then else 'lower'} than {when}"


def _standing(
    value: Decimal,
    unit: Unit,
    target: Decimal | None,
    lower: Decimal | None,
    upper: Decimal | None,
) -> str:
    """Where a value stands: "below the target"; empty without a whole target."""
    if target is not None:
        return f"{_side(value, target, unit)} the target"
    if lower is None or upper is None:
        return ""
    if value < lower:
        return f"{_side(value, lower, unit)} the target range"
    if value > upper:
        return f"{_side(value, upper, unit)} the target range"
    return "inside the target range"


def _side(value: Decimal, target: Decimal, unit: Unit) -> str:
    """Above, below or at; "just" where rounding would print the two as equal."""
    if value == target:
        return "at"
    side = "above" if value > target else "below"
    hidden = rounded(value, unit.decimals) == rounded(target, unit.decimals)
    return f"just {side}" if hidden else side


def _link(change: str, standing: str, polarity: Polarity) -> str:
    """ "but" where the change and the standing point different ways, else "and"."""
    if polarity not in (Polarity.HIGHER, Polarity.LOWER) or change.startswith("the"):
        return "and"
    rose_is_better = polarity is Polarity.HIGHER
    better = change.startswith("higher") is rose_is_better
    misses = ("below" if rose_is_better else "above") in standing
    return "but" if better is misses else "and"


def _extent(series: Series) -> str:
    periods = [point.period for point in told(series)]
    one, many = PERIODS[periods[0].kind]
    if len(periods) == 1:
        return f"line chart of one {one}"
    first, last = said_period(periods[0]), said_period(periods[-1])
    return f"line chart of {len(periods)} {many}, {first} to {last}"


def _range(series: Series, unit: Unit) -> list[str]:
    points = [point for point in series.points if point.value is not None]
    if len(points) < 3:
        return []
    low, high = min(points, key=figure_of), max(points, key=figure_of)
    least, most = said(figure_of(low), unit), said(figure_of(high), unit)
    if least == most:
        return [f"{least} throughout"]
    return [
        f"lowest {least} {when(low.period)}",
        f"highest {most} {when(high.period)}",
    ]


def _ending(last: Point, unit: Unit) -> str:
    provisional = " (provisional)" if last.provisional else ""
    figure = said_full(figure_of(last), unit)
    if last.low is not None and last.high is not None:
        ends = f"{said(last.low, unit)} to {said(last.high, unit)}"
        figure += f" (95% interval {ends})"
    return f"ending at {figure}{provisional} {when(last.period)}"


def _against_year(last: Point, before: Point, unit: Unit) -> str:
    now = rounded(figure_of(last), unit.decimals)
    then = rounded(figure_of(before), unit.decimals)
    if now == then:
        return "the same as a year before"
    side = "higher" if now > then else "lower"
    return f"{side} than {said(figure_of(before), unit)} a year before"


def _against(
    value: Decimal,
    unit: Unit,
    target: Decimal | None,
    lower: Decimal | None,
    upper: Decimal | None,
) -> str:
    standing = _standing(value, unit, target, lower, upper)
    if target is not None:
        return f"{standing} of {said_as_set(target, unit)}"
    if lower is None or upper is None:
        return ""
    return f"{standing} of {said_as_set(lower, unit)} to {said_as_set(upper, unit)}"


def _against_chance(value: Decimal, unit: Unit, low: float, high: float) -> str:
    side = "inside" if low <= value <= high else "outside"
    reach = f"{said(exact(low), unit)} to {said(exact(high), unit)}"
    return f"{side} the range expected from chance, {reach}"


def _gaps(series: Series) -> list[str]:
    counts = Counter(point.symbol for point in told(series) if point.symbol)
    one, many = PERIODS[series.points[0].period.kind]
    return [
        f"{count} {one if count == 1 else many} {symbol.words} [{symbol}]"
        for symbol, count in counts.items()
    ]


def _breaks(series: Series) -> list[str]:
    periods = [
        said_period(point.period) for point in series.points[1:] if point.break_before
    ]
    if not periods:
        return []
    return [f"not comparable across the break at the start of {' and '.join(periods)}"]


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower_case(words: str) -> str:
    return words[:1].lower() + words[1:]
