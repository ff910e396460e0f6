"""One action by a signed link: for an owner who does not sign in, and for it alone."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from opcc.core import clock
from opcc.core.moves import MoveRefused
from scrutiny import reminding
from scrutiny.changes import actions as changes
from scrutiny.changes import dates
from scrutiny.changes.acting import Actor
from scrutiny.domain.workflow import TO_DO
from scrutiny.forms.actions import DateForm, WordsForm
from scrutiny.models import Action
from scrutiny.register import Line
from scrutiny.views.pages import saved
from scrutiny.views.steps import OFFER, UPDATE, Step


def by_link(view):
    """The view of the action that a token opens; no page of it is kept or listed."""

    @wraps(view)
    def opened(request, token):
        try:
            action = reminding.opened(token, request.office)
        except reminding.Unknown:
            raise Http404 from None
        except reminding.Expired:
            response = render(request, "scrutiny/linked/expired.html", status=410)
        else:
            response = view(request, action, token)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(never_cache(opened))


@by_link
def action(request, action, token):
    page = {
        "action": action,
        "line": Line.of(action, reader=request.standing, on=clock.today()),
        "updates": action.updates.all(),
        "date_changes": action.date_changes.select_related("decided_by"),
        "waiting": action.date_changes.filter(outcome="").first(),
        "is_to_do": action.state in TO_DO,
        "token": token,
    }
    return render(request, "scrutiny/linked/action.html", page)


@require_POST
@by_link
def start(request, action, token):
    try:
        changes.start(action=action, by=Actor.by_link(action))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The action is in progress."))
    return _back(request, token)


@by_link
def ask_for_date(request, action, token):
    form = DateForm(request.POST or None, action=action)
    by = Actor.by_link(action)
    if saved(form, lambda: dates.ask(action=action, by=by, **form.cleaned_data)):
        messages.success(request, _("The change of date is asked for."))
        return _back(request, token)
    return _form_page(request, form, _("Ask for another date"), token)


def _taking(step: Step):
    """The page of a step that an owner takes, as at the desk."""

    @by_link
    def taken(request, action, token):
        form = WordsForm(
            request.POST or None,
            label=step.label,
            save=step.button,
            hint=step.hint,
            missing=step.missing,
        )
        if saved(form, lambda: _take(step, action, form)):
            messages.success(request, step.done)
            return _back(request, token)
        return _form_page(request, form, step.title, token)

    return taken


update = _taking(UPDATE)
offer = _taking(OFFER)


def _take(step: Step, taken: Action, form: WordsForm) -> None:
    words = {step.said_as: form.cleaned_data["text"]}
    step.change(action=taken, by=Actor.by_link(taken), **words)


def _form_page(request, form, title, token):
    page = {"form": form, "title": title, "cancel_url": _address(request, token)}
    return render(request, "scrutiny/linked/form.html", page)


def _address(request, token: str) -> str:
    return reverse("linked:action", args=[request.office.slug, token])


def _back(request, token: str):
    return redirect(_address(request, token))
