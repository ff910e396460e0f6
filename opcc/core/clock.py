"""The clock, read at the edges only: by views, commands, tasks and ``changes``.

The demonstration tells a story of past quarters, so it may set the clock while it
does; nothing else may.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


def now() -> dt.datetime:
    """The moment, with its time zone."""
    return _told.get() or timezone.now()


def today() -> dt.date:
    """The day in the office's time zone."""
    return timezone.localdate(now())


@contextmanager
def told(at: dt.datetime) -> Iterator[None]:
    """Let the clock stand at a moment of the past while a story is told."""
    if at > timezone.now():
        raise ValueError("The clock is only ever put back.")
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)
