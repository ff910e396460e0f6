"""The page of a measure, with the questions and actions that concern it."""

from __future__ import annotations

from django.shortcuts import render

from measures.views.workbench import chart_page
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.domain.helped import NOT_BECAUSE
from scrutiny.models import Action
from scrutiny.reading.concerning import concerning
from scrutiny.reading.helping import readings_of_measure


@allow(Can.READ_DESK)
def measure(request, code):
    """Its chart, what was asked and done about it, and what it did since."""
    page = chart_page(request, code)
    shown, sheet = page["measure"], page["sheet"]
    if sheet is not None and sheet.series.points:
        entries = concerning(
            shown,
            first=sheet.series.points[0].period.start,
            on=clock.today(),
            reader=request.standing,
            as_at=page["as_at"],
        )
        page["entries"] = entries
        page["happenings"] = [entry.happening for entry in entries]
        page["readings"] = _readings(page)
    page["not_because"] = NOT_BECAUSE
    return render(request, "scrutiny/measure.html", page)


def _readings(page: dict):
    """Of the actions closed by now, or by the end of an earlier quarter."""
    if page["as_at"] is not None:
        return []
    quarter = page["quarter"]
    upto = quarter.end if page["later"] else clock.today()
    closed = Action.objects.for_office(page["measure"].office).closed_by(upto)
    about = closed.filter(measures=page["measure"]).order_by("-ended_on", "-number")
    return readings_of_measure(page["measure"], about, quarter)
