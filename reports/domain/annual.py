"""What the annual report says: a year of editions side by side, the file format.

Every figure is one that an edition told; nothing is worked out from several of them.
Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from opcc.core.periods import Period, PeriodKind
from reports.domain.commitments import CommitmentLine
from reports.domain.measure_part import Figure, Grade, Oversight


@dataclass(frozen=True)
class YearCell:
    """One quarter of a measure, or its whole year: the figure and its position.

    ``told_in`` is the quarter of the edition that is the newest to tell it.
    """

    period: Period
    figure: Figure
    grade: Grade
    told_in: Period | None = None


@dataclass(frozen=True)
class YearLine:
    """A measure over the year.

    ``year`` is the figure of the whole year, where the last edition of the year states
    one, and ``before`` that of the year before; None where no edition states any.
    """

    code: str
    name: str
    polarity: str
    target: str
    rule: str
    cells: tuple[YearCell, ...]
    year: YearCell | None = None
    before: Figure | None = None


@dataclass(frozen=True)
class YearObjective:
    number: str
    title: str
    lines: tuple[YearLine, ...]


@dataclass(frozen=True)
class YearPriority:
    number: str
    title: str
    objectives: tuple[YearObjective, ...]


@dataclass(frozen=True)
class YearEdition:
    """One of the editions that it is made of, by address and fingerprint."""

    quarter: Period
    number: int
    address: str
    sha256: str
    as_at: dt.date
    published_on: dt.date


@dataclass(frozen=True)
class YearChange:
    """One thing that is different at the end of the year."""

    code: str
    name: str
    text: str


@dataclass(frozen=True)
class YearChanges:
    """What changed from the first edition of the year to the last, which it names."""

    first: Period
    last: Period
    worse: tuple[YearChange, ...] = ()
    better: tuple[YearChange, ...] = ()
    also: tuple[YearChange, ...] = ()


@dataclass(frozen=True)
class YearOversight:
    """What was asked, concluded and done about a measure in one quarter's report."""

    code: str
    name: str
    quarter: Period
    oversight: Oversight


@dataclass(frozen=True)
class YearRecord:
    """Something published in the year, where it stands."""

    title: str
    address: str
    published_on: dt.date


@dataclass(frozen=True)
class AnnualContent:
    """The annual report of an office.

    ``changes`` is None where only one edition tells of the year. ``left_out`` are
    measures of which words are left out, because a figure is hidden since.
    """

    office: str
    year: Period
    issue: int
    plans: tuple[str, ...]
    report_of: str
    statement: str
    stated_by: str
    stated_on: dt.date | None
    editions: tuple[YearEdition, ...]
    missing: tuple[Period, ...]
    priorities: tuple[YearPriority, ...]
    changes: YearChanges | None
    commitments: tuple[CommitmentLine, ...]
    oversight: tuple[YearOversight, ...]
    left_out: tuple[str, ...]
    decisions: tuple[YearRecord, ...]
    answers: tuple[YearRecord, ...]
    symbols: tuple[tuple[str, str], ...]
    contact: str
    published_on: dt.date
    accent: str
    language: str = "en-GB"
    kind: Literal["annual"] = "annual"
    format: int = 1

    @property
    def name(self) -> str:
        return f"Annual report {self.year}"

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"{self.name}, issue {self.issue}."

    @property
    def sheet(self) -> str:
        """What its pages are called in the style sheet."""
        return "plan annual"

    @property
    def quarters(self) -> tuple[Period, ...]:
        return self.year.split(PeriodKind.QUARTER)

    @property
    def lines(self) -> Iterator[YearLine]:
        for priority in self.priorities:
            for objective in priority.objectives:
                yield from objective.lines

    @property
    def delivery(self) -> tuple[tuple[str, int], ...]:
        """How many commitments stand how, the most common first."""
        counted = Counter(line.delivery_word for line in self.commitments)
        return tuple(counted.most_common())
