"""Populations: who lives where, by year and source."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.changes import populations
from measures.domain.population import COLUMNS, people_in
from measures.domain.quantity import plain
from measures.models import Population
from measures.views.listing import ListImport, Shown
from opcc.core.access import allow
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def population_list(request):
    page = {
        "populations": Population.objects.for_office(request.office),
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/populations.html", page)


class PopulationImport(ListImport):
    """Populations from a file."""

    columns = COLUMNS
    heading = gettext_lazy("Import populations")
    explanation = gettext_lazy(
        "One area and year a row. What was stated for that area and year before is "
        "replaced, and the audit log keeps it."
    )
    example = (("Westmarch", "2024", "1248300", "ONS mid-year estimate, July 2025"),)
    back = "measures:populations"
    back_words = gettext_lazy("Populations")

    def shown(self, form):
        facts = form.cleaned_data
        accepted, findings = people_in(facts["data"], filename=facts["filename"])
        heads = [_("Area"), _("Year"), _("People"), _("Source")]
        rows = [
            [each.area, str(each.year), plain(each.number, 0), each.source]
            for each in accepted
        ]
        return Shown(accepted, findings, heads, rows)

    def store(self, form, accepted):
        rows = [
            Population(
                area=each.area, year=each.year, number=each.number, source=each.source
            )
            for each in accepted
        ]
        stored = populations.state(
            office=self.request.office,
            populations=rows,
            by=self.request.user,
            file=form.cleaned_data["filename"],
        )
        return _("%d populations are stored.") % stored
