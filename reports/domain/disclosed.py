"""What editions have told of one measure, as cells and statements to search.

A cell is (strand, period): which of the measure's counts, of which part. What a longer
period tells is a statement about the cells that make it up. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil

from measures.domain.disclosure import Cell, Edition, Statement
from measures.domain.quantity import Kind
from opcc.core.periods import MONTHS_IN, Period
from reports.domain.measure_part import Figure, MeasurePart
from reports.domain.told import Told, changes, told

WHOLE, NUMERATOR, REST, BASE = "", "numerator", "rest", "base"
"""Which count of a figure: its value, what a share is of, what it leaves, its base."""

STRANDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.COUNT: (WHOLE,),
    Kind.STOCK: (WHOLE,),
    Kind.MONEY: (WHOLE,),
    Kind.PERCENTAGE: (NUMERATOR, REST),
    Kind.RATE: (NUMERATOR,),
    Kind.MEAN: (BASE,),
    Kind.MEDIAN: (BASE,),
    Kind.DURATION: (BASE,),
    Kind.SCORE: (),
}
"""The counts behind a figure of each kind that could identify somebody."""

ADDED_UP = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE, Kind.RATE, Kind.MEAN})
"""Kinds whose counts over a longer period are those of its parts, added up."""


@dataclass(frozen=True, order=True)
class Strand:
    """One count of a measure, or of one part of it."""

    breakdown: str = ""
    what: str = WHOLE


@dataclass(frozen=True)
class Subject:
    """What is known of a measure beside its figures.

    ``decimals``: counts are searched in steps of so many, whatever an edition prints.
    """

    code: str
    kind: Kind
    decimals: int = 0
    per: int = 100
    is_average: bool = False
    threshold: int = 5
    may_be_negative: bool = False

    @property
    def scale(self) -> int:
        """How many steps are one: 1 for counts, 100 where two decimals are told."""
        return int(10**self.decimals) if STRANDS[self.kind] == (WHOLE,) else 1

    @property
    def least_distance(self) -> int:
        return self.threshold * self.scale

    def number(self, value: Decimal) -> int:
        """A count in steps; what is printed more finely is cut to the step."""
        return int(value * self.scale)


@dataclass(frozen=True)
class Source:
    """A statement, with the figure that makes it: hiding that takes it back."""

    statement: Statement
    breakdown: str
    period: Period
    is_line: bool = False


@dataclass(frozen=True)
class Disclosed:
    """What one edition told of a measure; ``cells`` are None where it hid them."""

    name: str
    cells: Mapping[Cell, int | None]
    sources: tuple[Source, ...] = ()

    @property
    def edition(self) -> Edition:
        statements = tuple(source.statement for source in self.sources)
        return Edition(self.name, self.cells, statements)

    @property
    def hidden(self) -> tuple[Cell, ...]:
        return tuple(cell for cell, value in self.cells.items() if value is None)


@dataclass(frozen=True)
class Edited:
    """A measure's part of one edition, and how that edition is called."""

    name: str
    part: MeasurePart


def base_of(parts: Iterable[MeasurePart]) -> int:
    """The months in the shortest period that any of them tells; 12 where none does."""
    months = (
        MONTHS_IN[each.period.kind]
        for part in parts
        for each in told(part)
        if each.period.kind in MONTHS_IN and each.figure.symbol not in ("x", "z")
    )
    return min(months, default=12)


def disclosed(edited: Sequence[Edited], subject: Subject) -> tuple[Disclosed, ...]:
    """What each edition told, in the order given, in cells that they share."""
    base = base_of(each.part for each in edited)
    return tuple(_Reader(subject, base).read(each) for each in edited)


