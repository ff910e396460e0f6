"""What an uploaded paper is, judged by its bytes, and what is refused in it.

Pure: no Django, no database. Nothing is opened by a program: only the first and last
bytes are read, and the directory and parts of a zip, within limits. A file that
passes is still only ever handed out as an attachment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from scrutiny.domain import archives, pictures, portable
from scrutiny.domain.refusals import FileRefused

__all__ = ["KINDS", "LARGEST", "FileRefused", "Kind", "Looked", "look_at", "safe_name"]

LARGEST = 20 * 1024 * 1024
"""Bytes; ours: a long paper with pictures is a tenth of it."""

LONGEST_NAME = 100


@dataclass(frozen=True)
class Kind:
    """One kind of file that a paper may be."""

    key: str
    words: str
    media_type: str
    extensions: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "a PDF", "application/pdf", ("pdf",)),
        Kind(
            "docx",
            "a Word document",
            f"{OFFICE}.wordprocessingml.document",
            ("docx",),
        ),
        Kind("xlsx", "an Excel workbook", f"{OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        Kind("odt", "an OpenDocument text", f"{OPEN_DOCUMENT}.text", ("odt",)),
        Kind(
            "ods",
            "an OpenDocument spreadsheet",
            f"{OPEN_DOCUMENT}.spreadsheet",
            ("ods",),
        ),
        Kind("png", "a PNG picture", "image/png", ("png",)),
        Kind("jpeg", "a JPEG picture", "image/jpeg", ("jpg", "jpeg")),
    )
}

ACCEPTED = "PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG"


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: what it is, and a name that is safe to give it."""

    kind: Kind
    name: str


def look_at(name: str, data: bytes) -> Looked:
    """Raise FileRefused, with what to do about it, unless the file may be kept."""
    if not data:
        raise FileRefused("The file is empty. Choose the file again.")
    if len(data) > LARGEST:
        raise FileRefused(
            f"The file is larger than {LARGEST // 1024 // 1024} MB. Make its pictures "
            "smaller, or send it in parts."
        )
    safe = safe_name(name)
    kind = KINDS[_kind_of(data)]
    _check_named_as(safe, kind)
    return Looked(kind, safe)


def safe_name(name: str) -> str:
    """The last part of the name, in letters, digits, spaces and .-_() only.

    Folders, control characters and marks that turn the direction of writing go, so
    that a name can neither leave its folder nor look like another.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKC", last)
    kept = re.sub(r"[^\w .()\-]", "", plain, flags=re.UNICODE).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if not dot:
        stem, extension = kept, ""
    stem = stem.strip(" .")[: LONGEST_NAME - len(extension) - 1] or "paper"
    return f"{stem}.{extension.lower()}" if extension else stem


def _kind_of(data: bytes) -> str:
    if data.startswith(portable.STARTS):
        return portable.check(data)
    if data.startswith(pictures.PNG):
        return pictures.check_png(data)
    if data.startswith(pictures.JPEG):
        return pictures.check_jpeg(data)
    if data.startswith(archives.STARTS):
        return archives.check(data)
    if data.startswith(archives.OLD_OFFICE):
        raise FileRefused(
            "The file is protected by a password, or is of an old kind (.doc, .xls). "
            "Save it without a password, as DOCX, XLSX or PDF."
        )
    raise FileRefused(
        f"The file is not what papers may be: {ACCEPTED}. Whatever its name says, its "
        "content is something else."
    )


def _check_named_as(safe: str, kind: Kind) -> None:
    extension = safe.rpartition(".")[2] if "." in safe else ""
    if extension not in kind.extensions:
        said = f"named .{extension}" if extension else "named without an ending"
        raise FileRefused(
            f"The file is {said} and its content is {kind.words}. Rename it to end in "
            f".{kind.extensions[0]}, or choose the right file."
        )
