"""What happened about a measure beside its figures: asked, begun, done.

Pure: no Django, no database. A measure does not know what these are; whoever does
says what they were and when, and the chart marks them below its time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    ASKED = "asked"
    RAISED = "raised"
    CLOSED = "closed"


@dataclass(frozen=True)
class Happening:
    """A question that was asked, or an action raised or closed, by its number."""

    what: What
    number: int
    on: dt.date


def counted(happenings: Sequence[Happening]) -> str:
    """ "2 questions asked, 1 action raised and 1 closed"; "" without any."""
    said = []
    for what, one, many in NOUNS:
        count = sum(each.what is what for each in happenings)
        if count:
            said.append(f"{count} {one if count == 1 else many}")
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


NOUNS = (
    (What.ASKED, "question asked", "questions asked"),
    (What.RAISED, "action raised", "actions raised"),
    (What.CLOSED, "action closed", "actions closed"),
)
