"""What changed between two editions: positions, figures, words, dates, commitments.

Pure: two contents in, a Changes out. What either edition hides is never recalled.
"""

from __future__ import annotations

from collections.abc import Iterator

from measures.domain.rating import State
from reports.domain.commitments import CommitmentLine
from reports.domain.content import ChangedLine, Changes, EditionContent
from reports.domain.measure_part import MeasurePart
from reports.domain.restating import dates, definitions, rewritten, targets
from reports.domain.revised import Revision
from reports.domain.revising import HIDDEN, revisions

ORDER = {State.GREEN: 0, State.AMBER: 1, State.RED: 2}
"""The rated states, best first."""

NAMED = 12
"""How many measures the line on revised figures names."""


def between(before: EditionContent, now: EditionContent, *, since: str) -> Changes:
    """How ``now`` differs from ``before``, which readers know as ``since``."""
    was = {part.code: part for part in before.parts}
    pairs = [(was[part.code], part) for part in now.parts if part.code in was]
    revised = tuple(each for pair in pairs for each in revisions(*pair))
    texts = (rewritten(*pair) for pair in pairs)
    return Changes(
        since=since,
        worse=tuple(_moved(pairs, sign=1)),
        better=tuple(_moved(pairs, sign=-1)),
        also=(*_also(before, now, pairs), *_revised(revised)),
        counts_before=tuple((state.value, n) for state, n in before.counts()),
        revisions=revised,
        definitions=tuple(each for pair in pairs for each in definitions(*pair)),
        targets=tuple(each for pair in pairs for each in targets(*pair)),
        dates=tuple(dates(before, now)),
        promises=tuple(_promises(before, now)),
        texts=tuple(each for each in texts if each is not None),
    )


def _moved(
    pairs: list[tuple[MeasurePart, MeasurePart]], *, sign: int
) -> Iterator[ChangedLine]:
    """Those that moved a position, or have a new signal; 1 is for the worse."""
    for old, new in pairs:
        has_moved = _has_moved(old, new, sign)
        text = [_from_to(old, new)] if has_moved else []
        if new.process is not None and _is_new_signal(old, new, sign):
            state = new.grade.state
            still = f"Still {state.word.lower()}. " if state in ORDER else ""
            same = old.grade.state is state
            text.append(f"{still if same else ''}{new.process.change.reason}.")
        if text:
            yield ChangedLine(new.code, new.name, " ".join(text))


def _has_moved(old: MeasurePart, new: MeasurePart, sign: int) -> bool:
    if old.grade.state not in ORDER or new.grade.state not in ORDER:
        return False
    return (ORDER[new.grade.state] - ORDER[old.grade.state]) * sign > 0


def _is_new_signal(old: MeasurePart, new: MeasurePart, sign: int) -> bool:
    """A change larger than chance that the last edition did not have.

    An edition that was stored before signals were told has none to compare with.
    """
    if old.process is None or new.process is None:
        return False
    if sign > 0:
        return new.process.is_concern and not old.process.is_concern
    return new.process.is_improvement and not old.process.is_improvement


def _from_to(old: MeasurePart, new: MeasurePart) -> str:
    """ "Amber to red: 96, now 102 [p]."; what is hidden now is not recalled."""
    states = f"{old.grade.state.word} to {new.grade.state.word.lower()}"
    if new.figure.symbol in HIDDEN:
        return f"{states}: the figure is now {new.figure.text}."
    if _is_hidden_since(old, new):
        return f"{states}: the figure is now {new.figure.full}."
    return f"{states}: {old.figure.full}, now {new.figure.full}."


def _is_hidden_since(old: MeasurePart, new: MeasurePart) -> bool:
    """Whether the figure that the last edition was about is hidden by now."""
    then = old.rows[0].period if old.rows else None
    return any(row.period == then and row.figure.symbol in HIDDEN for row in new.rows)


def _also(
    before: EditionContent,
    now: EditionContent,
    pairs: list[tuple[MeasurePart, MeasurePart]],
) -> Iterator[ChangedLine]:
    for old, new in pairs:
        if (old.grade.state in ORDER) is not (new.grade.state in ORDER):
            yield ChangedLine(new.code, new.name, _from_to(old, new))
    yield from _came_and_went(before, now)
    yield from _commitments(before, now)


def _came_and_went(
    before: EditionContent, now: EditionContent
) -> Iterator[ChangedLine]:
    old, new = ({part.code for part in edition.parts} for edition in (before, now))
    for part in now.parts:
        if part.code not in old:
            yield ChangedLine(part.code, part.name, "New in this edition.")
    for part in before.parts:
        if part.code not in new:
            yield ChangedLine(part.code, part.name, "No longer reported.")


def _commitments(before: EditionContent, now: EditionContent) -> Iterator[ChangedLine]:
    was = {line.reference: line for line in before.commitments}
    for line in now.commitments:
        old = was.get(line.reference)
        if old is not None and _standing(old) != _standing(line):
            text = f"{_standing(old)}, now {_standing(line).lower()}."
            yield ChangedLine(line.reference, line.title, text)


def _standing(line: CommitmentLine) -> str:
    return line.delivery_word


def _promises(before: EditionContent, now: EditionContent) -> Iterator[ChangedLine]:
    """Commitments that the last edition did not have, and those that are gone."""
    old, new = (
        {line.reference for line in edition.commitments} for edition in (before, now)
    )
    for line in now.commitments:
        if line.reference not in old:
            yield ChangedLine(line.reference, line.title, "New in this edition.")
    for line in before.commitments:
        if line.reference not in new:
            yield ChangedLine(line.reference, line.title, "No longer reported.")


def _revised(told: tuple[Revision, ...]) -> Iterator[ChangedLine]:
    """One line for all the numbers that the last edition printed otherwise."""
    revised = [each for each in told if each.amount is not None]
    if not revised:
        return
    codes = list(dict.fromkeys(each.code for each in revised))
    which = ", ".join(codes[:NAMED])
    if len(codes) > NAMED:
        which += f" and {len(codes) - NAMED} more"
    is_one = len(revised) == 1
    are = (
        "figure of the last edition is" if is_one else "figures of the last edition are"
    )
    text = f"{len(revised)} {are} revised: {which}."
    yield ChangedLine("[r]", "Revised figures", text)
