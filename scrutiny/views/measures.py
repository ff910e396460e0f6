"""The page of a measure, with the questions and actions that concern it."""

from __future__ import annotations

from django.shortcuts import render

from measures.views.workbench import chart_page
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.domain.helped import NOT_BECAUSE
from scrutiny.models import Action, AssuranceStatement
from scrutiny.reading.concerning import concerning
from scrutiny.reading.helping import readings_of_measure
from scrutiny.views.concluded import Stated, stated_of


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
    page["stated"] = _stated(page)
    page["not_because"] = NOT_BECAUSE
    return render(request, "scrutiny/measure.html", page)


def _stated(page: dict) -> Stated | None:
    """The newest conclusion on an item under which the measure was asked about."""
    office, as_at = page["measure"].office, page["as_at"]
    rows = AssuranceStatement.objects.for_office(office).concerning(page["measure"])
    if as_at is not None:
        rows = rows.filter(at__date__lte=as_at)
    newest = rows.select_related("item__meeting__body", "by").first()
    return stated_of(office, [newest]) if newest else None


def _readings(page: dict):
    """Of the actions closed by now, or by the end of an earlier quarter."""
    if page["as_at"] is not None:
        return []
    quarter = page["quarter"]
    upto = quarter.end if page["later"] else clock.today()
    closed = Action.objects.for_office(page["measure"].office).closed_by(upto)
    about = closed.filter(measures=page["measure"]).order_by("-ended_on", "-number")
    return readings_of_measure(page["measure"], about, quarter)
