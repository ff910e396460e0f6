"""Labels that stand beside what they name, and move apart where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from measures.figures import marks

GAP = 16
"""Units from one label to the next, which is one line of words at 13."""

NARROW_SIGNS = frozenset(".,:;'|![]()iljtfr ")


@lru_cache(maxsize=4096)
def width_of(words: str, size: float) -> float:
    """About how wide ``words`` are in Source Sans, erring on the wide side."""
    narrow = sum(sign in NARROW_SIGNS for sign in words)
    wide = sum(sign in "%mwMW" for sign in words)
    return size * (0.3 * narrow + 0.86 * wide + 0.54 * (len(words) - narrow - wide))


@dataclass(frozen=True)
class Label:
    """Words for the height ``y``; ``note`` follows in small type, or lies below."""

    y: float
    words: str
    size: int = 12
    weight: int = 400
    ink: marks.Ink = marks.GREY_WORDS
    note: str = ""
    note_below: bool = False

    @property
    def height(self) -> int:
        return GAP + 14 if self.note_below else GAP

    def draw(self, x: float, y: float) -> list[marks.Mark]:
        foot = y + self.size / 3
        drawn = marks.text(
            x, foot, self.words, size=self.size, weight=self.weight, ink=self.ink
        )
        if not self.note:
            return [drawn]
        if self.note_below:
            return [drawn, marks.text(x, foot + 14, self.note)]
        aside = x + width_of(self.words, self.size) + 5
        return [drawn, marks.text(aside, foot, self.note)]


def spread(labels: Sequence[Label], *, top: float, foot: float) -> list[float]:
    """A height for each label, given from the highest to the lowest on the page.

    Each stands as near its own height as room allows; those that would touch are
    moved apart evenly, which is the least total of squared moves.
    """
    return apart(
        [label.y for label in labels],
        [label.height for label in labels],
        low=top,
        high=foot + (labels[-1].height if labels else 0),
    )


def apart(
    wanted: Sequence[float], rooms: Sequence[float], *, low: float, high: float
) -> list[float]:
    """A start for each thing, in their order, that leaves each the room it takes.

    As near as may be to where it is ``wanted``, from ``low``, and ending by ``high``
    where all of them fit.
    """
    starts: list[float] = []
    used = 0.0
    for each in rooms:
        starts.append(used)
        used += each
    firsts = [place - start for place, start in zip(wanted, starts, strict=True)]
    room = max(low, high - used)
    level = [min(max(first, low), room) for first in _never_falling(firsts)]
    return [first + start for first, start in zip(level, starts, strict=True)]


def _never_falling(heights: Sequence[float]) -> list[float]:
    """The nearest heights that never fall: pool-adjacent-violators."""
    pools: list[tuple[float, int]] = []
    for height in heights:
        total, count = height, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            earlier_total, earlier_count = pools.pop()
            total, count = total + earlier_total, count + earlier_count
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def beside(
    labels: Sequence[Label], *, x: float, top: float, foot: float
) -> list[marks.Mark]:
    """Draw labels at the right of a plot that ends at ``x``, with short leaders."""
    ordered = sorted(labels, key=lambda label: label.y)
    drawn: list[marks.Mark] = []
    for label, y in zip(ordered, spread(ordered, top=top, foot=foot), strict=True):
        if abs(y - label.y) > 1:
            drawn.append(marks.line(x + 2, label.y, x + 11, y, marks.EDGE, width=0.75))
        drawn += label.draw(x + 13, y)
    return drawn
