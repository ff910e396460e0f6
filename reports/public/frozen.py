"""What stored documents say: bytes as they were signed off, and content read once."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from reports.domain.content import Content, from_bytes
from reports.models.publications import Document, Rendering

KEPT = 8
"""Contents that a process keeps as read, for they never change: two megabytes each.

A measure's page wants every edition, and so do those of all the other measures.
"""


class FingerprintMismatch(Exception):
    """Stored bytes are not those that were signed off; says which."""


def body(rendering: Rendering) -> bytes:
    """The stored bytes; raises FingerprintMismatch where they are not the same."""
    return checked(bytes(rendering.body), rendering.sha256, of=rendering)


def checked(stored: bytes, sha256: str, *, of: object) -> bytes:
    if hashlib.sha256(stored).hexdigest() != sha256:
        raise FingerprintMismatch(f"{type(of).__name__} {of.pk}")
    return stored


def standfirst(document: Document) -> str:
    """The findings at the head of an edition, from its frozen content; "" for none."""
    return _content(document).get("cover", {}).get("standfirst", "")


def since(document: Document) -> str:
    """The edition before it, as an edition names it; "" in the first one."""
    return _content(document).get("changes", {}).get("since", "")


def data_notes(document: Document) -> list[str]:
    """What an edition says of all its figures, from its frozen content."""
    return _content(document).get("data_notes", [])


def measure_name(document: Document, code: str) -> str:
    """What an edition calls a measure; "" where it does not say."""
    part = _part(document, code)
    return part["name"] if part else ""


def has_figure(document: Document, code: str) -> bool:
    """Whether an edition draws any figure of a measure."""
    series = (_part(document, code) or {}).get("chart", {}).get("series", {})
    return any(point["value"] is not None for point in series.get("points", []))


def _part(document: Document, code: str) -> dict | None:
    """What an edition says of a measure, as plain JSON."""
    return next(
        (
            part
            for priority in _content(document).get("priorities", [])
            for objective in priority["objectives"]
            for part in objective["parts"]
            if part["code"] == code
        ),
        None,
    )


def content(document: Document) -> Content:
    """The frozen content; raises FingerprintMismatch where it is not the same."""
    return _parsed(checked(bytes(document.content), document.sha256, of=document))


def readable(document: Document) -> Content | None:
    """As ``content``; None where it is of a format that is not read any more."""
    try:
        return content(document)
    except ValueError:
        return None


def _content(document: Document) -> dict:
    """The frozen content as plain JSON: any format of it, however old."""
    return _plain(checked(bytes(document.content), document.sha256, of=document))


@lru_cache(maxsize=KEPT)
def _parsed(stored: bytes) -> Content:
    return from_bytes(stored)


@lru_cache(maxsize=KEPT)
def _plain(stored: bytes) -> dict:
    return json.loads(stored)
