"""The walk over an office's public face, from which its files are written."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from opcc.core.models import Office
from reports.exporting import folder, reading
from reports.exporting.reading import Served
from reports.exporting.relinking import LEAVE_OUT, addresses, relinked
from reports.models.kinds import PLACES
from reports.public import taking

PAGE = "index.html"

Said = Callable[[int, int], None]
"""Told now and then how many files are written, and how many addresses wait."""

OFTEN = 25
"""Files between two words of progress."""


def export(office: Office, to: Path, *, at: dt.datetime, said: Said) -> int:
    """Write all that is public at a moment; the number of files.

    Raises ExportRefused for a folder with something else in it, and Untrue where
    stored bytes are not as they were signed off: then nothing is written.
    """
    with folder.whole(to, office=office.slug, at=at) as work:
        walk = _Walk(office, work, said)
        walk.all_from(starts(office, at=at))
        walk.turn_links()
        return len(walk.files)


def starts(office: Office, *, at: dt.datetime) -> Iterator[str]:
    """Every address that is known without a link: lists, documents, measures, files."""
    names = ["home", *(f"{kind}-list" for kind in PLACES), "measures", "about"]
    names += ["accessibility", "api", "api-publications", "api-measures"]
    yield from (reverse(f"public:{name}", args=[office.slug]) for name in names)
    for row in json.loads(taking.publications(office, at=at))["publications"]:
        yield row["address"]
        yield from (file["address"] for file in row["files"])
    for row in json.loads(taking.measures(office, at=at))["measures"]:
        yield row["address"]
        yield from row["files"]


class _Walk:
    """Fetches each address once; ``files`` is where on disk each of them stands.

    ``live`` are the addresses that mean nothing without the service.
    """

    def __init__(self, office: Office, work: Path, said: Said):
        self.root = reverse("public:home", args=[office.slug])
        self.work, self.said = work, said
        self.files: dict[str, str] = {}
        self.live: set[str] = set()

    def all_from(self, paths: Iterator[str]) -> None:
        waiting = deque(dict.fromkeys(paths))
        met = set(waiting)
        while waiting:
            for path in self._fetch(waiting.popleft()):
                if path not in met:
                    met.add(path)
                    waiting.append(path)
            if len(self.files) % OFTEN == 0:
                self.said(len(self.files), len(waiting))

    def _fetch(self, path: str) -> Iterator[str]:
        """Write what stands there; the paths that it leads to."""
        is_static = reading.is_static(path)
        found = reading.static_file(path) if is_static else reading.served(path)
        if found is None:
            return
        if found.is_live:
            self.live.add(path)
            return
        self._write(found)
        if found.is_page:
            joined = (urljoin(path, each) for each in addresses(found.body.decode()))
            yield from (each for each in map(_path, joined) if self._is_ours(each))
        elif path.endswith(".css"):
            yield from reading.leads_to(found)

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self.root) or reading.is_static(path)

    def _write(self, found: Served) -> None:
        name = unquote(found.path.removeprefix(self.root).lstrip("/"))
        place = posixpath.join(name, PAGE) if found.is_page else name
        file = self.work / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(found.body)
        self.files[found.path] = place

    # -- when all is there

    def turn_links(self) -> None:
        """Every link of every page to the file that stands for its address."""
        for path, place in self.files.items():
            if place.endswith(PAGE):
                file = self.work / place
                turned = relinked(file.read_text(), self._turning(path, place))
                file.write_text(turned)

    def _turning(self, path: str, place: str):
        def turn(address: str, tag: dict[str, str]) -> str | None:
            if tag.get("rel") == "canonical":
                return urljoin(settings.SITE_ADDRESS, path)
            return self._turned(address, path, place)

        return turn

    def _turned(self, address: str, path: str, place: str) -> str | None:
        if address.startswith("#") or _is_elsewhere(address):
            return address
        parts = urlsplit(urljoin(path, _local(address)))
        if parts.path in self.live:
            return LEAVE_OUT
        there = self.files.get(parts.path)
        if there is None or (parts.query and there.endswith(PAGE)):
            return None
        near = posixpath.relpath(there, posixpath.dirname(place) or ".")
        return f"{near}#{parts.fragment}" if parts.fragment else near


def _path(address: str) -> str:
    """Its path on this service; "" for what is elsewhere, or asks something."""
    if _is_elsewhere(address):
        return ""
    parts = urlsplit(_local(address))
    return "" if parts.query and parts.path.endswith("/") else parts.path


def _is_elsewhere(address: str) -> bool:
    return bool(urlsplit(_local(address)).scheme)


def _local(address: str) -> str:
    """An address that names this service, as a path on it."""
    if address.startswith(f"{settings.SITE_ADDRESS}/"):
        return address.removeprefix(settings.SITE_ADDRESS)
    return address
