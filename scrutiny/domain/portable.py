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

LARGEST_PACKED = 1024 * 1024
LARGEST_STREAM = 8 * 1024 * 1024
LARGEST_TOGETHER = 64 * 1024 * 1024
"""Bytes of objects that are unpacked at most; more is a bomb, not a paper."""

MOST_STREAMS = 5_000
"""Streams of objects; each holds a hundred or so."""

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
PACKED = re.compile(rb"/ObjStm" + NAME_ENDS)
OBJECT_STREAM = re.compile(
    rb"/ObjStm" + NAME_ENDS + rb".{0,2000}?stream\r?\n", re.DOTALL
)


FLATE = re.compile(rb"/(FlateDecode|Fl)" + NAME_ENDS)
UNUSUAL = re.compile(
    rb"/(ASCII\w+Decode|AHx|A85|LZW\w*|RunLengthDecode|RL|Crypt|Predictor)" + NAME_ENDS
)
"""Ways of packing that no program uses for objects, but for one that hides them."""

BEFORE = 300
"""Bytes before the name of an object stream in which its packing may be said."""

UNREADABLE = "A part of the PDF cannot be read. Print it to PDF anew."


def check(data: bytes) -> str:
    """ "pdf", or FileRefused."""
    _check_named(data)
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


def _check_named(data: bytes) -> None:
    """Refuse streams of objects that are named so, or begin so, as to be overlooked."""
    named = len(PACKED.findall(_plain(data)))
    if named > sum(1 for _found in OBJECT_STREAM.finditer(data)):
        raise FileRefused(UNREADABLE)


def _plain(part: bytes) -> bytes:
    """With the escapes in names undone."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _check_part(part: bytes) -> None:
    plain = _plain(part)
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
    for count, found in enumerate(OBJECT_STREAM.finditer(data), start=1):
        around = data[max(found.start() - BEFORE, 0) : found.end()]
        if count > MOST_STREAMS or UNUSUAL.search(around):
            raise FileRefused(UNREADABLE)
        if FLATE.search(around):
            yield _inflated(data[found.end() : found.end() + LARGEST_PACKED])


def _inflated(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(packed, LARGEST_STREAM)
    except zlib.error as damaged:
        raise FileRefused(UNREADABLE) from damaged
    if not unpacking.eof:
        raise FileRefused("The PDF unpacks to too much. Print it to PDF anew.")
    return objects
