"""The lane below a chart's time: a ring for each question, a square for each action.

An action that was raised is a solid square; one that was closed is an open one. What
came after the last period stands past the end of the axis, with its month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from measures.domain.happenings import Happening, What
from measures.figures import marks
from measures.figures.chart import Chart
from measures.figures.labels import apart, width_of
from measures.figures.marks import Ink, Mark, number
from measures.figures.plot import Plot, Size, Spot

ROOM = {
    "workbench": (0, 30),
    "print": (0, 30),
    "brief": (0, 30),
    "narrow": (54, 48),
}
"""Units that the sheet grows by, and the foot: the lane is paid for by the plot.

On paper the sheet does not grow: what stands below it would go to another page.
"""

OTHER_ROOM = (20, 30)

LANE, PHONE_LANE, PHONE_ROW = 50, 44, 20
"""From the axis to the middle of the lane; on a phone actions are a row lower."""

HEIGHT, CLEAR = 17, 4

MOST_PAST = 3
"""Past the axis there is room for as many beside their month."""

QUESTION = Ink("c-q", marks.PAPER)
ACTION = Ink("c-a", "#0b0c0c")
ON_INK = Ink("c-on-ink", marks.PAPER)


def sheet(size: Size) -> Size:
    """A size with room for the lane under its axis."""
    taller, foot = ROOM.get(size.name, OTHER_ROOM)
    return replace(size, height=size.height + taller, foot=size.foot + foot)


def lane(chart: Chart) -> list[Mark]:
    """Every mark that has room, the newest first to have it; the list has them all."""
    drawn: list[Mark] = []
    for row, y in _rows(chart):
        inside = [each for each in row if each.on <= _end(chart.plot)]
        past = [each for each in row if each.on > _end(chart.plot)]
        drawn += _inside(chart.plot, inside, y)
        drawn += _past(chart.plot, past, y)
    return drawn + _month_on_phone(chart)


def _month_on_phone(chart: Chart) -> list[Mark]:
    """Over what stands past the axis, where there is no room beside it."""
    plot = chart.plot
    past = [each.on for each in chart.happenings if each.on > _end(plot)]
    if not plot.size.is_narrow or not past:
        return []
    x, y = plot.right + 12, plot.base + 30
    return [marks.text(x, y, f"{max(past):%b}", anchor="middle")]


def _rows(chart: Chart) -> list[tuple[list[Happening], float]]:
    """What stands in each row of the lane, oldest first, and the row's middle."""
    base = chart.plot.base
    told = sorted(chart.happenings, key=lambda each: each.on)
    if not chart.plot.size.is_narrow:
        return [(told, base + LANE)]
    asked = [each for each in told if each.what is What.ASKED]
    done = [each for each in told if each.what is not What.ASKED]
    rows = [row for row in (asked, done) if row]
    return [(row, base + PHONE_LANE + PHONE_ROW * n) for n, row in enumerate(rows)]


def _start(plot: Plot) -> dt.date:
    return plot.spots[0].point.period.start


def _end(plot: Plot) -> dt.date:
    return plot.spots[-1].point.period.end


@dataclass(frozen=True)
class _Placed:
    """A happening, the point of its period, and how wide its mark is."""

    happening: Happening
    spot: Spot
    width: float


def _inside(plot: Plot, told: Sequence[Happening], y: float) -> list[Mark]:
    placed = [_placed(plot, each) for each in told if each.on >= _start(plot)]
    kept: list[_Placed] = []
    room = plot.right - plot.left
    for each in reversed(placed):
        room -= each.width + CLEAR
        if room < 0:
            break
        kept.insert(0, each)
    columns = apart(
        [each.spot.x - each.width / 2 for each in kept],
        [each.width + CLEAR for each in kept],
        low=plot.left - HEIGHT / 2,
        high=plot.right + HEIGHT / 2,
    )
    drops: list[str] = []
    shapes: list[Mark] = []
    for each, left in zip(kept, columns, strict=True):
        x = left + each.width / 2
        drops.append(_drop(plot, each.spot, x, y))
        shapes += _mark(each.happening, x, y)
    return [*_dotted(drops), *shapes]


def _placed(plot: Plot, told: Happening) -> _Placed:
    spot = next(each for each in plot.spots if each.point.period.end >= told.on)
    return _Placed(told, spot, _width(told))


def _width(told: Happening) -> float:
    return max(float(HEIGHT), width_of(str(told.number), 11) + 5)


def _drop(plot: Plot, spot: Spot, x: float, y: float) -> str:
    """From under the period's point to the mark, aslant where that stands aside."""
    top = plot.base if spot.y is None else min(spot.y + 8, plot.base)
    bend = max(y - 20, plot.base)
    return f"M{number(spot.x)} {number(top)}V{number(bend)}L{number(x)} {number(y - 9)}"


def _dotted(drops: list[str]) -> list[Mark]:
    if not drops:
        return []
    looks = f'{marks.stroked(marks.EDGE, dash="1 3")} fill="none"'
    return [Mark(looks, f'<path d="{"".join(drops)}"')]


def _past(plot: Plot, told: Sequence[Happening], y: float) -> list[Mark]:
    """The newest after the axis, and the month; how many more there are, if any."""
    if not told:
        return []
    most = 1 if plot.size.is_narrow else MOST_PAST
    kept = most if len(told) <= most else max(most - 1, 1)
    shown = told[-kept:]
    drawn: list[Mark] = []
    x = plot.right + (3 if plot.size.is_narrow else 13)
    for each in shown:
        width = _width(each)
        drawn += _mark(each, x + width / 2, y)
        x += width + CLEAR
    if plot.size.is_narrow:
        return drawn
    more = len(told) - len(shown)
    words = f"and {more} more" if more else f"{told[-1].on:%b %Y}"
    return [*drawn, marks.text(x + 3, y + 4, words)]


def _mark(told: Happening, x: float, y: float) -> list[Mark]:
    width, is_solid = _width(told), told.what is What.RAISED
    ink = ACTION if is_solid else QUESTION
    looks = f'class="{ink.name}" fill="{ink.colour}"'
    if not is_solid:
        looks += f' stroke="{marks.INK.colour}" stroke-width="1.5"'
    corner = f' rx="{number(HEIGHT / 2)}"' if told.what is What.ASKED else ""
    shape = Mark(
        looks,
        f'<rect x="{number(x - width / 2)}" y="{number(y - HEIGHT / 2)}"'
        f' width="{number(width)}" height="{HEIGHT}"{corner}',
    )
    words = marks.text(
        x,
        y + 4,
        str(told.number),
        size=11,
        weight=600,
        anchor="middle",
        ink=ON_INK if is_solid else marks.BLACK_WORDS,
    )
    return [shape, words]
