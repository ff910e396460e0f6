"""The PDF of a print page; a large one is printed by a process of its own.

The pages of forty measures take a quarter of a gigabyte while they are laid out. Beside
all that a worker holds that is more than a small server has, and Python gives little of
it back; a process that knows only how to print holds less, and gives it all back.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings

from reports.render import printing

STATIC = Path(settings.BASE_DIR, "static")
"""Our own style sheets and fonts: all that a document may fetch."""

LARGE = 400_000
"""Characters of a page; smaller ones cost less than the half second to begin a process.

The page of 46 measures has 670,000; that of the longest other document, 150,000.
"""


class PrintingFailed(Exception):
    """The message is the last that the process said."""


def to_pdf(print_html: str) -> bytes:
    """Tagged PDF/UA-1 with its fonts; the same page is always the same bytes."""
    if len(print_html) < LARGE:
        return printing.printed(print_html, STATIC)
    return _by_a_process(print_html)


def weasyprint_alone(print_html: str) -> bytes:
    """The same page by WeasyPrint and nothing of ours: what a freeze is held to."""
    return printing.weasyprint_alone(print_html, STATIC)


def _by_a_process(print_html: str) -> bytes:
    # -P: the module's own folder has an html.py, which is not Python's.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", str(printing.__file__), str(STATIC)],
        input=print_html.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise PrintingFailed(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout
