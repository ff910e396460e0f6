"""``bench public``: the public face over HTTP, at several readers, and its weight."""

from __future__ import annotations

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

from opcc.site.bench.page import get, server
from opcc.site.bench.timing import Result, against
from reports.models.publications import Publication, Rendering
from reports.public.reading import NO_MEASURES, WHOLE

MOST = 1.3
READERS = 8
REQUESTS = 25
"""Of each reader in a run."""

MOST_HTML = 150_000
MOST_CSS = 60_000
MOST_REQUESTS = 5
"""What issue 6 allows: bytes as they are sent, and what a first paint waits for."""

STYLE_SHEET = re.compile(r'<link rel="stylesheet"\s+href="([^"]+)"')
SCRIPT = re.compile(r"<script\b(?![^>]*\bdefer\b)[^>]*\bsrc=")


def bench(*, runs: int) -> list[Result]:
    """The edition's page and a measure's against their floors; then three weights."""
    publication = Publication.objects.editions().select_related("office").first()
    slug, office = publication.slug, publication.office.slug
    edition, measure = f"/{office}/reports/{slug}/", _measure(publication)
    with server() as port:
        return [
            _timed(port, "public edition", edition, f"/floor/{slug}/", runs),
            _timed(port, "public measure", measure, f"/floor{measure}", runs),
            *_weighed(port, edition),
        ]


def _measure(publication: Publication) -> str:
    drawn = Rendering.objects.filter(document=publication.document, format="html")
    codes = drawn.exclude(part__in=(WHOLE, *NO_MEASURES)).order_by("part")
    return f"/{publication.office.slug}/measures/{codes.first().part}/"


def _timed(port: int, name: str, page: str, floor: str, runs: int) -> Result:
    return against(
        name,
        ours=partial(_read_by_all, port, page),
        floor=partial(_read_by_all, port, floor),
        most=MOST,
        runs=runs,
        note=f"{READERS} readers at once, {REQUESTS} requests of each a run",
    )


def _read_by_all(port: int, path: str) -> None:
    """Raises RuntimeError for anything but a page."""
    with ThreadPoolExecutor(READERS) as readers:
        read = partial(_read, port, path)
        list(readers.map(read, range(READERS)))


def _read(port: int, path: str, _reader: int) -> None:
    with closing(_connection(port)) as connection:
        for _request in range(REQUESTS):
            get(connection, path)


def _weighed(port: int, page: str) -> list[Result]:
    with closing(_connection(port)) as connection:
        html = get(connection, page).decode()
        sheets = STYLE_SHEET.findall(html)
        sizes = [_sent(connection, each) for each in sheets]
        waits = 1 + len(sheets) + len(SCRIPT.findall(html))
        return [
            _weight("public html", _sent(connection, page), MOST_HTML, "bytes"),
            _weight("public css", sum(sizes), MOST_CSS, "bytes"),
            _weight("public first paint", waits, MOST_REQUESTS, "requests"),
        ]


def _weight(name: str, ours: int, most: int, unit: str) -> Result:
    note = "Of the page of an edition, compressed as it is sent"
    return Result(name, ours, most, ours / most, 1.0, 1, note, unit)


def _sent(connection: http.client.HTTPConnection, path: str) -> int:
    """Bytes on the wire to a reader who takes gzip, without the headers."""
    return len(get(connection, path, {"Accept-Encoding": "gzip"}))


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)
