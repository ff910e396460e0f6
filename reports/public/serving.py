"""Pages served as files are: a strong tag, composed once, compressed once."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from reports.public import shell

PAGE = "text/html; charset=utf-8"

A_DAY = 24 * 60 * 60

FOR_A_MINUTE = "public, max-age=60, stale-while-revalidate=600"
"""A correction is seen by everybody within a minute, or at the visit after."""

FOR_AN_HOUR = "public, max-age=3600"
FOR_A_DAY = f"public, max-age={A_DAY}"

GZIP_LEVEL = 6

TAKES_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))")
"""Whether an Accept-Encoding header allows gzip: named, and not refused with q=0."""


@dataclass(frozen=True)
class Composed:
    """A page, and when anything in it last changed; None where that is not known."""

    html: str
    changed_at: dt.datetime | None = None
    media_type: str = PAGE


@dataclass(frozen=True)
class Kept:
    """A page as it is sent, and the second in which it last changed, since 1970."""

    body: bytes
    changed: int | None
    media_type: str


def page(
    request: HttpRequest, *, key: tuple, compose: Callable[[], Composed]
) -> HttpResponse:
    """A page that depends on nothing but ``key``, its address and the shell's version.

    ``compose`` is called where no process has kept the page. No query of its own.
    """
    zipped = bool(TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))
    tag = _tag(request.path, shell.version(), *key) + ("-gzip" if zipped else "")
    response = get_conditional_response(request, f'"{tag}"')
    if response is None:
        response = _sent(request, tag, _kept(tag, compose))
    _say(response, tag, FOR_A_MINUTE)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def in_confidence(page: str | bytes, media_type: str = PAGE):
    """What is for one reader only: kept by nobody on the way, in no search engine.

    What somebody reads before the public may, what they looked for, a wrong address.
    """
    response = HttpResponse(page, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def leading_on(address: str) -> HttpResponse:
    """To what an old or mistyped address can only have meant."""
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = FOR_AN_HOUR
    return response


def file(
    request: HttpRequest,
    body: bytes,
    *,
    sha256: str,
    media_type: str,
    caching: str = FOR_AN_HOUR,
):
    """A download that any site's script may read: its tag is its fingerprint."""
    response = get_conditional_response(request, f'"{sha256}"')
    if response is None:
        response = HttpResponse(body, content_type=media_type)
    _say(response, sha256, caching)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def made(
    request: HttpRequest, *, key: tuple, make: Callable[[], bytes], media_type: str
):
    """A download that is made where no process has kept it, and may be another soon."""
    at = f"public-file:{_tag(request.path, *key)}"
    body = cache.get(at)
    if body is None:
        body = make()
        cache.set(at, body, A_DAY)
    sha256 = hashlib.sha256(body).hexdigest()
    return file(
        request, body, sha256=sha256, media_type=media_type, caching=FOR_A_MINUTE
    )


def style_sheet(request: HttpRequest, text: str) -> HttpResponse:
    tag = _tag(text)
    response = get_conditional_response(request, f'"{tag}"')
    if response is None:
        response = HttpResponse(text, content_type="text/css; charset=utf-8")
    _say(response, tag, FOR_A_DAY)
    return response


def _sent(request: HttpRequest, tag: str, kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.body, content_type=kept.media_type)
    if tag.endswith("-gzip"):
        response["Content-Encoding"] = "gzip"
    if kept.changed is not None:
        response["Last-Modified"] = http_date(kept.changed)
    return get_conditional_response(request, f'"{tag}"', kept.changed, response)


def _kept(tag: str, compose: Callable[[], Composed]) -> Kept:
    """The page from the cache, or composed, and kept both ways."""
    kept = cache.get(f"public-page:{tag}")
    if kept is not None:
        return kept
    composed = compose()
    changed = composed.changed_at and int(composed.changed_at.timestamp())
    plain = composed.html.encode()
    small = gzip.compress(plain, GZIP_LEVEL, mtime=0)
    bare = tag.removesuffix("-gzip")
    media = composed.media_type
    ways = {
        bare: Kept(plain, changed, media),
        f"{bare}-gzip": Kept(small, changed, media),
    }
    cache.set_many({f"public-page:{t}": way for t, way in ways.items()}, A_DAY)
    return ways[tag]


def _tag(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _say(response: HttpResponse, tag: str, caching: str) -> None:
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = caching
