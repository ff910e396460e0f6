"""A measure's chart to explore."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render

from measures.figures.explorable import explorable
from measures.reading.sheets import Sheet, sheet_of
from measures.views.finding import measure_with_values, quarter_asked
from opcc.core.access import allow
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def explore(request, code):
    """The same figures three times: to explore, drawn, and as a table."""
    quarter = quarter_asked(request)
    measure = measure_with_values(request.office, code, quarter)
    sheet = sheet_of(measure, quarter)
    if sheet is None or sheet.is_hidden:
        raise Http404
    page = {"measure": measure, "sheet": sheet, "quarter": quarter}
    page["figure"] = _figure(sheet)
    return render(request, "measures/explore.html", page)


def _figure(sheet: Sheet) -> dict:
    return explorable(
        sheet.drawn,
        unit=sheet.unit,
        name=sheet.version.name,
        expected=sheet.process and sheet.process.expected,
        aims=sheet.aims_in_force,
        notes=sheet.notes,
    )
