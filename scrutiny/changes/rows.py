"""What every verb of scrutiny does with a row: adds, edits or locks it, and records."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from opcc.core import audit
from opcc.core.models import Office, User
from opcc.core.moves import check_based_on
from scrutiny.models import Meeting


def add(row: models.Model, *, office: Office, by: User) -> None:
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record("add", row, office=office, by=by, after=audit.facts(row))


def edit(
    stored,
    wanted,
    names: tuple[str, ...],
    *,
    office: Office,
    by: User,
    based_on: int | None = None,
) -> None:
    """Save what ``wanted`` says of these fields, and record those that differ.

    With ``based_on``, the revision that its author saw, they are the row's next one;
    WrittenMeanwhile where somebody else saved since.
    """
    counted: tuple[str, ...] = ()
    if based_on is not None:
        check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
        stored.revision += 1
        counted = ("revision",)
    before = audit.facts(stored, *names)
    for name in names:
        setattr(stored, name, getattr(wanted, name))
    stored.validate_constraints()
    stored.save(update_fields=[*names, *counted])
    old, new = audit.changed(before, audit.facts(stored, *names))
    if new:
        audit.record("edit", stored, office=office, by=by, before=old, after=new)


def save_next(row: models.Model, *names: str) -> None:
    """Save these fields, or all where none is named, as the row's next revision."""
    row.revision += 1
    row.validate_constraints()
    row.save(update_fields=[*names, "revision"] if names else None)


def remove(row: models.Model, *, office: Office, by: User, reason: str = "") -> None:
    """The row goes; what it said stays in the log."""
    before = audit.facts(row)
    audit.record("remove", row, office=office, by=by, before=before, reason=reason)
    row.delete()


def held_by(row: models.Model, related: Mapping[str, str]) -> list[str]:
    """What there is of a row, in words; ``related`` is those by name. A query each."""
    return [words for name, words in related.items() if getattr(row, name).exists()]


def locked_meeting(pk: int) -> Meeting:
    meetings = Meeting.objects.select_related("body__office")
    return meetings.select_for_update(of=("self",)).get(pk=pk)
