"""Pages of an agenda at the desk: begun, built, put in order, and the meeting held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes import agendas as changes
from scrutiny.forms.agendas import (
    ConfirmForm,
    InviteeForm,
    ItemForm,
    MoveItemForm,
    ReasonForm,
    RestrictItemForm,
)
from scrutiny.models import Action, AgendaItem, Finding, Invitee
from scrutiny.views.finding import crumbs_to, crumbs_to_item, item_of, meeting_of
from scrutiny.views.meetings import owed_to
from scrutiny.views.pages import form_page, posted, saved, url_of


@allow(Can.READ_DESK)
def item(request, pk):
    """One item beside the whole agenda: what it is about and what feeds it."""
    shown = item_of(request, pk)
    meeting = shown.meeting
    lines = meeting.lines()
    page = {
        "meeting": meeting,
        "lines": lines,
        "line": next(line for line in lines if line.item.pk == shown.pk),
        "requests": owed_to(meeting),
        "open_actions": _open_actions(shown),
        "open_findings": _open_findings(shown),
        "may_edit": _may_edit(request, shown),
        "may_invite": request.standing.can(Can.EDIT_MEETINGS) and not meeting.is_over,
        "may_restrict": request.standing.can(Can.DECIDE_RESTRICTIONS),
        "may_hold_back": _may_hold_back(request, shown),
        "crumbs": crumbs_to(request, meeting.body, meeting),
    }
    return render(request, "scrutiny/item_detail.html", page)


@allow(Can.EDIT_MEETINGS)
def begin(request, pk):
    meeting = meeting_of(request, pk)
    form = ConfirmForm(posted(request), save=_("Begin the agenda"))
    crumbs = crumbs_to(request, meeting.body, meeting)
    if saved(form, lambda: changes.begin(meeting=meeting, by=request.user)):
        messages.success(request, _("The agenda is begun, with its standing items."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Begin the agenda"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def add_item(request, pk):
    meeting = meeting_of(request, pk)
    form = ItemForm(posted(request), meeting=meeting)
    crumbs = crumbs_to(request, meeting.body, meeting)
    if saved(form, lambda: changes.add_item(item=form.instance, by=request.user)):
        messages.success(request, _("“%s” is on the agenda.") % form.instance)
        return redirect(f"{crumbs[-1][1]}#item-{form.instance.pk}")
    return form_page(request, form, title=_("Add an item"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def edit_item(request, pk):
    edited = item_of(request, pk)
    crumbs = crumbs_to_item(request, edited)
    form = ItemForm(posted(request), instance=edited, meeting=edited.meeting)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("“%s” is saved.") % edited)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the item"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def remove_item(request, pk):
    removed = item_of(request, pk)
    crumbs = crumbs_to_item(request, removed)
    form = ReasonForm(posted(request), save=_("Remove the item"))
    if saved(form, lambda: _remove(request, removed, form)):
        messages.success(request, _("“%s” is no longer on the agenda.") % removed)
        return redirect("scrutiny:meeting", request.office.slug, removed.meeting_id)
    title = _("Remove “%s” from the agenda") % removed
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
@require_POST
def move_item(request, pk):
    """Up or down by one place; the page comes back to the item that moved."""
    moved = item_of(request, pk)
    form = MoveItemForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Say up or down."))
    try:
        changes.move_item(item=moved, by=request.user, **form.cleaned_data)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    meeting = url_of(request, "meeting", moved.meeting_id)
    return redirect(f"{meeting}#item-{moved.pk}")


@allow(Can.DECIDE_RESTRICTIONS)
def restrict(request, pk):
    held = item_of(request, pk)
    crumbs = crumbs_to_item(request, held)
    today = {"decided_on": timezone.localdate()}
    form = RestrictItemForm(posted(request), initial=today, title=held.title)
    if saved(form, lambda: _restrict(request, held, form)):
        messages.success(request, _("The item is restricted."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Restrict the item"), crumbs=crumbs)


@allow(Can.DECIDE_RESTRICTIONS)
def release(request, pk):
    held = item_of(request, pk)
    crumbs = crumbs_to_item(request, held)
    form = ReasonForm(posted(request), save=_("Release the item"))
    if saved(form, lambda: _release(request, held, form)):
        messages.success(request, _("The item is no longer restricted."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Release the item"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def hold(request, pk):
    meeting = meeting_of(request, pk)
    crumbs = crumbs_to(request, meeting.body, meeting)
    form = ConfirmForm(posted(request), save=_("The meeting was held"))
    if saved(form, lambda: _hold(request, meeting)):
        messages.success(request, _("The meeting is recorded as held."))
        return redirect(crumbs[-1][1])
    title = _("Record that the meeting was held")
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def invite(request, pk):
    to = item_of(request, pk)
    crumbs = crumbs_to_item(request, to)
    form = InviteeForm(posted(request), item=to)
    if saved(form, lambda: changes.invite(invitee=form.instance, by=request.user)):
        messages.success(request, _("%s is invited.") % form.instance)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Invite somebody"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
@require_POST
def uninvite(request, pk):
    invitees = Invitee.objects.filter(item__meeting__body__office=request.office)
    invitee = get_object_or_404(invitees.select_related("item"), pk=pk)
    try:
        changes.uninvite(invitee=invitee, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("scrutiny:item", request.office.slug, invitee.item_id)


def _edit(request, form: ItemForm) -> None:
    changes.edit_item(item=form.instance, based_on=form.seen, by=request.user)


def _remove(request, removed: AgendaItem, form) -> None:
    reason = form.cleaned_data["reason"]
    changes.remove_item(item=removed, reason=reason, by=request.user)


def _restrict(request, held: AgendaItem, form) -> None:
    changes.restrict(
        item=held,
        restriction=form.instance,
        safe_title=form.cleaned_data["safe_title"],
        by=request.user,
    )


def _release(request, held: AgendaItem, form) -> None:
    reason = form.cleaned_data["reason"]
    changes.release(item=held, on=timezone.localdate(), reason=reason, by=request.user)


def _hold(request, meeting) -> None:
    changes.hold(meeting=meeting, on=timezone.localdate(), by=request.user)


def _may_edit(request, shown: AgendaItem) -> bool:
    return request.standing.can(Can.EDIT_MEETINGS) and _is_open(shown)


def _may_hold_back(request, shown: AgendaItem) -> bool:
    decides = request.standing.can(Can.DECIDE_RESTRICTIONS)
    return decides and _is_open(shown) and not shown.is_restricted


def _is_open(shown: AgendaItem) -> bool:
    return shown.meeting.status in changes.OPEN and shown.published_on is None


def _open_actions(shown: AgendaItem):
    """What is open from this body's meetings, for the item that begins with it."""
    if shown.kind != AgendaItem.Kind.ACTIONS:
        return Action.objects.none()
    actions = Action.objects.for_office(shown.meeting.body.office).open()
    return actions.filter(item__meeting__body=shown.meeting.body)


def _open_findings(shown: AgendaItem):
    """What is open of all inspections, for an item that is fed from them."""
    if shown.kind != AgendaItem.Kind.INSPECTIONS:
        return Finding.objects.none()
    findings = Finding.objects.for_office(shown.meeting.body.office).open()
    return findings.with_actions()
