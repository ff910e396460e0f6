"""How an edition is put together: its parts in order, and for whom each is.

Part of the file format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Audience = Literal["public", "panel", "office"]
"""For whom a version of an edition is made, widest first."""


@dataclass(frozen=True)
class PlacedPart:
    """One part where the office put it.

    ``name`` is that of a computed part ("scorecard"), or "text-1" for words of the
    office's own, which have a ``heading`` and a ``text`` in Markdown.
    """

    name: str
    heading: str = ""
    text: str = ""
    audience: Audience = "public"
    new_page: bool = False
    keep_together: bool = False


@dataclass(frozen=True)
class Redaction:
    """What a version leaves out: its safe name, why, who decided, when it is reviewed.

    ``where`` is the code of the measure or the name of the part that it stood in.
    """

    what: str
    where: str
    reason: str
    decided_by: str
    decided_on: dt.date
    review_on: dt.date
