"""The order of what is numbered by hand, such as 1.2 before 1.10, and 9 before A.

Pure: no Django, no database.
"""

from __future__ import annotations

import re

Rank = tuple[tuple[int, int, str], ...]


def rank(number: str) -> Rank:
    """What to sort a number by: its runs of digits count as numbers."""
    runs = re.findall(r"\d+|[^\d\W]+", number)
    return tuple(_rank_of(run) for run in runs)


def _rank_of(run: str) -> tuple[int, int, str]:
    return (0, int(run), "") if run.isdecimal() else (1, 0, run.casefold())
