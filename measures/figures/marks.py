"""The strokes, words and shapes of which every figure is made, as SVG text.

Presentation attributes carry the light colours, which is what paper shows; classes
are all that a screen needs, where the style sheet has the colours. Neighbours that
look alike say so once, in a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

COLOURS = re.compile(r' (?:fill|stroke)="#[0-9a-f]{6}"')
FONT = "'Source Sans 3', arial, sans-serif"


class Ink(NamedTuple):
    """A class of the style sheet and the colour that it has on paper."""

    name: str
    colour: str


class Mark(NamedTuple):
    """An element: attributes it may share, and the text before and after those."""

    looks: str
    start: str
    end: str = "/>"


INK = Ink("c-ink", "#0b0c0c")
EDGE = Ink("c-edge", "#84919d")
MEAN = Ink("c-mean", "#5b6974")
HAIR = Ink("c-hair", "#d5dade")
SERIES = Ink("c-line-stroke", "#22313f")
BLACK_WORDS = Ink("c-ink-text", "#0b0c0c")
GREY_WORDS = Ink("c-muted", "#484949")
BLACK_FILL = Ink("c-ink-fill", "#0b0c0c")
BAND = Ink("c-band", "#e8edf1")
POINT = Ink("c-line", "#22313f")
DOT = Ink("c-dot", "#22313f")
CONCERN = Ink("c-concern", "#b8500c")
IMPROVEMENT = Ink("c-better", "#1a5fa8")
SIGNAL = Ink("c-neutral", "#5c4a86")
PAPER = "#ffffff"
HALO = Ink("c-halo", PAPER)


def escaped(words: str) -> str:
    """``words`` as they may stand inside an element or a quoted attribute."""
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return words.replace(">", "&gt;").replace('"', "&quot;")


def number(place: float) -> str:
    """A tenth of a unit is finer than a screen or a printer draws."""
    return f"{place:.1f}".removesuffix(".0")


@cache
def stroked(ink: Ink, width: float = 1, dash: str = "") -> str:
    looks = f'class="{ink.name}" stroke="{ink.colour}"'
    if width != 1:
        looks += f' stroke-width="{width:g}"'
    return looks + (f' stroke-dasharray="{dash}"' if dash else "")


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    ink: Ink,
    *,
    width: float = 1,
    dash: str = "",
) -> Mark:
    return Mark(
        stroked(ink, width, dash),
        f'<line x1="{number(x1)}" y1="{number(y1)}"'
        f' x2="{number(x2)}" y2="{number(y2)}"',
    )


def lines(places: Iterable[str], ink: Ink) -> Mark:
    """Thin lines of one ink as one path; each place is as "M46 294H582"."""
    return Mark(f'{stroked(ink)} fill="none"', f'<path d="{"".join(places)}"')


def joined(
    runs: Iterable[Iterable[tuple[float, float]]],
    width: float,
    ink: Ink = SERIES,
    *,
    dash: str = "",
) -> Mark:
    """The line of a series as one path, lifted between runs."""
    shape = "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in run) for run in runs
    )
    return Mark(
        f'{stroked(ink, width, dash)} fill="none" stroke-linejoin="round"',
        f'<path d="{shape}"',
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    weight: int = 400,
    anchor: str = "start",
    ink: Ink = GREY_WORDS,
) -> Mark:
    return Mark(
        _written(ink, size, weight, anchor),
        f'<text x="{number(x)}" y="{number(y)}"',
        f">{escaped(words)}</text>",
    )


@cache
def _written(ink: Ink, size: int, weight: int, anchor: str) -> str:
    looks = f'class="{ink.name}" font-size="{size}" fill="{ink.colour}"'
    if weight != 400:
        looks += f' font-weight="{weight}"'
    if anchor != "start":
        looks += f' text-anchor="{anchor}"'
    if ink is HALO:
        looks += f' aria-hidden="true" stroke="{PAPER}" stroke-width="4"'
        looks += ' stroke-linejoin="round"'
    return looks


def text_on_halo(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    weight: int = 400,
    anchor: str = "start",
) -> list[Mark]:
    """Black words after paper round them, for where lines pass."""
    return [
        text(x, y, words, size=size, weight=weight, anchor=anchor, ink=ink)
        for ink in (HALO, BLACK_WORDS)
    ]


def halos_first(pairs: Iterable[list[Mark]]) -> list[Mark]:
    """Words on halos, with no halo over another's words."""
    halos, words = [], []
    for halo, written in pairs:
        halos.append(halo)
        words.append(written)
    return halos + words


