"""The places in a frozen document that a question can name.

Pure: no Django, no database. They follow from the stored content alone, so they are
the same for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from reports.domain.content import (
    Content,
    DerivedContent,
    EditionContent,
    PackContent,
)
from reports.domain.covers import CoverContent, CoverParagraph, CoverSection
from reports.domain.measure_part import MeasurePart
from reports.domain.passages import passages, plain

FIRST_WORDS = 14
"""Enough to know a paragraph again, and one or two lines on a phone."""

MESSAGE, OVERSIGHT = "message", "oversight"
"""Paragraphs of a measure that answer no prompt: its message, the office's box."""


@dataclass(frozen=True)
class Paragraph:
    """One place: ``key`` is it in an address, ``anchor`` its id on the page.

    ``label`` is the number that stands on the page, "4.2" or "Recommendation 1", and
    "" of a heading; ``under`` is the heading or the measure that it belongs to, and
    ``code`` that of the measure. ``within`` is the id of what holds it, for documents
    that were drawn before it had one of its own.
    """

    key: str
    label: str
    first: str
    under: str
    anchor: str
    code: str = ""
    within: str = ""

    @property
    def words(self) -> str:
        return f"{self.label} {self.first}".strip()

    @property
    def called(self) -> str:
        """In a sentence: "paragraph 4.2", "recommendation 1", "“Key issues”"."""
        if not self.label:
            return f"“{self.first}”"
        numbered = self.label == self.key
        return f"paragraph {self.label}" if numbered else self.label.lower()


def paragraphs(content: Content) -> tuple[Paragraph, ...]:
    """In the order of the page; () of a document that has no place but its whole."""
    return tuple(_paragraphs(content))


@singledispatch
def _paragraphs(content: Content) -> Iterator[Paragraph]:
    """A kind without numbers: its headings."""
    return _headings(content)


def _headings(content: Content) -> Iterator[Paragraph]:
    """Each anchor once."""
    seen = set()
    for passage in passages(content):
        anchor, heading = passage.anchor, passage.heading
        if anchor and heading and anchor not in seen:
            seen.add(anchor)
            yield Paragraph(anchor, "", _first_words(heading), "", anchor)


@_paragraphs.register
def _of_edition(content: EditionContent) -> Iterator[Paragraph]:
    for part in content.parts:
        yield from _of_measure(part)


@_paragraphs.register
def _of_some_measures(content: DerivedContent | PackContent) -> Iterator[Paragraph]:
    """Its headings, with a measure's paragraphs in place of its heading."""
    parts = {_within(part): part for part in content.edition.parts}
    for each in _headings(content):
        measure = parts.get(each.anchor)
        yield from _of_measure(measure) if measure else (each,)


def _of_measure(part: MeasurePart) -> Iterator[Paragraph]:
    under, within = f"{part.code} {part.name}", _within(part)
    said, numbers = _said(part), numbers_of(part)
    for place in _places(part):
        label = numbers.get(place, "")
        words = said[place] if label else f"{part.code} {said[place]}"
        key, first = _key(part, place), _first_words(words)
        anchor = anchor_of(part, place)
        yield Paragraph(key, label, first, under, anchor, part.code, within)


def numbers_of(part: MeasurePart) -> dict[str, str]:
    """The numbers of a measure's paragraphs, "1A.1" and on, in the order of the page.

    By MESSAGE, which is the first, OVERSIGHT, and the prompts of its answers. An
    office's box in which nobody wrote has none: it was there before it was counted, and
    the numbers of what has been published stay.
    """
    is_counted = part.oversight is not None
    places = [each for each in _places(part) if each != OVERSIGHT or is_counted]
    return {name: f"{part.code}.{place}" for place, name in enumerate(places, start=1)}


def anchor_of(part: MeasurePart, place: str) -> str:
    """The id of one of its paragraphs on the page."""
    return f"p-{_key(part, place)}"


def _places(part: MeasurePart) -> list[str]:
    return [
        MESSAGE,
        *(answer.prompt for answer in part.answers_before),
        *([OVERSIGHT] if part.oversees else []),
        *(answer.prompt for answer in part.answers_after),
    ]


def _key(part: MeasurePart, place: str) -> str:
    """Its number, or what stands for it in an address."""
    return numbers_of(part).get(place, f"{part.code}-{place}")


def _within(part: MeasurePart) -> str:
    """The id of a measure on the page of a document that tells it in full."""
    return f"m{part.code}"


def _said(part: MeasurePart) -> dict[str, str]:
    """What stands in each place; an answer under the prompt that asked for it."""
    said = {each.prompt: plain(f"{each.heading} {each.text}") for each in part.answers}
    said[MESSAGE] = part.message or part.name
    if part.scrutinised:
        said[OVERSIGHT] = part.scrutinised.heading
    if part.oversight:
        said[OVERSIGHT] = part.oversight.heading
    return said


@_paragraphs.register
def _of_cover(content: CoverContent) -> Iterator[Paragraph]:
    """Its paragraphs by number, and by its heading a section that has none."""
    for place, section in enumerate(content.sections, start=1):
        found = tuple(_in_section(section))
        yield from found
        if section.headed and not found:
            key = f"section-{place}"
            yield Paragraph(key, "", section.headed, "", key)
    if content.answers_heading:
        yield Paragraph("answers", "", content.answers_heading, "", "answers")


def _in_section(section: CoverSection) -> Iterator[Paragraph]:
    for paragraph in section.paragraphs:
        first, under = _first_words(_whole(paragraph)), section.headed
        asked = f"recommendation-{paragraph.recommendation}"
        if paragraph.number and not section.is_bulleted:
            number = paragraph.number
            yield Paragraph(number, number, first, under, paragraph.anchor)
        elif paragraph.recommendation:
            label = f"Recommendation {paragraph.recommendation}"
            yield Paragraph(asked, label, first, under, asked)


def _whole(paragraph: CoverParagraph) -> str:
    above = f"{paragraph.subheading}: " if paragraph.subheading else ""
    return plain(f"{above}{paragraph.text}")


def _first_words(text: str) -> str:
    words = text.split()
    said = " ".join(words[:FIRST_WORDS])
    return f"{said}…" if len(words) > FIRST_WORDS else said
