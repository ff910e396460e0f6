"""What an edition is put together of: its parts ordered, written, left out, put back.

Each changes a draft alone, on the revision that its author saw. The parts get rows
with the first change: until then they come in the standard order.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused, check_based_on
from reports.build.composed import placed
from reports.changes.editions import FIXED, locked
from reports.domain.composition import (
    BY_NAME,
    STANDARD,
    check_may_go,
    in_order,
    moved,
    next_text,
)
from reports.models import Edition, EditionPart

WORDS = ("heading", "text")
FACTS = (*WORDS, "audience", "new_page", "keep_together")


@transaction.atomic
def add_text(*, part: EditionPart, after: str = "", by: User) -> EditionPart:
    """Words of the office's own, after a part that is named; else as the first."""
    edition, rows = _taken(part.edition)
    part.edition, part.name = edition, next_text(row.name for row in rows)
    part.full_clean()
    part.save(force_insert=True)
    place = next((n for n, row in enumerate(rows, 1) if row.name == after), 0)
    _put(edition, [*rows[:place], part, *rows[place:]], by=by)
    _record("add text", part, {}, audit.facts(part, "name", *FACTS), by=by)
    return part


@transaction.atomic
def change(*, part: EditionPart, based_on: int, by: User) -> EditionPart:
    """What one part says, for whom, and how it stands on paper.

    WrittenMeanwhile where somebody else saved it; MoveRefused where a part that stays
    in for everybody would be kept from some.
    """
    edition, rows = _taken(part.edition)
    stored = _row(rows, part.name)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    if part.audience != EditionPart.Audience.PUBLIC:
        check_may_go(part.name)
    before = audit.facts(stored, *FACTS)
    names = FACTS if stored.is_text else FACTS[len(WORDS) :]
    for name in names:
        setattr(stored, name, getattr(part, name))
    stored.full_clean()
    stored.revision += 1
    stored.save()
    _touch(edition, by=by)
    _record("change part", stored, before, audit.facts(stored, *FACTS), by=by)
    return stored


@transaction.atomic
def move(*, edition: Edition, name: str, step: int, seen: int, by: User) -> None:
    """One place up (-1) or down (1); MoveRefused on parts that were changed since."""
    edition, rows = _taken(edition)
    if edition.parts_revision != seen:
        raise MoveRefused(
            "Somebody else changed the parts meanwhile. They are shown as they are "
            "now: move it again if that is still wanted."
        )
    standing = {row.name: row for row in rows if not row.is_left_out}
    if name not in standing:
        raise MoveRefused("That part is left out: put it back first.")
    before = list(standing.values())
    after = [standing[each] for each in moved(standing, name, step=step)]
    _put(edition, [*after, *_left_out(rows)], by=by)
    facts = {"order": _said(before)}, {"order": _said(after)}
    _record("move part", standing[name], *facts, by=by)


@transaction.atomic
def leave_out(*, edition: Edition, name: str, by: User) -> None:
    """It stands in no version; what it says is kept, and it may be put back."""
    check_may_go(name)
    edition, rows = _taken(edition)
    row = _row(rows, name)
    if not row.is_left_out:
        row.is_left_out = True
        _put(edition, rows, by=by)
        _record("leave out", row, {"left_out": False}, {"left_out": True}, by=by)


@transaction.atomic
def put_back(*, edition: Edition, name: str, by: User) -> None:
    """Where it comes in the standard order; a text after all that may be moved."""
    edition, rows = _taken(edition)
    row = _row(rows, name)
    if row.is_left_out:
        row.is_left_out = False
        others = [each for each in rows if each.name != name]
        _put(edition, others, row, by=by)
        _record("put back", row, {"left_out": True}, {"left_out": False}, by=by)


@transaction.atomic
def remove_text(*, edition: Edition, name: str, by: User) -> None:
    """Take a text out for good; what it said stays in the log."""
    edition, rows = _taken(edition)
    row = _row(rows, name)
    if not row.is_text:
        raise MoveRefused("Only words of your own are taken out for good.")
    _record("take out text", row, audit.facts(row, "name", *FACTS), {}, by=by)
    row.delete()
    _put(edition, [each for each in rows if each.name != name], by=by)


@transaction.atomic
def standard_order(*, edition: Edition, by: User) -> None:
    """Every computed part in its own place, for everybody; texts come after them."""
    edition, rows = _taken(edition)
    texts = [row for row in rows if row.is_text]
    before = {"order": _said(each for each in rows if not each.is_left_out)}
    edition.parts.exclude(pk__in=[row.pk for row in texts]).delete()
    if texts:
        fresh = [EditionPart(edition=edition, name=part.name) for part in STANDARD]
        _put(edition, [*fresh, *texts], by=by)
    else:
        _touch(edition, by=by)
    audit.record("standard order", edition, office=edition.office, by=by, before=before)


def _taken(edition: Edition) -> tuple[Edition, list[EditionPart]]:
    """The draft, locked, and a row of every part; MoveRefused for what is no draft."""
    stored = locked(edition)
    if stored.state != Edition.State.DRAFT or stored.is_freezing:
        raise MoveRefused(FIXED)
    rows = placed(stored.parts.all()) or [EditionPart(name=name) for name in BY_NAME]
    for place, row in enumerate(rows, start=1):
        row.edition = stored
        if row.pk is None:
            row.place = place
            row.save(force_insert=True)
    return stored, rows


def _row(rows: Iterable[EditionPart], name: str) -> EditionPart:
    found = next((row for row in rows if row.name == name), None)
    if found is None:
        raise MoveRefused("That part is taken out of the report by now.")
    return found


def _left_out(rows: Iterable[EditionPart]) -> list[EditionPart]:
    return [row for row in rows if row.is_left_out]


def _put(
    edition: Edition,
    rows: Iterable[EditionPart],
    back: EditionPart | None = None,
    *,
    by: User,
) -> None:
    """Store the order of the rows; one that comes ``back`` finds its own place."""
    by_name = {row.name: row for row in rows}
    order = list(by_name)
    if back is not None:
        by_name[back.name] = back
    for place, name in enumerate(in_order(order, wanted=by_name), start=1):
        by_name[name].place = place
        by_name[name].save()
    _touch(edition, by=by)


def _touch(edition: Edition, *, by: User) -> None:
    """Whoever puts it together builds it, and so does not sign it off."""
    edition.parts_revision += 1
    edition.built_by = by
    edition.save(update_fields=["parts_revision", "built_by"])


def _said(rows: Iterable[EditionPart]) -> list[str]:
    return [str(row) for row in rows]


def _record(verb: str, part: EditionPart, before: dict, after: dict, *, by: User):
    """One line of the edition's log, which names the part; none where it is as it was.

    A part that is new, or goes, has nothing on one side.
    """
    if before and after:
        before, after = audit.changed(before, after)
    if before or after:
        edition, named = part.edition, {"part": str(part)}
        facts = {"before": named | before, "after": named | after}
        audit.record(verb, edition, office=edition.office, by=by, **facts)
