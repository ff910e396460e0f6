"""A document laid out for A4: a whole HTML page, for WeasyPrint and no browser."""

from __future__ import annotations

from functools import singledispatch

from django.utils.translation import override

from reports.domain.agendas import AgendaContent
from reports.domain.content import Content, EditionContent, PlanContent
from reports.render.drawing import PAPER, icon_rules
from reports.render.html import fragment, measures_html
from reports.render.pages import EditionPages


@singledispatch
def to_print_html(content: Content, sha256: str) -> str:
    """The page that becomes the PDF; ``sha256`` is the fingerprint of its content."""
    raise TypeError(f"{content!r} is not the content of a document")


@to_print_html.register
def _(content: EditionContent, sha256: str) -> str:
    pages = EditionPages(content, PAPER)
    with override(content.language):
        return fragment(
            "edition_print",
            pages=pages,
            content=content,
            draw=PAPER,
            sha256=sha256,
            icon_rules=icon_rules(),
            changed=fragment("changed", pages=pages, draw=PAPER),
            scorecard=fragment("scorecard", pages=pages, draw=PAPER),
            measures=[drawn for _code, drawn in measures_html(content, PAPER)],
            back=fragment("back", content=content, draw=PAPER),
        )


@to_print_html.register
def _(content: PlanContent, sha256: str) -> str:
    with override(content.language):
        return fragment(
            "plan_print",
            content=content,
            draw=PAPER,
            sha256=sha256,
            body=fragment("plan", content=content, draw=PAPER),
        )


@to_print_html.register
def _(content: AgendaContent, sha256: str) -> str:
    with override(content.language):
        return fragment(
            "agenda_print",
            content=content,
            draw=PAPER,
            sha256=sha256,
            body=fragment("agenda", content=content, draw=PAPER),
        )
