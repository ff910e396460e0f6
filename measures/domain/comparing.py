"""The sentences by which a comparison is told, on a page as in a report.

Pure: no Django, no database.
"""

from __future__ import annotations

from decimal import Decimal

from measures.domain.benchmark import Benchmark
from measures.domain.quantity import Unit, said

NUMBERS = (
    *("First", "Second", "Third", "Fourth", "Fifth"),
    *("Sixth", "Seventh", "Eighth", "Ninth", "Tenth"),
)
COUNTS = (
    *("one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)


def title(found: Benchmark, name: str) -> str:
    """The finding: "Seventh of eight: Most similar group"; without a rank, the name."""
    if found.rank is None:
        return name
    joint = "Joint " if found.rank_words.startswith("joint") else ""
    if max(found.rank, found.of) > len(NUMBERS):
        return f"{joint}{found.rank} of {found.of}: {name}"
    rank = NUMBERS[found.rank - 1]
    return f"{joint}{rank.lower() if joint else rank} of {COUNTS[found.of - 1]}: {name}"


def range_words(found: Benchmark, unit: Unit) -> str:
    """ "39.2% to 48.0%"; "" without members."""
    if found.lowest is None or found.highest is None:
        return ""
    return f"{said(found.lowest, unit)} to {said(found.highest, unit)}"


def average_sentence(value: Decimal | None, unit: Unit, words: str, reason: str) -> str:
    """ "Average 43.4% (median of the members)"; or why there is none."""
    if value is None:
        return f"No average: {reason[:1].lower()}{reason[1:]}" if reason else ""
    return f"Average {said(value, unit)} ({words})"
