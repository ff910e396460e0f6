"""The layout of a house style's cover report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a section of a cover report is for, whatever its heading."""

    PURPOSE = "purpose"
    RECOMMENDATIONS = "recommendations"
    TERMS_OF_REFERENCE = "terms_of_reference"
    BACKGROUND = "background"
    PLAN = "plan"
    ACCOUNTABILITY = "accountability"
    FRAMEWORK = "framework"
    SCRUTINY = "scrutiny"
    PLANNING = "planning"
    KEY_POINTS = "key_points"
    IMPLICATIONS = "implications"
    CONSULTATION = "consultation"
    NEXT_STEPS = "next_steps"
    BACKGROUND_PAPERS = "background_papers"
    APPENDICES = "appendices"


class OpeningLine(StrEnum):
    """A line above the first section of a cover report."""

    LETTERHEAD = "letterhead"
    BODY = "body"
    DATE = "date"
    TITLE = "title"
    AUTHOR = "author"
    ADDRESSEE = "addressee"
    CONTACT = "contact"


class Numbering(StrEnum):
    """Of paragraphs: 1, 2, 3 through all sections; 1.1, 1.2 within each; or none."""

    CONTINUOUS = "continuous"
    DECIMAL = "decimal"
    NONE = "none"


class HeadingCase(StrEnum):
    SENTENCE = "sentence"
    TITLE = "title"
    CAPITALS = "capitals"


class DateForm(StrEnum):
    """4 July 2017, or 17th September 2021."""

    PLAIN = "plain"
    ORDINAL = "ordinal"


class Listing(StrEnum):
    NUMBERED = "numbered"
    BULLETED = "bulleted"


class ImplicationsPlace(StrEnum):
    """Each heading a section of its own, sub-headings of one, or an appendix."""

    SECTIONS = "sections"
    SUBHEADINGS = "subheadings"
    APPENDIX = "appendix"


class ContactPlace(StrEnum):
    START = "start"
    END = "end"
    NONE = "none"


@dataclass(frozen=True)
class Section:
    """A section of a cover report; an empty heading prints none."""

    part: Part
    heading: str
    numbered: bool = True


@dataclass(frozen=True)
class Implications:
    """The checklist that every cover report answers, in order."""

    heading: str
    place: ImplicationsPlace
    headings: tuple[str, ...]
    empty_answer: str


@dataclass(frozen=True)
class Recommendations:
    """How members are asked: an opening, and the verbs that may follow it."""

    opening: str
    verbs: tuple[str, ...]
    listing: Listing


@dataclass(frozen=True)
class Appendices:
    label: str
    numbered: bool


@dataclass(frozen=True)
class ContactField:
    label: str
    holds: str  # what is printed there: name, post, telephone, email, address, website


@dataclass(frozen=True)
class ContactBlock:
    place: ContactPlace
    fields: tuple[ContactField, ...]


@dataclass(frozen=True)
class Footnote:
    """A word of the office's own and what it means to a reader outside."""

    term: str
    meaning: str


@dataclass(frozen=True)
class CoverReport:
    """The layout of the short paper that carries an edition to a meeting."""

    title: str
    opening: tuple[OpeningLine, ...]
    author_line: str
    addressee: str
    date_form: DateForm
    numbering: Numbering
    heading_case: HeadingCase
    sections: tuple[Section, ...]
    recommendations: Recommendations
    implications: Implications
    appendices: Appendices
    contact: ContactBlock
    signatories: tuple[str, ...]
    footnotes: tuple[Footnote, ...]

    def heading_of(self, part: Part) -> str | None:
        """The heading of the first section of that part; None where there is none."""
        return next((each.heading for each in self.sections if each.part is part), None)

    @property
    def terms_of_reference(self) -> bool:
        return self.heading_of(Part.TERMS_OF_REFERENCE) is not None

    @property
    def background_papers_heading(self) -> str | None:
        return self.heading_of(Part.BACKGROUND_PAPERS)

    def addressed_to(self, body: str) -> str:
        """The addressee line; empty where the style has none."""
        return self.addressee.replace("{body}", body)
