"""What the public read of a decision: the file format of its record.

An exempt part is never in it: the words that may be public stand there, with the reason
code. Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class DecisionContent:
    """The record of one decision.

    ``value`` is such as "£250,000", empty where no money is decided on. ``exempt``
    says why a part is not public, and ``safe_words`` stand in its place; ``released``
    is what was exempt once and is not any more. All three may be empty.
    """

    office: str
    reference: str
    title: str
    summary: str
    reasons: str
    options: str
    value: str
    is_significant: bool
    taken_by: str
    taken_on: dt.date
    delegation: str
    exempt: str
    safe_words: str
    released: str
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["decision"] = "decision"
    format: int = 1

    @property
    def name(self) -> str:
        return f"Decision {self.reference}: {self.title}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"Decision {self.reference}, {self.taken_on.day} {self.taken_on:%B %Y}."
