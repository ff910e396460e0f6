"""Stating the interval that a survey publishes with a figure."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from measures.changes import surveys
from measures.forms.refusing import refuse
from measures.forms.surveys import IntervalForm
from measures.models import Observation
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.EDIT_MEASURES)
def interval(request, code, pk):
    found = Observation.objects.for_office(request.office).filter(measure__code=code)
    row = get_object_or_404(found.select_related("measure", "version"), pk=pk)
    stated = {"low": row.interval_low, "high": row.interval_high}
    form = IntervalForm(request.POST or None, initial=stated)
    if request.method == "POST" and form.is_valid():
        try:
            surveys.state_interval(
                observation=row, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The interval is stated."))
            return redirect("measures:figures", request.office.slug, code)
    page = {"form": form, "measure": row.measure, "row": row}
    return render(request, "measures/interval_form.html", page)
