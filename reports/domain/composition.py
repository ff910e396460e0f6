"""How an edition is put together: its parts in order, and for whom each is.

Part of the file format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
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
    """A part that is made from the figures.

    ``may_go`` is whether it may be left out, or kept from the public, which is the
    same to its readers. Three parts may not. The scorecard shows every measure, so
    that none is passed over; the measures in full give each its rule, target and
    figures, without which a position is a bare assertion; the data notes say what was
    revised, hidden or withheld, and explain the symbols that stand beside figures
    everywhere else.

    ``flows`` is False where the page has a rule of its own for it on paper: the
    scorecard and each measure begin a page, and contacts stand on the cover.
    """

    name: str
    heading: str
    about: str
    may_go: bool = True
    may_move: bool = True
    flows: bool = True


COMPUTED = (
    ComputedPart(
        "changed",
        "What changed since last time",
        "Positions and signals that moved since the edition before, and revisions.",
    ),
    ComputedPart("glance", "At a glance", "How many measures have each position."),
    ComputedPart(
        "scorecard",
        "Scorecard",
        "Every measure in one line. It always begins a page, and stays in.",
        may_go=False,
        flows=False,
    ),
    ComputedPart(
        "measures",
        "The measures in full",
        "Each with its rule, figures and words, on a page of its own; it stays in.",
        may_go=False,
        flows=False,
    ),
    ComputedPart("commitments", "Commitments", "What the plan promised, and how far."),
    ComputedPart(
        "notes",
        "Data notes",
        "What was revised, hidden or withheld, and the symbols; it stays in.",
        may_go=False,
    ),
    ComputedPart("glossary", "Words used", "The terms that the report uses."),
    ComputedPart(
        "contacts",
        "Contact",
        "Whom to ask: always the last part, and on paper on the cover.",
        may_move=False,
        flows=False,
    ),
)
"""In the standard order. Contacts stay last, where people look for them.

One more costs a line here, its name in the contents (``reports.render.composed``), a
template of its name, and its fields in ``reports.build.composed`` where a content
holds something for it alone. A composition that was made before has it in its place.
"""

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


STANDARD = tuple(PlacedPart(part.name) for part in COMPUTED)


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
    """The parts of a version, in order: those above its audience are not in it.

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


def is_text(name: str) -> bool:
    """Whether the part is words of the office's own."""
    return name.startswith(TEXT)


def next_text(names: Iterable[str]) -> str:
    """A name for one more text, which no other text has had while these stand."""
    numbers = [int(name.removeprefix(TEXT)) for name in names if is_text(name)]
    return f"{TEXT}{max(numbers, default=0) + 1}"


def in_order(names: Iterable[str], *, wanted: Collection[str]) -> list[str]:
    """The names in their order, and each that is wanted and missing in its place.

    That is after the part which stands nearest before it in the standard order; a
    text comes at the end. What may not move is always last.
    """
    placed = list(names)
    for name in sorted(wanted, key=_standing):
        if name not in placed:
            placed.insert(_place(name, placed), name)
    return sorted(placed, key=lambda name: not _may_move(name))


def moved(names: Iterable[str], name: str, *, step: int) -> list[str]:
    """One place up (-1) or down (1); MoveRefused for what has its place for good."""
    placed = list(names)
    if not _may_move(name):
        raise MoveRefused(f"“{BY_NAME[name].heading}” has its place for good.")
    place, free = placed.index(name), [each for each in placed if _may_move(each)]
    other = min(max(place + step, 0), len(free) - 1)
    placed[place], placed[other] = placed[other], placed[place]
    return placed


def check_may_go(name: str) -> None:
    """Raise MoveRefused for a part that every version of every report has."""
    part = BY_NAME.get(name)
    if part is not None and not part.may_go:
        raise MoveRefused(
            f"“{part.heading}” stays in, for every reader: what the report says of a "
            "measure could not be checked without it."
        )


def _may_move(name: str) -> bool:
    return name not in BY_NAME or BY_NAME[name].may_move


def _standing(name: str) -> int:
    """Where a part stands in the standard order; texts come after all."""
    return list(BY_NAME).index(name) if name in BY_NAME else len(BY_NAME)


def _place(name: str, placed: list[str]) -> int:
    if is_text(name):
        return len(placed)
    before = list(BY_NAME)[: _standing(name)]
    return max((placed.index(each) + 1 for each in before if each in placed), default=0)
