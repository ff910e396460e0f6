"""Commitments past their day in the priorities that somebody leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.site.work.due import Due
from plans.models import Commitment


def overdue(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Commitments past their day in the priorities that this person leads."""
    mine = Commitment.objects.for_office(standing.office).overdue(on=on)
    for commitment in mine.filter(
        objective__priority__lead=standing.user,
        objective__priority__plan__status="issued",
    ):
        yield Due(
            on=commitment.due_on,
            what=_("Commitment %(it)s") % {"it": commitment},
            detail=_("%(owner)s, said to be %(delivery)s")
            % {
                "owner": commitment.get_owner_side_display(),
                "delivery": commitment.get_delivery_display().lower(),
            },
            url=reverse("plans:commitment", args=[standing.office.slug, commitment.pk]),
            button=_("Update"),
            word=_("Overdue"),
            tone="late",
        )
