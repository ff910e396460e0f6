"""Who meets in a house style, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cadence(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    BY_EVENT = "by event"


class BodyKind(StrEnum):
    BOARD = "board"
    PANEL = "panel"
    COMMITTEE = "committee"
    GROUP = "group"


class RunBy(StrEnum):
    OFFICE = "office"
    FORCE = "force"
    PARTNER = "partner"
    PANEL_HOST = "panel_host"
    JOINT = "joint"


@dataclass(frozen=True)
class Side:
    """Those who attend a body for one organisation, by the titles of their posts."""

    name: str
    of: RunBy
    posts: tuple[str, ...]


@dataclass(frozen=True)
class BodyStyle:
    """A group that meets. ``clear_days`` is None where no notice is required."""

    name: str
    short_name: str
    kind: BodyKind
    run_by: RunBy
    purpose: tuple[str, ...]
    public: bool = False
    clear_days: int | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True)
class DaysBefore:
    """Calendar days before a meeting of another series, "seven to ten"."""

    before: str
    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            raise ValueError(f"{self.least} to {self.most} days before is no window.")


@dataclass(frozen=True)
class SeriesStyle:
    """A recurring meeting of a body."""

    name: str
    body: str
    cadence: Cadence
    rule: DaysBefore | None = None
    standing_items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Activity:
    """Oversight that the office does besides its own meetings."""

    name: str
    cadence: Cadence
