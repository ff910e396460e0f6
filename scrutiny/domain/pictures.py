"""What is refused in a picture: one that unpacks to too much, and what hangs on it.

Pure: no Django, and no picture is ever decoded.
"""

from __future__ import annotations

import struct

from scrutiny.domain.refusals import FileRefused

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"

MOST_PIXELS = 50_000_000
"""A page of A3 at 600 dots an inch has 70 million, at 300 dots 17 million."""

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame and say its size."""

ALONE = {0x01, *range(0xD0, 0xD8)}
"""JPEG markers without a length."""

START_OF_SCAN = 0xDA


def check_png(data: bytes) -> str:
    """ "png", or FileRefused."""
    place, first = len(PNG), True
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if first:
            _check_head(kind, data[place + 8 : place + 16])
        first = False
        place += 12 + length
        if kind == b"IEND":
            _check_end(data[place:])
            return "png"
    raise FileRefused("The picture was cut off. Send it again.")


def check_jpeg(data: bytes) -> str:
    """ "jpeg", or FileRefused."""
    place, sized = 2, False
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF or marker in ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == START_OF_SCAN:
            break
        if marker in FRAMES:
            _check_frame(data[place + 5 : place + 9])
            sized = True
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    end = data.rfind(b"\xff\xd9")
    if not sized or end < place:
        raise FileRefused("The picture was cut off. Send it again.")
    _check_end(data[end + 2 :].strip(b"\0"))
    return "jpeg"


def _check_head(kind: bytes, size: bytes) -> None:
    if kind != b"IHDR" or len(size) < 8:
        raise FileRefused("The picture does not begin as a picture does.")
    _check_size(*struct.unpack(">II", size))


def _check_frame(size: bytes) -> None:
    if len(size) < 4:
        raise FileRefused("The picture was cut off. Send it again.")
    _check_size(*struct.unpack(">HH", size))


def _check_size(one: int, other: int) -> None:
    if one * other > MOST_PIXELS:
        raise FileRefused(
            f"The picture has {one * other // 1_000_000} million points. Send one of "
            f"{MOST_PIXELS // 1_000_000} million at most."
        )


def _check_end(rest: bytes) -> None:
    if rest:
        raise FileRefused(
            "Something else hangs on after the end of the picture. Save it anew."
        )
