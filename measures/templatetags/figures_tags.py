"""The figures of measures in templates: charts, sparklines and the shapes of grades."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from measures import figures
from measures.domain.direction import Direction
from measures.figures.icons import WORDS
from measures.reading.sheets import told as figure_told

register = template.Library()


@register.simple_tag
def icon(family: str, name: str, **about: str) -> SafeString:
    """One shape; ``title`` is what a PDF reads out, ``tone`` a direction's colour."""
    return _drawn(figures.icon(family, name, **about))


@register.simple_tag
def trend(series, **drawing) -> SafeString:
    """The line of a series: ``measures.figures.trend`` with its keywords."""
    return _drawn(figures.trend(series, **drawing))


@register.simple_tag
def chart(sheet, size: str = "wide", ident: str = "", happenings=()) -> SafeString:
    """The chart of a ``reading.sheets.Sheet`` with its narrow drawing for phones.

    ``happenings`` are what its lane marks; none draws no lane.
    """
    about = {
        "unit": sheet.unit,
        "title": sheet.version.name,
        "ident": ident or f"chart-{sheet.measure.pk}",
        "notes": sheet.notes,
        "happenings": happenings or (),
        "aims": sheet.aims_in_force,
        "expected": sheet.process and sheet.process.expected,
        **sheet.aims,
    }
    drawings = [
        figures.trend(sheet.drawn, size=each, **about) for each in (size, "narrow")
    ]
    return _drawn("".join(drawings))


@register.simple_tag
def seasons(sheet) -> SafeString:
    """The years of a sheet's chart over each other, wide and for phones."""
    about = {
        "unit": sheet.unit,
        "title": sheet.version.name,
        "ident": f"seasons-{sheet.measure.pk}",
    }
    drawn = (figures.seasons(sheet.series, size=s, **about) for s in ("wide", "narrow"))
    return _drawn("".join(drawn))


@register.simple_tag
def multiples(parts, ident: str) -> list:
    """Each part of a ``reading.parts.Parts`` with its small chart, the whole first."""
    scale = figures.shared_scale(parts.drawn, parts.unit, parts.target)
    own = figures.shared_scale([parts.whole.series], parts.unit) or scale
    drawn = []
    for place, part in enumerate(parts.shown):
        grey = None if part.is_whole or parts.is_sum else parts.whole.series
        svg = figures.multiple(
            part.series,
            unit=parts.unit,
            title=part.name or _("The whole"),
            ident=f"{ident}-{place}",
            scale=own if part.is_whole and parts.is_sum else scale,
            whole=grey,
            target=parts.target,
        )
        drawn.append((part, _drawn(svg)))
    return drawn


@register.simple_tag
def told(point, version) -> str:
    """A figure as a table prints it, with its symbols."""
    return figure_told(point, version)


@register.simple_tag
def spark(series, **drawing) -> SafeString:
    """The line of a series in the height of a row."""
    return _drawn(figures.spark(series, **drawing))


@register.simple_tag
def strip(comparison, name: str) -> SafeString:
    """The latest period of a ``reading.comparing.Comparison``, ours called ``name``."""
    latest, unit = comparison.latest, comparison.unit
    about = {
        "average": latest.average.value,
        "average_name": "Average",
        "name": name,
        "unit": unit,
        "title": f"{latest.benchmark.reason}. {comparison.average_sentence}",
        "ident": f"strip-{comparison.comparator.pk}",
    }
    others = list(latest.members.values())
    drawings = [
        figures.strip(latest.ours, others, size=size, **about)
        for size in ("wide", "narrow")
    ]
    return _drawn("".join(drawings))


@register.inclusion_tag("components/grade.html")
def grade(state: str, more: str = ""):
    """A position as its shape, its word and what more there is to say of it."""
    return {
        "state": state,
        "word": WORDS["position"][state],
        "icon": _drawn(figures.icon("position", state)),
        "more": more,
    }


@register.inclusion_tag("components/direction.html")
def direction(judged: Direction):
    """Which way a measure goes, as its arrow and its word."""
    drawn = figures.icon("direction", judged.shape, tone=judged.tone)
    return {"kind": judged.kind, "word": judged.word, "icon": _drawn(drawn)}


def _drawn(svg: str) -> SafeString:
    """Our own drawings escape every text that they are given."""
    return mark_safe(svg)  # noqa: S308
