"""Which figures of a measure an edition prints otherwise, and by how much.

Only published figures are read, and the size of a revision is the difference of two
of them. Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from measures.domain.change import SMALL_BASE, WITHOUT_PERCENT
from measures.domain.quantity import (
    Unit,
    decimals_of,
    plain,
    rounded,
    said,
    said_difference,
)
from opcc.core.periods import Period
from reports.domain.measure_part import Figure, MeasurePart
from reports.domain.revised import SHARE_DECIMALS, Revision
from reports.domain.told import told

HIDDEN = frozenset({"c", "w"})
"""Symbols of figures that are known, and not told."""

MARKS = {
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "b": "after a break",
}
"""What the marks beside a figure say of it."""

Place = tuple[str, Period]
"""Which figure of a measure: of which of its parts ("" for the whole), and when."""


def revisions(old: MeasurePart, new: MeasurePart) -> Iterator[Revision]:
    """Those of the figures that both parts tell, the newest period first.

    None of a measure that is counted in another unit by now. What either edition hides
    is left out, and so is what holds such a figure: its revision would be the hidden
    one's.
    """
    if _unit(old) != _unit(new):
        return
    before, now = _Figures.of(old), _Figures.of(new)
    hidden = before.hidden | now.hidden
    for place in sorted(now.told, key=_newest_first):
        was = before.told.get(place)
        if was is None or any(_holds(place, each) for each in hidden):
            continue
        if _differs(was, now.told[place]):
            definitions = before.definitions.get(place), now.definitions.get(place)
            yield _revision(new, place, was, now.told[place], definitions)


@dataclass(frozen=True)
class _Figures:
    """What a part tells, each figure once; ``definitions`` of those in its table."""

    told: Mapping[Place, Figure]
    hidden: frozenset[Place]
    definitions: Mapping[Place, int]

    @classmethod
    def of(cls, part: MeasurePart) -> _Figures:
        rows: dict[Place, Figure] = {("", row.period): row.figure for row in part.rows}
        every = [((each.breakdown, each.period), each.figure) for each in told(part)]
        found = dict(rows)
        for place, figure in every:
            found.setdefault(place, _printed(figure, part.unit))
        stated = [*rows.items(), *every]
        return cls(
            found,
            frozenset(place for place, figure in stated if figure.symbol in HIDDEN),
            {("", row.period): row.definition for row in part.rows},
        )


def _unit(part: MeasurePart) -> tuple[str, str]:
    return part.unit.kind.value, part.unit.name


def _printed(figure: Figure, unit: Unit) -> Figure:
    """The figure with the text that it is drawn without."""
    if figure.text:
        return figure
    if figure.value is None:
        return replace(figure, text=f"[{figure.symbol}]")
    return replace(figure, text=said(figure.value, unit))


def _newest_first(place: Place) -> tuple[int, int, str]:
    """By the end of the period, the longer one first; then by the part's name."""
    breakdown, period = place
    return -period.end.toordinal(), period.start.toordinal(), breakdown


def _holds(place: Place, other: Place) -> bool:
    """Whether one figure is the other, or has it among what it is made of."""
    (breakdown, period), (part, when) = place, other
    if breakdown not in ("", part):
        return False
    return period.start <= when.start and when.end <= period.end


def _differs(was: Figure, now: Figure) -> bool:
    if was.value is None or now.value is None:
        return (was.value is None) is not (now.value is None)
    return not _is_same(was.value, now.value) or bool(_counts(was, now))


def _is_same(was: Decimal, now: Decimal) -> bool:
    """Equal as printed; with unequal decimals, within half a step of the coarser."""
    printed = [-int(value.as_tuple().exponent) for value in (was, now)]
    if printed[0] == printed[1]:
        return was == now
    return abs(was - now) <= Decimal(1).scaleb(-min(printed)) / 2


def _revision(
    part: MeasurePart,
    place: Place,
    was: Figure,
    now: Figure,
    definitions: tuple[int | None, int | None],
) -> Revision:
    amount = _amount(was, now)
    return Revision(
        code=part.code,
        name=part.name,
        period=place[1],
        before=was,
        now=now,
        size=_size(was, amount, part.unit),
        amount=amount,
        share=_share(was, amount, part.unit),
        unit=part.unit.name,
        breakdown=place[0],
        vintage=_vintage(was, now, definitions),
        counts=_counts(was, now),
    )


def _amount(was: Figure, now: Figure) -> Decimal | None:
    if was.value is None or now.value is None:
        return None
    return now.value - was.value


def _size(was: Figure, amount: Decimal | None, unit: Unit) -> str:
    if amount is None:
        return "given since" if was.value is None else "no longer given"
    if not amount:
        return "no change"
    more = max(0, decimals_of(amount) - unit.decimals)
    side = "higher" if amount > 0 else "lower"
    return f"{said_difference(amount, unit, more=more)} {side}"


def _share(was: Figure, amount: Decimal | None, unit: Unit) -> Decimal | None:
    """In per cent of the figure before; never of a percentage or a small number."""
    if not amount or was.value is None or unit.is_percent:
        return None
    if unit.kind in WITHOUT_PERCENT or abs(was.value) < SMALL_BASE:
        return None
    return rounded(amount * 100 / abs(was.value), SHARE_DECIMALS)


def _counts(was: Figure, now: Figure) -> str:
    """ "36 of 97, now 35 of 97"; "" where an edition tells no counts, or the same."""
    before, after = _made_of(was), _made_of(now)
    if not before or not after or before == after:
        return ""
    return f"{before}, now {after}"


def _made_of(figure: Figure) -> str:
    if figure.numerator is None or figure.denominator is None:
        return ""
    return " of ".join(
        plain(number, decimals_of(number))
        for number in (figure.numerator, figure.denominator)
    )


def _vintage(
    was: Figure, now: Figure, definitions: tuple[int | None, int | None]
) -> str:
    """ "Provisional before, revised now"; and of a definition that is another."""
    before, after = _marked(was), _marked(now)
    said_of = [f"{before} before"] if before else []
    said_of += [f"{after} now"] if after else []
    words = f"{after} in both" if before and before == after else ", ".join(said_of)
    old, new = definitions
    if old is not None and new is not None and old != new:
        by = f"by definition {new}, before by definition {old}"
        words = f"{words}; {by}" if words else by
    return words[:1].upper() + words[1:]


def _marked(figure: Figure) -> str:
    return " and ".join(MARKS[mark] for mark in figure.marks if mark in MARKS)
