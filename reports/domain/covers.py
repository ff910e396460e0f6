"""What a cover report says, for one audience: the file format.

Pure: no Django, no database. Numbers stand beside what they number, so that every
rendering prints the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.domain.numbering import printed
from reports.domain.restricted import Audience


@dataclass(frozen=True)
class CoverParagraph:
    """One paragraph in Markdown with the lists under it; ``[^1]`` marks a footnote.

    ``subheading`` stands above it; ``recommendation`` is the number of the one that it
    is, 0 for none.
    """

    number: str
    text: str
    subheading: str = ""
    recommendation: int = 0

    @property
    def label(self) -> str:
        return printed(self.number)

    @property
    def anchor(self) -> str:
        """Its id on the page; "" of one that is neither numbered nor asked for."""
        if self.recommendation:
            return f"recommendation-{self.recommendation}"
        return f"p-{self.number}" if self.number else ""


@dataclass(frozen=True)
class CoverSection:
    """A heading with its paragraphs; ``lead`` is Markdown before the first of them."""

    number: str
    heading: str
    paragraphs: tuple[CoverParagraph, ...]
    lead: str = ""
    is_bulleted: bool = False

    @property
    def label(self) -> str:
        return printed(self.number)

    @property
    def headed(self) -> str:
        """ "5. KEY ISSUES"; "" where the style prints no heading."""
        return f"{self.label} {self.heading}".strip()


@dataclass(frozen=True)
class CoverRecommendation:
    """What members are asked: ``paragraph`` is where it stands, "" if not numbered."""

    number: int
    verb: str
    sentence: str
    paragraph: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class CoverAnswer:
    """One heading of the implications checklist, with what was answered."""

    heading: str
    text: str


@dataclass(frozen=True)
class CoverAppendix:
    """``label`` is "Appendix 2". A publication has an ``address``, a file the rest;
    what is not public has neither, and in the public version no title."""

    label: str
    title: str
    address: str = ""
    part: str = ""
    extension: str = ""
    size: int = 0
    sha256: str = ""
    is_public: bool = True

    @property
    def filename(self) -> str:
        return f"{self.part}.{self.extension}"

    @property
    def place(self) -> str:
        """Where its file stands, seen from the report's own address."""
        return f"appendices/{self.filename}"

    @property
    def words(self) -> str:
        """ "Appendix 2: The framework"."""
        said = self.title or "not for publication"
        return f"{self.label}: {said}" if self.label else said


@dataclass(frozen=True)
class CoverNote:
    """A footnote: a term of the office's glossary and what it means."""

    number: int
    term: str
    meaning: str


@dataclass(frozen=True)
class CoverSignatory:
    name: str
    post: str


@dataclass(frozen=True)
class CoverLine:
    """A line above the first section; ``kind`` is as house styles call them."""

    kind: str
    text: str


@dataclass(frozen=True)
class CoverContent:
    """The short paper that carries a report to a meeting.

    ``contacts`` are pairs of a label, which may be empty, and what is printed there;
    ``answers`` are all implications in order, wherever the style prints them, and
    ``answers_heading`` heads them where they are an appendix.
    """

    office: str
    body: str
    held_on: dt.date
    said_on: str
    agenda_item: str
    title: str
    opening: tuple[CoverLine, ...]
    sections: tuple[CoverSection, ...]
    recommendations: tuple[CoverRecommendation, ...]
    answers: tuple[CoverAnswer, ...]
    answers_heading: str
    appendices: tuple[CoverAppendix, ...]
    appendices_listed: bool
    notes: tuple[CoverNote, ...]
    signatories: tuple[CoverSignatory, ...]
    contacts: tuple[tuple[str, str], ...]
    contacts_first: bool
    published_on: dt.date
    accent: str
    audience: Audience
    language: str = "en-GB"
    kind: Literal["cover"] = "cover"
    format: int = 1

    @property
    def name(self) -> str:
        return f"{self.title}: {self.body}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.title}."

    @property
    def header(self) -> str:
        """What heads every page: the body and the date of its meeting."""
        return f"{self.body}, {self.said_on}"
