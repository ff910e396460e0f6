"""What stands in a thematic review beside its measures: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.domain.minutes import Conclusion


@dataclass(frozen=True)
class Theme:
    """The topic as the public read it: what it is, what it is about, and when it was
    looked at. ``meeting`` is "" where it is of no public meeting."""

    title: str
    summary: str
    about: tuple[str, ...] = ()
    meeting: str = ""
    considered_on: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class PackAnswer:
    text: str
    answered_on: dt.date


@dataclass(frozen=True)
class PackQuestion:
    """A question asked in a public meeting; ``codes`` are the measures it is about."""

    text: str
    asked_of: str
    asked_on: dt.date
    meeting: str
    codes: tuple[str, ...]
    answers: tuple[PackAnswer, ...]


@dataclass(frozen=True)
class PackFinding:
    """What an inspectorate found. ``response`` and ``address`` are of the published
    response, and "" while there is none."""

    name: str
    report: str
    inspectorate: str
    reported_on: dt.date
    text: str
    codes: tuple[str, ...]
    response: str = ""
    address: str = ""


@dataclass(frozen=True)
class PackConclusion:
    """How assured the Commissioner was, on an item of a public meeting."""

    item: str
    meeting: str
    stated_on: dt.date
    conclusion: Conclusion


@dataclass(frozen=True)
class PackAction:
    """Its owner is a post or an organisation, never a person; ``stands`` is "" while
    it is to be done."""

    number: int
    title: str
    owner: str
    due_on: dt.date
    stands: str
