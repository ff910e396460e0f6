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
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from measures.domain.aims import AimStretch
from measures.domain.quantity import Unit
from measures.domain.rating import State
from measures.domain.series import Series
from measures.domain.spc import Expected
from opcc.core.periods import Period
from reports.domain.agendas import AgendaContent
from reports.domain.answers import AnswerContent
from reports.domain.commitments import CommitmentLine
from reports.domain.covers import CoverContent
from reports.domain.decisions import DecisionContent
from reports.domain.frameworks import FrameworkContent
from reports.domain.minutes import MinutesContent
from reports.domain.plans import PlanContent
from reports.domain.programmes import ProgrammeContent
from reports.domain.responses import ResponseContent

FORMAT = 1
"""Raised when a stored edition of an older format could not be read any more."""


Tone = Literal["better", "concern", "neutral"]

AFTER_OVERSIGHT = frozenset({"next_steps", "data_note"})
"""Prompts that are printed after the Commissioner's box."""


@dataclass(frozen=True)
class Figure:
    """A published value: the number, how it is printed, and the marks beside it.

    ``value`` is None exactly where ``symbol`` says why; ``text`` is never empty
    ("37.2%", "[c]"); ``marks`` are such as "p" and "r". Of a survey ``low`` and
    ``high`` are the 95% interval, and ``interval`` how that is printed.
    """

    text: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    symbol: str = ""
    marks: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    interval: str = ""

    @property
    def full(self) -> str:
        """The text with its marks: "37.2% [p]"."""
        return " ".join([self.text, *(f"[{mark}]" for mark in self.marks)])


@dataclass(frozen=True)
class Grade:
    """A position as computed: its state, and the sentence that explains it."""

    state: State
    reason: str


@dataclass(frozen=True)
class Comparison:
    """One change: against what, what the sentence says, whether it is for the better.

    ``figure`` is the earlier value, ``total`` the running total that is compared with
    it. ``amount`` is for a table ("4.5 points lower"); ``direction`` is up, down,
    no_change or not_assessed, ``tone`` better, concern or neutral.
    """

    against: str
    label: str
    sentence: str
    figure: Figure
    total: Figure | None = None
    word: str = ""
    amount: str = ""
    direction: str = "not_assessed"
    tone: Literal["better", "concern", "neutral"] = "neutral"

    @property
    def hides(self) -> bool:
        """Whether one of its figures is hidden."""
        total = self.total.symbol if self.total else ""
        return "c" in (self.figure.symbol, total)


@dataclass(frozen=True)
class Fact:
    """One figure of the strip under a message: "Target", "47%", "tolerance 3"."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a figures table.

    ``target`` is printed, ``aim`` the same as numbers: one, both ends of a range, or
    none. ``definition`` is the number of the definition that the figure belongs to.
    """

    period: Period
    figure: Figure
    target: str
    grade: Grade
    aim: tuple[Decimal, ...] = ()
    definition: int = 1


@dataclass(frozen=True)
class BreakdownRow:
    """One part of a measure, such as a district, in the edition's quarter."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """What is drawn, and the words around it; the drawing itself is made at render."""

    title: str
    subtitle: str
    caption: str
    series: Series
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    notes: tuple[tuple[Period, str], ...] = ()
    expected: Expected | None = None
    aims: tuple[AimStretch, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """One verdict as computed: the name of its shape, its words, and its reason."""

    shape: str
    words: str
    reason: str
    tone: Tone = "neutral"


@dataclass(frozen=True)
class Process:
    """What chance explains of a measure, and what it does not.

    ``meets`` is None without a target that the chart is held against. ``reading`` says
    how position and process go together where they disagree.
    """

    change: Judgement
    meets: Judgement | None
    direction: Judgement
    reading: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def is_concern(self) -> bool:
        return self.change.tone == "concern"

    @property
    def is_improvement(self) -> bool:
        return self.change.tone == "better"


@dataclass(frozen=True)
class Benchmark:
    """A measure beside one comparator in the newest period that has its figures.

    ``average`` is None where there is none; ``sentence`` says rank and range, and is
    "" where nobody else has a figure. ``years`` are those of the populations.
    """

    name: str
    period: Period
    title: str
    sentence: str
    average_sentence: str
    source: str
    rank: str = ""
    standing: str = ""
    ours: Decimal | None = None
    average: Decimal | None = None
    method: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was written under one prompt; Markdown."""

    prompt: str
    heading: str
    text: str


@dataclass(frozen=True)
class Oversight:
    """What the Commissioner asked, concluded and did, and who says so."""

    heading: str = "What the Commissioner asked, concluded and did"
    asked: str = ""
    concluded: str = ""
    did: str = ""
    signed: str = ""


