"""What the minutes of a meeting say, for one audience: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.domain.restricted import Audience
from scrutiny.domain.minuting import Asked


@dataclass(frozen=True)
class Conclusion:
    """How assured the Commissioner is, on the office's scale, by ``disc`` and word.

    ``evidence``, ``gaps`` and ``would_change`` are in the office's version only.
    """

    word: str
    disc: str
    reason: str
    by: str
    look_again_on: dt.date | None
    evidence: str = ""
    gaps: str = ""
    would_change: str = ""


@dataclass(frozen=True)
class MinutedItem:
    """One item. Where ``restricted`` says why it is not public, in the public version
    all but number and safe title is empty."""

    number: int
    title: str
    restricted: str = ""
    safe_title: str = ""
    text: str = ""
    decisions: tuple[str, ...] = ()
    conclusion: Conclusion | None = None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class MinutesContent:
    """The minutes of one meeting as they were agreed.

    ``attendance`` is pairs: "Present", and the names.
    """

    office: str
    body: str
    held_on: dt.date
    starts: str
    place: str
    chair: str
    attendance: tuple[tuple[str, tuple[str, ...]], ...]
    items: tuple[MinutedItem, ...]
    published_on: dt.date
    accent: str
    audience: Audience
    language: str = "en-GB"
    kind: Literal["minutes"] = "minutes"
    format: int = 1

    @property
    def name(self) -> str:
        return f"Minutes: {self.body}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}."
