"""What an agenda says, whole, for one audience: the file format of what is frozen.

The public version is built without what is restricted; nothing is taken out of it
afterwards. Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from opcc.core.moves import MoveRefused

Audience = Literal["public", "office"]


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
    def title(self) -> str:
        said = f"{self.body}, {self.held_on.day} {self.held_on:%B %Y}"
        return said if self.issue == 1 else f"{said}, issue {self.issue}"

    @property
    def papers(self) -> Iterator[AgendaPaper]:
        for line in self.lines:
            yield from line.papers

    @property
    def written(self) -> list[AgendaPaper]:
        """The papers whose words stand in the pack itself."""
        return [paper for paper in self.papers if paper.text]


def check_public(stored: bytes, *, secrets: Iterable[tuple[str, str]]) -> None:
    """Raise MoveRefused where the public version says what is restricted.

    ``secrets`` are pairs: the words, and what they are ("the title of item 7"). They
    are looked for as they are read: whatever lines they are broken into, and before
    the file format puts its own marks in them.
    """
    said = [_as_read(text) for text in _texts(json.loads(stored))]
    for words, what in secrets:
        wanted = _as_read(words)
        if wanted and any(wanted in text for text in said):
            raise MoveRefused(
                f"The public agenda would say “{words.strip()}”, which is {what} and "
                "restricted. Change the words where they stand in public, then "
                "publish."
            )


def _texts(part: object) -> Iterator[str]:
    """Every text in what was read from JSON."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


def _as_read(text: str) -> str:
    return " ".join(text.split()).casefold()
