"""The order of what was found. Pure but for the rows that it is given.

Every factor is our own choice: words in a title count for more, what is in force comes
before what is superseded, and of what fits equally well the newer comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reports.models.kinds import Kind
from reports.models.publications import Publication
from reports.search.words import Asked, words

A_YEAR = dt.timedelta(days=365)

A_YEAR_OLDER = 0.85
SUPERSEDED = 0.5
BEGINS = 1.5
"""A heading that begins with the words: "1A" is the measure before anything else."""

BY_KIND = {
    Kind.EDITION: 1.25,
    Kind.AGENDA: 0.8,
    Kind.OVERVIEW: 0.8,
    Kind.SUMMARY: 0.8,
    Kind.EXTRACT: 0.8,
    Kind.REGISTER: 0.6,
}
"""Reports are what most people look for; an agenda only says what was to come, and an
overview, a summary and an extract say again what a report said. The register names all
that there is, and says nothing of it."""

AT_THE_BACK = frozenset(
    {"commitments", "notes", "glossary", "appendices", "attendance"}
)
BACK = 0.7
"""What stands at the back of a document is seldom what it is about."""

Group = tuple[Publication, ...]


def ordered(
    hits: Iterable[Publication], asked: Asked, *, at: dt.datetime
) -> tuple[Group, ...]:
    """The passages of each publication together, and the best of both first."""
    scored = _scored(list(hits), asked)
    groups: dict[int, list[Publication]] = {}
    for hit in sorted(hits, key=lambda hit: scored[hit.passage_id], reverse=True):
        groups.setdefault(hit.pk, []).append(hit)

    def worth(group: Group) -> tuple[float, int]:
        best = group[0]
        return scored[best.passage_id] * _standing(best, at=at), best.number

    found = (_telling(group) for group in groups.values())
    return tuple(sorted(found, key=worth, reverse=True))


def _scored(hits: list[Publication], asked: Asked) -> dict[int, float]:
    """Each passage's score. The same place in several publications of one kind has
    the same: the measure in each report, whose words are never quite as many."""
    best: dict[tuple[str, str | int], float] = {}
    for hit in hits:
        score = hit.score * _fit(hit, asked)
        best[_place(hit)] = max(best.get(_place(hit), 0), score)
    return {hit.passage_id: best[_place(hit)] for hit in hits}


def _place(hit: Publication) -> tuple[str, str | int]:
    return hit.kind, hit.heading if hit.anchor else hit.pk


def _fit(hit: Publication, asked: Asked) -> float:
    """About 1 to 4: how many of the words the heading and the title hold, and where."""
    heading = _heading(hit)
    begins = tuple(heading[: len(asked.words)]) == asked.words
    fit = 1 + held(hit, asked) + _share(asked, set(heading))
    fit *= BEGINS if begins else 1
    return fit * BACK if hit.anchor in AT_THE_BACK else fit


def held(hit: Publication, asked: Asked) -> float:
    """The share of the words, 0 to 1, that stand in a heading or a title."""
    about = words(f"{Kind(hit.kind).label} {hit.title}")
    return _share(asked, {*_heading(hit), *about})


def _heading(hit: Publication) -> list[str]:
    """The words of a place's heading; of a whole document also what kind it is."""
    kind = "" if hit.anchor else Kind(hit.kind).label
    return words(f"{hit.heading} {kind}")


def _share(asked: Asked, held: set[str]) -> float:
    return len(held.intersection(asked.words)) / len(asked.words)


def _standing(hit: Publication, *, at: dt.datetime) -> float:
    """What its kind, its age and its being superseded multiply a score by."""
    years = (at - hit.public_from) / A_YEAR
    factor = A_YEAR_OLDER**years * BY_KIND.get(Kind(hit.kind), 1)
    return factor * SUPERSEDED if hit.later_slug is not None else factor


def _telling(group: list[Publication]) -> Group:
    """Without the whole document where a place in it is the better one."""
    best, *others = group
    return (best, *(hit for hit in others if hit.anchor))
