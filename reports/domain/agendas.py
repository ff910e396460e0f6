"""What an agenda says, whole, for one audience: the file format of what is frozen.

The public version is built without what is restricted; nothing is taken out of it
afterwards. Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reports.domain.restricted import Audience


@dataclass(frozen=True)
class AgendaPaper:
    """A paper as it stood: words written here, or a file by its fingerprint.

    ``reference`` is such as "4A". ``text`` is Markdown and "" for a file;
    ``extension``, ``size`` in bytes and ``sha256`` are a file's, empty for words.
    """

    reference: str
    title: str
    text: str = ""
    extension: str = ""
    size: int = 0
    sha256: str = ""

    @property
    def filename(self) -> str:
        """What the public download is called: nothing of what its author called it."""
        return f"paper-{self.reference.lower()}.{self.extension}"

    @property
    def place(self) -> str:
        """Where it stands, seen from the agenda's own address."""
        return f"papers/{self.filename}"


@dataclass(frozen=True)
class AgendaLine:
    """One item. Where ``restricted`` says why it is not public, in the public version
    all but number, time, safe title and minutes is empty."""

    number: int
    title: str
    starts: str
    minutes: int
    kind: str = ""
    lead: str = ""
    note: str = ""
    late_reason: str = ""
    restricted: str = ""
    safe_title: str = ""
    invitees: tuple[str, ...] = ()
    papers: tuple[AgendaPaper, ...] = ()


@dataclass(frozen=True)
class AgendaContent:
    """The agenda of one meeting as it was published; ``owed`` is what the meeting is
    still to be told, in the office's version only."""

    office: str
    body: str
    held_on: dt.date
    starts: str
    place: str
    chair: str
    stream_url: str
    issue: int
    published_on: dt.date
    urgent_reason: str
    length: str
    lines: tuple[AgendaLine, ...]
    accent: str
    audience: Audience
    owed: tuple[str, ...] = ()
    language: str = "en-GB"
    kind: Literal["agenda"] = "agenda"
    format: int = 1

    @property
    def name(self) -> str:
        said = f"{self.body}, {self.held_on.day} {self.held_on:%B %Y}"
        return said if self.issue == 1 else f"{said}, issue {self.issue}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}."

    @property
    def papers(self) -> Iterator[AgendaPaper]:
        for line in self.lines:
            yield from line.papers

    @property
    def written(self) -> list[AgendaPaper]:
        """The papers whose words stand in the pack itself."""
        return [paper for paper in self.papers if paper.text]
