"""Pages of those who answer: what was put to their organisation, and nothing else.

Addresses carry a key, never a number, so that they tell nothing of what else there is.
"""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import questions as changes
from scrutiny.forms.questions import ResponseForm
from scrutiny.models import FactCheck, Question
from scrutiny.views.pages import saved, url_of


@allow(Can.ANSWER_QUESTIONS)
def answers(request):
    """What waits for an answer, what was answered, and checks of fact."""
    found = _put_to(request).order_by("due_on", "asked_on")
    on = clock.today()
    told = [(each, each.standing(on=on)) for each in found]
    checks = FactCheck.objects.for_office(request.office).with_remarks()
    page = {
        "waiting": [pair for pair in told if pair[0].state == "asked"],
        "answered": [pair for pair in told if pair[0].state == "answered"],
        "checks": [
            (check, check.value.runs(on))
            for check in checks.put_to(request.standing.provides_for)
        ],
    }
    return render(request, "scrutiny/answer_list.html", page)


@allow(Can.ANSWER_QUESTIONS)
def answer(request, key):
    put = get_object_or_404(_put_to(request), key=key)
    form = ResponseForm(request.POST or None, question=put)
    form.initial.setdefault("answered_by", request.user.name)
    if saved(form, lambda: _send(request, form)):
        messages.success(request, _("Your answer is sent. Thank you."))
        return redirect(url_of(request, "answer", key))
    page = {
        "question": put,
        "standing": put.standing(on=clock.today()),
        "form": form if form.is_bound or put.state == Question.State.ASKED else None,
        "responses": put.responses.all(),
        "reasons": put.askings.exclude(reason=""),
        "measures": _own_measures(request, put),
        "crumbs": [(_("Questions"), url_of(request, "answers"))],
        "cancel_url": url_of(request, "answers"),
    }
    return render(request, "scrutiny/answer_form.html", page)


def _put_to(request):
    found = Question.objects.for_office(request.office).with_part_answers()
    return found.put_to(request.standing.provides_for).select_related("asked_of")


def _own_measures(request, put: Question):
    """Those that they give the figures of; the others are not theirs to know."""
    own = put.measures.filter(provider__in=request.standing.provides_for)
    return own.prefetch_related("versions")


def _send(request, form) -> None:
    changes.answer(response=form.save(commit=False), by=request.standing)
