"""Shapes and charts for one medium: inline on a screen, quieter on paper.

On a screen a shape is defined once, after the body that shows it (``with_shapes``).
On paper an icon beside its own word is a background, which a PDF does not read out;
charts and sparklines are figures with their description in both.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from measures import figures
from measures.figures.icons import (
    ARROWS,
    ASSURANCE,
    CHANGED,
    DELIVERY,
    POSITION,
    TONES,
    Tone,
)
from measures.figures.process import MEETS, VARIATION
from reports.domain.commitments import CommitmentLine
from reports.domain.measure_part import (
    Comparison,
    Figure,
    Grade,
    Judgement,
    MeasurePart,
    Process,
)

WITHHELD = ("withheld", "Withheld")
NO_FIGURE = Judgement("no_current_data", "No current data", "")
NOT_HELD = Judgement("not_assessable", "Not assessable", "")
BRIEF = 700
"""Letters of commentary that need no page of their own."""

LINE, SEEN = 110, 360
"""Letters that a line of reference is worth; and how many a box under figures holds."""

COLUMN = 1800
"""Letters that half a page's width holds in less than its height."""

PAIRED = 900
"""Letters that half a page's width holds in less than half of its height."""

USED = re.compile(r'<use href="#([^"]+)"/>')

SHAPES: tuple[tuple[str, str, Tone], ...] = (
    *(("position", name, "neutral") for name in POSITION),
    *(("delivery", name, "neutral") for name in DELIVERY),
    *(("changed", name, "neutral") for name in CHANGED),
    *(("assurance", name, "neutral") for name in ASSURANCE),
    *(("variation", name, "neutral") for name in VARIATION),
    *(("meets", name, "neutral") for name in MEETS),
    ("direction", "not_assessed", "neutral"),
    *(("direction", name, tone) for name in ARROWS for tone in TONES),
)
"""Every shape of a document: its family, its name and its tone."""


def is_brief(part: MeasurePart) -> bool:
    """Whether what is said of it is short enough to stand under the figures."""
    answers, seen = part.answers, _letters_seen(part)
    is_told = bool(answers or seen or part.unasked_since)
    letters = seen + sum(len(answer.text) for answer in answers)
    letters += LINE if part.unasked_since else 0
    few = is_told and len(answers) <= 4 and seen <= SEEN
    return few and part.oversight is None and letters <= BRIEF


def _letters_seen(part: MeasurePart) -> int:
    """As many letters as what was asked and agreed takes room for, with its lines."""
    seen = part.scrutinised
    if seen is None:
        return 0
    answers = sum(len(asked.answers) for asked in seen.asked)
    rows = len(seen.asked) + len(seen.stated) + len(seen.agreed) + answers
    return sum(seen.letters) + rows * LINE


def is_side_by_side(part: MeasurePart) -> bool:
    """Whether what the force said may stand beside what the Commissioner did.

    On a page that holds both: longer ones stand one under the other.
    """
    box, seen, doing = part.oversight, part.scrutinised, part.force_doing
    said, done = seen.letters if seen else (0, 0)
    said += len(doing.text) if doing else 0
    done += len(box.asked + box.concluded + box.did) if box else 0
    return 0 < said <= COLUMN and done <= COLUMN