@dataclass
class _Reader:
    """Reads one measure's figures; ``base`` is the months in a cell's period."""

    subject: Subject
    base: int
    cells: dict[Cell, int | None] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def read(self, edited: Edited) -> Disclosed:
        self.cells, self.sources = {}, []
        every = told(edited.part)
        own, longer = self._parted(every)
        for each in own:
            self._take(each, self._cell)
        for each in longer:
            self._take(each, self._window)
        self._differences(edited.part)
        self._breakdown(edited.part, every)
        return Disclosed(edited.name, dict(self.cells), tuple(self.sources))

    def _parted(self, every: Iterable[Told]) -> tuple[list[Told], list[Told]]:
        """Those about one cell, then those about several."""
        own: list[Told] = []
        longer: list[Told] = []
        for each in every:
            is_one = each.breakdown or len(self._parts(each.period)) == 1
            (own if is_one else longer).append(each)
        return own, longer

    def _parts(self, period: Period) -> tuple[Period, ...]:
        """The periods of a cell's length that a figure is about.

        A stock of several months is that of the last, unless it is their average.
        """
        kinds = {months: kind for kind, months in MONTHS_IN.items()}
        kind = kinds[self.base]
        if MONTHS_IN.get(period.kind) == self.base or period.kind not in _LONG:
            return (period,)
        parts = period.split(kind)
        if not parts or (parts[0].start, parts[-1].end) != (period.start, period.end):
            return (period,)
        is_last = self.subject.kind is Kind.STOCK and not self.subject.is_average
        if is_last:
            return parts[-1:]
        return parts if self._adds_up else (period,)

    @property
    def _adds_up(self) -> bool:
        return self.subject.kind in ADDED_UP or self.subject.is_average

    def _take(self, each: Told, take: Callable[[Told, Strand], None]) -> None:
        for what in STRANDS[self.subject.kind]:
            take(each, Strand(each.breakdown, what))

    # -- one cell

    def _cell(self, each: Told, strand: Strand) -> None:
        """The number, or that it is hidden; what is told besides is a statement."""
        # Parts are told of an edition's own period alone: no shorter one of theirs is.
        at = each.period if each.breakdown else self._parts(each.period)[0]
        cell: Cell = (strand, at)
        if each.figure.symbol == "c":
            known = self.cells.get(cell)
            self.cells[cell] = None
            if known is not None:
                self._state(Statement.total([cell], known, each.where), each)
            return
        number = self._number(each.figure, strand)
        if number is None:
            self._share(each, strand, [cell])
        elif self.cells.get(cell, number) is None:
            self._state(Statement.total([cell], number, each.where), each)
        else:
            self.cells[cell] = number

    def _number(self, figure: Figure, strand: Strand) -> int | None:
        value = _count_in(figure, strand.what)
        return None if value is None else self.subject.number(value)

    # -- several cells

    def _window(self, each: Told, strand: Strand) -> None:
        cells = [(strand, period) for period in self._parts(each.period)]
        if each.figure.symbol == "c":
            self._hidden_window(each, strand, cells)
            return
        number = self._number(each.figure, strand)
        if number is None:
            self._share(each, strand, cells)
        elif self.subject.is_average:
            self._average(each, cells)
        else:
            self._state(Statement.total(cells, number, each.where), each)

    def _hidden_window(self, each: Told, strand: Strand, cells: Sequence[Cell]) -> None:
        """Itself a hidden cell, where no shorter period of it is told."""
        if any(cell in self.cells for cell in cells):
            return
        if each.period.kind in MONTHS_IN:
            whole: Cell = (strand, each.period)
            self.cells[whole] = None
            self._state(Statement.parts_of(whole, cells, each.where), each)

    def _average(self, each: Told, cells: Sequence[Cell]) -> None:
        """An average, as printed, of so many cells."""
        value = Fraction(each.figure.value or 0)
        half = Fraction(1, 2 * 10**self.subject.decimals)
        count = len(cells) * self.subject.scale
        low, high = ceil((value - half) * count), ceil((value + half) * count) - 1
        self._state(Statement(_ones(cells), low, high, each.where), each)

    def _share(self, each: Told, strand: Strand, cells: Sequence[Cell]) -> None:
        """What a share or a rate of a known base leaves of the count it is of."""
        figure, per = each.figure, self.subject.per
        if figure.value is None or figure.denominator is None:
            return
        if strand.what != NUMERATOR:
            return
        half = Fraction(1, 2 * 10**self.subject.decimals)
        base = Fraction(figure.denominator) / per
        low = ceil((Fraction(figure.value) - half) * base)
        high = ceil((Fraction(figure.value) + half) * base) - 1
        if low <= high:
            self._state(Statement(_ones(cells), low, high, each.where), each)

    # -- what joins them

    def _differences(self, part: MeasurePart) -> None:
        """A published change, where one of the two is not itself shown."""
        if STRANDS[self.subject.kind] != (WHOLE,):
            return
        for each in changes(part):
            later: Cell = (Strand(), each.later)
            earlier: Cell = (Strand(), each.earlier)
            hidden = {cell for cell, value in self.cells.items() if value is None}
            if hidden.isdisjoint((later, earlier)):
                continue
            value = self.subject.number(each.amount)
            change = Statement.difference(later, earlier, value, each.where)
            self.sources.append(Source(change, "", each.later))

    def _breakdown(self, part: MeasurePart, every: Sequence[Told]) -> None:
        """The parts of the latest figure add up to it."""
        parts = [each for each in every if each.breakdown]
        if not part.breakdown_adds_up or not parts:
            return
        at = parts[0].period
        for what in STRANDS[self.subject.kind]:
            if what != BASE:
                whole = self._whole(Strand("", what), at, part.figure)
                cells = [(Strand(each.breakdown, what), at) for each in parts]
                line = Statement.parts_of(whole, cells, "the parts and their total")
                self.sources.append(Source(line, "", at, is_line=True))

    def _whole(self, strand: Strand, at: Period, figure: Figure) -> Cell:
        """The cell of a total with parts; one of several periods gets its own."""
        periods = self._parts(at)
        if len(periods) == 1:
            return (strand, periods[0])
        whole: Cell = (strand, at)
        self.cells[whole] = self._number(figure, strand)
        months = [(strand, period) for period in periods]
        link = Statement.parts_of(whole, months, at.words)
        self.sources.append(Source(link, "", at))
        return whole

    def _state(self, statement: Statement, each: Told) -> None:
        self.sources.append(Source(statement, each.breakdown, each.period))


_LONG = frozenset({*MONTHS_IN, "rolling"})


def _count_in(figure: Figure, what: str) -> Decimal | None:
    if what == WHOLE:
        return figure.value
    if what == NUMERATOR:
        return figure.numerator
    if what == BASE:
        return figure.denominator
    if figure.numerator is None or figure.denominator is None:
        return None
    return figure.denominator - figure.numerator


def _ones(cells: Iterable[Cell]) -> tuple[tuple[Cell, int], ...]:
    return tuple((cell, 1) for cell in cells)
