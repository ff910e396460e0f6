"""Workbooks written by hand: the least that a reader of XLSX and ODS takes."""

import io
import zipfile
from html import escape
from string import ascii_uppercase

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def words(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(*sheets):
    """A workbook of sheets, each given as the XML of its rows."""
    tags = "".join(
        f'<sheet name="Sheet {at}" sheetId="{at}" r:id="rId{at}"/>'
        for at in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{tags}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}">{links}'
        f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": STYLES,
    }
    for at, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return packed(parts)


def ods(rows):
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODS}:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
            "content.xml": f'<office:document-content xmlns:office="{ODS}:office:1.0" '
            f'xmlns:table="{ODS}:table:1.0" xmlns:text="{ODS}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="Values">{rows}'
            "</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def ods_words(*texts):
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
        for text in texts
    )


def xlsx_of(rows):
    """A workbook with one sheet of texts."""
    return xlsx(
        "".join(
            f'<row r="{number}">'
            + "".join(
                words(f"{letter}{number}", escape(text))
                for letter, text in zip(ascii_uppercase, row, strict=False)
            )
            + "</row>"
            for number, row in enumerate(rows, 1)
        )
    )


def ods_of(rows):
    """A workbook with one sheet of texts."""
    return ods(
        "".join(
            f"<table:table-row>{ods_words(*map(escape, row))}</table:table-row>"
            for row in rows
        )
    )
