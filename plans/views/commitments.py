"""Pages of commitments: their text in a draft, and how they stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.access import allow
from opcc.core.roles import Can
from plans import changes
from plans.domain import drafting
from plans.domain.workflow import COMMITMENT
from plans.forms import CommitmentForm, ReasonForm, UpdateForm
from plans.models import Commitment, Objective, PlanVersion
from plans.views.pages import (
    Crumbs,
    address,
    check_may_write,
    confirm_page,
    done,
    form_page,
    may_write,
    saved,
    way_to,
)
from plans.views.versions import Button

MOVES = {
    "agree": gettext_lazy("Agree it"),
    "start": gettext_lazy("Start it"),
    "deliver": gettext_lazy("Mark it delivered"),
    "close": gettext_lazy("Close it undelivered"),
    "reopen": gettext_lazy("Reopen it"),
}
"""What the button of each move says."""


@allow(Can.READ_DESK)
def commitment(request, pk):
    """One commitment, how it stands and what was said of it: four queries."""
    shown = _commitment(request, pk)
    on = timezone.localdate()
    plan = shown.objective.priority.plan
    writes = may_write(request.standing, shown.objective.priority)
    is_current = plan.in_force_to is None or plan.in_force_to >= on
    page = {
        "commitment": shown,
        "crumbs": way_to(plan),
        "is_overdue": _all(request).overdue(on=on).filter(pk=pk).exists(),
        "buttons": list(_buttons(shown)) if writes and is_current else [],
        "may_update": writes and is_current and plan.status in drafting.ISSUED,
        "may_edit": writes and plan.status == PlanVersion.Status.DRAFT,
    }
    return render(request, "plans/commitment_detail.html", page)


@allow(Can.EDIT_COMMITMENTS)
def add(request, objective_pk):
    objectives = Objective.objects.for_office(request.office)
    objective = get_object_or_404(
        objectives.select_related("priority__plan__office"), pk=objective_pk
    )
    check_may_write(request.standing, objective.priority)
    form = CommitmentForm(request.POST or None, objective=objective)
    crumbs = way_to(objective.priority.plan)
    if saved(
        form, lambda: changes.add_commitment(commitment=form.instance, by=request.user)
    ):
        messages.success(request, _("“%s” is saved.") % form.instance)
        return redirect(crumbs[-1][1])
    text = _("Under “%s”.") % objective
    return form_page(
        request, form, title=_("Add a new commitment"), crumbs=crumbs, text=text
    )


@allow(Can.EDIT_COMMITMENTS)
def edit(request, pk):
    edited = _theirs(request, pk)
    crumbs = _way_to(edited)
    form = CommitmentForm(
        request.POST or None, instance=edited, objective=edited.objective
    )
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("“%s” is saved.") % edited)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the commitment"), crumbs=crumbs)


@allow(Can.EDIT_COMMITMENTS)
def delete(request, pk):
    deleted = _theirs(request, pk)
    crumbs = way_to(deleted.objective.priority.plan)
    if request.method == "POST":
        done(
            request,
            lambda: changes.delete_commitment(commitment=deleted, by=request.user),
            said=_("“%s” is deleted.") % deleted,
        )
        return redirect(crumbs[-1][1])
    return confirm_page(
        request,
        question=_("Delete “%s”?") % deleted,
        consequence=_("The audit log keeps what it said."),
        button=_("Delete it"),
        crumbs=_way_to(deleted),
    )


@allow(Can.EDIT_COMMITMENTS)
def update(request, pk):
    updated = _theirs(request, pk)
    crumbs = _way_to(updated)
    form = UpdateForm(request.POST or None, commitment=updated)
    if saved(form, lambda: _add_update(request, updated, form.cleaned_data)):
        messages.success(request, _("The update is added."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Add an update"), crumbs=crumbs)


@allow(Can.EDIT_COMMITMENTS)
def move(request, pk, name):
    """At once, or after a reason where the move needs one."""
    if name not in MOVES:
        raise Http404
    moved = _theirs(request, pk)
    if COMMITMENT.move(name).needs_reason:
        return _move_with_reason(request, moved, name)
    if request.method == "POST":
        done(request, lambda: _move(request, moved, name), said=_moved())
    return redirect(_way_to(moved)[-1][1])


def _edit(request, form: CommitmentForm) -> None:
    changes.edit_commitment(
        commitment=form.instance, based_on=form.seen, by=request.user
    )


def _move_with_reason(request, moved: Commitment, name: str):
    crumbs = _way_to(moved)
    form = ReasonForm(request.POST or None, save=MOVES[name])
    if saved(
        form, lambda: _move(request, moved, name, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _moved())
        return redirect(crumbs[-1][1])
    title = f"{MOVES[name]}: “{moved}”"
    return form_page(request, form, title=title, crumbs=crumbs)


def _move(request, moved: Commitment, name: str, *, reason: str = "") -> None:
    changes.move_commitment(
        commitment=moved,
        name=name,
        by=request.user,
        on=timezone.localdate(),
        reason=reason,
    )


def _add_update(request, updated: Commitment, said: dict) -> None:
    changes.update_commitment(
        commitment=updated,
        delivery=said["delivery"],
        text=said["text"],
        expected_on=said["expected_on"],
        by=request.user,
        on=timezone.localdate(),
    )


def _moved() -> str:
    return _("The commitment’s status is changed.")


def _all(request):
    return Commitment.objects.for_office(request.office)


def _commitment(request, pk: int) -> Commitment:
    commitments = _all(request).with_updates()
    return get_object_or_404(
        commitments.select_related("organisation", "objective__priority__plan__office"),
        pk=pk,
    )


def _theirs(request, pk: int) -> Commitment:
    """A commitment that this person may write, or 403."""
    found = _commitment(request, pk)
    check_may_write(request.standing, found.objective.priority)
    return found


def _way_to(commitment: Commitment) -> Crumbs:
    plan = commitment.objective.priority.plan
    url = address(plan.office, "commitment", commitment.pk)
    return [*way_to(plan), (str(commitment), url)]


def _buttons(shown: Commitment):
    office = shown.objective.priority.plan.office
    for open_move in COMMITMENT.open_to(shown.status):
        url = address(office, "commitment-move", shown.pk, open_move.name)
        yield Button(MOVES[open_move.name], url, posts=not open_move.needs_reason)
