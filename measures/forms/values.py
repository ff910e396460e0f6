"""The entry grid as a form: what was typed, what is wrong with it, what to store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from measures.domain import checks
from measures.domain.quantity import Kind, plain, said
from measures.domain.series import Point, Symbol, combine
from measures.forms.cells import (
    MARKS,
    STAND_INS,
    FigureCells,
    fingerprint,
    name_of,
    parts_of,
)
from measures.grid import Line, Return
from measures.reading import expected_of, how_combined
from measures.reading import parts_of as stated_parts_of
from measures.statements import Cell

SYMBOLS = (
    ("", _("none")),
    ("p", "[p]"),
    ("e", "[e]"),
    ("x", "[x]"),
    ("z", "[z]"),
    ("c", "[c]"),
)


TALLY = (
    ("saved", _lazy("saved"), _lazy("saved")),
    ("warning", _lazy("wants a reason"), _lazy("want a reason")),
    ("error", _lazy("to put right"), _lazy("to put right")),
    ("conflict", _lazy("to choose"), _lazy("to choose")),
    ("failed", _lazy("not saved"), _lazy("not saved")),
    ("empty", _lazy("to do"), _lazy("to do")),
)
"""What a return's figures are counted by, and the words for one and for more."""

TALLIED = {"locked": "saved", "typed": "failed"}
"""States that are counted with another."""


@dataclass(frozen=True)
class Tally:
    """How many figures of a return are in one state."""

    state: str
    one: str
    many: str
    n: int

    @property
    def words(self) -> str:
        return self.one if self.n == 1 else self.many


