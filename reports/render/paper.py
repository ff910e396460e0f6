"""A document laid out for A4: a whole HTML page, for WeasyPrint and no browser."""

from __future__ import annotations

from functools import singledispatch

from django.utils.translation import override

from reports.domain.content import Content, EditionContent
from reports.render.composed import drawn_parts
from reports.render.drawing import PAPER, icon_rules
from reports.render.html import body, fragment, measures_html
from reports.render.pages import EditionPages


@singledispatch
def to_print_html(content: Content, sha256: str) -> str:
    """The page that becomes the PDF; ``sha256`` is the fingerprint of its content."""
    with override(content.language):
        return fragment(
            "document_print",
            content=content,
            sha256=sha256,
            icon_rules=icon_rules(),
            body=body(content, PAPER),
        )


@to_print_html.register
def _(content: EditionContent, sha256: str) -> str:
    pages = EditionPages(content, PAPER)
    with override(content.language):
        drawn = {
            "scorecard": fragment("scorecard", pages=pages, draw=PAPER),
            "measures": [body for _code, body in measures_html(content, PAPER)],
        }
        return fragment(
            "edition_print",
            pages=pages,
            content=content,
            draw=PAPER,
            sha256=sha256,
            icon_rules=icon_rules(),
            changed=fragment("changed", pages=pages, draw=PAPER),
            back=fragment("back", content=content, draw=PAPER),
            parts=list(drawn_parts(content, PAPER, **drawn)),
            **drawn,
        )
