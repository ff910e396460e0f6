"""One action at the desk: its page, and every move it can be taken through."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST

from measures.views.finding import last_ended
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes import actions as changes
from scrutiny.changes import dates
from scrutiny.changes.acting import Actor
from scrutiny.domain.helped import NOT_BECAUSE
from scrutiny.domain.workflow import ACTION, TO_DO
from scrutiny.forms.actions import ActionForm, DateForm
from scrutiny.models import Action, Finding
from scrutiny.reading.helping import Reading, readings_of_action
from scrutiny.register import Line, visible_to
from scrutiny.views.pages import form_page, saved, url_of
from scrutiny.views.steps import Step


@allow(Can.FOLLOW_ACTIONS)
def action(request, key):
    """What was asked, every date, every word; and the moves open to the reader."""
    shown = _action(request, key)
    by = Actor.of(request.standing)
    reads_desk = request.standing.can(Can.READ_DESK)
    page = {
        "action": shown,
        "line": Line.of(shown, reader=request.standing, on=clock.today()),
        "date_changes": shown.date_changes.select_related("decided_by"),
        "waiting": shown.date_changes.filter(outcome="").first(),
        "updates": shown.updates.all(),
        "reads_desk": reads_desk,
        "readings": _readings(shown) if reads_desk else (),
        "not_because": NOT_BECAUSE,
        "buttons": _buttons(request, shown, by),
        "may_edit": by.can(Can.EDIT_ACTIONS),
        "may_decide": by.can(Can.DECIDE_ACTIONS),
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/actions/action.html", page)


@allow(Can.EDIT_ACTIONS)
def add(request):
    """A new action; ``?item=``, ``?question=``, ``?topic=`` or ``?finding=``."""
    begun = {name: request.GET.get(name) for name in ("item", "question", "topic")}
    begun |= _from_finding(request)
    form = ActionForm(request.POST or None, office=request.office, initial=begun)
    if saved(form, lambda: _add(request, form)):
        words = _("Action %(number)s is raised.") % {"number": form.instance.number}
        messages.success(request, words)
        return redirect(url_of(request, "action", form.instance.key))
    return form_page(request, form, title=_("Add an action"), crumbs=_crumbs(request))


@allow(Can.EDIT_ACTIONS)
def edit(request, key):
    """Change what is asked and of whom; what somebody else saved is never lost."""
    edited = _action(request, key)
    crumbs = _crumbs(request, edited)
    form = ActionForm(request.POST or None, instance=edited, office=request.office)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The action is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the action"), crumbs=crumbs)


@allow(Can.UPDATE_ACTIONS)
@require_POST
def start(request, key):
    started = _action(request, key)
    try:
        changes.start(action=started, by=Actor.of(request.standing))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The action is in progress."))
    return redirect(url_of(request, "action", started.key))


@allow(Can.EDIT_ACTIONS)
@require_POST
def revoke_links(request, key):
    """What went by email opens nothing any more; the next message brings a new link."""
    shown = _action(request, key)
    changes.revoke_links(action=shown, by=Actor.of(request.standing))
    messages.success(request, _("The links that were sent to its owner are revoked."))
    return redirect(url_of(request, "action", shown.key))


@allow(Can.UPDATE_ACTIONS)
def ask_for_date(request, key):
    moved = _own(request, key)
    crumbs = _crumbs(request, moved)
    form = DateForm(request.POST or None, action=moved)
    by = Actor.of(request.standing)
    if saved(form, lambda: dates.ask(action=moved, by=by, **form.cleaned_data)):
        messages.success(request, _("The change of date is asked for."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Ask for another date"), crumbs=crumbs)


class TakeStep(View):
    """GET asks for the words of a step, POST takes it."""

    step: Step | None = None

    def get(self, request, key):
        taken = self._action(key)
        return self._asked(request, taken, self._form(taken))

    def post(self, request, key):
        taken = self._action(key)
        form = self._form(taken, request.POST)
        if saved(form, lambda: self._take(taken, form.cleaned_data)):
            messages.success(request, self.step.done)
            return redirect(url_of(request, "action", taken.key))
        return self._asked(request, taken, form)

    def _action(self, key) -> Action:
        return (_own if self.step.owners else _action)(self.request, key)

    def _form(self, taken: Action, said=None):
        step, form_class = self.step, self.step.form_class
        waived = step.waiver_form and self.request.office.allows_waivers
        if waived and Actor.of(self.request.standing).has_a_part_in(taken):
            form_class = step.waiver_form
        return form_class(
            said,
            label=step.label,
            save=step.button,
            hint=step.hint,
            missing=step.missing,
            office=self.request.office,
        )

    def _take(self, taken: Action, said: dict) -> None:
        words = {self.step.said_as: said.pop("text")}
        by = Actor.of(self.request.standing)
        self.step.change(action=taken, by=by, **words, **said)

    def _asked(self, request, taken: Action, form):
        crumbs = _crumbs(request, taken)
        return form_page(request, form, title=self.step.title, crumbs=crumbs)


@dataclass(frozen=True)
class Button:
    """A move as it is offered: its words, its page, whether it is made by a POST."""

    words: str
    url: str
    posts: bool = False
    is_main: bool = False


OFFERED = {
    "start": ("action-start", gettext_lazy("Start it"), Can.UPDATE_ACTIONS),
    "offer_for_sign_off": (
        "action-offer",
        gettext_lazy("Offer for sign-off"),
        Can.UPDATE_ACTIONS,
    ),
    "close": ("action-close", gettext_lazy("Close it"), Can.DECIDE_ACTIONS),
    "refuse": ("action-refuse", gettext_lazy("Send it back"), Can.DECIDE_ACTIONS),
    "accept_the_risk_of": (
        "action-accept",
        gettext_lazy("Accept the risk"),
        Can.DECIDE_ACTIONS,
    ),
    "supersede": ("action-supersede", gettext_lazy("Supersede it"), Can.EDIT_ACTIONS),
    "reopen": ("action-reopen", gettext_lazy("Reopen it"), Can.EDIT_ACTIONS),
}
"""The page of each move of the machine, its button, and what it asks for."""


def _buttons(request, shown: Action, by: Actor) -> list[Button]:
    """What the machine and the reader's role let them do; an update comes first."""
    buttons = []
    if shown.is_open and by.may_work_on(shown):
        buttons.append(_button(request, shown, "action-update", _("Add an update")))
    for move in ACTION.open_to(shown.state):
        name, words, permission = OFFERED[move.name]
        owners = permission is Can.UPDATE_ACTIONS
        if by.may_work_on(shown) if owners else by.can(permission):
            is_start = name == "action-start"
            buttons.append(_button(request, shown, name, words, posts=is_start))
    if shown.state in TO_DO and by.may_work_on(shown):
        words = _("Ask for another date")
        buttons.append(_button(request, shown, "action-date", words))
    if shown.owner is None and shown.owner_email and by.can(Can.EDIT_ACTIONS):
        words = _("Revoke the owner’s links")
        buttons.append(_button(request, shown, "action-links", words, posts=True))
    return buttons


