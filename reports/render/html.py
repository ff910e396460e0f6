"""The stored HTML of a document, whole and in parts, each part drawn once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import override

from reports.domain.content import (
    Content,
    DerivedContent,
    EditionContent,
    PackContent,
)
from reports.render.composed import drawn_parts
from reports.render.drawing import SCREEN, Drawing, with_shapes
from reports.render.pages import EditionPages
from reports.render.sheets import Sheet

FOLDER = "reports/documents"
HEADING = re.compile(r"(</?h)([34])\b")


def to_html(content: Content) -> str:
    """The body of the whole document, to stand unchanged in a live page."""
    return parts_html(content)[""]


@singledispatch
def parts_html(content: Content) -> dict[str, str]:
    """The bodies to store, by part: "" the whole, by the template named after its kind.

    Of a public edition also every measure's code, "scorecard" and "changed"; and where
    it has one before it, "differences". Headings of a part that stands alone begin at
    h2: the live page gives the h1.
    """
    return {"": with_shapes(body(content, SCREEN))}


@parts_html.register
def _(content: EditionContent) -> dict[str, str]:
    with override(content.language):
        pages = EditionPages(content, SCREEN)
        measures = dict(measures_html(content, SCREEN))
        scorecard = fragment("scorecard", pages=pages, draw=SCREEN)
        changed = fragment("changed", pages=pages, draw=SCREEN)
        drawn = {"scorecard": scorecard, "measures": list(measures.values())}
        whole = fragment(
            "edition",
            pages=pages,
            content=content,
            draw=SCREEN,
            changed=changed,
            back=fragment("back", content=content, draw=SCREEN),
            parts=list(drawn_parts(content, SCREEN, **drawn)),
            **drawn,
        )
    if content.audience != "public":
        return {"": with_shapes(whole)}
    differences = differences_html(content)
    alone = {code: _alone(drawn, content) for code, drawn in measures.items()}
    home = _home(content)
    bodies = {
        "": whole,
        **alone,
        "scorecard": _with_links(scorecard, home),
        "changed": _with_links(changed, home),
        **({"differences": differences} if differences else {}),
    }
    return {part: with_shapes(body) for part, body in bodies.items()}


@parts_html.register
def _(content: DerivedContent) -> dict[str, str]:
    """Names lead to measures in the document if it has them, else to their pages."""
    drawn = str(body(content, SCREEN))
    if content.kind != "extract":
        drawn = _with_links(drawn, _home(content.edition))
    return {"": with_shapes(drawn)}


def differences_html(content: EditionContent) -> str:
    """Every difference from the edition before; "" of a first one."""
    if not content.changes.since:
        return ""
    with override(content.language):
        return fragment(
            "differences",
            changes=content.changes,
            codes=content.codes,
            home=_home(content),
        )


def body(content: Content, draw: Drawing) -> SafeString:
    """A document that is one template, in its own language."""
    more: dict[str, object] = {}
    if isinstance(content, DerivedContent | PackContent):
        more["pages"] = EditionPages(content.edition, draw)
    if isinstance(content, DerivedContent):
        more["sheet"] = Sheet(content)
    with override(content.language):
        return fragment(content.kind, content=content, draw=draw, **more)


def measures_html(
    content: EditionContent, draw: Drawing
) -> Iterator[tuple[str, SafeString]]:
    """Each measure's part, by its code, in the order of the plan."""
    template = get_template(f"{FOLDER}/measure.html")
    for part in content.parts:
        context = {
            "part": part,
            "as_at": content.cover.as_at,
            "draw": draw,
            "withheld": content.withheld,
        }
        yield part.code, SafeString(template.render(context))


def fragment(name: str, **context: object) -> SafeString:
    return SafeString(get_template(f"{FOLDER}/{name}.html").render(context))


def _home(content: EditionContent) -> str:
    """Where the public pages of its office begin."""
    return content.cover.address.partition("reports/")[0]


def _alone(drawn: str, content: EditionContent) -> str:
    """A measure's part with its headings one level up.

    Why something is withheld is told in the edition.
    """
    raised = HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) - 1}", drawn)
    why = f'<a href="{content.cover.address}#withheld"'
    return raised.replace('<a href="#withheld"', why)


def _with_links(drawn: str, home: str) -> str:
    """The fragment with links to the measures' own pages, not into the edition."""
    return re.sub(r'<a href="#m([^"]+)"', rf'<a href="{home}measures/\1/"', drawn)
