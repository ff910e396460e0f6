"""What a stranger is served at an address, and what style sheets are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.test import RequestFactory
from django.urls import Resolver404, ResolverMatch, resolve

ONLY_SERVED = frozenset({"explore", "search", "compare"})
"""Public pages that do nothing without the service, by the names of their addresses."""

IN_A_STYLE_SHEET = re.compile(r"""url\(\s*['"]?([^'")]+)""")

FEEDS = ("+xml", "/xml", "/calendar")
"""Ends of media types that mean something only to those who ask again."""


class Untrue(Exception):
    """Stored bytes are not those that were signed off; says at which address."""


@dataclass(frozen=True)
class Served:
    """What stands at a path.

    ``is_page`` for HTML; ``is_live`` for what means nothing without the service.
    """

    path: str
    body: bytes
    media_type: str = ""
    is_live: bool = False

    @property
    def is_page(self) -> bool:
        return self.media_type == "text/html"


def served(path: str) -> Served | None:
    """The very view of the public face; None where it gives a stranger nothing.

    Raises Untrue where it refuses to show what is stored.
    """
    match = _open(path)
    if match is None:
        return None
    if match.url_name in ONLY_SERVED:
        return Served(path, b"", is_live=True)
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    match.kwargs.pop("office", None)
    response = match.func(request, *match.args, **match.kwargs)
    if response.status_code >= 500:
        raise Untrue(path)
    if response.status_code != 200:
        return None
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    return Served(path, response.content, media_type, media_type.endswith(FEEDS))


def _open(path: str) -> ResolverMatch | None:
    """The view of a public address that asks for nobody's permission."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    own = getattr(match.func, "finds_its_own_office", False)
    return match if match.namespace == "public" and own else None


def is_static(path: str) -> bool:
    return path.startswith(_static())


def static_file(path: str) -> Served | None:
    """A style sheet, font or picture; None where there is none, or it is outside."""
    name = unquote(path.removeprefix(_static()))
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return Served(path, file.read())
        found = finders.find(name)
    except SuspiciousFileOperation:
        return None
    return Served(path, Path(found).read_bytes()) if found else None


def leads_to(sheet: Served) -> list[str]:
    """The paths of the fonts and pictures of a style sheet."""
    named = IN_A_STYLE_SHEET.findall(sheet.body.decode())
    joined = (urlsplit(urljoin(sheet.path, each)) for each in named)
    return [each.path for each in joined if not each.scheme and each.path]


def _static() -> str:
    return f"/{settings.STATIC_URL.lstrip('/')}"
