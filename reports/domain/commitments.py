"""What an edition says of a commitment: part of the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.domain.composition import Audience

CLOSED = ("Delivered", "Closed undelivered")
"""The words of the states in which a commitment ends, as ``status`` holds them."""


@dataclass(frozen=True)
class CommitmentLine:
    """``expected_on`` is where its lead expects another day than the one promised."""

    reference: str
    title: str
    objective: str
    owner: str
    due_on: dt.date
    status: str
    delivery: str
    update: str
    is_overdue: bool
    lead: str = ""
    expected_on: dt.date | None = None
    audience: Audience = "public"

    @property
    def is_closed(self) -> bool:
        """Whether the work on it is over: its status then says more than delivery."""
        return self.status in CLOSED

    @property
    def delivery_word(self) -> str:
        """How far it is; of one that is closed, how it ended."""
        if self.is_closed:
            return self.status
        return self.delivery.replace("_", " ").capitalize()
