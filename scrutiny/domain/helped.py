"""What a measure's figures did after an action on it was closed: when, never why.

Pure: no Django, no database. An action counts from the day it was closed, when
somebody other than its owner had seen that it was done. The period that holds that
day is neither before nor after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from measures.domain.quantity import Unit, exact, said
from measures.domain.rating import Polarity
from measures.domain.series import Series
from measures.domain.spc import Analysis, Kind, Stretch, analyse_series, charted
from measures.domain.spc.analysis import LEAST_FIXED
from measures.domain.spc.limits import MIN_VALUES
from measures.domain.spc.sentences import NOUNS
from opcc.core.periods import Period

LEAST_BEFORE = LEAST_FIXED
"""Figures before, on which the limits are fixed that later ones are held to."""

MOST_BEFORE = 24
"""Periods before: older ones tell less of how things stood when it was closed."""

LEAST_AFTER = MIN_VALUES
"""Figures after: with fewer there are no limits, whatever the first of them do."""

NOT_BECAUSE = (
    "This says what the figures did after the action was closed. After is not because: "
    "other things changed in the same time."
)
"""Stands wherever a reading does."""


class Shown(StrEnum):
    """What the figures after show, held to the limits of those before."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    MOVED = "moved"
    UNDER_WAY = "under_way"
    NO_CHANGE = "no_change"
    TOO_FEW = "too_few"
    BROKEN = "broken"


@dataclass(frozen=True)
class Side:
    """The figures of one side; no ``mean`` without one, no ``limits`` under eight."""

    series: Series
    unit: Unit
    count: int
    mean: float | None
    limits: Stretch | None

    @property
    def average(self) -> str:
        return "none" if self.mean is None else said(exact(self.mean), self.unit)

    @property
    def span(self) -> str:
        """ "37.0% to 45.2%, trial limits"."""
        if self.limits is None:
            return "no limits"
        low, high = (exact(end) for end in (self.limits.lower, self.limits.upper))
        strength = "firm" if self.limits.firm else "trial"
        return f"{said(low, self.unit)} to {said(high, self.unit)}, {strength} limits"

    @property
    def rests_on(self) -> str:
        """ "12 months"."""
        kind = self.series.period_kind
        return _counted(self.count, NOUNS.get(kind, "figures") if kind else "figures")


@dataclass(frozen=True)
class Helped:
    """Both sides, what they show, and that as a sentence without its full stop."""

    before: Side
    after: Side
    shown: Shown
    reading: str

    @property
    def is_compared(self) -> bool:
        return self.shown not in (Shown.TOO_FEW, Shown.BROKEN)

    @property
    def is_firm(self) -> bool:
        """Whether the limits of both sides rest on 13 figures or more."""
        sides = (self.before.limits, self.after.limits)
        return self.is_compared and all(side and side.firm for side in sides)


@dataclass(frozen=True)
class _Cut:
    """Places: from ``start`` to ``closed`` is before, from ``after`` to ``end`` after.

    ``is_broken``: that a break, or a start anew, lies between the two.
    """

    start: int
    closed: int
    after: int
    end: int
    is_broken: bool


def helped(
    series: Series,
    *,
    closed_on: dt.date,
    unit: Unit,
    polarity: Polarity | str,
    rebased_at: Collection[Period] = (),
) -> Helped:
    """The figures before and after a day, and what they show.

    Neither side reaches across a break in the series, nor across a rebase. Raises
    ValueError for rolling totals, as ``analyse_series`` does.
    """
    whole = analyse_series(series, polarity=polarity, rebased_at=rebased_at)
    cut = _cut(series, [group.start for group in whole.groups], closed_on)
    before = _side(series, cut.start, cut.closed, unit, polarity)
    after = _side(series, cut.after, cut.end, unit, polarity)
    if cut.is_broken:
        why = "the series breaks, or its limits start anew, when the action is closed"
        return Helped(before, after, Shown.BROKEN, f"Cannot be compared: {why}")
    if before.count < LEAST_BEFORE or after.count < LEAST_AFTER:
        return Helped(before, after, Shown.TOO_FEW, _too_few(before, after))
    held = analyse_series(
        _between(series, cut.start, cut.end),
        polarity=polarity,
        fix_after=cut.closed - cut.start,
    )
    shown, reading = _read(held, cut.closed - cut.start, series)
    return Helped(before, after, shown, reading)


