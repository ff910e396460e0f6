"""What an edition says otherwise in words and days: definitions, targets, commentary.

Pure: no Django, no database. Every word is one that both editions printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.domain.commitments import CommitmentLine
from reports.domain.content import EditionContent
from reports.domain.measure_part import MeasurePart
from reports.domain.passages import plain
from reports.domain.revised import MovedDate, Restated, Rewritten
from reports.domain.revising import HIDDEN
from reports.domain.rewording import Reworded

NO_TARGET = "[z]"
"""What an edition prints where there is no target."""

OVERSIGHT = {"asked": "Asked", "concluded": "Concluded", "did": "Did"}
"""What the Commissioner's box says, by its fields."""


def definitions(old: MeasurePart, new: MeasurePart) -> Iterator[Restated]:
    """The number of the definition, and each of its words that is another now."""
    if old.rows and new.rows:
        yield from _restated(old, new, _numbered(old), _numbered(new))
    yield from _restated(old, new, _defined(old), _defined(new))


def targets(old: MeasurePart, new: MeasurePart) -> Iterator[Restated]:
    """The target now in force; then those of periods that both editions print."""
    yield from _restated(old, new, _aimed(old), _aimed(new))
    yield from _restated(old, new, _aimed_then(old, new), _aimed_then(new, old))


def dates(before: EditionContent, now: EditionContent) -> Iterator[MovedDate]:
    """Commitments due, or expected, on another day; and the meeting of one quarter.

    Two quarters have two meetings, so that neither has moved.
    """
    was = {line.reference: line for line in before.commitments}
    for line in now.commitments:
        old = was.get(line.reference)
        if old is not None:
            yield from _moved(old, line)
    met = before.cover.meeting_on, now.cover.meeting_on
    if before.quarter == now.quarter and met[0] != met[1]:
        yield MovedDate("", now.cover.body, "Meeting", *met)


def _moved(old: CommitmentLine, line: CommitmentLine) -> Iterator[MovedDate]:
    """The day promised; and the day expected, where a lead states one."""
    if old.due_on != line.due_on:
        yield MovedDate(line.reference, line.title, "Due", old.due_on, line.due_on)
    if old.expected_on is None and line.expected_on is None:
        return
    was, is_now = old.expected_on or old.due_on, line.expected_on or line.due_on
    if was != is_now and not line.is_closed:
        yield MovedDate(line.reference, line.title, "Expected", was, is_now)


def rewritten(old: MeasurePart, new: MeasurePart) -> Rewritten | None:
    """What became of each prompt's words; None where all of them are the same.

    The texts themselves are not recalled of a measure of which either edition hides
    anything: an earlier one may say the number.
    """
    was, is_now = dict(_written(old)), dict(_written(new))
    both = [heading for heading in is_now if heading in was]
    changed = [h for h in both if _words(was[h]) != _words(is_now[h])]
    hides_none = HIDDEN.isdisjoint(old.symbols | new.symbols)
    found = Rewritten(
        new.code,
        new.name,
        new=tuple(heading for heading in is_now if heading not in was),
        changed=tuple(changed),
        gone=tuple(heading for heading in was if heading not in is_now),
        kept=tuple(h for h in both if h not in changed),
        reworded=tuple(
            Reworded(h, plain(was[h]), plain(is_now[h])) for h in changed if hides_none
        ),
    )
    return found if found.new or found.changed or found.gone else None


def _numbered(part: MeasurePart) -> dict[str, str]:
    return {"Number of the definition": str(part.rows[0].definition)}


def _defined(part: MeasurePart) -> dict[str, str]:
    return {
        "Name": part.name,
        "What is counted": part.definition,
        "Numerator": part.numerator_label,
        "Denominator": part.denominator_label,
        "Unit": part.unit.name,
        "Decimals": str(part.unit.decimals),
        "Which way is good": part.polarity_words,
        "Source": part.source,
        "Given by": part.provider,
        "How often": part.frequency_words,
    }


def _aimed(part: MeasurePart) -> dict[str, str]:
    return {
        "Target": _target(part.target_text),
        "Tolerance": part.tolerance_text,
        "Rule": part.rule,
    }


def _aimed_then(part: MeasurePart, other: MeasurePart) -> dict[str, str]:
    """The targets of the periods that both tables hold."""
    shared = {row.period for row in other.rows}
    return {
        f"Target for {row.period.words}": _target(row.target)
        for row in part.rows
        if row.period in shared
    }


def _target(words: str) -> str:
    return "" if words == NO_TARGET else words


def _restated(
    old: MeasurePart, new: MeasurePart, was: dict[str, str], is_now: dict[str, str]
) -> Iterator[Restated]:
    for what, words in is_now.items():
        if _words(was.get(what, "")) != _words(words):
            yield Restated(new.code, new.name, what, was.get(what, ""), words)


def _written(part: MeasurePart) -> Iterable[tuple[str, str]]:
    """Each heading of the commentary with its words, in the order of the page."""
    for answer in part.answers_before:
        yield answer.heading, answer.text
    if part.oversight is not None:
        for field, heading in OVERSIGHT.items():
            if text := getattr(part.oversight, field):
                yield heading, text
    for answer in part.answers_after:
        yield answer.heading, answer.text


def _words(text: str) -> list[str]:
    """The words alone: another line break is no other text."""
    return text.split()
