"""Words and numbers in a commentary that the data contradict.

Made to be quiet: a sentence that hedges, denies, looks ahead, speaks of other places
or other periods, or says both up and down is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.quantity import Unit, rounded, said_full
from measures.domain.rating import Polarity
from measures.domain.series import Point

UP, DOWN, BETTER, WORSE = "up", "down", "better", "worse"

DIRECTIONS = {
    UP: r"rose|risen|increased|grew|grown|climbed|(?:an?|the) (?:rise|increase)",
    DOWN: r"fell|fallen|decreased|declined|dropped|"
    r"(?:an?|the) (?:fall|decrease|drop|decline|reduction)",
    BETTER: r"improved|(?:an?|the) improvement",
    WORSE: r"worsened|deteriorated|(?:an?|the) deterioration",
}
PATTERNS = {
    way: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for way, words in DIRECTIONS.items()
}

LEFT_ALONE = re.compile(
    r"n[’']t\b|\?|\b(?:not?|never|nor|neither|without|will|would|may|might|could|"
    r"should|if|unless|expect\w*|forecast\w*|aim\w*|plan\w*|intend\w*|target\w*|"
    r"hope\w*|national\w*|England|Wales|similar|others?|elsewhere|districts?|"
    r"divisions?|of these|of whom|of which|among|since|average|baseline|"
    r"years|quarters|months|weeks?|first|half|except|excluding)\b",
    re.IGNORECASE,
)
"""Denials, hedges, plans, other places, other stretches of time, parts of the whole."""

YEAR_BEFORE = re.compile(
    r"\b(?:last year|year before|previous year|year ago|year earlier|year on year)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:last|previous|preceding) (?:quarter|month|period)\b|"
    r"\b(?:quarter|month|period) (?:before|earlier)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:19|20)\d\d)\b"
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
LEVEL = r"\b(?:to|was|were|is|at|reached)\s+"
"""The words before a number that make it the figure itself, not a change of it."""


@dataclass(frozen=True)
class Facts:
    """What the data say of a measure's period, for its commentary to agree with.

    ``known`` are all the numbers that may rightly be quoted: of other periods, parts,
    targets, limits and differences.
    """

    now: Point
    previous: Point | None
    year_before: Point | None
    unit: Unit
    polarity: Polarity
    known: frozenset[Decimal] = frozenset()


@dataclass(frozen=True)
class Contradiction:
    """A sentence, the words in it that do not fit, and what the data say instead."""

    sentence: str
    words: str
    data: str


def contradictions(text: str, facts: Facts) -> tuple[Contradiction, ...]:
    """What the data contradict in a text; nothing where there is no figure."""
    if facts.now.value is None:
        return ()
    return tuple(
        found
        for sentence in SENTENCE.split(text)
        if not LEFT_ALONE.search(sentence) and not _is_of_other_days(sentence, facts)
        for found in (*_wrong_way(sentence, facts), *_wrong_number(sentence, facts))
    )


def _is_of_other_days(sentence: str, facts: Facts) -> bool:
    """Whether months or years are named that are not the period's own."""
    return any(word not in facts.now.period.words for word in DATED.findall(sentence))


# -- which way it went


def _wrong_way(sentence: str, facts: Facts) -> Iterator[Contradiction]:
    said = {way: found for way, p in PATTERNS.items() if (found := p.search(sentence))}
    if len(said) != 1:
        return
    ((way, found),) = said.items()
    others = _compared(sentence, facts)
    went = {_way(facts, other, way) for other in others}
    if went == {OPPOSITE[way]}:
        yield Contradiction(sentence.strip(), found[0], _told(facts, others))


OPPOSITE = {UP: DOWN, DOWN: UP, BETTER: WORSE, WORSE: BETTER}


def _compared(sentence: str, facts: Facts) -> list[Point]:
    """The periods that the sentence compares with; both where it does not say."""
    asked = [facts.previous, facts.year_before]
    if YEAR_BEFORE.search(sentence):
        asked = [facts.year_before]
    elif BEFORE.search(sentence):
        asked = [facts.previous]
    return [point for point in asked if point is not None and point.value is not None]


def _way(facts: Facts, other: Point, said: str) -> str:
    """How the figure went since another period, in the terms in which it was said."""
    now, then = facts.now.value, other.value
    if now is None or then is None or now == then:
        return ""
    is_up = now > then
    if said in (UP, DOWN):
        return UP if is_up else DOWN
    if facts.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return ""
    return BETTER if is_up is (facts.polarity == Polarity.HIGHER) else WORSE


def _told(facts: Facts, others: list[Point]) -> str:
    points = [facts.now, *others]
    told = [
        f"{point.period.words} was {said_full(point.value, facts.unit)}"
        for point in points
        if point.value is not None
    ]
    return f"{'; '.join(told)}."


# -- what it is


def _wrong_number(sentence: str, facts: Facts) -> Iterator[Contradiction]:
    """A figure in the measure's unit that none of its numbers comes to."""
    unit = _unit_pattern(facts.unit)
    if not unit:
        return
    pattern = re.compile(rf"{LEVEL}(?P<words>{NUMBER}{unit})", re.IGNORECASE)
    for found in pattern.finditer(sentence):
        number = Decimal(found["number"].replace(",", ""))
        if not _is_known(number, facts):
            yield Contradiction(sentence.strip(), found["words"], _told(facts, []))


def _unit_pattern(unit: Unit) -> str:
    """How the unit follows its number; "" of a unit too rare to be looked for."""
    if unit.is_percent:
        return r"(?:%| per cent\b)"
    if not unit.name or unit.name.startswith(("£", "per ")):
        return ""
    return rf" {re.escape(unit.name)}\b"


def _is_known(number: Decimal, facts: Facts) -> bool:
    """Whether some number of the data rounds to it, as precisely as it is written."""
    exponent = number.as_tuple().exponent
    decimals = max(0, -int(exponent))
    points = [facts.now, facts.previous, facts.year_before]
    own = {
        value
        for point in points
        if point is not None
        for value in (point.value, point.numerator, point.denominator)
        if value is not None
    }
    return any(rounded(abs(each), decimals) == number for each in own | facts.known)
