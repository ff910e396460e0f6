"""What is refused in a zipped document: macros, bombs, paths, what links elsewhere.

Pure: no Django. Every part is unpacked once, in pieces and within limits, so that
what a directory claims about a part is never believed.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib

from scrutiny.domain.refusals import FileRefused

STARTS = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_PARTS = 2_000
LARGEST_TOGETHER = 150 * 1024 * 1024
PIECE = 1024 * 1024
"""Ours. A workbook of a million rows unpacks to about 60 MB."""

END_OF_DIRECTORY = 22
"""Bytes of the record with which a zip without a comment ends."""

ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Flags of a part that a password protects, or whose headers are masked."""

CONTENT_TYPES = "[Content_Types].xml"
WORD = b"wordprocessingml.document.main+xml"
EXCEL = b"spreadsheetml.sheet.main+xml"

OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}

MACROS = re.compile(
    r"(^|/)(vbaProject|vbaData)[^/]*$|(^|/)(activeX|ctrlProps|macrosheets)/"
    r"|^(Basic|Scripts)/",
    re.IGNORECASE,
)
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
INSIDE = re.compile(r"(^|/)embeddings?/|^Object [^/]*/|^ObjectReplacements/.", re.I)

RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']\s*External""", re.IGNORECASE)
HYPERLINK = re.compile(rb"""/hyperlink["']""", re.IGNORECASE)
WEB = re.compile(rb"""Target\s*=\s*["']\s*(https?:|mailto:|#)""", re.IGNORECASE)
SCRIPTED = re.compile(rb"<script:event-listener|<office:script\b", re.IGNORECASE)


BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError)
"""What reading a zip raises where it is not what it says."""


def check(data: bytes) -> str:
    """ "docx", "xlsx", "odt" or "ods", or FileRefused."""
    try:
        return _checked(data)
    except BROKEN as broken:
        raise FileRefused(
            "The file is damaged, or packed in a way that is not used for papers. "
            "Save it anew."
        ) from broken


def _checked(data: bytes) -> str:
    if data[-END_OF_DIRECTORY:][:4] != b"PK\x05\x06":
        raise FileRefused(
            "Something else hangs on after the end of the file. Save it anew."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if parts and min(part.header_offset for part in parts) > 0:
            raise FileRefused("The file begins as another does. Save it anew.")
        _check_directory(parts)
        texts = _unpacked(archive, parts)
    for name, text in texts.items():
        _check_text(name, text)
    return _kind(parts, texts)


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise FileRefused(f"The file has {len(parts)} parts: too many for a paper.")
    if len({part.filename for part in parts}) < len(parts):
        raise FileRefused("Two parts of the file have one name. Save it anew.")
    for part in parts:
        _check_name(part)
        if part.flag_bits & ENCRYPTED:
            raise FileRefused(
                "The file is protected by a password. Save it without one."
            )


def _check_name(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename
    folders = re.split(r"[/\\]", name)
    is_link = stat.S_ISLNK(part.external_attr >> 16)
    if ".." in folders or name.startswith(("/", "\\")) or ":" in name or is_link:
        raise FileRefused(
            "A part of the file points outside it. Save the document anew."
        )
    if "\\" in name or "\0" in name:
        raise FileRefused("A part of the file has a strange name. Save it anew.")
    if MACROS.search(name):
        raise FileRefused(
            "The file holds macros. Save it without them, as DOCX, XLSX or PDF."
        )
    if INSIDE.search(name) and not part.is_dir():
        raise FileRefused(
            "The file holds another file inside it. Send that as a paper of its own."
        )


def _unpacked(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    """The parts that are text, by name; FileRefused where all is too much."""
    left, texts = LARGEST_TOGETHER, {}
    for part in parts:
        pieces = []
        with archive.open(part) as opened:
            while piece := opened.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise FileRefused(
                        "The file unpacks to far more than a paper is. Save it anew."
                    )
                pieces.append(piece)
        if _is_text(part.filename):
            texts[part.filename] = b"".join(pieces)
    return texts


def _is_text(name: str) -> bool:
    return name == "mimetype" or name.lower().endswith((".xml", ".rels", ".rdf"))


def _check_text(name: str, text: bytes) -> None:
    if b"\0" in text:  # another encoding, in which none of these words would be seen
        raise FileRefused("A part of the file cannot be read. Save it anew.")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise FileRefused("A part of the file defines words of its own. Save it anew.")
    is_typed = name == CONTENT_TYPES and MACRO_TYPES.search(text)
    if is_typed or SCRIPTED.search(text):
        raise FileRefused("The file holds macros. Save it without them, or as PDF.")
    if name.endswith(".rels"):
        _check_relations(text)
    if name == "META-INF/manifest.xml" and b"encryption-data" in text:
        raise FileRefused("The file is protected by a password. Save it without one.")


def _check_relations(text: bytes) -> None:
    """Links that a reader follows may stay; what loads by itself may not."""
    for relation in RELATIONSHIP.findall(text):
        is_link = HYPERLINK.search(relation) and WEB.search(relation)
        if EXTERNAL.search(relation) and not is_link:
            raise FileRefused(
                "The file loads something from elsewhere when it is opened (a "
                "template, a picture or data). Put it into the file, or save as PDF."
            )


def _kind(parts: list[zipfile.ZipInfo], texts: dict[str, bytes]) -> str:
    if parts and parts[0].filename == "mimetype":
        kind = OPEN_DOCUMENTS.get(texts["mimetype"].strip())
        if kind and "content.xml" in texts:
            return kind
    types = texts.get(CONTENT_TYPES, b"")
    names = {part.filename for part in parts}
    if WORD in types and "word/document.xml" in names:
        return "docx"
    if EXCEL in types and "xl/workbook.xml" in names:
        return "xlsx"
    raise FileRefused(
        "The file is a zip that is neither a document nor a spreadsheet. Send the "
        "papers in it one by one."
    )
