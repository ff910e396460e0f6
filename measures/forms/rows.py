"""The entry grid as it is drawn: columns, rows, and what each row's state says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.domain.quantity import plain
from measures.domain.series import Point
from measures.forms.cells import FigureCells
from measures.forms.values import SYMBOLS, MeasureCells, ReturnForm
from measures.grid import QUARTERS_BEFORE, Group
from opcc.core.hours import said_clock
from opcc.core.periods import Period, PeriodKind


@dataclass(frozen=True)
class Input:
    """One cell: its field, what stands in it, how it is drawn, who reads it out."""

    name: str
    figure: str
    text: str
    stored: str
    label: str
    status: str
    state: str
    column: int
    is_read_only: bool
    note_id: str

    @property
    def is_wrong(self) -> bool:
        return self.status == "error"


@dataclass(frozen=True)
class Row:
    """One row of a measure: what it is called, the quarters before, its cells."""

    label: str
    before: tuple[str, ...]
    inputs: tuple[Input, ...]
    total: str
    is_first: bool


@dataclass(frozen=True)
class Said:
    """A sentence about a measure's figures, with the shape that goes before it.

    ``cells`` are those that it asks somebody to settle: to choose, or to give a reason.
    """

    glyph: str
    text: str
    id: str = ""
    cells: FigureCells | None = None


@dataclass(frozen=True)
class Block:
    """A measure's rows, and what all of them share."""

    cells: MeasureCells
    rows: tuple[Row, ...]
    said: tuple[Said, ...]
    whole: str

    @property
    def measure(self):
        return self.cells.measure

    @property
    def symbols(self):
        return SYMBOLS

    @property
    def wants_a_check(self) -> bool:
        return any(c.oddities and c.is_touched for c in self.cells.figures)

    @property
    def conflicts(self) -> list[FigureCells]:
        return [cells for cells in self.cells.figures if cells.is_conflict]

    @property
    def locked(self) -> list[FigureCells]:
        return [c for c in self.cells.figures if c.figure.state == "locked"]


@dataclass(frozen=True)
class GroupOfBlocks:
    """An objective's measures; no objective stands last, and has no title if alone."""

    title: str
    number: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Drawn:
    """The whole grid: its columns and its groups."""

    columns: tuple[Period, ...]
    before: tuple[Period, ...]
    groups: tuple[GroupOfBlocks, ...]

    @property
    def width(self) -> int:
        return len(self.columns) + len(self.before) + 6


def drawn(form: ReturnForm) -> Drawn:
    """The grid of a form; no query."""
    quarter = form.due.quarter
    months = any(len(line.figures) > 1 for line in form.due.lines)
    columns = quarter.split(PeriodKind.MONTH) if months else (quarter,)
    return Drawn(
        columns,
        tuple(quarter - back for back in range(QUARTERS_BEFORE, 0, -1)),
        tuple(_group(group, form, columns) for group in form.due.groups),
    )


def _group(group: Group, form: ReturnForm, columns) -> GroupOfBlocks:
    objective = group.objective
    return GroupOfBlocks(
        objective.title if objective else _("Measures without an objective"),
        objective.number if objective else "",
        tuple(_block(form.measures[line.measure.pk], columns) for line in group.lines),
    )


def _block(cells: MeasureCells, columns) -> Block:
    names = cells.parts
    rows = tuple(
        Row(
            label,
            tuple(_before(point, part, cells) for point in _padded(cells.line.before)),
            tuple(_inputs(cells, part, label, columns)),
            cells.total(part),
            is_first=(part, label) == names[0],
        )
        for part, label in names
    )
    return Block(cells, rows, tuple(_said(cells)), _whole(cells, columns))


def _padded(points: tuple[Point, ...]) -> tuple[Point | None, ...]:
    """A yearly measure has fewer periods before than there are columns."""
    return (*(None for _each in range(QUARTERS_BEFORE - len(points))), *points)


def _before(point: Point | None, part: str, cells: MeasureCells) -> str:
    if point is None:
        return ""
    number = getattr(point, part)
    if number is None and point.note.startswith("no total"):
        return _("no total")
    if number is None:
        return point.symbols if point.symbol else "[x]"
    return plain(number, cells.line.version.decimals if part == "value" else 0)


def _whole(cells: MeasureCells, columns) -> str:
    """The period of a measure that has one cell where others have three."""
    figure = cells.line.figures[0]
    is_alone = len(cells.line.figures) == 1 and len(columns) > 1
    return figure.period.words if is_alone else ""


