"""Taking an edition through a move: a page that asks, then the move."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views import View

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from reports import tasks
from reports.changes import freezing
from reports.forms import ConfirmForm, WaiverForm
from reports.models import Edition
from reports.views.editions import crumbs_to, edition_of
from reports.views.steps import FREEZE, Step, is_own, refusal_of


class MoveEdition(View):
    """One move of the machine; refused with the rule's own sentence."""

    http_method_names = ["get", "post"]
    step: Step | None = None

    def get(self, request, pk):
        edition = edition_of(request, pk)
        refusal = refusal_of(edition, self.step.name, request.user)
        if refusal:
            messages.error(request, refusal)
            return redirect("reports:edition", request.office.slug, pk)
        return self._ask(request, edition, self._form(edition))

    def post(self, request, pk):
        edition = edition_of(request, pk)
        form = self._form(edition, request.POST)
        if not form.is_valid():
            return self._ask(request, edition, form)
        try:
            self.step.change(edition=edition, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(self.step.done))
        return redirect("reports:edition", request.office.slug, pk)

    def _form(self, edition: Edition, given=None) -> ConfirmForm:
        kind = self.step.form
        own = is_own(edition, self.step.name, self.request.user)
        if own and edition.office.allows_waivers:
            kind = WaiverForm
        return kind(given, save=str(self.step.button))

    def _ask(self, request, edition: Edition, form: ConfirmForm):
        crumbs = crumbs_to(edition)
        page = {"edition": edition, "step": self.step, "form": form, "crumbs": crumbs}
        page["cancel_url"] = crumbs[-1][1]
        return render(request, "reports/desk/edition_move.html", page)


def move(step: Step):
    """The view of one move, for those who may make it."""
    return allow(*step.permissions)(MoveEdition.as_view(step=step))


class FreezeEdition(MoveEdition):
    """Asking for a freeze: noted, a worker is nudged, and the page shows how far."""

    step = FREEZE

    def post(self, request, pk):
        edition = edition_of(request, pk)
        try:
            freezing.ask(edition=edition, by=request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("reports:edition-blockers", request.office.slug, pk)
        tasks.freeze_edition.enqueue(pk)
        return redirect("reports:freezing", request.office.slug, pk)


@allow(Can.READ_DESK)
def progress(request, pk):
    """How far a freeze is; htmx asks for the fragment until it has ended."""
    edition = edition_of(request, pk)
    page = {
        "edition": edition,
        "crumbs": crumbs_to(edition),
        "steps": _steps(edition),
        "is_slow": _is_slow(edition),
        "may_freeze": FREEZE.may(request.standing),
    }
    name = "_freezing" if request.htmx else "edition_freezing"
    return render(request, f"reports/desk/{name}.html", page)


def _steps(edition: Edition) -> list[tuple[str, str]]:
    """Each step's words, and how it is drawn."""
    at = edition.freeze_step
    reached = ["is-done" if n < at else "is-now" if n == at else "" for n in range(4)]
    return list(zip(map(str, freezing.STEPS), reached, strict=True))


def _is_slow(edition: Edition) -> bool:
    """Whether it waits for longer than a worker at work would let it."""
    if not edition.is_freezing or edition.freeze_step:
        return False
    return (clock.now() - edition.freeze_asked_at).total_seconds() > 60
