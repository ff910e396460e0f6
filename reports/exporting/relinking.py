"""A served page made to work from disk: its links turned, what needs a server left out.

Pure: no Django. All but those links and elements stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate

LEFT_OUT = "data-live"
"""The attribute, in templates, of elements that mean nothing without the service."""

TO_ANOTHER = re.compile(r"""\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)

LEAVE_OUT = ""
"""Where an address stands whose link is to go with its words."""

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input"}).union(
    ["link", "meta", "source", "track", "wbr"]
)
"""Elements that have no end. Source: the HTML standard, 13.1.2."""

Turn = Callable[[str, dict[str, str]], str | None]
"""From an address and the attributes of its tag to where it stands; None: nowhere."""

Edit = tuple[int, int, str]
"""From where, to where, and what stands there instead."""


def relinked(html: str, turn: Turn) -> str:
    """Each address as ``turn`` gives it; a link to nowhere keeps its words alone."""
    page = _Page(html, turn)
    out, at = [], 0
    for start, end, instead in page.edits:
        out += [html[at:start], instead]
        at = end
    return "".join([*out, html[at:]])


def addresses(html: str) -> Iterator[str]:
    """What a page leads to and is made of, without what is left out of an archive."""
    found: list[str] = []

    def note(address: str, _tag: dict[str, str]) -> str:
        found.append(address)
        return address

    relinked(html, note)
    return iter(found)


@dataclass
class _Dropped:
    """An element that is being left out, and how many of its name are open in it."""

    tag: str
    start: int
    depth: int = 1


class _Page(HTMLParser):
    """Reads a page once and notes what is to be changed, in the order of the page."""

    def __init__(self, html: str, turn: Turn):
        super().__init__(convert_charrefs=False)
        self.html, self.turn = html, turn
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.edits: list[Edit] = []
        self.dropped: _Dropped | None = None
        self.feed(html)
        self.close()

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self.dropped is not None:
            self.dropped.depth += tag == self.dropped.tag
        elif tag == "form" or LEFT_OUT in said or not self._turn(said):
            self._drop(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropped is None:
            self._turn({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if self.dropped is None or tag != self.dropped.tag:
            return
        self.dropped.depth -= 1
        if self.dropped.depth == 0:
            end = self.html.index(">", self.here) + 1
            self.edits.append((self.dropped.start, end, ""))
            self.dropped = None

    def _drop(self, tag: str) -> None:
        if tag in VOID:
            raw = self.get_starttag_text() or ""
            self.edits.append((self.here, self.here + len(raw), ""))
        else:
            self.dropped = _Dropped(tag, self.here)

    def _turn(self, said: dict[str, str]) -> bool:
        """Turn the addresses of a tag; False where it is to go."""
        places = {
            name: self.turn(said[name], said)
            for name in ("href", "src")
            if name in said
        }
        if LEAVE_OUT in places.values():
            return False
        raw = self.get_starttag_text() or ""
        instead = TO_ANOTHER.sub(lambda found: _turned(found, places), raw)
        if instead != raw:
            self.edits.append((self.here, self.here + len(raw), instead))
        return True


def _turned(found: re.Match[str], places: dict[str, str | None]) -> str:
    """An attribute with its new address: as it was, if that is the same."""
    was = unescape(found[2] if found[2] is not None else found[3])
    place = places.get(found[1].lower(), was)
    if place == was:
        return found[0]
    return "" if place is None else f' {found[1]}="{escape(place)}"'
