"""Tags of stored documents: shapes, charts, prose and days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from measures.domain.happenings import What
from measures.domain.quantity import decimals_of, plain
from opcc.core.prose import prose as as_html
from reports.build.dates import said_day, said_weekday
from reports.domain.commitments import CommitmentLine
from reports.domain.covers import CoverParagraph
from reports.domain.measure_part import (
    Comparison,
    Figure,
    Judgement,
    MeasurePart,
    Process,
    Row,
)
from reports.domain.paragraphs import anchor_of, numbers_of
from reports.render.drawing import (
    Drawing,
    is_brief,
    is_paired,
    is_side_by_side,
    shape_and_word,
)
from reports.render.prose import numbered, with_notes

register = template.Library()
register.filter("is_brief", is_brief)
register.filter("is_paired", is_paired)
register.filter("is_side_by_side", is_side_by_side)

UNASSESSED = Judgement("not_assessed", "Not assessed", "")


@register.filter
def position(stated: MeasurePart | Row, draw: Drawing) -> SafeString:
    """The shape and word of a measure's or a row's position."""
    return draw.position(stated.grade, stated.figure)


@register.filter
def direction(comparison: Comparison, draw: Drawing) -> SafeString:
    return draw.direction(comparison)


@register.filter
def heading(part: MeasurePart, draw: Drawing) -> SafeString:
    """Which way the measure goes; of one without a figure, that it is not assessed."""
    return draw.heading(part.process.direction if part.process else UNASSESSED)


@register.filter
def small_position(part: MeasurePart, draw: Drawing) -> SafeString:
    return draw.small_position(part.grade, part.figure)


@register.filter
def small_heading(part: MeasurePart, draw: Drawing) -> SafeString:
    judged = part.process.direction if part.process else UNASSESSED
    return draw.small_heading(judged)


@register.filter
def change_verdict(process: Process, draw: Drawing) -> SafeString:
    return draw.verdict("variation", process.change)


@register.filter
def target_verdict(process: Process, draw: Drawing) -> SafeString:
    """Whether it will meet the target, of a process that has one."""
    return draw.verdict("meets", process.meets) if process.meets else SafeString("")


@register.filter
def verdicts(part: MeasurePart, draw: Drawing) -> SafeString:
    """The shapes of what the latest point shows, and of whether it meets the target."""
    return draw.verdicts(part.process)


@register.filter
def delivery(line: CommitmentLine, draw: Drawing) -> SafeString:
    return draw.delivery(line)


@register.filter
def lane_key(part: MeasurePart) -> str:
    """What the marks below a chart stand for; "" where there is none."""
    kinds = {each.what for each in part.happenings}
    said = []
    if What.ASKED in kinds:
        said.append(_("Circles below: questions asked."))
    if What.CLOSED in kinds:
        said.append(_("Squares below: actions raised, open where closed."))
    elif What.RAISED in kinds:
        said.append(_("Squares below: actions raised."))
    return " ".join(said)


@register.filter
def chart(part: MeasurePart, draw: Drawing) -> SafeString:
    return draw.chart(part)


@register.simple_tag
def spark(part: MeasurePart, draw: Drawing, *idents: str) -> SafeString:
    """A sparkline; ``idents`` make its name unique on the page."""
    return draw.spark(part, "-".join(("s", *idents, part.code)))


@register.simple_tag
def shape(draw: Drawing, family: str, name: str) -> SafeString:
    return draw.icon(family, name)


@register.filter
def prose(text: str) -> SafeString:
    """Markdown as HTML."""
    return as_html(text)


@register.simple_tag
def paragraph_id(part: MeasurePart, place: str) -> SafeString:
    """The attribute by which a paragraph is led to."""
    return format_html(' id="{}"', anchor_of(part, place))


@register.simple_tag
def paragraph_number(part: MeasurePart, draw: Drawing, place: str) -> SafeString:
    """Its number, on a screen as a link to itself; "" of one without a number."""
    number = numbers_of(part).get(place)
    if not number:
        return SafeString("")
    if draw.paper:
        return format_html('<span class="no">{}</span> ', number)
    anchor = anchor_of(part, place)
    return format_html('<a class="no" href="#{}">{}</a> ', anchor, number)


@register.filter
def footnoted(drawn: str) -> SafeString:
    """HTML with its marks of footnotes as links to them."""
    return with_notes(drawn)


@register.filter
def numbered_prose(paragraph: CoverParagraph, draw: Drawing) -> SafeString:
    """A paragraph as HTML that begins with its number, on a screen a link to itself."""
    anchor = "" if draw.paper else paragraph.anchor
    return numbered(paragraph.text, paragraph.label, anchor)


@register.filter
def day(value: dt.date) -> str:
    return said_day(value)


@register.filter
def weekday(value: dt.date) -> str:
    return said_weekday(value)


@register.filter
def glued(words: str) -> str:
    """A number and its marks on one line: "37.2% [p]" does not wrap."""
    return words.replace(" [", "\N{NO-BREAK SPACE}[")


@register.filter
def unit_shape(part: MeasurePart, draw: Drawing) -> SafeString:
    """The shape alone, for a chart of one shape a measure."""
    name = shape_and_word(part.grade, part.figure)[0]
    return draw.icon("position", name)


@register.filter
def position_word(part: MeasurePart) -> str:
    return shape_and_word(part.grade, part.figure)[1]


@register.filter
def numerator(figure: Figure) -> str:
    """As a table prints it; the symbol of the figure where it is not told."""
    return _counted(figure, figure.numerator)


@register.filter
def denominator(figure: Figure) -> str:
    return _counted(figure, figure.denominator)


@register.filter
def interval(figure: Figure) -> str:
    """A survey's interval as a table prints it; the symbol where there is none."""
    return figure.interval or (figure.text if figure.symbol else "[x]")


@register.filter
def value_head(part: MeasurePart) -> str:
    """What heads the column of values: "Percentage", or what is counted."""
    if part.unit.is_percent:
        return _("Percentage")
    name = part.unit.name or part.unit.kind.value
    return name[:1].upper() + name[1:]


def _counted(figure: Figure, number: Decimal | None) -> str:
    if number is None:
        return figure.text if figure.symbol else "[x]"
    return plain(number, decimals_of(number))
