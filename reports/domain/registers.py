"""What the specified-information register says to the public: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RegisterLine:
    """One thing to publish, and how it stood on the register's day.

    ``every`` is such as "every quarter"; ``stands`` a word such as "Current", with the
    sentence that says why. Both days are None where nobody has looked for it yet;
    ``check_by`` is the last on which the check still holds.
    """

    paragraph: str
    text: str
    address: str
    kept_by: str
    every: str
    is_current: bool
    stands: str
    reason: str
    checked_on: dt.date | None
    check_by: dt.date | None


@dataclass(frozen=True)
class RegisterHeading:
    """A heading of the Order, with its lines in the register's order."""

    name: str
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True)
class RegisterContent:
    """The register as it stood on the day it was published."""

    office: str
    issue: int
    headings: tuple[RegisterHeading, ...]
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["register"] = "register"
    format: int = 1

    @property
    def lines(self) -> tuple[RegisterLine, ...]:
        return tuple(line for heading in self.headings for line in heading.lines)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many lines stand in each way, the most first."""
        return tuple(Counter(line.stands for line in self.lines).most_common())

    @property
    def name(self) -> str:
        day = f"{self.published_on.day} {self.published_on:%B %Y}"
        return f"Specified-information register, {day}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}."


def due_since(content: RegisterContent, *, on: dt.date) -> int:
    """How many lines whose check held on the register's day were due again by ``on``.

    A check that holds until a day is due on the next. Lines that were overdue already,
    or never checked, say so themselves.
    """
    held_until = (line.check_by for line in content.lines if line.check_by)
    return sum(content.published_on <= day < on for day in held_until)
