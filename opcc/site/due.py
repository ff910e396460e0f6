"""One line of My work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Due:
    """One thing that is due: by when, what, where it is done, how far it is."""

    on: dt.date
    what: str
    detail: str
    url: str
    button: str
    word: str
    tone: str = ""