def _button(request, shown: Action, name: str, words, *, posts: bool = False) -> Button:
    url = url_of(request, name, shown.key)
    return Button(str(words), url, posts, name in ("action-update", "action-close"))


def _add(request, form) -> None:
    said = form.cleaned_data
    changes.add(
        action=form.instance,
        by=Actor.of(request.standing),
        measures=said["measures"],
        commitments=said["commitments"],
    )


def _from_finding(request) -> dict[str, object]:
    """What an action says that begins with a finding of the office, if it does."""
    number = request.GET.get("finding", "")
    if not number.isdecimal():
        return {}
    findings = Finding.objects.for_office(request.office).select_related("report")
    found = findings.filter(pk=number).first()
    if found is None:
        return {}
    concerned = list(found.measures.values_list("pk", flat=True))
    return {"finding": found.pk, "detail": found.text, "measures": concerned}


def _edit(request, form) -> None:
    said = form.cleaned_data
    changes.edit(
        action=form.instance,
        based_on=form.seen,
        by=Actor.of(request.standing),
        measures=said["measures"],
        commitments=said["commitments"],
    )


def _action(request, key: str) -> Action:
    rows = visible_to(request.standing).with_origins().with_links()
    rows = rows.prefetch_related("measures__versions")
    return get_object_or_404(rows.select_related("superseded_by"), key=key)


def _readings(shown: Action) -> list[Reading]:
    """What its measures did since it was closed, up to the last quarter that ended."""
    return readings_of_action(shown, last_ended(clock.today()))


def _own(request, key: str) -> Action:
    """One that the reader works on; 403 for those who only read it."""
    found = _action(request, key)
    if not Actor.of(request.standing).may_work_on(found):
        raise PermissionDenied
    return found


def _crumbs(request, of: Action | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Actions"), url_of(request, "actions"))]
    if of is not None:
        crumbs.append((of.title, url_of(request, "action", of.key)))
    return crumbs
