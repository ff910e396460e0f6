"""The paragraphs of a frozen report, numbered, so that a question can name one.

Pure: no Django, no database. A number follows from the stored content alone, so it is
the same for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain.content import EditionContent
from reports.domain.measure_part import MeasurePart


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: "1A.2", whose it is, what it is headed, and where it stands."""

    number: str
    code: str
    measure: str
    heading: str

    @property
    def anchor(self) -> str:
        return f"m{self.code}"

    @property
    def words(self) -> str:
        return f"{self.number} {self.heading}"


def paragraphs(content: EditionContent) -> tuple[Paragraph, ...]:
    """In the order of the page: each measure's message is its paragraph 1."""
    return tuple(
        Paragraph(f"{part.code}.{number}", part.code, part.name, heading)
        for part in content.parts
        for number, heading in enumerate(_headings(part), start=1)
    )


def _headings(part: MeasurePart) -> Iterator[str]:
    yield part.message or part.name
    for answer in part.answers_before:
        yield answer.heading
    if part.oversight:
        yield part.oversight.heading
    for answer in part.answers_after:
        yield answer.heading
