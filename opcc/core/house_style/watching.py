"""What a house style watches for: the triggers that make something an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trigger(StrEnum):
    """Why a thing is an exception, the most concerning first."""

    CONCERN_AND_FAIL = "concern_and_fail"
    CONCERN = "concern"
    COMMON_CAUSE_AND_FAIL = "common_cause_and_fail"
    CONCERN_AND_PASS = "concern_and_pass"  # noqa: S105 (a verdict, not a password)
    IMPROVEMENT_AND_FAIL = "improvement_and_fail"
    NEUTRAL_SIGNAL = "neutral_signal"
    RED = "red"
    GRADE_WORSENED = "grade_worsened"
    TARGET_MISSED_RUNNING = "target_missed_running"
    OUTSIDE_COMPARATOR = "outside_comparator"
    COMMITMENT_OVERDUE = "commitment_overdue"
    DATA_MISSING = "data_missing"
    CALLED_IN = "called_in"
    SIGNIFICANT_EVENT = "significant_event"

    @property
    def order(self) -> int:
        """From 0, the most concerning."""
        return ORDER[self]

    @property
    def words(self) -> str:
        """What it looks for, as a list of triggers names it."""
        return WORDS[self]

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody raises it; the others are found, and may be switched off."""
        return self in BY_HAND


ORDER = {trigger: place for place, trigger in enumerate(Trigger)}

BY_HAND = frozenset({Trigger.CALLED_IN, Trigger.SIGNIFICANT_EVENT})

WORDS = {
    Trigger.CONCERN_AND_FAIL: "Getting worse, and will miss the target",
    Trigger.CONCERN: "Getting worse, and may miss the target or has none",
    Trigger.COMMON_CAUSE_AND_FAIL: "No change, and will miss the target",
    Trigger.CONCERN_AND_PASS: "Getting worse, though it will meet the target",
    Trigger.IMPROVEMENT_AND_FAIL: "Improving, but will miss the target",
    Trigger.NEUTRAL_SIGNAL: "A change larger than chance; neither way is better",
    Trigger.RED: "Red against the target",
    Trigger.GRADE_WORSENED: "The stated delivery worsened",
    Trigger.TARGET_MISSED_RUNNING: "The target was missed several periods running",
    Trigger.OUTSIDE_COMPARATOR: "Outside the range of similar forces",
    Trigger.COMMITMENT_OVERDUE: "The commitment is overdue",
    Trigger.DATA_MISSING: "The figure is missing",
    Trigger.CALLED_IN: "Called in",
    Trigger.SIGNIFICANT_EVENT: "A significant event",
}

FEWEST_RUNNING, MOST_RUNNING = 2, 8
"""How many periods running a target may be asked to be missed."""


@dataclass(frozen=True)
class Watch:
    """Which triggers are on, and over how many periods a target is missed running.

    What is raised by hand is always on. Raises ValueError for a number of periods
    outside 2 to 8.
    """

    triggers: tuple[Trigger, ...]
    missed_running: int

    def __post_init__(self) -> None:
        if not FEWEST_RUNNING <= self.missed_running <= MOST_RUNNING:
            raise ValueError(
                f"A target is missed running over {FEWEST_RUNNING} to {MOST_RUNNING} "
                f"periods, not {self.missed_running}"
            )

    def is_on(self, trigger: Trigger) -> bool:
        return trigger.is_by_hand or trigger in self.triggers
