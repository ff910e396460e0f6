"""What is refused in a PDF: programs, files inside it, passwords, and other files.

Pure: no Django. Names are read with their escapes undone, and the compressed streams
that may hold objects are opened, each within a limit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from scrutiny.domain.refusals import FileRefused

STARTS = b"%PDF-"
END = b"%%EOF"

AFTER_THE_END = 2
"""Bytes that may follow the end: a line's end."""

LARGEST_STREAM = 8 * 1024 * 1024
LARGEST_TOGETHER = 64 * 1024 * 1024
"""Bytes of objects that are unpacked at most; more is a bomb, not a paper."""

ACTIVE = {
    b"/JavaScript": "a program (JavaScript)",
    b"/Launch": "a command that starts a program",
    b"/EmbeddedFile": "another file inside it",
    b"/RichMedia": "a film or a program inside it",
    b"/SubmitForm": "a form that sends what is typed elsewhere",
}
"""Names of seven letters and more: shorter ones occur by chance in a picture."""

NAME_ENDS = rb"(?![A-Za-z0-9_.#+\-])"
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM = re.compile(
    rb"/ObjStm" + NAME_ENDS + rb".{0,2000}?stream\r?\n", re.DOTALL
)


def check(data: bytes) -> str:
    """ "pdf", or FileRefused."""
    end = data.rfind(END)
    if end < 0:
        raise FileRefused("The PDF has no end: it was cut off. Send it again.")
    if len(data) - end - len(END) > AFTER_THE_END:
        raise FileRefused(
            "Something else hangs on after the end of the PDF. Print it to PDF anew."
        )
    together = 0
    for part in (data, *_object_streams(data)):
        together += len(part)
        if together > LARGEST_TOGETHER + len(data):
            raise FileRefused("The PDF unpacks to too much. Print it to PDF anew.")
        _check_part(part)
    return "pdf"


def _check_part(part: bytes) -> None:
    plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
    if re.search(rb"/Encrypt" + NAME_ENDS, plain):
        raise FileRefused(
            "The PDF is protected by a password. Save it without one, so that "
            "everybody who may read it can."
        )
    for name, words in ACTIVE.items():
        if re.search(re.escape(name) + NAME_ENDS, plain):
            raise FileRefused(f"The PDF holds {words}. Print it to PDF anew.")


def _object_streams(data: bytes) -> Iterator[bytes]:
    """What is in the compressed object streams, where names can hide."""
    for found in OBJECT_STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        try:
            yield unpacking.decompress(data[found.end() :], LARGEST_STREAM)
        except zlib.error:
            continue  # not compressed: it was read with the rest
        if unpacking.unconsumed_tail and not unpacking.eof:
            raise FileRefused("The PDF unpacks to too much. Print it to PDF anew.")