def _cut(series: Series, starts: list[int], closed_on: dt.date) -> _Cut:
    periods = [point.period for point in series.points]
    closed = sum(period.end < closed_on for period in periods)
    after = sum(period.start <= closed_on for period in periods)
    inside = any(0 < closed <= start <= after < len(periods) for start in starts)
    return _Cut(
        start=max(closed - MOST_BEFORE, *(each for each in starts if each < closed), 0),
        closed=closed,
        after=after,
        end=min((start for start in starts if start > after), default=len(periods)),
        is_broken=inside or _has_break_inside(series, closed, after),
    )


def _has_break_inside(series: Series, closed: int, after: int) -> bool:
    return any(point.break_inside for point in series.points[closed:after])


def _between(series: Series, start: int, end: int) -> Series:
    return replace(series, points=series.points[start:end])


def _side(
    series: Series, start: int, end: int, unit: Unit, polarity: Polarity | str
) -> Side:
    part = _between(series, start, end)
    analysis = analyse_series(part, polarity=polarity)
    limits = analysis.groups[-1].limits
    drawn = charted(analysis, part, unit=unit).at_end(len(part.points))
    return Side(part, unit, limits.values, limits.mean, drawn)


def _too_few(before: Side, after: Side) -> str:
    return (
        f"Too few points to say: {before.count} before and {after.count} after, "
        f"of the {LEAST_BEFORE} and {LEAST_AFTER} needed"
    )


# -- what the points after show


SHOWN = {
    Kind.IMPROVEMENT: (Shown.IMPROVED, "improvement"),
    Kind.CONCERN: (Shown.WORSENED, "deterioration"),
    Kind.NEUTRAL_HIGH: (Shown.MOVED, "rise"),
    Kind.NEUTRAL_LOW: (Shown.MOVED, "fall"),
}


def _read(held: Analysis, closed: int, series: Series) -> tuple[Shown, str]:
    """The latest signal from place ``closed`` on, and where it began."""
    kinds = [point.kind for point in held.points]
    signals = [place for place in range(closed, len(kinds)) if kinds[place] in SHOWN]
    if not signals:
        return Shown.NO_CHANGE, "No clear change"
    kind = kinds[signals[-1]]
    shown, noun = SHOWN[kind]
    began = _began(held, signals, kind)
    if began < closed:
        shown = Shown.UNDER_WAY
    when = _when(began - closed, series)
    return shown, f"A special cause {noun} began {when}{_ending(held, kind)}"


def _began(held: Analysis, signals: list[int], kind: Kind) -> int:
    """The first of the signals of one kind that no other kind parts from the last.

    Further back, before the close, where the figures that lead up to it are alike.
    """
    others = [place for place in signals if held.points[place].kind is not kind]
    began = next(place for place in signals if not others or place > others[-1])
    for place in range(began - 1, -1, -1):
        if held.points[place].value is not None and held.points[place].kind is not kind:
            break
        if held.points[place].value is not None:
            began = place
    return began


def _ending(held: Analysis, kind: Kind) -> str:
    figures = [point for point in held.points if point.value is not None]
    return (
        "" if figures[-1].kind is kind else ", and does not show in the latest figure"
    )


def _when(distance: int, series: Series) -> str:
    """ "2 months after", "in the month it was closed", "1 month before"."""
    noun = NOUNS[series.points[0].period.kind]
    if not distance:
        return f"in the {noun.removesuffix('s')} it was closed"
    return f"{_counted(abs(distance), noun)} {'after' if distance > 0 else 'before'}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun.removesuffix('s') if count == 1 else noun}"