def band(x1: float, y1: float, x2: float, y2: float) -> Mark:
    return Mark(
        f'class="{BAND.name}" fill="{BAND.colour}"',
        f'<rect x="{number(x1)}" y="{number(y1)}" width="{number(x2 - x1)}"'
        f' height="{number(y2 - y1)}"',
    )


def flag(x: float, y: float) -> Mark:
    """The small triangle at the right end of a target."""
    return Mark(
        f'class="{BLACK_FILL.name}" fill="{BLACK_FILL.colour}"',
        f'<path d="M{number(x)} {number(y)}l8 -5v10z"',
    )


@cache
def inked(ink: Ink, *, hollow: bool, edge: float) -> str:
    """The looks of a shape; a hollow one is paper within a line of its ink."""
    if hollow:
        return (
            f'class="{ink.name} is-hollow" fill="{PAPER}" stroke="{ink.colour}"'
            ' stroke-width="1.75"'
        )
    return (
        f'class="{ink.name}" fill="{ink.colour}" stroke="{PAPER}"'
        f' stroke-width="{edge:g}"'
    )


def ring(x: float, y: float, radius: float) -> Mark:
    """A dot whose figure may still change."""
    return Mark(
        inked(POINT, hollow=True, edge=1),
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{radius:g}"',
    )


def dots(places: Iterable[tuple[float, float]], radius: float) -> list[Mark]:
    """Dots of one size: the round ends of strokes without length, on one path.

    Large ones have a little paper round them.
    """
    start = "".join(f"M{number(x)} {number(y)}h0" for x, y in places)
    sizes = [(DOT, 2 * radius)] if start else []
    if start and radius >= 3:
        sizes = [(HALO, 2 * radius + 1), (DOT, 2 * radius - 1)]
    return [
        Mark(f'{stroked(ink, width)} stroke-linecap="round"', f'<path d="{start}"')
        for ink, width in sizes
    ]


def diamond(x: float, y: float, half: float, *, hollow: bool = False) -> Mark:
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    return _shape(corners, inked(CONCERN, hollow=hollow, edge=1))


def triangle(x: float, y: float, half: float, *, hollow: bool = False) -> Mark:
    top, foot = y - 1.05 * half, y + 0.79 * half
    corners = [(x, top), (x + half, foot), (x - half, foot)]
    return _shape(corners, inked(IMPROVEMENT, hollow=hollow, edge=1))


def _shape(corners: list[tuple[float, float]], looks: str) -> Mark:
    places = "L".join(f"{number(x)} {number(y)}" for x, y in corners)
    return Mark(looks, f'<path d="M{places}Z"')


def square(x: float, y: float, half: float, *, hollow: bool = False) -> Mark:
    return Mark(
        inked(SIGNAL, hollow=hollow, edge=1),
        f'<rect x="{number(x - half)}" y="{number(y - half)}"'
        f' width="{number(2 * half)}" height="{number(2 * half)}"',
    )


def drawing(
    parts: list[Mark],
    *,
    kind: str,
    width: int,
    height: int,
    title: str,
    ident: str,
    paper: bool,
) -> str:
    """A whole SVG whose name is ``title``; ``ident`` must be unique on its page.

    On ``paper`` it carries its colours and its typeface.
    """
    label = escaped(ident)
    font = f' font-family="{FONT}"' if paper else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f'{font} role="img" aria-labelledby="{label}"><title id="{label}">'
        f"{escaped(title)}</title>{''.join(_grouped(parts, paper))}</svg>"
    )


def _grouped(parts: list[Mark], paper: bool) -> Iterator[str]:
    for looks, alike in groupby(parts, key=attrgetter("looks")):
        first, *others = alike
        looks = looks if paper else _without_colours(looks)
        if not others:
            yield f"{first.start} {looks}{first.end}"
            continue
        bodies = "".join(mark.start + mark.end for mark in (first, *others))
        yield f"<g {looks}>{bodies}</g>"


@cache
def _without_colours(looks: str) -> str:
    return COLOURS.sub("", looks)
