"""What a reader's words find among an office's publications, the best first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from opcc.core.models import Office
from reports.models.passages import Passage
from reports.models.publications import Publication
from reports.search.asking import START, STOP
from reports.search.engines import engine
from reports.search.ranking import Group, held, ordered
from reports.search.words import Asked, asked

EACH = 3
"""Places of one publication that a result names."""

FEW = 5
"""With fewer documents that have all the words, those with some are looked for too."""

HALF = 0.5


@dataclass(frozen=True)
class Place:
    """A place in a publication: where, its heading, and the words around."""

    anchor: str
    heading: str
    marked: SafeString


@dataclass(frozen=True)
class Result:
    """A publication with the best places in it; ``more`` are as many others.

    ``later_title`` and ``later_slug`` are of what took its place, None for nothing.
    """

    publication: Publication
    places: tuple[Place, ...]
    more: int

    @property
    def later_title(self) -> str | None:
        return self.publication.later_title

    @property
    def later_slug(self) -> str | None:
        return self.publication.later_slug


@dataclass(frozen=True)
class Found:
    """What was found for some words: each publication once, with its passages.

    Those with all the words come first; ``having_all`` are their keys.
    """

    asked: Asked
    groups: tuple[Group, ...] = ()
    having_all: frozenset[int] = frozenset()

    @property
    def by_kind(self) -> Counter[str]:
        return Counter(group[0].kind for group in self.groups)

    @property
    def with_all(self) -> int:
        """How many have all the words."""
        return sum(group[0].pk in self.having_all for group in self.groups)

    @property
    def with_some(self) -> int:
        return len(self.groups) - self.with_all

    def of_kind(self, kind: str) -> Found:
        kept = tuple(group for group in self.groups if group[0].kind == kind)
        return Found(self.asked, kept, self.having_all)

    def results(self, start: int, stop: int) -> list[Result]:
        """Some of them as a page shows them. One query."""
        shown = self.groups[start:stop]
        pks = [hit.passage_id for group in shown for hit in group[:EACH]]
        whole = bool(self.having_all)
        marked = engine().marked(self.asked, pks, whole=whole) if pks else []
        by_pk = {passage.pk: passage for passage in marked}
        return [_result(group, by_pk) for group in shown]


def find(office: Office, text: str, *, at: dt.datetime) -> Found:
    """What is public at a moment and has all the words of a text, and what has some.

    Takes whatever somebody typed. One query, or two where few have all.
    """
    wanted = asked(text)
    if not wanted.words:
        return Found(wanted)
    hits = list(engine().hits(wanted, every=True, office=office, at=at))
    best = ordered(hits, wanted, at=at)
    others = () if len(best) >= FEW else _others(wanted, best, office, at)
    return Found(wanted, best + others, frozenset(group[0].pk for group in best))


def _others(
    wanted: Asked, best: tuple[Group, ...], office: Office, at: dt.datetime
) -> tuple[Group, ...]:
    """What has some of the words; where a few have all, half of them in a heading."""
    known = {group[0].pk for group in best}
    hits = [
        hit
        for hit in engine().hits(wanted, every=False, office=office, at=at)
        if hit.pk not in known and (not best or held(hit, wanted) >= HALF)
    ]
    return ordered(hits, wanted, at=at)


def _result(group: tuple[Publication, ...], by_pk: dict[int, Passage]) -> Result:
    chosen = (by_pk[hit.passage_id] for hit in group[:EACH] if hit.passage_id in by_pk)
    return Result(
        group[0], tuple(_place(passage) for passage in chosen), len(group[EACH:])
    )


def _place(passage: Passage) -> Place:
    marked = escape(passage.marked).replace(START, "<mark>").replace(STOP, "</mark>")
    return Place(passage.anchor, passage.heading, SafeString(marked))
