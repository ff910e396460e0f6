"""Every stored drawing of a document, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import revision_list
from reports.domain.content import (
    Content,
    EditionContent,
    fingerprint,
    to_bytes,
)
from reports.domain.covers import CoverContent
from reports.domain.registers import RegisterContent
from reports.render import register_file
from reports.render.html import parts_html
from reports.render.paper import to_print_html
from reports.render.pdf import to_pdf
from reports.render.spreadsheet import to_csv
from reports.render.word import to_docx
from reports.render.workbook import to_xlsx


def to_json(content: Content) -> bytes:
    """The content itself, as it is stored and fingerprinted."""
    return to_bytes(content)


def _revisions(content: EditionContent) -> bytes:
    """The figures that are revised since the edition before, as CSV."""
    told = content.changes
    return revision_list.to_csv(told.revisions, edition=content, since=told.since)


def render_all(
    content: Content, stored_bytes: bytes
) -> Iterator[tuple[str, str, bytes]]:
    """Format, part and bytes of each rendering; ``stored_bytes`` is what was frozen.

    The quick ones come first, so that a failure in them costs no PDF.
    """
    for part, body in parts_html(content).items():
        yield "html", part, body.encode()
    if isinstance(content, EditionContent):
        yield "csv", "", to_csv(content)
        yield "xlsx", "", to_xlsx(content)
        if content.changes.revisions:
            yield "csv", "revisions", _revisions(content)
    if isinstance(content, RegisterContent):
        yield "csv", "", register_file.to_csv(content)
    if isinstance(content, CoverContent):
        yield "docx", "", to_docx(content, fingerprint(stored_bytes))
    yield "json", "", stored_bytes
    page = to_print_html(content, fingerprint(stored_bytes))
    yield "pdf", "", to_pdf(page)
