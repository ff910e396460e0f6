"""The interval that a survey publishes with a figure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from measures.changes.values import check_editable
from measures.models import Observation
from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused

ENDS = ("interval_low", "interval_high")


@transaction.atomic
def state_interval(
    *,
    observation: Observation,
    low: Decimal | None,
    high: Decimal | None,
    by: User,
    at: dt.datetime,
) -> Observation:
    """Both ends, in the figure's unit; None twice takes a published interval away.

    Whoever states it has entered the figure, so that another person validates it.
    Raises MoveRefused where the measure is no survey or the figure may not be typed
    over, ValidationError for half an interval or one upside down.
    """
    rows = Observation.objects.select_for_update(of=("self",))
    row = rows.select_related("measure__office", "version").get(pk=observation.pk)
    if not row.version.is_survey:
        raise MoveRefused(_("Only a survey's figures have an interval of sampling."))
    check_editable(row)
    before = audit.facts(row, *ENDS, "entered_by_id")
    row.interval_low, row.interval_high = low, high
    row.entered_by, row.entered_at = by, at
    row.revision += 1
    row.full_clean()
    row.save()
    was, now = audit.changed(before, audit.facts(row, *ENDS, "entered_by_id"))
    office = row.measure.office
    audit.record("state interval", row, office=office, by=by, before=was, after=now)
    return row
