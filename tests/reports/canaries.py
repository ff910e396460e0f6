"""Strings that are planted in what is restricted, and looked for in what is public."""

import io
import subprocess

import pikepdf

from reports.models import Publication, Rendering

CANARIES = [f"Canary{number:02}Fennel" for number in range(50)]


def public_bytes():
    """Every byte that the public can reach, with titles, addresses and names."""
    for entry in Publication.objects.all():
        yield f"{entry.slug} {entry.title} {entry.document.title}".encode()
        yield bytes(entry.document.content)
        for drawn in entry.document.renderings.all():
            yield drawn.part.encode()
            yield from unpacked(drawn)


def unpacked(drawn: Rendering):
    body = bytes(drawn.body)
    yield body
    if drawn.format == "pdf" and drawn.part == "":
        yield subprocess.run(
            ["pdftotext", "-", "-"], input=body, check=True, capture_output=True
        ).stdout
        with pikepdf.open(io.BytesIO(body)) as document:
            yield str(document.docinfo).encode()
            yield document.Root.get("/Metadata", b"") and bytes(
                document.Root.Metadata.read_bytes()
            )
            for each in document.objects:
                if isinstance(each, pikepdf.Stream):
                    yield each.read_bytes()
                yield repr(each).encode()
