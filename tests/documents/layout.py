"""What is amiss with the pages of a tagged PDF, as sentences; nothing is wanted.

WeasyPrint tags each page by itself: what goes over from one page to the next is told
twice, the end of one page's elements and the beginning of the next one's. So all is
read from what each page begins and ends with, and from where its words stand.
"""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

import pikepdf

HEADING = re.compile(r"H[1-6]$")

LEAST = 0.2
"""A page whose words end above this part of its height is nearly empty."""

HEADER_MM, FOOTER_MM = 18, 16
"""The strips in which the running lines of a page stand, not its body."""

POINTS = 72 / 25.4
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass
class Element:
    """One element of a page's structure; ``has_content`` of its own, not in others."""

    kind: str
    children: list["Element"] = field(default_factory=list)
    has_content: bool = False

    @property
    def is_empty(self):
        return not self.has_content and all(each.is_empty for each in self.children)

    def all(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.all()

    def path(self, *, last: bool) -> list["Element"]:
        """From here down to the first or the last element that has content."""
        for child in reversed(self.children) if last else self.children:
            if not child.is_empty:
                return [self, *child.path(last=last)]
        return [self]


def findings(pdf: bytes) -> list[str]:
    """Each with the number of its page; the last page may be as empty as it likes."""
    pages = structure_of(pdf)
    bodies = bodies_of(pdf)
    found = []
    for number, (page, body) in enumerate(zip(pages, bodies, strict=True), 1):
        amiss = [*_at_the_foot(page), *_at_the_head(page), *_captions(page)]
        if number < len(pages) and body.reach < LEAST:
            amiss.append(f"only {body.reach:.0%} of the page is filled")
        found += [f"page {number}: {each}: {body.words[:60]!r}" for each in amiss]
    return found


# -- what a page begins and ends with


def _at_the_foot(page: Element) -> Iterator[str]:
    kinds = [element.kind for element in page.path(last=True)]
    if any(HEADING.match(kind) for kind in kinds):
        yield "a heading stands at the foot"
    if "THead" in kinds or ("Caption" in kinds and "Table" in kinds):
        yield "a table's head stands at the foot"


def _at_the_head(page: Element) -> Iterator[str]:
    """A row goes over from the page before if a cell of it has nothing left to say.

    No cell of a document is empty, and the shortest cell of a row ends first.
    """
    begins = page.path(last=False)
    table = next((each for each in begins if each.kind == "Table"), None)
    if table is None:
        return
    rows = [
        row
        for group in table.children
        if group.kind != "THead"
        for row in group.all()
        if row.kind == "TR"
    ]
    if rows and any(cell.is_empty for cell in rows[0].children):
        yield "a row is split"


def _captions(page: Element) -> Iterator[str]:
    """A figure's caption stands in one element with the figure, on one page."""
    for element in page.all():
        kinds = [child.kind for child in element.children]
        if element.kind in ("Table", "Caption") or "Caption" not in kinds:
            continue
        if not any(each.kind in ("Figure", "Table") for each in element.all()):
            yield "a caption stands apart from its figure"


# -- how they are read


def structure_of(pdf: bytes) -> list[Element]:
    """The elements of each page, in the order in which they are read."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = {page.objgen: place for place, page in enumerate(document.pages)}
        pages = [Element("Page") for _page in document.pages]
        (root,) = document.Root.StructTreeRoot.K
        for given in root.K:
            pages[places[given.Pg.objgen]].children.append(_element(given))
    return pages


def _element(given: pikepdf.Dictionary) -> Element:
    element = Element(str(given.S).lstrip("/"))
    for kid in given.get("/K", []):
        if isinstance(kid, int):
            element.has_content = True
        elif kid.get("/Type") == "/StructElem":
            element.children.append(_element(kid))
    return element


@dataclass(frozen=True)
class Body:
    """What a page's words are, and how far down its height they reach, 0 to 1."""

    words: str
    reach: float


def bodies_of(pdf: bytes) -> Iterator[Body]:
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout
    for page in ElementTree.fromstring(told).iter(f"{XHTML}page"):  # noqa: S314
        height = float(page.get("height"))
        words = [
            word
            for word in page.iter(f"{XHTML}word")
            if float(word.get("yMin")) > HEADER_MM * POINTS
            and float(word.get("yMax")) < height - FOOTER_MM * POINTS
        ]
        feet = [float(word.get("yMax")) for word in words]
        reach = max(feet, default=HEADER_MM * POINTS) - HEADER_MM * POINTS
        yield Body(" ".join(word.text or "" for word in words), reach / height)
