"""Exceptions that wait for their owner's answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.domain.answering import LOOKED_FOR
from measures.models import CycleException
from opcc.core.access import Standing
from opcc.site.work.due import Due, validation_day


def to_answer(standing: Standing) -> Iterator[Due]:
    """One line for each quarter at work with exceptions of theirs. One query."""
    mine = CycleException.objects.for_office(standing.office).filter(
        owner=standing.user, cycle__state__in=LOOKED_FOR
    )
    rows = (
        mine.unanswered()
        .select_related("cycle", "measure", "commitment")
        .order_by("cycle__period_start", "pk")
    )
    for cycle, theirs in groupby(rows, key=lambda row: row.cycle):
        codes = [row.code for row in theirs]
        yield Due(
            on=cycle.commentary_due_on or validation_day(standing.office, cycle.period),
            what=ngettext(
                "Answer %(n)d exception of %(quarter)s",
                "Answer %(n)d exceptions of %(quarter)s",
                len(codes),
            )
            % {"n": len(codes), "quarter": cycle.period},
            detail=", ".join(codes),
            url=_list_of_mine(standing, cycle.period.key),
            button=_("Answer"),
            word=_("To answer"),
        )


def _list_of_mine(standing: Standing, quarter: str) -> str:
    where = reverse("returns:exceptions", args=[standing.office.slug, quarter])
    return f"{where}?show=needed&owner={standing.user.pk}"
