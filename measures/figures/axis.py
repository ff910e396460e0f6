"""The two axes: hairs with their numbers, and the calendar of the financial year."""

from __future__ import annotations

import math
from itertools import groupby

from measures.figures import marks
from measures.figures.labels import width_of
from measures.figures.marks import BLACK_WORDS, Mark, number
from measures.figures.plot import Plot
from opcc.core.periods import PeriodKind

APRIL = 3
"""Months from January to the start of the financial year."""

QUARTER_ROOM = 22
"""Units that "Q1" needs to itself; with less, years stand alone."""

TICK_CLEAR = 5
"""Units kept free between a year's name and the ticks at its ends, together."""

TICK_ROOM = 8
"""Units between ticks under which only Aprils are marked."""


def hairs(plot: Plot) -> list[Mark]:
    """A hair at each round number, with the number at its left."""
    heights = [plot.y(place) for place in plot.places]
    size = plot.size.type_size
    return [
        marks.lines((_across(plot, y) for y in heights), marks.HAIR),
        *(
            marks.text(plot.left - 7, y + 4, words, size=size, anchor="end")
            for y, words in zip(heights, plot.words, strict=True)
        ),
    ]


def calendar(plot: Plot) -> list[Mark]:
    """The line of time: a tall tick each April, quarters where they fit, and years."""
    drawn = _ticks(plot)
    yearly = plot.spots[0].point.period.kind is PeriodKind.YEAR
    shows_quarters = not yearly and plot.month_width * 3 >= QUARTER_ROOM
    if shows_quarters:
        drawn += _quarters(plot)
    drawn += _years(plot, plot.base + (34 if shows_quarters else 18))
    return drawn


def _ticks(plot: Plot) -> list[Mark]:
    """The line itself with its Aprils, and the quarters between them."""
    yearly = plot.spots[0].point.period.kind is PeriodKind.YEAR
    minor = not yearly and plot.month_width * 3 >= TICK_ROOM
    tall = 26 if _named_every(plot) == 1 else 9
    start = plot.spots[0].moment - (plot.spots[0].x - plot.left) / plot.month_width
    end = start + (plot.right - plot.left) / plot.month_width
    aprils, others = [_across(plot, plot.base)], []
    for month in range(math.ceil(start / 3) * 3, math.floor(end) + 1, 3):
        x = plot.x(month)
        if month % 12 == APRIL:
            aprils.append(_down(plot, x, tall))
        elif minor:
            others.append(_down(plot, x, 6))
    drawn = [marks.lines(aprils, marks.INK)]
    return [*drawn, marks.lines(others, marks.EDGE)] if others else drawn


def _across(plot: Plot, y: float) -> str:
    return f"M{number(plot.left)} {number(y)}H{number(plot.right)}"


def _down(plot: Plot, x: float, length: int) -> str:
    return f"M{number(x)} {number(plot.base)}V{number(plot.base + length)}"


def _named_every(plot: Plot) -> int:
    """How many years share one name: 1 while "26/27" fits under each."""
    width = width_of("26/27", plot.size.type_size) + TICK_CLEAR
    return math.ceil(width / (plot.month_width * 12))


def _groups(plot: Plot, months: int) -> list[tuple[int, list[float]]]:
    """Each quarter or year that has points, numbered, with where those stand."""
    found = groupby(plot.spots, lambda spot: int((spot.moment - APRIL) // months))
    return [(number, [spot.x for spot in spots]) for number, spots in found]


def _quarters(plot: Plot) -> list[Mark]:
    return [
        marks.text(
            (columns[0] + columns[-1]) / 2,
            plot.base + 17,
            f"Q{number % 4 + 1}",
            anchor="middle",
        )
        for number, columns in _groups(plot, 3)
    ]


def _years(plot: Plot, y: float) -> list[Mark]:
    """The years under their points, counted back from the latest where they crowd.

    A part of a year without room goes unnamed, but for the latest: it has room past
    the end of the axis, so it begins at its April.
    """
    drawn: list[Mark] = []
    every, size = _named_every(plot), plot.size.type_size
    groups = _groups(plot, 12)
    latest = groups[-1][0]
    for year, columns in groups:
        start = max(plot.x(year * 12 + APRIL), plot.left)
        room = min(plot.x(year * 12 + APRIL + 12), plot.right) - start
        words = _year_words(year, room=room * every, size=size)
        width = width_of(words, size) + TICK_CLEAR
        fits = width <= room * every
        if (latest - year) % every or not (fits or year == latest):
            continue
        middle = (columns[0] + columns[-1]) / 2
        x = middle if every > 1 else max(middle, start + width / 2)
        drawn.append(
            marks.text(
                x, y, words, size=size, weight=600, anchor="middle", ink=BLACK_WORDS
            )
        )
    return drawn


def _year_words(year: int, *, room: float, size: int) -> str:
    words = f"{year}/{(year + 1) % 100:02}"
    return words[2:] if width_of(words, size) + TICK_CLEAR > room else words
