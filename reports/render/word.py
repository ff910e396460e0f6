"""A cover report as a Word file: real headings, the numbers that the page has.

The same content gives the same bytes: dates are those of the content, and the parts
stand in the file in one order.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports.domain.covers import CoverContent, CoverSection
from reports.render.runs import Piece, blocks

FONT = "Arial"
"""Every reader's machine has it, or one of the same measure."""

SIZES = {
    "Heading 1": 22,
    "Heading 2": 14,
    "Heading 3": 11.5,
    "Normal": 11,
    "Header": 9,
    "Footer": 8,
}
"""In points."""

SPACES = {
    "Heading 1": (12, 6),
    "Heading 2": (16, 4),
    "Heading 3": (10, 3),
    "Normal": (0, 7),
    "List Bullet": (0, 4),
}
"""Above and below a paragraph, in points."""

MARGIN, WIDTH = Cm(2.5), Cm(16)
"""At the sides of the text, and of the text between them."""

LABELS = Cm(4.5)
HANGING = Cm(1.25)
DEEPER = Cm(0.63)
"""From one level of Word's lists to the next."""

MARK = re.compile(r"\[\^(\d+)\]")
LAID_DOWN = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can state: the same for every file."""


def to_docx(content: CoverContent, sha256: str) -> bytes:
    """The whole document; ``sha256`` is the fingerprint of its content."""
    made = Document()
    with override(content.language):
        _prepare(made, content, sha256)
        _open(made, content)
        for section in content.sections:
            _section(made, section)
        _close(made, content)
    buffer = io.BytesIO()
    made.save(buffer)
    return _laid_down(buffer.getvalue())


def _prepare(made: Made, content: CoverContent, sha256: str) -> None:
    """Fonts, language, properties, and the lines that head and foot every page."""
    for name, size in SIZES.items():
        font = made.styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(11, 12, 12)
        fonts = made.styles[name].element.rPr.rFonts
        for place in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(place), None)
    for name, (above, below) in SPACES.items():
        spaces = made.styles[name].paragraph_format
        spaces.space_before, spaces.space_after = Pt(above), Pt(below)
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), content.language)
    _state_facts(made, content)
    _head_and_foot(made, content, sha256)


def _state_facts(made: Made, content: CoverContent) -> None:
    at = dt.datetime.combine(content.dated, dt.time())
    facts = made.core_properties
    facts.title, facts.author, facts.comments = content.name, content.office, ""
    facts.language, facts.last_modified_by = content.language, content.office
    facts.created = facts.modified = at


def _head_and_foot(made: Made, content: CoverContent, sha256: str) -> None:
    """The paper, and the lines that stand on every page of it."""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = MARGIN
    page.header.paragraphs[0].text = content.header
    foot = page.footer.paragraphs[0]
    for stop in made.styles["Footer"].paragraph_format.tab_stops:
        foot.paragraph_format.tab_stops.add_tab_stop(
            stop.position, WD_TAB_ALIGNMENT.CLEAR
        )
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.text = f"{content.running} SHA-256 {sha256[:16]}\t{_('Page')} "
    _field(foot, "PAGE")
    foot.add_run(f" {_('of')} ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word works out: of this page, or of all."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _open(made: Made, content: CoverContent) -> None:
    if content.audience == "office":
        made.add_paragraph(_("The office's own version: not public."))
    for line in content.opening:
        if line.kind == "title":
            made.add_heading(line.text, level=1)
        elif line.text:
            made.add_paragraph(line.text)
        if line.kind in ("letterhead", "contact") and content.contacts_first:
            _contacts(made, content)
    if content.agenda_item:
        words = _("Agenda item %(number)s") % {"number": content.agenda_item}
        made.add_paragraph(words)


def _section(made: Made, section: CoverSection) -> None:
    if section.headed:
        made.add_heading(section.headed, level=2)
    _written(made, section.lead)
    for paragraph in section.paragraphs:
        if paragraph.subheading:
            made.add_heading(paragraph.subheading, level=3)
        style = "List Bullet" if section.is_bulleted else "Normal"
        _written(made, paragraph.text, label=paragraph.label, style=style)


def _close(made: Made, content: CoverContent) -> None:
    """Who signs it, and what stands after: notes, appendices and contacts."""
    for signatory in content.signatories:
        signed = made.add_paragraph()
        signed.paragraph_format.space_before = Pt(14)
        signed.add_run(signatory.name).bold = True
        signed.add_run(f"\n{signatory.post}")
    if content.notes:
        made.add_heading(_("Notes"), level=2)
    for note in content.notes:
        told = made.add_paragraph(f"{note.number}\t{note.term}: {note.meaning}")
        _hang(told, HANGING)
    if content.answers_heading:
        made.add_heading(content.answers_heading, level=2)
        for answer in content.answers:
            made.add_heading(answer.heading, level=3)
            _written(made, answer.text)
    if content.appendices and not content.appendices_listed:
        made.add_heading(_("Appendices"), level=2)
        for appendix in content.appendices:
            made.add_paragraph(appendix.words, style="List Bullet")
    if content.contacts and not content.contacts_first:
        made.add_heading(_("Contact"), level=2)
        _contacts(made, content)


def _contacts(made: Made, content: CoverContent) -> None:
    """A table whose first row heads it on every page."""
    if not content.contacts:
        return
    table = made.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, words in zip(head.cells, (_("Contact"), _("Details")), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for label, value in content.contacts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for column, width in zip(table.columns, (LABELS, WIDTH - LABELS), strict=True):
        column.width = width
        for cell in column.cells:
            spaces = cell.paragraphs[0].paragraph_format
            spaces.space_before = spaces.space_after = Pt(3)
    made.add_paragraph()


def _written(made: Made, text: str, *, label: str = "", style: str = "Normal") -> None:
    """Markdown as paragraphs; the label stands before the first, hanging."""
    for place, block in enumerate(blocks(text)):
        paragraph = made.add_paragraph(style=block.style or style)
        if label and place == 0:
            _hang(paragraph, HANGING)
            paragraph.add_run(f"{label}\t")
        elif label:
            paragraph.paragraph_format.left_indent = HANGING + _within(block.style)
        _fill(paragraph, block.pieces)


def _within(style: str) -> Length:
    """How far the words of a list stand in from the text around it."""
    if not style.startswith("List"):
        return Length(0)
    level = style.rpartition(" ")[2]
    return Length(DEEPER * (int(level) if level.isdigit() else 1))


def _hang(paragraph: Paragraph, by: Length) -> None:
    """What stands before the first tab stands beside the text."""
    paragraph.paragraph_format.left_indent = by
    paragraph.paragraph_format.first_line_indent = -by


def _fill(paragraph: Paragraph, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        for place, words in enumerate(MARK.split(piece.text)):
            if not words:
                continue
            run = paragraph.add_run(words)
            run.bold, run.italic = piece.strong or None, piece.stress or None
            run.font.superscript = True if place % 2 else None
            if piece.link:
                _link(paragraph, run, piece.link)


def _link(paragraph: Paragraph, run, address: str) -> None:
    """Move a run into a link to an address."""
    link = OxmlElement("w:hyperlink")
    ident = paragraph.part.relate_to(
        address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link.set(qn("r:id"), ident)
    run.font.underline = True
    paragraph._p.append(link)
    link.append(run._r)


def _laid_down(zipped: bytes) -> bytes:
    """The same parts in one order, with one moment, so that bytes repeat."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(zipped)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as laid,
    ):
        names = given.namelist()
        for name in sorted(names, key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, LAID_DOWN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            laid.writestr(entry, given.read(name))
    return out.getvalue()