def is_paired(part: MeasurePart) -> bool:
    """Whether answers are short enough to stand in pairs, above and below the sides."""
    others = (each for each in part.answers if each != part.force_doing)
    return part.oversees and all(len(each.text) <= PAIRED for each in others)


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
        ident = _ident(family, name, tone)
        if self.paper:
            return SafeString(f'<span class="icon {ident}"></span>')
        return SafeString(figures.used(family, ident))

    def position(self, grade: Grade, figure: Figure) -> SafeString:
        name, word = shape_and_word(grade, figure)
        return self._with_word("grade", name, self.icon("position", name), word)

    def small_position(self, grade: Grade, figure: Figure) -> SafeString:
        """The shape alone, named by its word."""
        return SafeString(self._named("position", *shape_and_word(grade, figure)))

    def small_heading(self, judged: Judgement) -> SafeString:
        """The arrow alone, named by its word."""
        return SafeString(
            self._named("direction", judged.shape, judged.words, judged.tone)
        )

    def direction(self, comparison: Comparison) -> SafeString:
        name, tone = comparison.direction, comparison.tone
        icon = self.icon("direction", name, tone)
        kinds = {"better": "improving", "concern": "deteriorating"}
        kind = "none" if name == "not_assessed" else kinds.get(tone, "no_change")
        return self._with_word("dir", kind, icon, comparison.word or "Not stated")

    def heading(self, judged: Judgement) -> SafeString:
        """The arrow of a direction with its word."""
        kinds = {"better": "improving", "concern": "deteriorating"}
        kind = kinds.get(judged.tone, "no_change")
        icon = self.icon("direction", judged.shape, judged.tone)
        return self._with_word("dir", kind, icon, judged.words)

    def verdict(self, family: str, judged: Judgement) -> SafeString:
        """What a process shows, or whether it will meet its target, with its word."""
        return self._with_word(
            "spc", judged.tone, self.icon(family, judged.shape), judged.words
        )

    def verdicts(self, process: Process | None) -> SafeString:
        """Both shapes side by side, each named by its words."""
        change = process.change if process else NO_FIGURE
        meets = (process and process.meets) or NOT_HELD
        shapes = self._named("variation", change.shape, change.words)
        shapes += self._named("meets", meets.shape, meets.words)
        return SafeString(f'<span class="spc__pair">{shapes}</span>')

    def _named(self, family: str, name: str, words: str, tone: Tone = "neutral") -> str:
        """A shape without its word beside it, which is there to be read out."""
        if self.paper:
            return figures.icon(family, name, title=words, tone=tone)
        icon = self.icon(family, name, tone)
        return f'{icon}<span class="hide">{escape(words)}</span>'

    def delivery(self, line: CommitmentLine) -> SafeString:
        icon = self.icon("delivery", line.delivery)
        kind = "closed" if line.is_closed else line.delivery
        return self._with_word("delivery", kind, icon, line.delivery_word)

    def chart(self, part: MeasurePart) -> SafeString:
        """Two drawings on a screen, of which one is shown; one on paper."""
        sizes: tuple[figures.SizeName, ...] = ("wide", "narrow")
        if self.paper:
            sizes = ("brief",) if is_brief(part) else ("print",)
        return SafeString("".join(_trend(part, size) for size in sizes))

    def spark(self, part: MeasurePart, ident: str) -> SafeString:
        return SafeString(
            figures.spark(
                part.chart.series,
                unit=part.unit,
                ident=ident,
                target=part.chart.target,
                expected=part.chart.expected,
                paper=self.paper,
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


def with_shapes(body: str) -> str:
    """A body to store, and after it the shapes that it shows, each once."""
    shown = set(USED.findall(body))
    symbols = [
        figures.symbol(family, name, ident=ident, tone=tone)
        for family, name, tone in SHAPES
        if (ident := _ident(family, name, tone)) in shown
    ]
    return f"{body}<div hidden><svg>{''.join(symbols)}</svg></div>" if shown else body


def _rules() -> Iterator[str]:
    for family, name, tone in SHAPES:
        svg = figures.icon(family, name, tone=tone)
        coded = base64.b64encode(svg.encode()).decode()
        source = f"data:image/svg+xml;base64,{coded}"
        yield f'.{_ident(family, name, tone)}{{background-image:url("{source}")}}\n'


def _ident(family: str, name: str, tone: str) -> str:
    stem = f"{family[0]}-{name}"
    return f"{stem}-{tone}" if family == "direction" else stem


def _trend(part: MeasurePart, size: figures.SizeName) -> str:
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
        expected=drawn.expected,
        aims=drawn.aims,
        happenings=part.happenings,
    )
