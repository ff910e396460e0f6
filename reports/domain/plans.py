"""What a plan says, as it was issued: the file format of what is frozen.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PlanCommitment:
    reference: str
    title: str
    owner: str
    due_on: dt.date


@dataclass(frozen=True)
class PlanObjective:
    number: str
    title: str
    description: str
    commitments: tuple[PlanCommitment, ...]
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlanPriority:
    number: str
    title: str
    category: str
    description: str
    objectives: tuple[PlanObjective, ...]


@dataclass(frozen=True)
class PlanContent:
    """A plan version as it was issued."""

    office: str
    title: str
    number: int
    starts_on: dt.date
    ends_on: dt.date
    in_force_from: dt.date
    introduction: str
    priorities: tuple[PlanPriority, ...]
    priority_word: str
    accent: str
    language: str = "en-GB"
    kind: Literal["plan"] = "plan"
    format: int = 1

    @property
    def dated(self) -> dt.date:
        return self.in_force_from

    @property
    def name(self) -> str:
        """Its title, and which issue it is if not the first."""
        return f"{self.title}, issue {self.number}" if self.number > 1 else self.title

    @property
    def running(self) -> str:
        return f"{self.title}. Issue {self.number}."
