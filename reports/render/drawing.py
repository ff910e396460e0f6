"""Shapes and charts for one medium: inline on a screen, quieter on paper.

On paper an icon beside its own word is a background, which a PDF does not read out;
charts and sparklines are figures with their description in both.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from measures import figures
from measures.figures.icons import ARROWS, CHANGED, DELIVERY, POSITION
from reports.domain.content import (
    CommitmentLine,
    Comparison,
    Figure,
    Grade,
    MeasurePart,
)

WITHHELD = ("withheld", "Withheld")


def shape_and_word(grade: Grade, figure: Figure) -> tuple[str, str]:
    """The name of a position's shape, and its word; a withheld figure has its own."""
    if figure.symbol == "w":
        return WITHHELD
    return grade.state.value, grade.state.word


@dataclass(frozen=True)
class Drawing:
    """How things are drawn; ``paper`` is the PDF's side."""

    paper: bool

    def icon(self, family: str, name: str, tone: str = "neutral") -> SafeString:
        if self.paper:
            kind = _class_of(family, name, tone)
            return SafeString(f'<span class="icon {kind}"></span>')
        return _icon(family, name, tone)

    def position(self, grade: Grade, figure: Figure) -> SafeString:
        name, word = shape_and_word(grade, figure)
        return self._with_word("grade", name, self.icon("position", name), word)

    def direction(self, comparison: Comparison) -> SafeString:
        name, tone = comparison.direction, comparison.tone
        icon = self.icon("direction", name, tone)
        kinds = {"better": "improving", "concern": "deteriorating"}
        kind = "none" if name == "not_assessed" else kinds.get(tone, "no_change")
        return self._with_word("dir", kind, icon, comparison.word or "Not stated")

    def delivery(self, line: CommitmentLine) -> SafeString:
        icon = self.icon("delivery", line.delivery)
        return self._with_word("delivery", line.delivery, icon, line.delivery_word)

    def chart(self, part: MeasurePart) -> SafeString:
        """Two drawings on a screen, of which one is shown; one on paper."""
        sizes = ("print",) if self.paper else ("wide", "narrow")
        return SafeString("".join(_trend(part, size) for size in sizes))

    def spark(self, part: MeasurePart, ident: str) -> SafeString:
        return SafeString(
            figures.spark(
                part.chart.series,
                unit=part.unit,
                ident=ident,
                target=part.chart.target,
            )
        )

    def _with_word(self, family: str, kind: str, icon: str, word: str) -> SafeString:
        return SafeString(
            f'<span class="{family} {family}--{kind}">{icon}'
            f'<span class="{family}__word">{escape(word)}</span></span>'
        )


SCREEN, PAPER = Drawing(paper=False), Drawing(paper=True)


@cache
def icon_rules() -> SafeString:
    """The style rules that draw every icon of a document on paper."""
    return SafeString("".join(_rules()))


def _rules() -> Iterator[str]:
    drawn = [("position", name, "neutral") for name in POSITION]
    drawn += [("delivery", name, "neutral") for name in DELIVERY]
    drawn += [("changed", name, "neutral") for name in CHANGED]
    drawn += [("direction", "not_assessed", "neutral")]
    drawn += [
        ("direction", name, tone)
        for name in ARROWS
        for tone in ("better", "concern", "neutral")
    ]
    for family, name, tone in drawn:
        coded = base64.b64encode(_icon(family, name, tone).encode()).decode()
        source = f"data:image/svg+xml;base64,{coded}"
        yield f'.{_class_of(family, name, tone)}{{background-image:url("{source}")}}\n'


def _class_of(family: str, name: str, tone: str) -> str:
    stem = f"i-{family}-{name}"
    return f"{stem}-{tone}" if family == "direction" else stem


@cache
def _icon(family: str, name: str, tone: str) -> SafeString:
    return SafeString(figures.icon(family, name, tone=tone))


def _trend(part: MeasurePart, size: str) -> str:
    drawn = part.chart
    return figures.trend(
        drawn.series,
        unit=part.unit,
        title=part.name,
        ident=f"c{part.code}",
        target=drawn.target,
        lower=drawn.lower,
        upper=drawn.upper,
        size=size,
        notes=dict(drawn.notes),
    )
