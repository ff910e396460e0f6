"""A strip of ticks: each member of a group, its average taller, ours a dot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from measures.domain.quantity import Unit, said
from measures.figures import marks
from measures.figures.marks import Mark
from measures.figures.scale import tick_words, ticks

WIDTHS = {"wide": 470, "narrow": 300}
HEIGHT, SIDE = 106, 14.0
LINE, FOOT, WORDS = 62.0, 82.0, 98.0
LETTER = 6.5
"""About how wide a letter of a label is: words keep inside the drawing."""


def strip(
    ours: Decimal,
    others: Sequence[Decimal],
    *,
    average: Decimal | None,
    average_name: str,
    name: str,
    unit: Unit,
    title: str,
    ident: str,
    size: Literal["wide", "narrow"] = "wide",
) -> str:
    """Where ``ours`` stands among ``others``; ``title`` says it in a sentence."""
    width = WIDTHS[size]
    known = [float(v) for v in (ours, *others)]
    known += [] if average is None else [float(average)]
    hairs = ticks(min(known), max(known), finest=10.0**-unit.decimals)
    scale = _Scale(hairs[0], hairs[-1], width)
    parts = _axis(scale, hairs, unit) + _ticks(scale, others)
    if average is not None:
        parts += _average(scale, average, f"{average_name} {said(average, unit)}")
    parts += marks.dots([(scale.at(ours), LINE)], 6.5)
    parts.append(_label(scale, ours, LINE - 14, f"{name} {said(ours, unit)}", 14, 700))
    return marks.drawing(
        parts,
        kind=f"chart chart--strip chart--{size}",
        width=width,
        height=HEIGHT,
        title=title,
        ident=f"{ident}-{size}",
        paper=False,
    )


class _Scale:
    """Values to places across the drawing."""

    def __init__(self, low: float, high: float, width: int) -> None:
        self.low, self.span, self.width = low, high - low, width

    def at(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / self.span
        return SIDE + share * (self.width - 2 * SIDE)


def _axis(scale: _Scale, hairs: Sequence[float], unit: Unit) -> list[Mark]:
    ends = scale.at(hairs[0]), scale.at(hairs[-1])
    sign = "%" if unit.is_percent else ""
    return [
        marks.line(ends[0], LINE, ends[1], LINE, marks.HAIR),
        *(marks.line(scale.at(h), LINE, scale.at(h), FOOT, marks.HAIR) for h in hairs),
        *(
            marks.text(scale.at(h), WORDS, f"{words}{sign}", anchor="middle")
            for h, words in zip(hairs, tick_words(hairs), strict=True)
        ),
    ]


def _ticks(scale: _Scale, others: Sequence[Decimal]) -> list[Mark]:
    return [
        marks.line(scale.at(v), LINE - 8, scale.at(v), LINE + 8, marks.MEAN, width=2)
        for v in others
    ]


def _average(scale: _Scale, value: Decimal, words: str) -> list[Mark]:
    x = scale.at(value)
    return [
        marks.line(x, LINE - 14, x, LINE + 14, marks.INK, width=2.5),
        marks.line(x, LINE - 32, x, LINE - 14, marks.INK),
        _label(scale, value, LINE - 38, words, 13, 400),
    ]


def _label(
    scale: _Scale, value: Decimal, y: float, words: str, size: int, weight: int
) -> Mark:
    """Words over a place, moved in where they would leave the drawing."""
    half = len(words) * LETTER / 2
    x = min(max(scale.at(value), half), scale.width - half)
    return marks.text(
        x, y, words, size=size, weight=weight, anchor="middle", ink=marks.BLACK_WORDS
    )
