"""The parts of an edition that its office put in order, each drawn for its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from reports.domain.composition import PlacedPart
from reports.domain.content import EditionContent
from reports.render.drawing import Drawing
from reports.render.pages import EditionPages

LISTED = {
    "changed": gettext_lazy("What changed"),
    "glance": gettext_lazy("At a glance"),
    "scorecard": gettext_lazy("Scorecard"),
    "measures": gettext_lazy("Measures in full"),
    "commitments": gettext_lazy("Commitments"),
    "notes": gettext_lazy("Data notes"),
    "glossary": gettext_lazy("Words used"),
    "contacts": gettext_lazy("Contact"),
}
"""What the list of contents calls the computed parts."""

ANCHORS = {"glance": "summary"}
"""The anchor of a part, where that is not its name: addresses stay as they were."""


@dataclass(frozen=True)
class DrawnPart:
    """A part as it stands in a document: what the contents call it, and how it falls.

    ``new_page`` and ``keep_together`` mean something on paper alone.
    """

    part: PlacedPart
    body: SafeString

    @property
    def listed(self) -> str:
        return self.part.heading or str(LISTED[self.part.name])

    @property
    def anchor(self) -> str:
        return ANCHORS.get(self.part.name, self.part.name)

    @property
    def css(self) -> str:
        """The classes of its wrapper: "placed placed--notes new-page"."""
        words = ["placed", f"placed--{self.part.name.partition('-')[0]}"]
        words += ["new-page"] if self.part.new_page else []
        words += ["keep-together"] if self.part.keep_together else []
        return " ".join(words)


def drawn_parts(
    content: EditionContent,
    draw: Drawing,
    *,
    scorecard: str,
    measures: Iterable[str],
) -> Iterator[DrawnPart]:
    """Each part that there is something of, in the office's order.

    None where the parts stand in the standard order, which the templates hold. The
    scorecard and the measures come drawn: they are stored on their own as well.
    """
    pages = EditionPages(content, draw)
    ready: Mapping[str, Callable[[], str]] = {
        "scorecard": lambda: scorecard,
        "measures": lambda: _template("measures", draw=draw, measures=measures),
    }
    for part in content.composition:
        name = part.name.partition("-")[0]
        if name in ready:
            body = ready[name]()
        else:
            body = _template(
                name, content=content, pages=pages, draw=draw, part=part, alone=True
            )
        if body.strip():
            yield DrawnPart(part, SafeString(body))


def _template(name: str, **context: object) -> str:
    return get_template(f"reports/documents/{name}.html").render(context)