def _inputs(cells: MeasureCells, part: str, label: str, columns) -> Iterator[Input]:
    for each in cells.figures:
        period = each.figure.period
        is_month = period in columns
        name = cells.line.version.name
        yield Input(
            name=each.name(part),
            figure=each.prefix,
            text=each.texts.get(part, ""),
            stored=each.stored.get(part, ""),
            label=f"{name}, {label}, {period.words}",
            status=_status(each, part),
            state=each.status,
            column=columns.index(period) if is_month else len(columns) - 1,
            is_read_only=each.is_read_only,
            note_id=f"said-{each.prefix}",
        )


def _status(each: FigureCells, part: str) -> str:
    if each.status != "error":
        return each.status
    if any(part == wrong for wrong, _message in each.errors):
        return "error"
    return "typed" if each.texts.get(part) else "empty"


# -- the last column


def _said(cells: MeasureCells) -> Iterator[Said]:
    for each in cells.figures:
        yield from _wrong_or_odd(each)
    for each in cells.figures:
        if each.figure.state == "queried" and not each.is_touched:
            text = _("%(period)s is queried: %(query)s")
            facts = {"period": _when(each), "query": each.observation.query}
            yield Said("query", text % facts)
    yield from _half_or_locked(cells)
    if cells.empty and cells.status != "error":
        text = ngettext("%(n)d to enter", "%(n)d to enter", cells.empty)
        yield Said("todo", text % {"n": cells.empty})
    if cells.status in ("saved", "locked") or _is_partly_saved(cells):
        yield _kept(cells)


def _wrong_or_odd(each: FigureCells) -> Iterator[Said]:
    """What stands against a figure; its cells are described by the first of it."""
    found = [("error", message) for _part, message in each.errors]
    if each.is_conflict:
        found.append(("conflict", each.conflict_words))
    found += [("warning", odd.message) for odd in each.oddities]
    for place, (glyph, message) in enumerate(found):
        yield Said(
            glyph,
            f"{_when(each)}: {message}",
            f"said-{each.prefix}" if place == 0 else "",
            each if glyph == "conflict" or _wants_a_reason(each, message) else None,
        )


def _wants_a_reason(each: FigureCells, message: str) -> bool:
    """Whether a reason is asked for here: once, below all that is odd."""
    if not (each.oddities and each.is_touched):
        return False
    return message == each.oddities[-1].message


def _half_or_locked(cells: MeasureCells) -> Iterator[Said]:
    """Figures of which one part is typed; those closed where others are open."""
    for each in cells.figures:
        if each.is_half and not each.errors:
            text = _("%(when)s: enter both numbers")
            yield Said("todo", text % {"when": _when(each)})
    closed = [each for each in cells.figures if each.is_read_only]
    if closed and len(closed) < len(cells.figures):
        whens = ", ".join(_when(each) for each in closed)
        yield Said("lock", f"{whens}: {closed[0].why_locked}")


def _is_partly_saved(cells: MeasureCells) -> bool:
    is_open = any(each.observation and not each.is_read_only for each in cells.figures)
    return cells.status == "none" and is_open


def _when(each: FigureCells) -> str:
    period = each.figure.period
    return f"{period.start:%B}" if period.kind is PeriodKind.MONTH else period.words


def _kept(cells: MeasureCells) -> Said:
    """Who locked or validated, or when it was saved; with the ratio, if it is one."""
    states = {each.figure.state for each in cells.figures}
    rows = [each.observation for each in cells.figures if each.observation]
    if not rows or any(each.is_touched for each in cells.figures):
        glyph, text = "todo", _("Not saved yet")
    elif states <= {"validated", "locked"}:
        glyph, text = _judged(rows, is_locked=states == {"locked"})
    else:
        newest = max(rows, key=lambda row: row.entered_at)
        glyph = "tick"
        text = _("Saved %(when)s, %(who)s") % {
            "when": _moment(newest.entered_at),
            "who": newest.entered_by.name,
        }
    ratio = cells.ratio
    return Said(glyph, f"{text}. {_('Quarter')}: {ratio}" if ratio else text)


def _judged(rows, *, is_locked: bool) -> tuple[str, str]:
    validated = [row for row in rows if row.validated_at is not None]
    word = _("Locked") if is_locked else _("Validated")
    glyph = "lock" if is_locked else "tick"
    if not validated:
        return glyph, word
    last = max(validated, key=lambda row: row.validated_at)
    who, when = last.validated_by.name, _moment(last.validated_at)
    if is_locked:
        return glyph, _("Locked; validated %(when)s, %(who)s") % {
            "when": when,
            "who": who,
        }
    return glyph, f"{word} {when}, {who}"


def _moment(at) -> str:
    """By the clock today, by the day before that."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return said_clock(at)
    return f"{local.day} {local:%B %Y}"
