"""Changing a measure: its facts, its definition, its state and what is withheld."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import definitions
from measures.domain.workflow import MEASURE
from measures.forms.decisions import ReasonForm, RestrictionForm
from measures.forms.measures import DefinitionForm, MeasureForm
from measures.forms.refusing import refuse
from measures.views.finding import measure_of
from opcc.core.access import allow
from opcc.core.moves import MoveRefused, said
from opcc.core.pages import saved
from opcc.core.roles import Can


@allow(Can.EDIT_MEASURES)
def edit(request, code):
    measure = measure_of(request, code)
    form = MeasureForm(request.POST or None, instance=measure, office=request.office)
    if saved(form, lambda: _amend(request, form)):
        messages.success(request, _("The measure is changed."))
        return redirect("measures:measure", request.office.slug, measure.code)
    page = {"form": form, "measure": measure_of(request, code)}
    return render(request, "measures/measure_edit.html", page)


@allow(Can.EDIT_MEASURES)
def define(request, code):
    measure = measure_of(request, code)
    form = DefinitionForm(
        request.POST or None, is_first=False, initial=_as_now(measure.latest_version)
    )
    if form.is_valid():
        try:
            definitions.new_version(
                measure=measure, version=form.save(commit=False), by=request.user
            )
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The new definition is recorded."))
            return redirect("measures:definition", request.office.slug, measure.code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/definition_form.html", page)


@allow(Can.EDIT_MEASURES)
def move(request, code, name):
    measure = measure_of(request, code)
    step = next((step for step in MEASURE.moves if step.name == name), None)
    if step is None:
        raise Http404
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        button=said(name).capitalize(),
        is_needed=step.needs_reason,
    )
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        return _moved(request, measure, name, reason)
    page = {"form": form, "measure": measure, "verb": said(name)}
    return render(request, "measures/measure_move.html", page)


@allow(Can.DECIDE_RESTRICTIONS)
def withhold(request, code):
    measure = measure_of(request, code)
    today = {"decided_on": timezone.localdate()}
    form = RestrictionForm(request.POST or None, initial=today)
    if form.is_valid():
        try:
            definitions.restrict(
                measure=measure, restriction=form.save(commit=False), by=request.user
            )
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The figures are withheld."))
            return redirect("measures:measure", request.office.slug, measure.code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/measure_withhold.html", page)


@allow(Can.DECIDE_RESTRICTIONS)
def release(request, code):
    measure = measure_of(request, code)
    form = ReasonForm(request.POST or None, button=_("Release"), is_needed=True)
    if form.is_valid():
        try:
            definitions.release(
                measure=measure,
                by=request.user,
                on=timezone.localdate(),
                reason=form.cleaned_data["reason"],
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The figures are no longer withheld."))
        return redirect("measures:measure", request.office.slug, measure.code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/measure_release.html", page)


def _amend(request, form: MeasureForm) -> None:
    measure = form.instance
    definitions.amend(
        measure=measure,
        to={name: getattr(measure, name) for name in definitions.AMENDABLE},
        objectives=form.cleaned_data["objectives"],
        based_on=form.seen,
        by=request.user,
    )


def _moved(request, measure, name, reason):
    try:
        moved = definitions.move(
            measure=measure,
            name=name,
            by=request.user,
            on=timezone.localdate(),
            reason=reason,
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        state = moved.get_state_display().lower()
        messages.success(request, _("The measure is now %s.") % state)
    return redirect("measures:measure", request.office.slug, measure.code)


def _as_now(version):
    """What the definition in force says, for the one that follows it."""
    if version is None:
        return {}
    kept = set(DefinitionForm.Meta.fields) - {"valid_from", "change_note", "is_break"}
    return {name: getattr(version, name) for name in kept}
