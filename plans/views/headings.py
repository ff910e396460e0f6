"""Pages of the priorities and objectives of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from opcc.core.access import allow
from opcc.core.roles import Can
from plans import changes
from plans.forms import ObjectiveForm, PriorityForm
from plans.models import Objective, PlanVersion, Priority
from plans.views.pages import confirm_page, done, form_page, saved, way_to


@allow(Can.EDIT_PLAN)
def add_priority(request, plan_pk):
    plan = get_object_or_404(PlanVersion.objects.for_office(request.office), pk=plan_pk)
    plan.office = request.office
    form = PriorityForm(request.POST or None, plan=plan)
    return _priority_form(request, form, plan, changes.add_priority)


@allow(Can.EDIT_PLAN)
def edit_priority(request, pk):
    priority = _priority(request, pk)
    form = PriorityForm(request.POST or None, instance=priority, plan=priority.plan)
    return _priority_form(request, form, priority.plan, changes.edit_priority)


@allow(Can.EDIT_PLAN)
def delete_priority(request, pk):
    priority = _priority(request, pk)
    return _delete(
        request,
        priority,
        priority.plan,
        lambda: changes.delete_priority(priority=priority, by=request.user),
        consequence=_("All below it goes with it: objectives and commitments."),
    )


@allow(Can.EDIT_PLAN)
def add_objective(request, priority_pk):
    priority = _priority(request, priority_pk)
    form = ObjectiveForm(request.POST or None, priority=priority)
    return _objective_form(request, form, priority, changes.add_objective)


@allow(Can.EDIT_PLAN)
def edit_objective(request, pk):
    objective = _objective(request, pk)
    priority = objective.priority
    form = ObjectiveForm(request.POST or None, instance=objective, priority=priority)
    return _objective_form(request, form, priority, changes.edit_objective)


@allow(Can.EDIT_PLAN)
def delete_objective(request, pk):
    objective = _objective(request, pk)
    return _delete(
        request,
        objective,
        objective.priority.plan,
        lambda: changes.delete_objective(objective=objective, by=request.user),
        consequence=_(
            "Its commitments go with it, and measures lose their link to it."
        ),
    )


def _priority(request, pk: int) -> Priority:
    priorities = Priority.objects.for_office(request.office)
    return get_object_or_404(priorities.select_related("plan__office"), pk=pk)


def _objective(request, pk: int) -> Objective:
    objectives = Objective.objects.for_office(request.office)
    return get_object_or_404(objectives.select_related("priority__plan__office"), pk=pk)


def _priority_form(request, form, plan: PlanVersion, change):
    crumbs = way_to(plan)
    word = request.office.priority_word
    title = _("Change the %s") if form.instance.pk else _("Add a new %s")
    if saved(form, lambda: _change(request, form, change, "priority")):
        messages.success(request, _("“%s” is saved.") % form.instance)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=title % word, crumbs=crumbs)


def _objective_form(request, form, priority: Priority, change):
    crumbs = way_to(priority.plan)
    word = request.office.objective_word
    title = _("Change the %s") if form.instance.pk else _("Add a new %s")
    if saved(form, lambda: _change(request, form, change, "objective")):
        messages.success(request, _("“%s” is saved.") % form.instance)
        return redirect(crumbs[-1][1])
    text = _("Under “%s”.") % priority
    return form_page(request, form, title=title % word, crumbs=crumbs, text=text)


def _change(request, form, change, kind: str) -> None:
    """Add what is new; what is edited says which revision its author saw."""
    seen = {"based_on": form.seen} if form.instance.pk else {}
    change(**{kind: form.instance}, by=request.user, **seen)


def _delete(request, row, plan: PlanVersion, change, *, consequence: str):
    crumbs = way_to(plan)
    if request.method == "POST":
        done(request, change, said=_("“%s” is deleted.") % row)
        return redirect(crumbs[-1][1])
    return confirm_page(
        request,
        question=_("Delete “%s”?") % row,
        consequence=consequence,
        button=_("Delete it"),
        crumbs=crumbs,
    )
