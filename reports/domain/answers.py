"""What the office answers to the panel, as it was published: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class AnswerContent:
    """A recommendation or request of the panel, word for word, and the response.

    ``what`` is such as "Recommendation 3"; ``outcome`` such as "Accepted in part";
    ``reason`` is empty where it is accepted whole.
    """

    office: str
    panel: str
    what: str
    text: str
    made_on: dt.date
    respond_by: dt.date
    outcome: str
    answer: str
    reason: str
    answered_by: str
    answered_on: dt.date
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["answer"] = "answer"
    format: int = 1

    @property
    def name(self) -> str:
        day = f"{self.made_on.day} {self.made_on:%B %Y}"
        return f"Response to {self.what.lower()} of the panel, {day}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}."

    @property
    def days_late(self) -> int:
        """Days past the date that the panel set; 0 in time."""
        return max((self.published_on - self.respond_by).days, 0)
