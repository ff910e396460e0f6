"""One measure in place of another."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.lineage import check_succession
from measures.models import Measure, Succession
from opcc.core import audit
from opcc.core.models import User


@transaction.atomic
def replace(
    *, predecessor: Measure, successor: Measure, note: str, on: dt.date, by: User
) -> Succession:
    """``successor`` takes the place of ``predecessor`` from a day on.

    Neither's code, figures or state change: retiring is a move of its own. Raises
    MoveRefused, or ValidationError without a note or between two offices.
    """
    if predecessor.office_id != successor.office_id:
        raise ValidationError(_("That belongs to another office."))
    office = predecessor.office
    list(Measure.objects.for_office(office).select_for_update().order_by("pk"))
    known = Succession.objects.for_office(office)
    check_succession(
        predecessor.pk,
        successor.pk,
        successors=dict(known.values_list("predecessor_id", "successor_id")),
    )
    row = Succession(
        predecessor=predecessor, successor=successor, note=note.strip(), on=on, by=by
    )
    row.full_clean()
    row.save(force_insert=True)
    after = {"replaces": predecessor.code, "on": on}
    audit.record(
        "replace", successor, office=office, by=by, after=after, reason=row.note
    )
    return row