@dataclass(frozen=True)
class MeasurePart:
    """All that an edition says of one measure.

    ``breakdown`` is of its latest period; ``breakdown_adds_up`` where its true numbers
    come to the measure's own.
    """

    code: str
    name: str
    is_indicator: bool
    unit: Unit
    polarity: str
    polarity_words: str
    provider: str
    frequency_words: str
    definition: str
    source: str
    numerator_label: str
    denominator_label: str
    message: str
    figure: Figure
    previous: Figure
    target_text: str
    tolerance_text: str
    grade: Grade
    rule: str
    comparisons: tuple[Comparison, ...]
    facts: tuple[Fact, ...]
    chart: Chart
    rows: tuple[Row, ...]
    answers: tuple[Answer, ...] = ()
    oversight: Oversight | None = None
    notes: tuple[str, ...] = ()
    process: Process | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    is_survey: bool = False
    breakdown: tuple[BreakdownRow, ...] = ()
    breakdown_adds_up: bool = False

    @property
    def answers_before(self) -> tuple[Answer, ...]:
        """Those that come before what the Commissioner asked, concluded and did."""
        return tuple(a for a in self.answers if a.prompt not in AFTER_OVERSIGHT)

    @property
    def answers_after(self) -> tuple[Answer, ...]:
        return tuple(a for a in self.answers if a.prompt in AFTER_OVERSIGHT)

    @property
    def is_withheld(self) -> bool:
        return self.figure.symbol == "w"

    @property
    def is_exception(self) -> bool:
        """Red, or with a concern that chance does not explain."""
        is_concern = self.process is not None and self.process.is_concern
        return self.grade.state is State.RED or is_concern

    @property
    def symbols(self) -> frozenset[str]:
        """Every symbol and mark that stands in this part: "c", "p"."""
        stated = [self.figure, self.previous, *(row.figure for row in self.rows)]
        stated += [row.figure for row in self.breakdown]
        used = {mark for figure in stated for mark in figure.marks}
        used |= {figure.symbol for figure in stated if figure.symbol}
        used |= {"c" for each in self.comparisons if each.hides}
        if any(row.target == "[z]" for row in self.rows):
            used.add("z")
        for point in self.chart.series.points:
            used |= {*point.marks, *([point.symbol.value] if point.symbol else [])}
        return frozenset(used)

    @property
    def year_before(self) -> Comparison | None:
        return self.comparison("year_before")

    def comparison(self, against: str) -> Comparison | None:
        return next((c for c in self.comparisons if c.against == against), None)


@dataclass(frozen=True)
class ObjectiveSection:
    number: str
    title: str
    parts: tuple[MeasurePart, ...]


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
    """What changed since the last edition; ``since`` names it, "" for a first one."""

    since: str = ""
    worse: tuple[ChangedLine, ...] = ()
    better: tuple[ChangedLine, ...] = ()
    also: tuple[ChangedLine, ...] = ()
    counts_before: tuple[tuple[str, int], ...] = ()


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
    """A quarterly performance report."""

    cover: Cover
    quarter: Period
    changes: Changes
    priorities: tuple[PrioritySection, ...]
    commitments: tuple[CommitmentLine, ...]
    data_notes: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...]
    glossary: tuple[tuple[str, str], ...]
    language: str = "en-GB"
    kind: Literal["edition"] = "edition"
    format: int = FORMAT

    @property
    def parts(self) -> tuple[MeasurePart, ...]:
        """Every measure once, in the order of the plan."""
        seen = {p.code: p for priority in self.priorities for p in priority.parts}
        return tuple(seen.values())

    def part(self, code: str) -> MeasurePart | None:
        return next((part for part in self.parts if part.code == code), None)

    def count(self, *states: State) -> int:
        return sum(part.grade.state in states for part in self.parts)

    def counts(self) -> Iterator[tuple[State, int]]:
        for state in State:
            yield state, self.count(state)


@dataclass(frozen=True)
class DerivedContent:
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
    def office(self) -> str:
        return self.edition.cover.office

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def sheet(self) -> str:
        """What its pages are called in the style sheet."""
        return self.kind

    @property
    def name(self) -> str:
        quarter = self.edition.quarter
        return f"{self.title}: Quarter {quarter.number}, {quarter.financial_year}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        quarter = self.edition.quarter
        of = f"Quarter {quarter.number}, {quarter.financial_year}"
        title = self.title.partition(":")[0]
        return f"{title}. From edition {self.edition.cover.number}, {of}."


Content = (
    EditionContent
    | DerivedContent
    | PlanContent
    | AgendaContent
    | MinutesContent
    | ProgrammeContent
    | ResponseContent
    | AnswerContent
    | DecisionContent
    | CoverContent
    | FrameworkContent
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
