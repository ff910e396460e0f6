"""The strokes, words and shapes of which every figure is made, as SVG text.

Presentation attributes carry the light colours, which is what paper shows; classes
let the style sheet put its own colours in their place on a screen.
"""

from __future__ import annotations

from typing import NamedTuple

FONT = "'Source Sans 3', arial, sans-serif"


class Ink(NamedTuple):
    """A class of the style sheet and the colour that it has on paper."""

    name: str
    colour: str


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
CONCERN = Ink("c-concern", "#b8500c")
IMPROVEMENT = Ink("c-better", "#1a5fa8")
SIGNAL = Ink("c-neutral", "#5c4a86")
PAPER = "#ffffff"


def escaped(words: str) -> str:
    """``words`` as they may stand inside an element or a quoted attribute."""
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return words.replace(">", "&gt;").replace('"', "&quot;")


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    ink: Ink,
    *,
    width: float = 1,
    dash: str = "",
) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line class="{ink.name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}"'
        f' y2="{y2:.1f}" stroke="{ink.colour}" stroke-width="{width}"{dashes}/>'
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
) -> str:
    return (
        f'<text class="{ink.name}" x="{x:.1f}" y="{y:.1f}" font-family="{FONT}"'
        f' font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
        f' fill="{ink.colour}">{escaped(words)}</text>'
    )


def text_on_halo(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    weight: int = 400,
    anchor: str = "start",
) -> str:
    """Black words with paper round them, for where lines pass."""
    halo = (
        f'<text class="c-halo" aria-hidden="true" x="{x:.1f}" y="{y:.1f}"'
        f' font-family="{FONT}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{PAPER}" stroke="{PAPER}"'
        f' stroke-width="4" stroke-linejoin="round">{escaped(words)}</text>'
    )
    return halo + text(
        x, y, words, size=size, weight=weight, anchor=anchor, ink=BLACK_WORDS
    )


def band(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<rect class="{BAND.name}" x="{x1:.1f}" y="{y1:.1f}" width="{x2 - x1:.1f}"'
        f' height="{y2 - y1:.1f}" fill="{BAND.colour}"/>'
    )


def flag(x: float, y: float) -> str:
    """The small triangle at the right end of a target."""
    return (
        f'<path class="{BLACK_FILL.name}" d="M{x:.1f} {y:.1f}l8 -5v10z"'
        f' fill="{BLACK_FILL.colour}"/>'
    )


def inked(ink: Ink, *, hollow: bool, edge: float) -> str:
    """The attributes of a shape; a hollow one is paper within a line of its ink."""
    if hollow:
        return (
            f'fill="{PAPER}" stroke="{ink.colour}" stroke-width="1.75"'
            f' class="{ink.name} is-hollow"/>'
        )
    return (
        f'fill="{ink.colour}" stroke="{PAPER}" stroke-width="{edge:g}"'
        f' class="{ink.name}"/>'
    )


def dot(x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    edge = 1 if radius >= 3 else 0
    style = inked(POINT, hollow=hollow, edge=edge)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {style}'


def diamond(x: float, y: float, half: float, *, hollow: bool = False) -> str:
    return (
        f'<path d="M{x:.1f} {y - half:.1f}L{x + half:.1f} {y:.1f}'
        f'L{x:.1f} {y + half:.1f}L{x - half:.1f} {y:.1f}Z" '
        + inked(CONCERN, hollow=hollow, edge=1)
    )


def triangle(x: float, y: float, half: float, *, hollow: bool = False) -> str:
    top, foot = y - 1.05 * half, y + 0.79 * half
    return (
        f'<path d="M{x:.1f} {top:.1f}L{x + half:.1f} {foot:.1f}'
        f'L{x - half:.1f} {foot:.1f}Z" ' + inked(IMPROVEMENT, hollow=hollow, edge=1)
    )


def square(x: float, y: float, half: float, *, hollow: bool = False) -> str:
    return (
        f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}"'
        f' height="{2 * half:.1f}" ' + inked(SIGNAL, hollow=hollow, edge=1)
    )


def drawing(
    parts: list[str], *, kind: str, width: int, height: int, title: str, ident: str
) -> str:
    """A whole SVG whose name is ``title``; ``ident`` must be unique on its page."""
    label = escaped(ident)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{label}"><title id="{label}">'
        f"{escaped(title)}</title>{''.join(parts)}</svg>"
    )
