"""``bench page``: a published edition's page over HTTP against a floor view."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from opcc.site.bench.timing import Result, against
from reports.models.publications import Publication

MOST = 1.5
REQUESTS = 100
START_SECONDS = 30


def bench(*, runs: int) -> Result:
    """A hundred requests of each on one connection, interleaved by run."""
    publication = Publication.objects.editions().select_related("office").first()
    page = f"/{publication.office.slug}/reports/{publication.slug}/"
    with server() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        size = len(get(connection, page))
        return against(
            "page",
            ours=lambda: _many(connection, page),
            floor=lambda: _many(connection, f"/floor/{publication.slug}/"),
            most=MOST,
            runs=runs,
            note=f"{REQUESTS} requests a run, {size} bytes a page",
        )


def _many(connection: http.client.HTTPConnection, path: str) -> None:
    for _request in range(REQUESTS):
        get(connection, path)


def get(
    connection: http.client.HTTPConnection,
    path: str,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Raises RuntimeError for anything but a page."""
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}.")
    return body


@contextmanager
def server() -> Iterator[int]:
    """One worker of the real server on loopback, with the floor's address added."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "opcc.wsgi", "--threads", "2"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "opcc.site.bench.settings"}
    server = subprocess.Popen(  # noqa: S603
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
        env=environment,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")
