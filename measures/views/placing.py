"""Measures by objective: where each stands in the plan, and choosing them."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures.changes import placing
from measures.forms.placing import PlacingForm
from measures.models import Measure
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from plans.models import Objective, PlanVersion


@allow(Can.READ_DESK)
def by_objective(request):
    """The plan asked for, else the newest, with the measures of each objective."""
    plans = PlanVersion.objects.for_office(request.office)
    asked = request.GET.get("plan", "")
    plan = plans.filter(pk=asked).first() if asked.isdigit() else plans.first()
    objectives = Objective.objects.for_office(request.office).filter(
        priority__plan=plan
    )
    page = {
        "plan": plan,
        "plans": plans,
        "objectives": objectives.select_related("priority").prefetch_related(
            "measures__versions"
        ),
        "unplaced": Measure.objects.for_office(request.office)
        .exclude(objectives__priority__plan=plan)
        .exclude(state=Measure.State.RETIRED)
        .with_definitions(),
    }
    return render(request, "measures/by_objective.html", page)


@allow(Can.EDIT_MEASURES)
def choose(request, pk):
    objectives = Objective.objects.for_office(request.office)
    objective = get_object_or_404(
        objectives.select_related("priority__plan__office"), pk=pk
    )
    form = PlacingForm(request.POST or None, objective=objective)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["measures"]
        placing.place(objective=objective, measures=chosen, by=request.user)
        messages.success(request, _("The measures of this objective are saved."))
        return redirect("measures:by-objective", request.office.slug)
    page = {"objective": objective, "form": form}
    return render(request, "measures/placing_form.html", page)


@allow(Can.EDIT_MEASURES)
@require_POST
def carry_over(request, pk):
    plan = get_object_or_404(PlanVersion.objects.for_office(request.office), pk=pk)
    try:
        filled = placing.carry_over(plan=plan, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%d objectives have measures now.") % filled)
    return redirect("measures:by-objective", request.office.slug)
