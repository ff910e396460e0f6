"""A folder that holds one export whole or not at all, and says what is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "MANIFEST"
"""The list of files, written last; ``sha256sum --check MANIFEST`` reads it."""

FIRST_LINE = "# The public pages of {office}"

READABLE = 0o755
"""Anybody may read a published folder; a temporary one is its maker's alone."""


class ExportRefused(Exception):
    """Says why nothing was written."""


@contextmanager
def whole(folder: Path, *, office: str, at: dt.datetime) -> Iterator[Path]:
    """A folder to write to, which takes the place of ``folder`` when all went well.

    Raises ExportRefused unless that is empty, or an earlier export of the office.
    """
    check(folder, office=office)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield work
        (work / MANIFEST).write_text(manifest(work, office=office, at=at))
        work.chmod(READABLE)
        _swap(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check(folder: Path, *, office: str) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportRefused(f"{folder} is not a folder.")
    if any(folder.iterdir()) and _held(folder) != FIRST_LINE.format(office=office):
        raise ExportRefused(
            f"{folder} is not empty, and is no earlier export of {office}. Name a new "
            "or an empty folder."
        )


def _held(folder: Path) -> str:
    """The first line of a folder's manifest; "" without one."""
    held = folder / MANIFEST
    return held.read_text().partition("\n")[0] if held.is_file() else ""


def _swap(work: Path, folder: Path) -> None:
    """Put the new in the place of the old, which is gone only after."""
    old = work.with_name(f"{work.name}-old")
    if folder.exists():
        folder.rename(old)
    work.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def manifest(folder: Path, *, office: str, at: dt.datetime) -> str:
    """The SHA-256 of each file, below who published them and when this was made."""
    lines = [
        FIRST_LINE.format(office=office),
        f"# Made at {at.isoformat(timespec='seconds')}",
        f"# To check it: sha256sum --check {MANIFEST}",
    ]
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        lines.append(f"{sha256}  {file.relative_to(folder).as_posix()}")
    return "\n".join([*lines, ""])
