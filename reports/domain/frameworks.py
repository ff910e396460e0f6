"""What a performance framework says of each public measure: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class EarlierDefinition:
    """A definition that is not in force any more, with its days and why it changed."""

    number: int
    name: str
    definition: str
    starts_on: dt.date
    ends_on: dt.date | None
    change_note: str
    next_is_break: bool


@dataclass(frozen=True)
class Aim:
    """A target in force or to come: printed, with its days (None: no last day)."""

    text: str
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True)
class FrameworkMeasure:
    """One measure as it is counted and judged on the framework's day.

    ``counts`` says of a ratio what is divided by what; ``collections`` are pairs: the
    collection, and what it calls the metric.
    """

    code: str
    name: str
    definition: str
    counts: str
    number: int
    starts_on: dt.date
    unit: str
    polarity: str
    source: str
    frequency: str
    provider: str
    rule: str
    targets: tuple[Aim, ...]
    collections: tuple[tuple[str, str], ...]
    routes: tuple[str, ...]
    change_note: str = ""
    is_break: bool = False
    earlier: tuple[EarlierDefinition, ...] = ()


@dataclass(frozen=True)
class FrameworkObjective:
    """``elsewhere`` are codes and names of its measures that stand under another."""

    number: str
    title: str
    measures: tuple[FrameworkMeasure, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FrameworkPriority:
    number: str
    title: str
    objectives: tuple[FrameworkObjective, ...]


@dataclass(frozen=True)
class FrameworkContent:
    """The measures of the plan in force, and how each is counted and judged."""

    office: str
    plan: str
    issue: int
    priorities: tuple[FrameworkPriority, ...]
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["framework"] = "framework"
    format: int = 1

    @property
    def measures(self) -> tuple[FrameworkMeasure, ...]:
        objectives = (each for part in self.priorities for each in part.objectives)
        return tuple(measure for each in objectives for measure in each.measures)

    @property
    def name(self) -> str:
        stem = f"Performance framework: {self.plan}"
        return f"{stem}, issue {self.issue}" if self.issue > 1 else stem

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"Performance framework. Issue {self.issue}."
