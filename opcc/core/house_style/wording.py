"""What an office, its plan and its choices are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"


CLEAR_DAYS = {Nation.ENGLAND: 5, Nation.WALES: 3}
"""Notice of a public meeting. Source: Local Government Act 1972, section 100B."""


@dataclass(frozen=True)
class OfficeWords:
    """What the office, its holder and its panel are called."""

    kind: str  # as Office.Kind
    name: str
    short_name: str
    holder_title: str
    holder_short: str
    panel_name: str
    chief_executive_title: str


@dataclass(frozen=True)
class PlanWords:
    """What the plan and its parts are called; words are in the lower case."""

    title: str
    former_title: str
    priority_word: str
    priority_words: str
    objective_word: str
    objective_words: str
    commitment_word: str
    commitment_words: str
    work_plan: str
    starting_priorities: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One of a short list: the key that is stored and the words that are shown."""

    key: str
    name: str
