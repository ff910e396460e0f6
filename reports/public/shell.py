"""The version of the frame around stored documents: another frame is another page.

What draws the difference of two editions is part of it: that page alone is not stored.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

TEMPLATES = Path(settings.BASE_DIR) / "templates"
HERE = Path(__file__).parent


def version() -> str:
    """Read once by each process; at each request in development, where it changes."""
    return _read() if settings.DEBUG else _read_once()


def _read() -> str:
    frame = hashlib.sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    frame.update(settings.SITE_ADDRESS.encode())
    for file in _files():
        frame.update(file.read_bytes())
    return frame.hexdigest()[:16]


def _files() -> Iterator[Path]:
    yield TEMPLATES / "base.html"
    yield TEMPLATES / "public.html"
    yield from sorted((TEMPLATES / "components").glob("*.html"))
    yield from sorted((TEMPLATES / "reports" / "public").glob("*.*ml"))
    yield from sorted((TEMPLATES / "reports" / "documents").glob("*differences*.html"))
    yield from sorted(HERE.glob("*.py"))
    yield from sorted((HERE.parent / "domain").glob("*.py"))


_read_once = functools.cache(_read)
