"""Databases that several runs of the tests begin with; .ci/tests makes them once.

``empty.sqlite3`` has its tables and no office, ``told.sqlite3`` the demonstration, and
``told.txt`` what the command said of it. A run that is given none makes its own.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

PASSWORD = "quiet-river-lantern"
"""Of everybody in the demonstration: .ci/tests gives the same."""


def copied(name: str, to: sqlite3.Connection) -> bool:
    """Whether it was there, and now is all that ``to`` holds."""
    folder = os.environ.get("OPCC_TESTS_BEGIN_WITH")
    if folder is None:
        return False
    with closing(sqlite3.connect(Path(folder, name))) as kept:
        kept.backup(to)
    return True


def copied_to_file(name: str, to: Path) -> bool:
    """As ``copied``, for a database that nobody has open."""
    with closing(sqlite3.connect(to)) as database:
        return copied(name, database)


def said() -> str:
    """What the command said when it told the story."""
    return Path(os.environ["OPCC_TESTS_BEGIN_WITH"], "told.txt").read_text()
