"""The small shapes of the five judgements, and the marks of lists and the desk.

Every icon is followed by its word, so it is hidden from screen readers; its title is
what a PDF reads out.
"""

from __future__ import annotations

from typing import Literal

from measures.figures import process
from measures.figures.marks import Ink, escaped

Tone = Literal["better", "concern", "neutral"]

RED, AMBER, GREEN = "#b3201b", "#a86400", "#1c6b45"
GREY, DARK, BLACK = "#484949", "#22313f", "#0b0c0c"
PAPER = "#ffffff"

DASHES = ' stroke-dasharray="2.4 2.1"'

TONES: dict[Tone, Ink] = {
    "better": Ink("g-better-line", "#1a5fa8"),
    "concern": Ink("g-concern-line", "#b8500c"),
    "neutral": Ink("g-grey-line", GREY),
}


def _path(name: str, shape: str, colour: str, width: float = 1.75) -> str:
    return (
        f'<path class="{name}" d="{shape}" fill="none" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )


def _area(name: str, shape: str, colour: str) -> str:
    return f'<path class="{name}" d="{shape}" fill="{colour}"/>'


def _box(name: str, place: str, colour: str) -> str:
    return f'<rect class="{name}" {place} fill="{colour}"/>'


def _ring(
    name: str, radius: float, colour: str, width: float = 1.75, more: str = ""
) -> str:
    return (
        f'<circle class="{name}" cx="9" cy="9" r="{radius:g}" fill="none"'
        f' stroke="{colour}" stroke-width="{width:g}"{more}/>'
    )


def _disc(name: str, radius: float, colour: str) -> str:
    return f'<circle class="{name}" cx="9" cy="9" r="{radius:g}" fill="{colour}"/>'


RED_SQUARE = _box("g-red-fill", 'x="1.5" y="1.5" width="15" height="15"', RED)
DASHED_RING = _ring("g-grey-line", 6.5, GREY, 1.5, DASHES)

POSITION = {
    "red": RED_SQUARE + _path("g-on", "M5.6 5.6l6.8 6.8M12.4 5.6l-6.8 6.8", PAPER, 2),
    "amber": _path("g-amber-line", "M9 1.6L16.4 9L9 16.4L1.6 9Z", AMBER)
    + _area("g-amber-fill", "M9 1.6L16.4 9L9 16.4Z", AMBER),
    "green": _ring("g-green-line", 6.5, GREEN)
    + _path("g-green-line", "M6 9.2l2.2 2.2L12.2 7", GREEN),
    "neutral": _path(
        "g-grey-line", "M2 9h14M4.5 6L2 9l2.5 3M13.5 6L16 9l-2.5 3", GREY, 1.5
    ),
    "no_target": DASHED_RING,
    "small_base": DASHED_RING + _disc("g-grey-fill", 2, GREY),
    "no_data": _path("g-grey-line", "M3.5 3.5l11 11M14.5 3.5l-11 11", GREY, 1.5),
    "suppressed": _box("g-grey-fill", 'x="1.5" y="4.5" width="15" height="9"', GREY),
    "withheld": _box("g-grey-fill", 'x="2.5" y="8" width="13" height="8.5"', GREY)
    + _path("g-grey-line", "M5.5 8V5.6a3.5 3.5 0 0 1 7 0V8", GREY),
}

ARROWS = {
    "up": "M3.5 14.5L13.5 4.5M6.5 4h7.5v7.5",
    "down": "M3.5 3.5L13.5 13.5M14 6.5V14H6.5",
    "no_change": "M2.5 9h13",
}


def _boxes(filled: int, ink: str, colour: str, rules: str = "") -> str:
    """Four boxes, ``filled`` of them solid, and lines over or under them."""
    boxes = "".join(
        f'<rect class="{ink}-{"fill" if place < filled else "line"}"'
        f' x="{1 + 8 * place}" y="5" width="6" height="8"'
        f' fill="{colour if place < filled else "none"}"'
        f' stroke="{colour}" stroke-width="1.25"/>'
        for place in range(4)
    )
    return boxes + (_path(f"{ink}-line", rules, colour, 1.5) if rules else "")


DELIVERY = {
    "not_started": _boxes(0, "c-track", DARK),
    "on_track": _boxes(2, "c-track", DARK),
    "at_risk": _boxes(2, "g-amber", AMBER, "M17 15.8h14"),
    "delayed": _boxes(1, "g-red", RED, "M9 15.8h22M9 2.2h22"),
    "complete": _boxes(4, "c-track", DARK),
}

ASSURANCE = {
    "assured": _disc("c-ink-fill", 7, BLACK),
    "partly": _ring("c-ink-line", 7, BLACK)
    + _area("c-ink-fill", "M9 2a7 7 0 0 1 0 14z", BLACK),
    "not_assured": _ring("c-ink-line", 7, BLACK),
    "none": _ring("g-grey-line", 7, GREY, 1.5, DASHES),
}

CHANGED = {
    "worse": _area("c-concern", "M9 2L16 9L9 16L2 9Z", "#b8500c"),
    "better": _area("c-better", "M9 2.5L16 15H2Z", "#1a5fa8"),
    "also": _disc("c-line", 4.2, DARK),
}

DESK = {
    "blocker": RED_SQUARE + _path("g-on", "M4.5 9h9", PAPER, 3),
    "warning": _area("g-amber-fill", "M9 1.2L17.7 16.5H.3Z", AMBER),
    "tick": _path("c-ink-line", "M3 9.75l4 4L15 4.8", BLACK, 2.4),
}

FAMILIES = {
    "position": ("grade", POSITION),
    "delivery": ("delivery", DELIVERY),
    "assurance": ("stated", ASSURANCE),
    "changed": ("changed", CHANGED),
    "desk": ("desk", DESK),
    "variation": ("spc", process.VARIATION),
    "meets": ("spc", process.MEETS),
}

SIZES = {
    "delivery": (33, 18),
    "variation": (process.WIDTH, process.HEIGHT),
    "meets": (process.WIDTH, process.HEIGHT),
}
"""Widths and heights of the families that are not 18 by 18."""

WORDS = {
    "position": {
        "red": "Red",
        "amber": "Amber",
        "green": "Green",
        "neutral": "Not rated",
        "no_target": "No target",
        "small_base": "Small base",
        "no_data": "No data",
        "suppressed": "Suppressed",
        "withheld": "Withheld",
    },
    "direction": {
        "up": "Up",
        "down": "Down",
        "no_change": "No clear change",
        "not_assessed": "Not assessed",
    },
    "delivery": {
        "not_started": "Not started",
        "on_track": "On track",
        "at_risk": "At risk",
        "delayed": "Delayed",
        "complete": "Complete",
    },
    "assurance": {
        "assured": "Assured",
        "partly": "Partly assured",
        "not_assured": "Not assured",
        "none": "No statement yet",
    },
    "changed": {"worse": "Worse", "better": "Better", "also": "Also changed"},
    "desk": {"blocker": "Blocker", "warning": "Warning", "tick": "Done"},
    **process.WORDS,
}
"""What each shape says, for its title in a PDF; pages use the office's own words."""


def icon(
    family: str, name: str, *, title: str | None = None, tone: Tone = "neutral"
) -> str:
    """One shape; ``tone`` says whether a direction is better or a concern.

    Raises KeyError for a family or a name that look.md does not draw.
    """
    if family == "direction":
        return _wrapped("direction", family, _direction(name, tone), title)
    modifier, shapes = FAMILIES[family]
    return _wrapped(modifier, family, shapes[name], title)


def _direction(name: str, tone: Tone) -> str:
    if name == "not_assessed":
        return _disc("g-grey-fill", 1.6, GREY)
    ink = TONES["neutral" if name == "no_change" else tone]
    return _path(ink.name, ARROWS[name], ink.colour, 2)


def symbol(family: str, name: str, *, ident: str, tone: Tone = "neutral") -> str:
    """The shape to define once on a page, for every ``use`` of ``ident``."""
    if family == "direction":
        shapes = _direction(name, tone)
    else:
        shapes = FAMILIES[family][1][name]
    width, height = _size(family)
    box = f"0 0 {width} {height}"
    return f'<symbol id="{ident}" viewBox="{box}">{shapes}</symbol>'


def used(family: str, ident: str) -> str:
    """One showing of the shape ``ident`` of the page; the style makes most 18 by 18."""
    width, height = _size(family)
    size = f' width="{width}" height="{height}"' if family in SIZES else ""
    return f'<svg class="icon"{size} aria-hidden="true"><use href="#{ident}"/></svg>'


def _size(family: str) -> tuple[int, int]:
    return SIZES.get(family, (18, 18))


def _wrapped(modifier: str, family: str, shapes: str, title: str | None) -> str:
    width, height = _size(family)
    name = f"<title>{escaped(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="icon icon--{modifier}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-hidden="true"'
        f' focusable="false">{name}{shapes}</svg>'
    )


def grade(state: str) -> str:
    """The shape of a position, named by its own word."""
    return icon("position", state, title=WORDS["position"][state])


def direction(name: str, *, tone: Tone = "neutral") -> str:
    """Which way the number went; ``tone`` is whether that is better."""
    return icon("direction", name, title=WORDS["direction"][name], tone=tone)


def delivery(status: str) -> str:
    """How far a commitment is, as its lead states it."""
    return icon("delivery", status, title=WORDS["delivery"][status])


def assurance(level: str) -> str:
    """How assured the Commissioner is."""
    return icon("assurance", level, title=WORDS["assurance"][level])
