"""Change from one period to another, in number and in words.

Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Unpack

from measures.domain.quantity import (
    Kind,
    Unit,
    plain,
    rounded,
    said,
    said_difference,
    said_full,
)
from measures.domain.rating import Polarity, check_band
from measures.domain.series import (
    Combined,
    HowCombined,
    Point,
    Series,
    Symbol,
    quarters,
    rolling,
    to_date,
)
from measures.domain.surveys import UNKNOWN, Sampling
from opcc.core.periods import Period, PeriodKind

SMALL_BASE = Decimal(20)
"""Counts, and rates' numerators, below this give no percent; an office may set it."""

WITHOUT_PERCENT = frozenset({Kind.PERCENTAGE, Kind.SCORE})
"""Kinds whose change is a difference only."""

GROWS_WITH_DAYS = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATE})
"""Kinds of which a short month has less."""

NOISE = Decimal("1e-15")
"""Values closer than this differ by the arithmetic's 28 digits only."""


class Word(StrEnum):
    """Which way it went, by polarity; up and down pass no judgement."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NO_CHANGE = "no change"
    UP = "up"
    DOWN = "down"
    TOWARDS_BAND = "towards the band"
    AWAY_FROM_BAND = "away from the band"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True)
class Change:
    """How far a value has moved, or why that is not said.

    ``difference`` is in the measure's unit (points between percentages), now less
    before; ``percent`` is of the value before. ``amount`` is for a table ("1.3 points
    lower"), ``short`` adds the period compared with, ``sentence`` states both periods
    and every caution. ``reason`` says why there is no difference, or no percent.

    Of a survey, ``interval`` is the 95% interval of the difference, and ``doubt`` why
    the difference is not called a change.
    """

    difference: Decimal | None
    percent: Decimal | None
    word: Word | None
    amount: str
    short: str
    sentence: str
    reason: str = ""
    small_base: bool = False
    provisional: bool = False
    crosses_break: bool = False
    interval: tuple[float, float] | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Comparisons:
    """What one period is compared with; None where its kind of series has no such."""

    previous: Change | None
    year_before: Change | None
    year_to_date: Change | None
    rolling_12: Change | None


@dataclass(frozen=True)
class Terms:
    """How a measure's changes are judged and worded."""

    unit: Unit
    polarity: Polarity
    lower: Decimal | None = None
    upper: Decimal | None = None
    small_base: Decimal = SMALL_BASE
    sampling: Sampling | None = None

    def __post_init__(self) -> None:
        check_band(self.lower, self.upper)
        if self.small_base < 0:
            raise ValueError(f"A small base is 0 or more, not {self.small_base}")

    def word(self, now: Decimal, before: Decimal) -> Word:
        if now == before:
            return Word.NO_CHANGE
        if self.polarity is Polarity.BAND:
            return self._word_by_band(now, before)
        rose = now > before
        if self.polarity is Polarity.NEUTRAL:
            return Word.UP if rose else Word.DOWN
        better = rose is (self.polarity is Polarity.HIGHER)
        return Word.IMPROVED if better else Word.WORSENED

    def _word_by_band(self, now: Decimal, before: Decimal) -> Word:
        """Neither nearer nor further, or only half a band: no judgement."""
        closer = self._outside(before) - self._outside(now)
        if closer == 0:
            return Word.UP if now > before else Word.DOWN
        return Word.TOWARDS_BAND if closer > 0 else Word.AWAY_FROM_BAND

    def _outside(self, value: Decimal) -> Decimal:
        """How far outside the band a value lies; 0 inside, or without a whole band."""
        if self.lower is None or self.upper is None:
            return Decimal(0)
        return max(self.lower - value, value - self.upper, Decimal(0))

    def is_small(self, before: Point) -> bool:
        """Whether the base is too small for a percent; an unknown one is not."""
        sized_by = {Kind.COUNT: before.value, Kind.RATE: before.numerator}
        size = sized_by.get(self.unit.kind)
        return size is not None and size < self.small_base


def change(
    now: Point,
    before: Point | None,
    *,
    unit: Unit,
    polarity: Polarity | str,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    small_base: Decimal | int = SMALL_BASE,
    crosses_break: bool = False,
    before_words: str = "",
    sampling: Sampling | None = None,
) -> Change:
    """Compare a value with an earlier one, a baseline or a comparator's.

    ``crosses_break`` says that a break lies between them, beside what the points say
    themselves. ``before_words`` replaces the period's words, as in "the baseline,
    April 2023 to March 2024". ``sampling`` is of a survey, whose difference is a change
    only if chance in drawing the samples does not explain it.

    Raises ValueError for an unknown polarity, a band upside down or a small base
    under 0.
    """
    terms = Terms(unit, Polarity(polarity), lower, upper, Decimal(small_base), sampling)
    words = before_words or (before.period.words if before else "an earlier period")
    if now.value is None or before is None or before.value is None:
        return _unstated(now, before, words)
    return _stated(now, before, words, terms, crosses_break)


def comparisons(
    series: Series,
    at: Period,
    *,
    unit: Unit,
    polarity: Polarity | str,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    small_base: Decimal | int = SMALL_BASE,
    sampling: Sampling | None = None,
    **how: Unpack[HowCombined],
) -> Comparisons:
    """Compare ``at`` with the period before and a year before, and its running totals.

    Months may be asked about a quarter: the quarters are derived, the running totals
    summed from the months. Raises ValueError where ``at`` is of another length.
    """
    terms = Terms(unit, Polarity(polarity), lower, upper, Decimal(small_base), sampling)
    shown = quarters(series, **how) if at.kind is PeriodKind.QUARTER else series
    if shown.period_kind not in (None, at.kind):
        raise ValueError(f"A series of {shown.period_kind}s has no {at.words}")
    pairs = _Pairs(series, shown, terms)
    has_totals = series.period_kind in (PeriodKind.MONTH, PeriodKind.QUARTER)
    return Comparisons(
        previous=pairs.of_periods(at, at - 1),
        year_before=None if at.kind is PeriodKind.YEAR else pairs.a_year_apart(at),
        year_to_date=pairs.to_date(at, how) if has_totals else None,
        rolling_12=pairs.rolling(at, how) if has_totals else None,
    )


@dataclass(frozen=True)
class _Pairs:
    """The series as recorded and as shown, from which two points are compared."""

    recorded: Series
    shown: Series
    terms: Terms

    def of_periods(self, at: Period, earlier: Period) -> Change:
        now = self.shown.at(at) or Point.missing(at)
        return self._compare(now, self.shown.at(earlier) or Point.missing(earlier))

    def a_year_apart(self, at: Period) -> Change:
        return self.of_periods(at, at.year_before())

    def to_date(self, at: Period, how: HowCombined) -> Change:
        return self._totals(
            to_date(self.recorded, at, **how),
            to_date(self.recorded, at.year_before(), **how),
        )

    def rolling(self, at: Period, how: HowCombined) -> Change:
        return self._totals(
            rolling(self.recorded, at, **how),
            rolling(self.recorded, at.year_before(), **how),
        )

    def _totals(self, now: Combined, before: Combined) -> Change:
        return self._compare(now.point, before.point)

    def _compare(self, now: Point, before: Point) -> Change:
        words = before.period.words
        if now.value is None or before.value is None:
            return _unstated(now, before, words)
        crosses = self._break_between(before.period, now.period)
        return _stated(now, before, words, self.terms, crosses)

    def _break_between(self, before: Period, now: Period) -> bool:
        """Whether any value after the one, up to the other, opens a new series."""
        return any(
            point.break_before or point.break_inside
            for point in self.recorded.points
            if before.end < point.period.start and point.period.end <= now.end
        )


def _unstated(now: Point, before: Point | None, before_words: str) -> Change:
    if now.value is None:
        reason = f"{now.period.words} is {_absence(now)}"
    elif before is None:
        reason = f"there is no figure for {before_words}"
    else:
        reason = f"{before_words} is {_absence(before)}"
    sentence = f"{now.period.words} against {before_words}: no change is stated, as"
    return Change(
        difference=None,
        percent=None,
        word=None,
        amount="not stated",
        short=f"No change is stated: {reason}",
        sentence=f"{sentence} {reason}",
        reason=reason,
    )


def _absence(point: Point) -> str:
    """Why there is no number; what was noted on a hidden one stays hidden."""
    symbol = point.symbol or Symbol.NOT_AVAILABLE
    if point.note and symbol in (Symbol.NOT_AVAILABLE, Symbol.NOT_APPLICABLE):
        return f"{symbol.words} ({point.note})"
    return symbol.words


def _stated(
    now: Point, before: Point, before_words: str, terms: Terms, crosses_break: bool
) -> Change:
    """Compare two points that have values."""
    value, base = _value(now), _value(before)
    difference = Decimal(0) if abs(value - base) < NOISE else value - base
    percent, reason = _percent(difference, base, terms.is_small(before), terms.unit)
    crosses = crosses_break or now.break_before or now.break_inside
    crosses = crosses or before.break_inside
    words = _Words(now, before, before_words, terms.unit, difference)
    short = words.short(_share(percent, reason))
    sampled = _sampled(now, before, terms)
    cautions = [*words.cautions(crosses), *sampled.cautions]
    return Change(
        difference=difference,
        percent=percent,
        word=sampled.word(terms.word(base + difference, base)),
        amount=words.amount,
        short=short,
        sentence="; ".join([f"{words.opening}, {short}", *cautions]),
        reason=reason,
        small_base=reason == "small base",
        provisional=now.provisional or before.provisional,
        crosses_break=crosses,
        interval=sampled.interval,
        doubt=sampled.doubt,
    )


@dataclass(frozen=True)
class _Sampled:
    """What sampling leaves open of a difference; nothing of a complete count."""

    interval: tuple[float, float] | None = None
    doubt: str = ""
    cautions: tuple[str, ...] = ()

    def word(self, word: Word) -> Word:
        return Word.NO_CLEAR_CHANGE if self.doubt else word


def _sampled(now: Point, before: Point, terms: Terms) -> _Sampled:
    if terms.sampling is None:
        return _Sampled()
    found = terms.sampling.difference(now, before, terms.unit.kind)
    if found is None:
        return _Sampled(None, UNKNOWN, (f"no clear change: {_lower(UNKNOWN)}",))
    said = f"95% interval of the difference {found.words(terms.unit)}"
    if found.doubt:
        said = f"no clear change: {_lower(found.doubt)} ({said})"
    return _Sampled((found.low, found.high), found.doubt, (said,))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _value(point: Point) -> Decimal:
    if point.value is None:
        raise ValueError(f"{point.period.words} has no value")
    return point.value


def _percent(
    difference: Decimal, base: Decimal, is_small: bool, unit: Unit
) -> tuple[Decimal | None, str]:
    """The percent of the base, or None and why; no reason where none is expected."""
    if unit.kind in WITHOUT_PERCENT:
        return None, ""
    if is_small:
        return None, "small base"
    if base <= 0:
        return None, "the base is 0" if base == 0 else "the base is negative"
    return difference * 100 / base, ""


def _share(percent: Decimal | None, reason: str) -> str:
    """What follows the difference in brackets: a percent, or "small base"."""
    if percent is None:
        return " (small base)" if reason == "small base" else ""
    if rounded(abs(percent), 1) == 0:
        return " (under 0.1%)"
    return f" ({plain(abs(percent), 1)}%)"


@dataclass(frozen=True)
class _Words:
    """What is said of two values and the difference between them."""

    now: Point
    before: Point
    before_words: str
    unit: Unit
    difference: Decimal

    @property
    def opening(self) -> str:
        when = "on" if self.now.period.kind is PeriodKind.DAY else "in"
        value = said_full(_value(self.now), self.unit, more=self._more)
        return f"{value} {when} {self.now.period.words}"

    @property
    def amount(self) -> str:
        return f"{self._size} {self._side}" if self.difference else "no change"

    def short(self, share: str) -> str:
        base = said(_value(self.before), self.unit, more=self._more)
        other = f"{self.before_words} ({base})"
        if not self.difference:
            return f"the same as {other}"
        return f"{self._size}{share} {self._side} than {other}"

    def cautions(self, crosses_break: bool) -> list[str]:
        said_of = [self._provisional(), self._february()]
        if crosses_break:
            said_of.append("a break in the series lies between them")
        return [caution for caution in said_of if caution]

    @property
    def _size(self) -> str:
        return said_difference(self.difference, self.unit, more=self._more)

    @property
    def _side(self) -> str:
        return "higher" if self.difference > 0 else "lower"

    @property
    def _more(self) -> int:
        """Decimals to add until a difference does not print as 0."""
        more = 0
        while self.difference and not rounded(
            self.difference, self.unit.decimals + more
        ):
            more += 1
        return more

    def _provisional(self) -> str:
        if self.now.provisional and self.before.provisional:
            return "both figures are provisional"
        if self.now.provisional:
            return f"{self.now.period.words} is provisional"
        return f"{self.before_words} is provisional" if self.before.provisional else ""

    def _february(self) -> str:
        """That months differ in length, where February makes them."""
        pair = (self.now.period, self.before.period)
        months = all(period.kind is PeriodKind.MONTH for period in pair)
        has_february = any(period.start.month == 2 for period in pair)
        if self.unit.kind not in GROWS_WITH_DAYS or not (months and has_february):
            return ""
        short, long = sorted(pair, key=lambda period: period.end.day)
        if short.end.day == long.end.day:
            return ""
        return (
            f"{short.words} is short: {short.end.day} days, {long.words} has "
            f"{long.end.day}"
        )
