"""What was asked, answered, stated and agreed, as the rows of a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reports.domain.content import EditionContent
from reports.domain.scrutinised import Scrutinised

COLUMNS = ("Code", "Name", "What", "Number", "Day", "Who", "Words", "Due", "State")

NONE = "[z]"

Row = list[str | int | float]


def rows(content: EditionContent) -> Iterator[Row]:
    """Of each measure, and then of each objective; a line for each thing."""
    for part in content.parts:
        yield from _rows(part.code, part.name, part.scrutinised)
    for priority in content.priorities:
        for each in priority.objectives:
            yield from _rows(f"Objective {each.number}", each.title, each.scrutinised)


def _rows(code: str, name: str, seen: Scrutinised | None) -> Iterator[Row]:
    if seen is None:
        return
    for cells in _cells(seen):
        yield [code, name, *cells]


def _cells(seen: Scrutinised) -> Iterator[Row]:
    for asked in seen.asked:
        facts = (asked.number, asked.asked_on, asked.of, asked.question, asked.due_on)
        yield _line("Question", *facts, "Due" if asked.due_on else "Answered")
        for given in asked.answers:
            state = "In part" if given.is_partial else "In full"
            told = (asked.number, given.on, given.by, given.text, None)
            yield _line("Answer", *told, state)
    for stated in seen.stated:
        told = (None, stated.on, stated.by, stated.reason, None)
        yield _line("Assurance", *told, stated.word)
    for agreed in seen.agreed:
        facts = (agreed.number, agreed.raised_on, agreed.owner, agreed.action)
        yield _line("Action", *facts, agreed.due_on, agreed.state)


def _line(
    what: str,
    number: int | None,
    day: dt.date,
    who: str,
    words: str,
    due_on: dt.date | None,
    state: str,
) -> Row:
    due = due_on.isoformat() if due_on else NONE
    return [what, number or NONE, day.isoformat(), who, words, due, state]
