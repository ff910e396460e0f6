"""What an edition says, whole: these classes are the file format of what is frozen.

Results, not inputs: every number is rounded already and stands beside its text,
every position carries its rule and reason. Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from measures.domain.rating import State
from opcc.core.periods import Period
from reports.domain.agendas import AgendaContent
from reports.domain.annual import AnnualContent
from reports.domain.answers import AnswerContent
from reports.domain.commitments import CommitmentLine
from reports.domain.composition import Audience, PlacedPart, Redaction
from reports.domain.covers import CoverContent
from reports.domain.decisions import DecisionContent
from reports.domain.frameworks import FrameworkContent
from reports.domain.measure_part import MeasurePart
from reports.domain.minutes import MinutesContent
from reports.domain.packs import (
    PackAction,
    PackConclusion,
    PackFinding,
    PackQuestion,
    Theme,
)
from reports.domain.plans import PlanContent
from reports.domain.programmes import ProgrammeContent
from reports.domain.registers import RegisterContent
from reports.domain.responses import ResponseContent
from reports.domain.revised import MovedDate, Restated, Revision, Rewritten
from reports.domain.scrutinised import Scrutinised

FORMAT = 1
"""Raised when a stored edition of an older format could not be read any more."""


@dataclass(frozen=True)
class ObjectiveSection:
    """``scrutinised`` is what was asked and agreed about it and about no measure."""

    number: str
    title: str
    parts: tuple[MeasurePart, ...]
    scrutinised: Scrutinised | None = None


@dataclass(frozen=True)
class PrioritySection:
    number: str
    title: str
    category: str
    objectives: tuple[ObjectiveSection, ...]

    @property
    def parts(self) -> tuple[MeasurePart, ...]:
        """Each measure once, though it may stand under several objectives."""
        seen = {part.code: part for o in self.objectives for part in o.parts}
        return tuple(seen.values())


@dataclass(frozen=True)
class ChangedLine:
    """One thing that is different from the last edition."""

    code: str
    name: str
    text: str


@dataclass(frozen=True)
class Changes:
    """What changed since the last edition; ``since`` names it, "" for a first one.

    ``promises`` are the commitments that are new or gone.
    """

    since: str = ""
    worse: tuple[ChangedLine, ...] = ()
    better: tuple[ChangedLine, ...] = ()
    also: tuple[ChangedLine, ...] = ()
    counts_before: tuple[tuple[str, int], ...] = ()
    revisions: tuple[Revision, ...] = ()
    definitions: tuple[Restated, ...] = ()
    targets: tuple[Restated, ...] = ()
    dates: tuple[MovedDate, ...] = ()
    promises: tuple[ChangedLine, ...] = ()
    texts: tuple[Rewritten, ...] = ()


@dataclass(frozen=True)
class Cover:
    """What the first page says; nothing that is decided after the freeze."""

    office: str
    short_office: str
    kind: str
    title: str
    number: int
    plan: str
    body: str
    meeting_on: dt.date
    meeting_words: str
    report_of: str
    contacts: str
    as_at: dt.date
    standfirst: str
    accent: str
    address: str
    frozen_on: dt.date


@dataclass(frozen=True)
class EditionContent:
    """A quarterly performance report, in the version made for ``audience``.

    ``composition`` is empty where the office left the parts as they come.
    """

    cover: Cover
    quarter: Period
    changes: Changes
    priorities: tuple[PrioritySection, ...]
    commitments: tuple[CommitmentLine, ...]
    data_notes: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...]
    glossary: tuple[tuple[str, str], ...]
    language: str = "en-GB"
    audience: Audience = "public"
    composition: tuple[PlacedPart, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    kind: Literal["edition"] = "edition"
    format: int = FORMAT

    @property
    def parts(self) -> tuple[MeasurePart, ...]:
        """Every measure once, in the order of the plan."""
        seen = {p.code: p for priority in self.priorities for p in priority.parts}
        return tuple(seen.values())

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(part.code for part in self.parts)

    def part(self, code: str) -> MeasurePart | None:
        return next((part for part in self.parts if part.code == code), None)

    @property
    def withheld(self) -> frozenset[str]:
        """The codes of the measures of which something is withheld."""
        return frozenset(each.where for each in self.redactions)

    def count(self, *states: State) -> int:
        return sum(part.grade.state in states for part in self.parts)

    def counts(self) -> Iterator[tuple[State, int]]:
        for state in State:
            yield state, self.count(state)


class OfEdition:
    """What is made of a published edition says of itself; no fields of its own."""

    edition: EditionContent
    published_on: dt.date

    @property
    def office(self) -> str:
        return self.edition.cover.office

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def of_quarter(self) -> str:
        """ "Quarter 2, 2026/27"."""
        quarter = self.edition.quarter
        return f"Quarter {quarter.number}, {quarter.financial_year}"


@dataclass(frozen=True)
class DerivedContent(OfEdition):
    """Some of a published edition on its own: every figure is the edition's.

    ``edition`` holds what is told of it, ``whole`` how many measures it has in all,
    ``sha256`` its own fingerprint; ``choice`` is what an extract is of.
    """

    kind: Literal["overview", "summary", "extract"]
    title: str
    edition: EditionContent
    whole: int
    sha256: str
    published_on: dt.date
    choice: str = ""
    format: int = 1

    @property
    def sheet(self) -> str:
        """What its pages are called in the style sheet."""
        return self.kind

    @property
    def name(self) -> str:
        return f"{self.title}: {self.of_quarter}"

    @property
    def running(self) -> str:
        title = self.title.partition(":")[0]
        number = self.edition.cover.number
        return f"{title}. From edition {number}, {self.of_quarter}."


@dataclass(frozen=True)
class PackContent(OfEdition):
    """A thematic review: some measures of a published edition, and what was asked,
    answered, found, concluded and done about them from ``since`` on.

    ``edition`` holds what is told of it, ``sha256`` its own fingerprint.
    """

    theme: Theme
    edition: EditionContent
    sha256: str
    since: dt.date
    questions: tuple[PackQuestion, ...]
    findings: tuple[PackFinding, ...]
    conclusions: tuple[PackConclusion, ...]
    actions: tuple[PackAction, ...]
    issue: int
    published_on: dt.date
    kind: Literal["thematic"] = "thematic"
    format: int = 1

    @property
    def sheet(self) -> str:
        """What its pages are called in the style sheet."""
        return "extract thematic"

    @property
    def name(self) -> str:
        return f"Thematic review: {self.theme.title}, {self.of_quarter}"

    @property
    def running(self) -> str:
        number = self.edition.cover.number
        return f"Thematic review. Figures of edition {number}, {self.of_quarter}."


Content = (
    EditionContent
    | DerivedContent
    | PackContent
    | AnnualContent
    | PlanContent
    | AgendaContent
    | MinutesContent
    | ProgrammeContent
    | ResponseContent
    | AnswerContent
    | DecisionContent
    | CoverContent
    | FrameworkContent
    | RegisterContent
)
"""What a document of any kind may say, told apart by its ``kind``."""

_CODEC: TypeAdapter[Content] = TypeAdapter(
    Annotated[Content, Field(discriminator="kind")]
)


def to_bytes(content: Content) -> bytes:
    """Canonical JSON: the same content is the same bytes."""
    plain: Any = _CODEC.dump_python(content, mode="json")
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def from_bytes(stored: bytes) -> Content:
    return _CODEC.validate_json(stored)


def fingerprint(stored: bytes) -> str:
    """SHA-256 of what is stored, in lower-case hexadecimal."""
    return hashlib.sha256(stored).hexdigest()
