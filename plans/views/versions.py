"""Pages of plan versions: what is in force, drafts, moves and issue."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from plans import changes
from plans.domain import issuing
from plans.domain.workflow import PLAN_VERSION
from plans.forms import IssueForm, PlanForm
from plans.models import Commitment, PlanVersion
from plans.tables import VersionTable
from plans.views.pages import (
    address,
    confirm_page,
    done,
    form_page,
    may_write,
    saved,
    way_to,
)

MOVES = {
    "start_consultation": gettext_lazy("Start the consultation"),
    "send_to_panel": gettext_lazy("Send it to the panel"),
    "redraft": gettext_lazy("Redraft it"),
    "issue": gettext_lazy("Issue it"),
}
"""What the button of each move says; ``supersede`` is made by issuing another."""


@dataclass(frozen=True)
class Button:
    """A move that is open; ``posts`` where it is made at once."""

    label: str
    url: str
    posts: bool


@allow(Can.READ_DESK)
def plan(request):
    """The plan in force today, or what to do first."""
    on = timezone.localdate()
    plans = PlanVersion.objects.for_office(request.office)
    shown = plans.in_force(on=on).select_related("office").with_contents().first()
    return _version_page(request, shown, on=on)


@allow(Can.READ_DESK)
def version(request, pk):
    shown = _plan(request, pk, with_contents=True)
    return _version_page(
        request, shown, on=timezone.localdate(), crumbs=way_to(shown)[:-1]
    )


@allow(Can.EDIT_PLAN)
def add(request):
    form = PlanForm(request.POST or None, office=request.office)
    if saved(form, lambda: changes.add_plan(plan=form.instance, by=request.user)):
        messages.success(request, _("The draft is added. Now add what it promises."))
        return redirect(address(request.office, "version", form.instance.pk))
    crumbs = [(_("Plan"), address(request.office, "plan"))]
    return form_page(request, form, title=_("Add a plan"), crumbs=crumbs)


@allow(Can.EDIT_PLAN)
def edit(request, pk):
    draft = _plan(request, pk)
    crumbs = way_to(draft)
    form = PlanForm(request.POST or None, instance=draft, office=request.office)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The plan’s details are saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the details"), crumbs=crumbs)


@allow(Can.EDIT_PLAN)
def copy(request, pk):
    """Ask, then make the next version as a draft."""
    source = _plan(request, pk)
    if request.method == "POST":
        draft = changes.copy_plan(plan=source, by=request.user)
        messages.success(request, _("%(plan)s is a draft.") % {"plan": draft})
        return redirect(address(request.office, "version", draft.pk))
    return confirm_page(
        request,
        question=_("Make a new version of “%(plan)s”?") % {"plan": source},
        consequence=_(
            "The new version starts as a draft with all that this one says. "
            "This one stays as it is until the new one is issued."
        ),
        button=_("Make the new version"),
        crumbs=way_to(source),
    )


@allow(Can.EDIT_PLAN)
@require_POST
def move(request, pk, name):
    """Any move but issue, which has its own page."""
    if name not in MOVES or name == "issue":
        raise Http404
    moved = _plan(request, pk)
    done(
        request,
        lambda: changes.move_plan(plan=moved, name=name, by=request.user),
        said=_SAID[name],
    )
    return redirect(address(request.office, "version", pk))


@allow(Can.ISSUE_PLAN)
def issue(request, pk):
    """Say what is missing and what issue does; then issue."""
    on = timezone.localdate()
    issued = _plan(request, pk)
    crumbs = way_to(issued)
    if not _may_be_issued(request, issued):
        return redirect(crumbs[-1][1])
    form = IssueForm(
        request.POST or None, instance=issued, initial={"in_force_from": on}
    )
    missing = issuing.missing_text(issued.objectives_by_priority())
    if saved(form, lambda: changes.issue_plan(plan=issued, by=request.user, on=on)):
        messages.success(request, _("The plan is issued. Its text is now fixed."))
        return redirect(crumbs[-1][1])
    return form_page(
        request,
        form,
        title=_("Issue “%(plan)s”") % {"plan": issued},
        crumbs=crumbs,
        text=_replaces(request.office),
        missing=missing,
    )


_SAID = {
    "start_consultation": gettext_lazy("The consultation is open."),
    "send_to_panel": gettext_lazy("The plan is with the panel."),
    "redraft": gettext_lazy("The plan is a draft again."),
}


def _edit(request, form: PlanForm) -> None:
    changes.edit_plan(plan=form.instance, based_on=form.seen, by=request.user)


def _plan(request, pk: int, *, with_contents: bool = False) -> PlanVersion:
    plans = PlanVersion.objects.for_office(request.office).select_related("office")
    return get_object_or_404(plans.with_contents() if with_contents else plans, pk=pk)


def _version_page(request, shown: PlanVersion | None, *, on, crumbs=()):
    """One page for any version: eight queries, however long the plan is."""
    office, standing = request.office, request.standing
    others = PlanVersion.objects.for_office(office).exclude(pk=shown and shown.pk)
    late = Commitment.objects.for_office(office).overdue(on=on)
    is_draft = shown is not None and shown.status == PlanVersion.Status.DRAFT
    page = {
        "plan": shown,
        "crumbs": crumbs,
        "priorities": _priorities(shown, standing) if shown else [],
        "late": set(late.values_list("pk", flat=True)),
        "is_draft": is_draft,
        "may_edit": is_draft and standing.can(Can.EDIT_PLAN),
        "may_add": standing.can(Can.EDIT_PLAN),
        "buttons": _buttons(shown, standing) if shown else [],
        "versions": VersionTable(
            others, url=lambda plan: address(office, "version", plan.pk)
        ),
    }
    return render(request, "plans/version_detail.html", page)


def _priorities(shown: PlanVersion, standing):
    """Each with its category in words, and whether this reader may add to it."""
    names = {choice.key: choice.name for choice in shown.office.style.categories}
    for priority in shown.priorities.all():
        priority.category_name = names.get(priority.category, priority.category)
        priority.may_write = may_write(standing, priority)
        yield priority


def _buttons(shown: PlanVersion, standing):
    for open_move in PLAN_VERSION.open_to(shown.status):
        name = open_move.name
        if name == "issue" and standing.can(Can.ISSUE_PLAN):
            url = address(shown.office, "plan-issue", shown.pk)
            yield Button(MOVES[name], url, posts=False)
        elif name in _SAID and standing.can(Can.EDIT_PLAN):
            url = address(shown.office, "plan-move", shown.pk, name)
            yield Button(MOVES[name], url, posts=True)


def _may_be_issued(request, plan: PlanVersion) -> bool:
    """Whether its status allows issue; if not, the reader is told what does."""
    try:
        PLAN_VERSION.check("issue", state=plan.status)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _replaces(office) -> str:
    issued = PlanVersion.objects.for_office(office).filter(status="issued").first()
    if issued is None:
        return _("It becomes the plan in force. Its text cannot be changed afterwards.")
    return _(
        "It takes the place of “%(plan)s”, which ends on the day before. "
        "Its text cannot be changed afterwards."
    ) % {"plan": issued}
