"""Small files as people send them, and as somebody who means harm makes them."""

import io
import struct
import zipfile
import zlib

WORD_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"'
    "/></Types>"
)
EXCEL_TYPES = WORD_TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"

RELATION = (
    '<Relationships><Relationship Type="http://x/{kind}" Target="{target}" {mode}/>'
    "</Relationships>"
)


def zipped(parts, *, level=zipfile.ZIP_DEFLATED):
    """A zip of these parts, in this order: (name or ZipInfo, text or bytes)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", level) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def docx(*more, types=WORD_TYPES):
    return zipped(
        [
            ("[Content_Types].xml", types),
            ("word/document.xml", "<w:document/>"),
            *more,
        ]
    )


def xlsx(*more):
    return zipped(
        [
            ("[Content_Types].xml", EXCEL_TYPES),
            ("xl/workbook.xml", "<workbook/>"),
            *more,
        ]
    )


def opendocument(kind=TEXT, *more):
    return zipped([("mimetype", kind), ("content.xml", "<office/>"), *more])


def related(kind, target, *, external=True):
    mode = 'TargetMode="External"' if external else ""
    return (
        "word/_rels/document.xml.rels",
        RELATION.format(kind=kind, target=target, mode=mode),
    )


def pdf(inside=b"<< /Type /Catalog >>"):
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\ntrailer << >>\n%%EOF\n"


def object_stream(hidden):
    packed = zlib.compress(hidden)
    return (
        b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"
    )


def chunk(kind, body=b""):
    return (
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
    )


def png(width=1, height=1):
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND")
    )


def jpeg(width=1, height=1):
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9"
    )


def encrypted_zip():
    """A document whose parts say that a password protects them."""
    plain = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.find(sign)
        while at >= 0:
            plain[at + place] |= 1
            at = plain.find(sign, at + 4)
    return bytes(plain)


def linked_part():
    part = zipfile.ZipInfo("word/link.xml")
    part.external_attr = 0o120777 << 16
    return part


def renamed(data, before, after):
    """The same zip with the name of a part replaced by one as long."""
    assert len(before) == len(after)
    return data.replace(before, after)
