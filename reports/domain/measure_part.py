"""What an edition says of one measure: its figures, verdicts, chart and words.

Results, not inputs: every number is rounded already and stands beside its text,
every position carries its rule and reason. Part of the file format of what is frozen
(``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from measures.domain.aims import AimStretch
from measures.domain.happenings import Happening
from measures.domain.quantity import Unit
from measures.domain.rating import State
from measures.domain.series import Series
from measures.domain.spc import Expected
from opcc.core.periods import Period
from reports.domain.composition import Audience
from reports.domain.scrutinised import Scrutinised

Tone = Literal["better", "concern", "neutral"]

AFTER_OVERSIGHT = frozenset({"next_steps", "data_note"})
"""Prompts that are printed after the Commissioner's box."""

FORCE_DOING = "force_doing"
"""The prompt that is printed beside the Commissioner's box."""


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
    come to the measure's own. ``audience`` is the widest that may read it as it is;
    ``scrutinised`` is None where nothing may be said of it.
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
    scrutinised: Scrutinised | None = None
    audience: Audience = "public"

    @property
    def answers_before(self) -> tuple[Answer, ...]:
        """Those that come before what the Commissioner asked, concluded and did."""
        return tuple(a for a in self.answers if a.prompt not in AFTER_OVERSIGHT)

    @property
    def answers_after(self) -> tuple[Answer, ...]:
        return tuple(a for a in self.answers if a.prompt in AFTER_OVERSIGHT)

    @property
    def force_doing(self) -> Answer | None:
        """What is told of the force's work, beside what the Commissioner did."""
        return next((a for a in self.answers if a.prompt == FORCE_DOING), None)

    @property
    def oversees(self) -> bool:
        """Whether it says what the Commissioner asked, concluded or did."""
        told = self.scrutinised is not None and not self.scrutinised.is_empty
        return told or self.oversight is not None

    @property
    def unasked_since(self) -> dt.date | None:
        """Of an exception about which nobody asked: since when; else None."""
        seen = self.scrutinised
        if seen is None or seen.asked or not self.is_exception:
            return None
        says_so = self.oversight is not None and bool(self.oversight.asked)
        return None if says_so else seen.since

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What the lane under its chart marks: none before its time, nor without it."""
        points = self.chart.series.points
        is_drawn = any(point.value is not None for point in points)
        if self.scrutinised is None or not is_drawn:
            return ()
        start = points[0].period.start
        return tuple(h for h in self.scrutinised.happenings if h.on >= start)

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
