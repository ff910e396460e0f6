"""From a print page to PDF/UA-1; the only module that knows WeasyPrint.

The same page gives the same bytes: the document's identifier is made from the page,
and its dates are the day of the freeze, which the page states.

It knows nothing else of ours, so that it is also a program: the folder of our static
files as its argument, a page on its standard input, the PDF on its standard output.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}


class OwnFiles(URLFetcher):
    """Our own static files and what the page itself carries: never the network."""

    def __init__(self, static: Path):
        super().__init__()
        self.static = static.resolve()

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = Path(url2pathname(urlsplit(url).path)).resolve()
        if not url.startswith("file:") or not path.is_relative_to(self.static):
            raise ValueError(f"A document carries all that it shows, not {url}")
        kind = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def printed(print_html: str, static: Path) -> bytes:
    """Tagged PDF/UA-1 with its fonts; the same page is always the same bytes.

    ``static`` has our style sheets and fonts: all that a document may fetch.
    """
    return _page(print_html, static).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(print_html.encode()).digest()[:16],
        finisher=_say_what_headers_head,
    )


def weasyprint_alone(print_html: str, static: Path) -> bytes:
    """The same page by WeasyPrint and nothing of ours: what a freeze is held to."""
    return _page(print_html, static).write_pdf(pdf_variant="pdf/ua-1")


def _page(print_html: str, static: Path) -> HTML:
    return HTML(
        string=print_html,
        base_url=static.joinpath("css", "document.html").as_uri(),
        url_fetcher=OwnFiles(static),
    )


def _say_what_headers_head(document: Document, pdf: pydyf.PDF) -> None:
    """Give every table header its scope, which WeasyPrint leaves out."""
    by_number = {made.number: made for made in pdf.objects}
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("S") == "/TH":
            heads_column = _group_of(element, by_number).get("S") == "/THead"
            scope = "/Column" if heads_column else "/Row"
            element["A"]["Scope"] = scope


def _group_of(
    element: pydyf.Dictionary, by_number: dict[int, pydyf.Object]
) -> pydyf.Dictionary:
    """The head or body of the table in which a cell's row stands."""
    row = by_number[_number(element["P"])]
    return by_number[_number(row["P"])]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


if __name__ == "__main__":
    page = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(printed(page, Path(sys.argv[1])))
