"""What the forward programme of scrutiny says to the public: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PlannedTopic:
    """A topic that may be public: its title, what is written for the public, and what
    it is about. ``meeting`` is empty where none is settled, or it is not public."""

    title: str
    summary: str
    about: tuple[str, ...]
    meeting: str
    state: str
    is_ahead: bool


@dataclass(frozen=True)
class PlannedQuarter:
    """The topics of one quarter in their order; ``key`` is such as "2026-Q3"."""

    key: str
    name: str
    words: str
    topics: tuple[PlannedTopic, ...]


@dataclass(frozen=True)
class ProgrammeContent:
    """The forward programme as it stood on the day it was published."""

    office: str
    issue: int
    quarters: tuple[PlannedQuarter, ...]
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["programme"] = "programme"
    format: int = 1

    @property
    def name(self) -> str:
        day = f"{self.published_on.day} {self.published_on:%B %Y}"
        return f"Scrutiny programme, {day}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}."
