"""Whether a measure is improving, deteriorating, or shows no clear change.

Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from measures.domain.change import Change, Word
from measures.domain.intervals import excludes_nought
from measures.domain.spc import Analysis, Strength, Variation
from measures.domain.surveys import UNKNOWN, WITHIN


class Heading(StrEnum):
    IMPROVING = "improving"
    DETERIORATING = "deteriorating"
    NO_CLEAR_CHANGE = "no_clear_change"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Basis(StrEnum):
    """What a direction is judged by."""

    SPC = "spc"
    YEAR_BEFORE = "year_before"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Direction:
    """A heading, and the sentence that explains it (without its full stop).

    ``moved`` is which way the number went: "up", "down", or "" where there is no
    clear change. A clear move of a measure with no better direction has no heading.
    """

    heading: Heading
    reason: str
    basis: Basis
    moved: str = ""
    is_assessed: bool = True

    @property
    def word(self) -> str:
        """What stands beside the arrow: "Improving", "Up", "No clear change"."""
        if not self.is_assessed:
            return "Not assessed"
        if self.moved and self.heading is Heading.NO_CLEAR_CHANGE:
            return self.moved.capitalize()
        return self.heading.words.capitalize()

    @property
    def shape(self) -> str:
        """The name of its arrow, which is the way the number went."""
        if not self.is_assessed:
            return "not_assessed"
        return self.moved or "no_change"

    @property
    def kind(self) -> str:
        """How its word is set: quiet where there is nothing to heed."""
        if not self.is_assessed:
            return "none"
        return self.heading.value if self.tone != "neutral" else "no_change"

    @property
    def tone(self) -> Literal["better", "concern", "neutral"]:
        if self.heading is Heading.IMPROVING:
            return "better"
        return "concern" if self.heading is Heading.DETERIORATING else "neutral"


HEADINGS = {
    Word.IMPROVED: Heading.IMPROVING,
    Word.TOWARDS_BAND: Heading.IMPROVING,
    Word.WORSENED: Heading.DETERIORATING,
    Word.AWAY_FROM_BAND: Heading.DETERIORATING,
}
"""The words of change that judge; the others are no clear change."""


def direction(
    analysis: Analysis | None,
    year_change: Change | None,
    *,
    is_survey: bool = False,
    difference_interval: tuple[float, float] | None = None,
) -> Direction:
    """The SPC variation where there are limits, else the change on a year before.

    ``year_change`` is the change on the same period last year, as ``change`` says it.
    Of a survey it counts only if ``difference_interval``, the interval of that same
    difference, excludes 0. A change across a break in the series never counts.
    """
    if analysis is not None and analysis.strength is not Strength.NONE:
        return _by_variation(analysis)
    if year_change is None or year_change.word is None:
        return _unclear(_why_unstated(year_change), Basis.NOTHING)
    doubt = _doubt(year_change, is_survey, difference_interval)
    if doubt:
        return _unclear(f"{doubt} ({year_change.short})", Basis.YEAR_BEFORE)
    return _by_change(year_change, year_change.word)


def _by_variation(analysis: Analysis) -> Direction:
    variation = analysis.variation
    limits = f"by {analysis.strength} limits"
    if variation is Variation.NO_CURRENT_DATA:
        reason = "There is no figure for the latest period"
        return replace(_unclear(reason, Basis.SPC), is_assessed=False)
    heading = Heading.NO_CLEAR_CHANGE
    if variation.is_improvement:
        heading = Heading.IMPROVING
    elif variation.is_concern:
        heading = Heading.DETERIORATING
    moved = {"high": "up", "low": "down", "": ""}[variation.moved]
    reason = f"The latest value shows {variation.words}, {limits}"
    return Direction(heading, reason, Basis.SPC, moved)


def _by_change(year_change: Change, word: Word) -> Direction:
    heading = HEADINGS.get(word, Heading.NO_CLEAR_CHANGE)
    difference = year_change.difference or 0
    moved = "up" if difference > 0 else "down" if difference < 0 else ""
    reason = f"Against the same period last year: {year_change.short}"
    if word in (Word.UP, Word.DOWN):
        reason += "; neither is better"
    return Direction(heading, reason, Basis.YEAR_BEFORE, moved)


def _doubt(
    year_change: Change, is_survey: bool, interval: tuple[float, float] | None
) -> str:
    """Why a stated change is not called one, or nothing."""
    if year_change.crosses_break:
        return "A break in the series lies between the two periods"
    if not is_survey:
        return ""
    if interval is None:
        return UNKNOWN
    if not excludes_nought(*interval):
        return WITHIN
    return year_change.doubt


def _why_unstated(year_change: Change | None) -> str:
    if year_change is None or not year_change.reason:
        return "There are no control limits, and no year before to compare with"
    return f"There are no control limits, and {year_change.reason}"


def _unclear(reason: str, basis: Basis) -> Direction:
    is_assessed = basis is not Basis.NOTHING
    return Direction(Heading.NO_CLEAR_CHANGE, reason, basis, is_assessed=is_assessed)
