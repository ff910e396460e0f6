"""Undoing a whole import, until something is built on what it brought."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.changes import bulk
from measures.changes.writing import RESTORED, lock_measures
from measures.models import Import, Observation
from measures.sorting import FIGURE
from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused

BROUGHT_BACK = tuple(name for name in RESTORED if name != "id")

BACK = 2
"""How far a value's revision goes on: once for the import, once for its undoing."""


@transaction.atomic
def undo(*, imported: Import, by: User, at: dt.datetime) -> Import:
    """Take back every value of an import, and bring back what it typed over.

    Raises MoveRefused if it is undone already, or if one of its values has been
    judged, changed or revised since. Measures that the file brought stay.
    """
    rows = Import.objects.select_for_update(of=("self",)).select_related("office")
    imported = rows.get(pk=imported.pk)
    lock_measures([imported.office])
    check_undoable(imported)
    _bring_back(imported)
    Observation.objects.filter(source_import=imported).delete()
    imported.undone_by, imported.undone_at = by, at
    imported.save(update_fields=["undone_by", "undone_at"])
    counts = {"new": imported.new, "changed": imported.changed}
    audit.record("undo import", imported, office=imported.office, by=by, before=counts)
    return imported


def check_undoable(imported: Import) -> None:
    """Raise MoveRefused, saying why, where an import can no longer be undone."""
    if imported.undone_at is not None:
        raise MoveRefused(_("This import is undone already."))
    if not imported.stored:
        raise MoveRefused(_("This import stored no value, so there is none to undo."))
    if touched := _touched(imported):
        raise MoveRefused(
            ngettext(
                "%(n)d value of this file has been validated, queried, changed or "
                "revised since, so the import can no longer be undone.",
                "%(n)d values of this file have been validated, queried, changed or "
                "revised since, so the import can no longer be undone.",
                touched,
            )
            % {"n": touched}
        )


def _touched(imported: Import) -> int:
    """How many of its values are not, or not the newest, as the import left them."""
    left_at = {was["id"]: was["revision"] + 1 for was in imported.replaced}
    left_at |= {int(pk): revision for pk, revision in imported.brought_back.items()}
    figure = {name: OuterRef(name) for name in FIGURE}
    later = Observation.objects.filter(**figure, vintage__gt=OuterRef("vintage"))
    rows = Observation.objects.filter(source_import=imported)
    found = rows.annotate(is_revised=Exists(later)).values_list(
        "pk", "revision", "is_revised"
    )
    as_left = sum(
        revision == left_at.get(pk, 1) and not is_revised
        for pk, revision, is_revised in found
    )
    return imported.stored - as_left


def _bring_back(imported: Import) -> None:
    bulk.update(BROUGHT_BACK, map(_as_it_was, imported.replaced), same={})
    earlier = {was["source_import_id"] for was in imported.replaced} - {None}
    for one in Import.objects.filter(pk__in=earlier):
        one.brought_back |= {
            str(was["id"]): was["revision"] + BACK
            for was in imported.replaced
            if was["source_import_id"] == one.pk
        }
        one.save(update_fields=["brought_back"])


def _as_it_was(was: dict[str, Any]) -> tuple[Any, ...]:
    """Its revision goes on, so that nobody types over it unseen."""
    again = was | {"revision": was["revision"] + BACK}
    return (again["id"], *(again[name] for name in BROUGHT_BACK))
