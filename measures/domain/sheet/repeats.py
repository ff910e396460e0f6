"""A second value for the same figure in one file: a repeat, a revision or a mistake."""

from __future__ import annotations

from measures.domain.sheet.rows import Row
from measures.domain.sheet.texts import Refused, normalise
from opcc.core.periods import Period

Key = tuple[str, str, Period, str]
MOST_NAMED = 10
"""A note names this many rows, and counts the others."""


class Repeats:
    """The rows of a file by what they are about: one for each figure."""

    def __init__(self) -> None:
        self._rows: dict[Key, Row] = {}
        self._same: list[int] = []
        self._revisions: list[int] = []

    def add(self, row: Row, *, decided: bool) -> None:
        """Keep a row; ``decided`` says that its status is final or revised.

        Raises Refused for a different value that does not say it is a revision.
        """
        key = (row.office, row.measure, row.period, normalise(row.breakdown))
        earlier = self._rows.get(key)
        if earlier is None:
            self._rows[key] = row
            return
        same = (row.value, row.symbol) == (earlier.value, earlier.symbol)
        if not same and not decided:
            raise Refused("duplicate", _duplicate(earlier), "value")
        (self._same if same else self._revisions).append(row.number)
        if decided:
            self._rows[key] = row

    def kept(self) -> list[Row]:
        """In the order in which the file first gives each figure."""
        return list(self._rows.values())

    def notes(self) -> list[str]:
        notes = []
        if self._same:
            notes.append(f"Same value as an earlier row: {_listed(self._same)}.")
        if self._revisions:
            notes.append(
                f"Read as a revision of an earlier row: {_listed(self._revisions)}."
            )
        return notes


def _duplicate(earlier: Row) -> str:
    return (
        f"Row {earlier.number} gives another value for the same measure, period and "
        "breakdown. Delete one, or give the later one the status “revised” or “final”."
    )


def _listed(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    word = "row" if len(numbers) == 1 else "rows"
    return f"{word} {named}" + (f" and {more:,} more" if more > 0 else "")
