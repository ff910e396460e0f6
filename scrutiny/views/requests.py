"""Information requests at the desk: what the office is to be told."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import requests as changes
from scrutiny.changes.acting import Actor
from scrutiny.forms.actions import WordsForm
from scrutiny.forms.requests import RequestForm
from scrutiny.models import InformationRequest
from scrutiny.tables.actions import RequestTable
from scrutiny.views.pages import form_page, saved, url_of


@allow(Can.FOLLOW_ACTIONS)
def information_requests(request):
    """Those that wait, soonest first, or with ``?all`` those answered as well."""
    rows = _visible(request).select_related("asked_of", "for_meeting__body")
    shows_all = "all" in request.GET
    may_ask = request.standing.can(Can.EDIT_ACTIONS)
    table = RequestTable(
        rows if shows_all else rows.unanswered(),
        office=request.office,
        on=clock.today(),
        may_ask=may_ask,
        exclude=() if request.standing.can(Can.READ_DESK) else ("asked_of",),
    )
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    page = {"table": table, "shows_all": shows_all, "may_ask": may_ask}
    return render(request, "scrutiny/requests/request_list.html", page)


@allow(Can.FOLLOW_ACTIONS)
def information_request(request, key):
    shown = _request(request, key)
    page = {
        "asked": shown,
        "may_answer": _may_answer(request, shown),
        "reads_desk": request.standing.can(Can.READ_DESK),
        "is_late": shown.answered_at is None and shown.due_on < clock.today(),
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/requests/request_detail.html", page)


@allow(Can.EDIT_ACTIONS)
def add(request):
    begun = {"for_meeting": request.GET.get("meeting")}
    form = RequestForm(request.POST or None, office=request.office, initial=begun)
    by = Actor.of(request.standing)
    if saved(form, lambda: changes.add(request=form.instance, by=by)):
        messages.success(request, _("It is asked for."))
        return redirect(url_of(request, "request", form.instance.key))
    title = _("Ask to be told something")
    return form_page(request, form, title=title, crumbs=_crumbs(request))


@allow(Can.UPDATE_ACTIONS)
def answer(request, key):
    asked = _request(request, key)
    # What was typed while somebody else answered is refused with it still there.
    is_late = request.method == "POST" and asked.answered_at is not None
    if not (is_late or _may_answer(request, asked)):
        raise PermissionDenied
    form = WordsForm(
        request.POST or None,
        label=_("Answer"),
        save=_("Answer"),
        hint=_("It stands as you write it, with your name and role."),
        missing=_("Write what the office is to be told."),
    )
    if saved(form, lambda: _answer(request, asked, form)):
        messages.success(request, _("The request is answered."))
        return redirect(url_of(request, "request", asked.key))
    crumbs = [*_crumbs(request), (str(asked), url_of(request, "request", asked.key))]
    return form_page(request, form, title=_("Answer"), crumbs=crumbs, text=asked.text)


def _answer(request, asked: InformationRequest, form: WordsForm) -> None:
    by = Actor.of(request.standing)
    changes.answer(request=asked, text=form.cleaned_data["text"], by=by)


def _may_answer(request, asked: InformationRequest) -> bool:
    by = Actor.of(request.standing)
    return asked.answered_at is None and changes.may_answer(asked, by)


def _visible(request):
    """All of the office's to its desk; to others, what they were asked."""
    rows = InformationRequest.objects.for_office(request.office)
    if request.standing.can(Can.READ_DESK):
        return rows
    return rows.put_to(request.standing.provides_for)


def _request(request, key: str) -> InformationRequest:
    rows = _visible(request).select_related("asked_of", "for_meeting__body", "by")
    return get_object_or_404(rows, key=key)


def _crumbs(request) -> list[tuple[str, str]]:
    return [(_("Information requests"), url_of(request, "requests"))]
