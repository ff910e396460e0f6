"""How an edition is put together: its parts in order, and for whom each is.

Part of the file format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from opcc.core.moves import MoveRefused

Audience = Literal["public", "panel", "office"]
"""For whom a version of an edition is made, widest first."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
TEXT = "text-"
"""How the names of the office's own words begin: "text-1"."""


@dataclass(frozen=True)
class ComputedPart:
    """A part that is made from the figures; ``may_go`` is whether it may be left out.

    Three may not. The scorecard shows every measure, so that none is passed over; the
    measures in full give each its rule, target and figures, without which a position
    is a bare assertion; the data notes say what was revised, hidden or withheld, and
    explain the symbols that stand beside figures everywhere else.
    """

    name: str
    heading: str
    may_go: bool = True
    may_move: bool = True


COMPUTED = (
    ComputedPart("changed", "What changed since last time"),
    ComputedPart("glance", "At a glance"),
    ComputedPart("scorecard", "Scorecard", may_go=False),
    ComputedPart("measures", "The measures in full", may_go=False),
    ComputedPart("commitments", "Commitments"),
    ComputedPart("notes", "Data notes", may_go=False),
    ComputedPart("glossary", "Words used"),
    ComputedPart("contacts", "Contact", may_move=False),
)
"""In the standard order. Contacts stay last, where people look for them."""

BY_NAME = {part.name: part for part in COMPUTED}


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

    @property
    def sentence(self) -> str:
        """All of it, for where there is no room for a list."""
        return (
            f"{self.what} ({self.where}) is withheld: {self.reason}. Decided by: "
            f"{self.decided_by}, {_day(self.decided_on)}. To be reviewed by "
            f"{_day(self.review_on)}."
        )


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


class Composed(Protocol):
    """A content that says for whom it was made, and of what parts."""

    @property
    def audience(self) -> Audience: ...

    @property
    def composition(self) -> tuple[PlacedPart, ...]: ...


def is_within(part: Audience, *, audience: Audience) -> bool:
    """Whether a part may stand in a version: the public's stands in every one."""
    return AUDIENCES.index(part) <= AUDIENCES.index(audience)


def for_audience(
    parts: Iterable[PlacedPart], audience: Audience
) -> tuple[PlacedPart, ...]:
    """The parts of a version, in their order; those above its audience are not in it.

    Nothing in what is left tells that there was more.
    """
    return tuple(p for p in parts if is_within(p.audience, audience=audience))


def check_audience(content: Composed) -> None:
    """Raise MoveRefused, naming the part, where one is above the content's audience."""
    for part in content.composition:
        if not is_within(part.audience, audience=content.audience):
            raise MoveRefused(
                f"“{heading_of(part)}” is for {said(part.audience)}, and this version "
                f"is for {said(content.audience)}. Leave it out or change whom it is "
                "for, then freeze the edition again."
            )


def heading_of(part: PlacedPart) -> str:
    """What the office called it, else the heading of the computed part."""
    computed = BY_NAME.get(part.name)
    return part.heading or (computed.heading if computed else part.name)


def said(audience: Audience) -> str:
    return {"public": "everybody", "panel": "the panel", "office": "the office"}[
        audience
    ]
