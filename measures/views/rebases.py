"""Starting a measure's limits anew, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from measures.changes import rebases
from measures.forms.decisions import ReasonForm
from measures.forms.rebases import RebaseForm
from measures.forms.refusing import refuse
from measures.models import Rebase, standing
from measures.reading import chart_series_of
from measures.views.finding import measure_with_values, quarter_asked
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.EDIT_MEASURES)
def rebase(request, code):
    quarter = quarter_asked(request)
    measure = measure_with_values(request.office, code, quarter)
    points = chart_series_of(measure, quarter).points[1:]
    form = RebaseForm(request.POST or None, periods=[point.period for point in points])
    if form.is_valid():
        try:
            rebases.rebase(measure=measure, by=request.user, **form.cleaned_data)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The limits start anew."))
            return redirect("measures:measure", request.office.slug, measure.code)
    rows = standing(measure.rebases.select_related("by"))
    page = {"form": form, "measure": measure, "rebases": rows}
    return render(request, "measures/rebase_form.html", page)


@allow(Can.EDIT_MEASURES)
def withdraw(request, code, pk):
    found = Rebase.objects.filter(measure__office=request.office, measure__code=code)
    row = get_object_or_404(found.select_related("measure__office"), pk=pk)
    form = ReasonForm(request.POST or None, button=_("Withdraw"), is_needed=True)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            rebases.withdraw(rebase=row, reason=reason, by=request.user)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The rebase is withdrawn."))
            return redirect("measures:measure", request.office.slug, code)
    page = {"form": form, "measure": row.measure, "rebase": row}
    return render(request, "measures/rebase_withdraw.html", page)