class MeasureCells:
    """One measure's rows in the grid: its figures, one symbol, one note."""

    def __init__(self, line: Line, data: Mapping[str, str] | None) -> None:
        self.line = line
        self.measure = line.measure
        self.prefix = str(line.measure.pk)
        self.symbol = self.symbol_shown = _mark_of(line)
        self.note = self.note_shown = _note_of(line)
        self.was_checked = False
        self.figures = [self._cells(figure) for figure in line.figures]
        if data is not None:
            self._read(data)
        self._look_for_oddities()

    def _cells(self, figure) -> FigureCells:
        prefix = f"{self.prefix}.{name_of(figure.period)}"
        return FigureCells(figure, prefix, self.symbol)

    def _read(self, data: Mapping[str, str]) -> None:
        chosen = data.get(f"{self.prefix}.symbol", self.symbol)
        self.symbol = chosen if chosen in (*MARKS, *STAND_INS, "") else ""
        note = data.get(f"{self.prefix}.note", self.note).strip()[:500]
        if data.get(f"{self.prefix}.noted") != fingerprint({"note": note}):
            self.note = note
        self.was_checked = f"{self.prefix}.checked" in data
        for cells in self.figures:
            cells.read(data, self.symbol)
            if cells.amount is not None:
                cells.settle(self._cell(cells))

    def _look_for_oddities(self) -> None:
        before = None
        office = self.measure.office
        for cells in self.figures:
            point = cells.point
            is_open = cells.is_editable and not cells.is_conflict
            if point is not None and is_open and not self._explains(cells):
                cells.oddities = checks.oddities(
                    point,
                    before or cells.figure.before,
                    unit=cells.figure.version.unit,
                    jump_percent=office.jump_percent,
                    small_base=office.small_base,
                    expected=_expected(cells),
                ) + _sums(cells, point)
            before = point

    def _explains(self, cells: FigureCells) -> bool:
        if cells.is_touched:
            return self.was_checked or bool(self.note or cells.why)
        return bool(cells.observation and cells.observation.note)

    def want_all(self) -> None:
        """Note as errors what stands in the way of calling the return complete."""
        for cells in self.figures:
            if cells.errors:
                continue
            if not cells.is_filled:
                _want(cells, _("enter a value, or [x] if it is not available."))
            elif self._lacks_a_reason(cells):
                _want(cells, _("say in the note why it is not available."))

    def _lacks_a_reason(self, cells: FigureCells) -> bool:
        if not cells.is_editable or cells.point.symbol is not Symbol.NOT_AVAILABLE:
            return False
        return not self._note_for(cells).strip()

    @property
    def note_base(self) -> str:
        """The note that was shown, so that one nobody touched is known."""
        return fingerprint({"note": self.note_shown})

    # -- what to store

    @property
    def says_a_new_note(self) -> bool:
        return self.note != self.note_shown

    def cells(self) -> Iterator[Cell]:
        """What differs from what was shown, as cells to enter."""
        for cells in self.figures:
            yield from self._said(cells)

    def ready(self) -> Iterator[Cell]:
        """As ``cells``, without the figures that somebody has to look at first."""
        for cells in self.figures:
            if not cells.is_held:
                yield from self._said(cells)

    def _said(self, cells: FigureCells) -> Iterator[Cell]:
        if cells.amount is not None and cells.is_touched:
            yield self._cell(cells)
        elif self.says_a_new_note and cells.observation and cells.is_editable:
            yield self._annotated(cells)

    def _cell(self, cells: FigureCells) -> Cell:
        return Cell(
            measure=self.measure,
            period=cells.figure.period,
            amount=cells.amount,
            seen=cells.seen_now,
            is_provisional=self.symbol == "p" and cells.amount.value is not None,
            is_estimated=self.symbol == "e" and cells.amount.value is not None,
            note=self._note_for(cells),
        )

    def _annotated(self, cells: FigureCells) -> Cell:
        row = cells.observation
        return Cell.repeating(row, measure=self.measure, note=self.note)

    def _note_for(self, cells: FigureCells) -> str:
        if cells.why:
            return cells.why
        if self.note and (self.says_a_new_note or not cells.observation):
            return self.note
        if self.was_checked and not self.note:
            return _("Checked: the figure is right.")
        if self.says_a_new_note or not cells.observation:
            return self.note
        return cells.observation.note

    # -- showing it

    @property
    def parts(self):
        return parts_of(self.line.version)

    @property
    def status(self) -> str:
        """The row's worst: error, conflict, warning, locked, none or saved."""
        states = [cells.status for cells in self.figures]
        for status in ("error", "conflict", "warning"):
            if status in states:
                return status
        if "empty" in states:
            return "none"
        return "locked" if set(states) == {"locked"} else "saved"

    @property
    def is_read_only(self) -> bool:
        return all(cells.is_read_only for cells in self.figures)

    @property
    def empty(self) -> int:
        return sum(not cells.is_filled for cells in self.figures)

    def total(self, part: str) -> str:
        """The quarter of one row, as typed: a sum, "2 of 3" or "no total"."""
        numbers = [_number(cells, part) for cells in self.figures]
        present = [number for number in numbers if number is not None]
        decimals = self.line.version.decimals if part == "value" else 0
        if len(present) < len(numbers):
            return _("%(n)s of %(of)s") % {"n": len(present), "of": len(numbers)}
        if len(numbers) == 1 or part != "value" or self._adds_up:
            return plain(sum(present, Decimal(0)), decimals)
        return self._combined(decimals)

    @property
    def _adds_up(self) -> bool:
        return self.line.version.kind in (Kind.COUNT, Kind.MONEY)

    def _combined(self, decimals: int) -> str:
        version = self.line.version
        points = [cells.point for cells in self.figures]
        point = combine(
            points,
            kind=Kind(version.kind),
            period=self.line.quarter,
            **how_combined(version),
        ).point
        return _("no total") if point.value is None else plain(point.value, decimals)

    @property
    def ratio(self) -> str:
        """The quarter's percentage or rate, where its parts are all there."""
        points = [cells.point for cells in self.figures]
        if len(self.parts) == 1 or None in points:
            return ""
        if len(points) == 1:
            value = points[0].value
        else:
            value = combine(
                points,
                kind=Kind(self.line.version.kind),
                period=self.line.quarter,
                **how_combined(self.line.version),
            ).point.value
        return "" if value is None else said(value, self.line.version.unit)


