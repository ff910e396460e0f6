"""Decisions at the desk: the register, one record, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can, Role
from scrutiny.changes import decisions as changes
from scrutiny.forms.agendas import ReasonForm
from scrutiny.forms.decisions import (
    DecisionFilter,
    DecisionForm,
    RestrictDecisionForm,
    TakeForm,
)
from scrutiny.models import Decision
from scrutiny.models.decisions import pounds
from scrutiny.tables.recommendations import DecisionTable
from scrutiny.views.lists import Register, csv_file
from scrutiny.views.pages import form_page, posted, saved, url_of


class DecisionList(Register):
    """Records of decisions, the latest first."""

    table_class = DecisionTable
    filterset_class = DecisionFilter
    title = gettext_lazy("Decisions")
    text = gettext_lazy("Who decided what, when and why, and what else was considered.")
    export_name = "decisions-export"

    def get_queryset(self):
        return Decision.objects.for_office(self.request.office).with_all()

    def acts(self):
        if not self.request.standing.can(Can.EDIT_DECISIONS):
            return []
        return [(_("Begin a record"), url_of(self.request, "decision-add"))]


COLUMNS = (
    *("Reference", "Title", "What is decided", "Reasons", "Options considered"),
    *("Value in pounds", "Of significant public interest", "State", "Taken on"),
    *("Taken by", "Delegation", "Part exempt because", "Published on"),
)


@allow(Can.READ_DESK)
def export(request):
    """What the register shows as CSV, without exempt parts and the office's notes."""
    rows = Decision.objects.for_office(request.office).select_related("restriction")
    chosen = DecisionFilter(request.GET, queryset=rows, request=request)
    return csv_file("decisions", COLUMNS, map(_cells, chosen.qs.iterator()))


@allow(Can.READ_DESK)
def decision(request, pk):
    shown = _decision(request, pk)
    page = {
        **_shown(shown),
        "moves": _moves(request, shown),
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/decisions/decision.html", page)


@allow(Can.EDIT_DECISIONS)
def add(request):
    form = DecisionForm(posted(request), office=request.office)
    if saved(form, lambda: changes.add(decision=form.instance, by=request.user)):
        words = _("The record %s is begun.") % form.instance.reference
        messages.success(request, words)
        return redirect(url_of(request, "decision", form.instance.pk))
    title = _("Begin the record of a decision")
    return form_page(request, form, title=title, crumbs=_crumbs(request))


@allow(Can.EDIT_DECISIONS)
def edit(request, pk):
    edited = _decision(request, pk)
    crumbs = _crumbs(request, edited)
    form = DecisionForm(posted(request), instance=edited, office=request.office)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The record is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the record"), crumbs=crumbs)


@allow(Can.TAKE_DECISIONS)
def take(request, pk):
    taken = _decision(request, pk)
    crumbs = _crumbs(request, taken)
    is_head = Role.COMMISSIONER in request.standing.roles
    begun = {"taken_on": clock.today(), "seen": taken.revision}
    form = TakeForm(posted(request), is_head=is_head, initial=begun)
    if saved(form, lambda: _take(request, taken, form)):
        messages.success(request, _("The decision is taken. Its record now stands."))
        return redirect(crumbs[-1][1])
    return form_page(
        request,
        form,
        title=_("Take the decision"),
        crumbs=crumbs,
        template="scrutiny/decisions/take.html",
        **_shown(taken),
    )


@allow(Can.DECIDE_RESTRICTIONS)
def restrict(request, pk):
    held = _decision(request, pk)
    crumbs = _crumbs(request, held)
    today = {"decided_on": clock.today()}
    form = RestrictDecisionForm(posted(request), initial=today)
    if saved(form, lambda: _restrict(request, held, form)):
        messages.success(request, _("The exempt part is restricted."))
        return redirect(crumbs[-1][1])
    title = _("Restrict the exempt part")
    return form_page(request, form, title=title, crumbs=crumbs, text=held.exempt)


@allow(Can.DECIDE_RESTRICTIONS)
def release(request, pk):
    held = _decision(request, pk)
    crumbs = _crumbs(request, held)
    form = ReasonForm(posted(request), save=_("Release the exempt part"))
    if saved(form, lambda: _release(request, held, form)):
        messages.success(request, _("The exempt part is no longer restricted."))
        return redirect(crumbs[-1][1])
    title = _("Release the exempt part")
    return form_page(request, form, title=title, crumbs=crumbs)


def _shown(decision: Decision) -> dict[str, object]:
    value = None if decision.value is None else pounds(decision.value)
    return {"decision": decision, "value": value}


def _edit(request, form) -> None:
    changes.edit(
        decision=form.instance,
        based_on=form.seen,
        by=request.user,
    )


def _take(request, taken: Decision, form) -> None:
    changes.take(decision=taken, by=request.standing, **form.cleaned_data)


def _restrict(request, held: Decision, form) -> None:
    changes.restrict(
        decision=held,
        restriction=form.instance,
        safe_words=form.cleaned_data["safe_words"],
        by=request.user,
    )


def _release(request, held: Decision, form) -> None:
    reason = form.cleaned_data["reason"]
    changes.release(decision=held, on=clock.today(), reason=reason, by=request.user)


def _moves(request, shown: Decision) -> set[str]:
    """What the reader may do with the record as it is."""
    can = request.standing.can
    is_draft = shown.state == Decision.State.DRAFT
    restricts = can(Can.DECIDE_RESTRICTIONS)
    is_public = shown.visibility == "public"
    open_moves = {
        "edit": is_draft and can(Can.EDIT_DECISIONS),
        "take": is_draft and can(Can.TAKE_DECISIONS),
        "restrict": restricts
        and is_draft
        and bool(shown.exempt)
        and not shown.is_restricted,
        "release": restricts and shown.is_restricted,
        "publish": shown.state == Decision.State.TAKEN
        and is_public
        and can(Can.PUBLISH),
    }
    return {name for name, is_open in open_moves.items() if is_open}


def _decision(request, pk: int) -> Decision:
    found = Decision.objects.for_office(request.office).with_all()
    return get_object_or_404(found.select_related("by"), pk=pk)


def _cells(row: Decision) -> list[object]:
    held = row.is_restricted
    return [
        row.reference,
        row.title,
        row.summary,
        row.reasons,
        row.options,
        row.value,
        _("Yes") if row.is_significant else _("No"),
        row.get_state_display(),
        row.taken_on,
        row.taken_as,
        row.delegation,
        row.restriction.get_reason_code_display() if held else "",
        row.published_on,
    ]


def _crumbs(request, of: Decision | None = None):
    crumbs = [
        (_("Meetings"), url_of(request, "bodies")),
        (_("Decisions"), url_of(request, "decisions")),
    ]
    if of is not None:
        crumbs.append((of.reference, url_of(request, "decision", of.pk)))
    return crumbs
