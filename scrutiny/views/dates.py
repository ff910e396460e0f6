"""Deciding on the change of an action's date."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import dates as changes
from scrutiny.changes.acting import Actor
from scrutiny.domain.diary import in_words
from scrutiny.forms.actions import DecisionForm
from scrutiny.models import DateChange
from scrutiny.views.pages import form_page, saved, url_of


@allow(Can.DECIDE_ACTIONS)
def decide(request, pk):
    changes_of_date = DateChange.objects.filter(action__office=request.office)
    asked = get_object_or_404(changes_of_date.select_related("action"), pk=pk)
    form = DecisionForm(request.POST or None)
    if saved(form, lambda: _decide(request, asked, form)):
        messages.success(request, _("The change of date is decided on."))
        return redirect(url_of(request, "action", asked.action.key))
    title = _("Move the date of action %(number)s to %(day)s?") % {
        "number": asked.action.number,
        "day": in_words(asked.to_day),
    }
    address = url_of(request, "action", asked.action.key)
    crumbs = [
        (_("Actions"), url_of(request, "actions")),
        (asked.action.title, address),
    ]
    return form_page(request, form, title=title, crumbs=crumbs, text=_asked(asked))


def _decide(request, asked: DateChange, form: DecisionForm) -> None:
    changes.decide(
        change=asked,
        granted=form.granted,
        why=form.cleaned_data["why"],
        by=Actor.of(request.standing),
    )


def _asked(asked: DateChange) -> str:
    """What was asked, by whom and why; and who has to decide where that is settled."""
    said = _("%(who)s asks for it, from %(day)s: “%(reason)s”") % {
        "who": asked.asked_as,
        "day": in_words(asked.from_day),
        "reason": asked.reason,
    }
    if changes.needs_chief_executive(asked.action):
        said += " " + _("Its date was moved before, so the chief executive decides.")
    return said