class ReturnForm:
    """A whole return. It stores nothing; ``cells`` is what to enter if it is valid.

    With ``is_submitted``, every figure that is owed has to be filled.
    """

    def __init__(
        self,
        due: Return,
        data: Mapping[str, str] | None = None,
        *,
        is_submitted: bool = False,
    ) -> None:
        self.due = due
        self.measures = {
            line.measure.pk: MeasureCells(line, data) for line in due.lines
        }
        if is_submitted:
            for measure in self.measures.values():
                measure.want_all()

    def _figures(self) -> Iterator[FigureCells]:
        for measure in self.measures.values():
            yield from measure.figures

    @property
    def is_valid(self) -> bool:
        return not (self.errors or self.conflicts or self.warnings)

    @cached_property
    def cells(self) -> list[Cell]:
        return [cell for each in self.measures.values() for cell in each.cells()]

    @cached_property
    def errors(self) -> list[tuple[str, str]]:
        """Every error and conflict, in words, with the address of its cell."""
        return list(self._errors())

    def _errors(self) -> Iterator[tuple[str, str]]:
        for measure in self.measures.values():
            for cells in measure.figures:
                where = f"{measure.measure}, {cells.figure.period.words}"
                for part, message in cells.errors:
                    yield f"{where}: {message}", f"#{cells.name(part)}"

    @cached_property
    def conflicts(self) -> list[FigureCells]:
        return [cells for cells in self._figures() if cells.is_conflict]

    @cached_property
    def warnings(self) -> list[FigureCells]:
        """What is odd among what was typed, and still wants a word."""
        return [c for c in self._figures() if c.oddities and c.is_touched]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What stands in the way of storing, each with the address of its cell."""
        asked = [(c, c.conflict_words) for c in self.conflicts]
        asked += [(c, odd.message) for c in self.warnings for odd in c.oddities]
        return self.errors + [
            (
                f"{cells.figure.measure}, {cells.figure.period.words}: {message}",
                f"#{cells.name(cells.parts[0][0])}",
            )
            for cells, message in asked
        ]

    @property
    def title(self) -> str:
        """How much stands in the way, in one line."""
        wrong = len(self.errors) + len(self.conflicts)
        odd = len(self.warnings)
        needs = ngettext(
            "One value needs changing", "%(count)d values need changing", wrong
        )
        wants = ngettext(
            "One value wants a note or a tick",
            "%(count)d values want a note or a tick",
            odd,
        )
        parts = [needs % {"count": wrong}] if wrong else []
        parts += [wants % {"count": odd}] if odd else []
        return ". ".join([*parts, _("Nothing more is saved yet")])

    @property
    def tally(self) -> list[Tally]:
        """How many figures are saved, and how many still want something."""
        found = Counter(TALLIED.get(c.status, c.status) for c in self._figures())
        return [Tally(*words, n=found[words[0]]) for words in TALLY]

    @property
    def figures(self) -> int:
        return sum(len(measure.figures) for measure in self.measures.values())


def _expected(cells: FigureCells) -> checks.Expectation | None:
    """What is asked of a figure that is typed; what is stored was asked already."""
    if not cells.is_touched:
        return None
    return expected_of(cells.figure.measure, cells.figure.period)


def _sums(cells: FigureCells, point: Point) -> tuple[checks.Oddity, ...]:
    if not cells.is_touched:
        return ()
    parts = stated_parts_of(cells.figure.measure, cells.figure.period)
    return checks.sum_oddities(point, parts, unit=cells.figure.version.unit)


def _want(cells: FigureCells, message: str) -> None:
    cells.errors.append((cells.parts[0][0], message))


def _number(cells: FigureCells, part: str) -> Decimal | None:
    point = cells.point
    return None if point is None else getattr(point, part)


def _mark_of(line: Line) -> str:
    """The mark that all the line's numbers bear, if they do."""
    rows = [f.observation for f in line.figures if f.observation]
    numbers = [row for row in rows if row.value is not None]
    for letter, column in MARKS.items():
        if numbers and all(getattr(row, column) for row in numbers):
            return letter
    return ""


def _note_of(line: Line) -> str:
    notes = [figure.observation.note for figure in line.figures if figure.observation]
    return "; ".join(dict.fromkeys(note for note in notes if note))
