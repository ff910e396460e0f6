"""Setting a measure's target and its baseline."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import definitions
from measures.forms.refusing import refuse
from measures.forms.targets import BaselineForm, TargetForm
from measures.reading import level_of
from measures.views.finding import last_ended, measure_of, measure_with_values
from opcc.core.access import allow
from opcc.core.roles import Can


@allow(Can.EDIT_MEASURES)
def set_target(request, code):
    quarter = last_ended(timezone.localdate())
    measure = measure_with_values(request.office, code, quarter)
    if measure.latest_version is None:
        raise Http404
    level = partial(level_of, measure, quarter)
    version = measure.latest_version
    form = TargetForm(request.POST or None, version=version, level=level)
    if form.is_valid():
        try:
            definitions.set_target(
                measure=measure, target=form.save(commit=False), by=request.user
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The target is set."))
            return redirect("measures:targets", request.office.slug, measure.code)
    page = {"form": form, "measure": measure, "title": _("Set a target")}
    return render(request, "measures/target_form.html", page)


@allow(Can.EDIT_MEASURES)
def set_baseline(request, code):
    measure = measure_of(request, code)
    form = BaselineForm(request.POST or None)
    if form.is_valid():
        definitions.set_baseline(measure=measure, by=request.user, **form.cleaned_data)
        messages.success(request, _("The baseline is set."))
        return redirect("measures:targets", request.office.slug, measure.code)
    page = {"form": form, "measure": measure, "title": _("Set the baseline")}
    return render(request, "measures/target_form.html", page)
