"""The places in a frozen document that a question can name.

Pure: no Django, no database. They follow from the stored content alone, so they are
the same for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from reports.domain.content import Content, EditionContent
from reports.domain.covers import CoverContent, CoverParagraph, CoverSection
from reports.domain.measure_part import MeasurePart
from reports.domain.passages import passages, plain

FIRST_WORDS = 14
"""Enough to know a paragraph again, and one or two lines on a phone."""


@dataclass(frozen=True)
class Paragraph:
    """One place: ``key`` is it in an address, ``anchor`` its id on the page.

    ``label`` is the number that stands on the page, "4.2" or "Recommendation 1", and
    "" of a heading; ``under`` is the heading or the measure that it belongs to, and
    ``code`` that of the measure.
    """

    key: str
    label: str
    first: str
    under: str
    anchor: str
    code: str = ""

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
    """A kind without numbers: its headings, each anchor once."""
    seen = set()
    for passage in passages(content):
        anchor, heading = passage.anchor, passage.heading
        if anchor and heading and anchor not in seen:
            seen.add(anchor)
            yield Paragraph(anchor, "", _first_words(heading), "", anchor)


@_paragraphs.register
def _of_edition(content: EditionContent) -> Iterator[Paragraph]:
    """Each measure's message is its paragraph 1."""
    for part in content.parts:
        under, anchor = f"{part.code} {part.name}", f"m{part.code}"
        for place, words in enumerate(_said(part), start=1):
            number = f"{part.code}.{place}"
            first = _first_words(words)
            yield Paragraph(number, number, first, under, anchor, part.code)


def _said(part: MeasurePart) -> Iterator[str]:
    """Its message, then each answer under the prompt that asked for it."""
    yield part.message or part.name
    for answer in part.answers_before:
        yield plain(f"{answer.heading} {answer.text}")
    if part.oversight:
        yield part.oversight.heading
    for answer in part.answers_after:
        yield plain(f"{answer.heading} {answer.text}")


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
            anchor = asked if paragraph.recommendation else f"p-{paragraph.number}"
            number = paragraph.number
            yield Paragraph(number, number, first, under, anchor)
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
