"""The steps of a house style's reporting cycle, and the settings it starts with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from opcc.core.house_style.meetings import Cadence


class Owner(StrEnum):
    """The roles that can own a step; the words are those of ``roles.Role``."""

    PERFORMANCE = "performance"
    SCRUTINY = "scrutiny"
    PRIORITY_LEAD = "priority_lead"
    CHIEF_EXECUTIVE = "chief_executive"
    COMMISSIONER = "commissioner"
    DATA_PROVIDER = "data_provider"
    PANEL_SUPPORT = "panel_support"


class Anchor(StrEnum):
    QUARTER_END = "quarter_end"
    BOARD = "board"
    PANEL = "panel"
    STATISTICS_RELEASE = "statistics_release"


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"


@dataclass(frozen=True)
class Step:
    """A dated step: ``offset`` units after its anchor, before it where negative.

    ``opens``, in the same unit, is the first day of a step that may be taken in a
    window; the offset is then its last.
    """

    name: str
    owner: Owner
    anchor: Anchor
    offset: int
    unit: Unit = Unit.WORKING_DAYS
    opens: int | None = None

    def __post_init__(self) -> None:
        if self.opens is not None and self.opens > self.offset:
            raise ValueError(f"{self.name} opens after it is due.")


@dataclass(frozen=True)
class ReportingCycle:
    """The timetable; ``board`` and ``panel`` are the series that anchor its steps."""

    name: str
    cadence: Cadence
    board: str
    panel: str
    edition_title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Thresholds:
    """Settings that an office starts with; named as the office's own where it has them.

    Bases and the suppression threshold are counts: what is below them is small, or
    hidden. A jump is a percent of the value before.
    """

    small_base: int
    suppression_threshold: int
    minimum_base: int
    jump_percent: int
    entry_working_days: int
    validation_working_days: int
    factual_accuracy_working_days: int
