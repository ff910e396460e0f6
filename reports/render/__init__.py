"""Content drawn: the stored HTML, the PDF and the downloads of a document."""

from reports.render.html import differences_html, parts_html, to_html
from reports.render.paper import to_print_html
from reports.render.pdf import to_pdf, weasyprint_alone
from reports.render.renderings import render_all, to_json
from reports.render.spreadsheet import to_csv
from reports.render.word import to_docx
from reports.render.workbook import to_xlsx

__all__ = [
    "differences_html",
    "parts_html",
    "render_all",
    "to_csv",
    "to_docx",
    "to_html",
    "to_json",
    "to_pdf",
    "to_print_html",
    "to_xlsx",
    "weasyprint_alone",
]
