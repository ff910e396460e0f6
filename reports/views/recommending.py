"""The panel's own pages of what it recommends: recorded, answered in public, closed."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from scrutiny.changes import recommendations as changes
from scrutiny.forms.agendas import ConfirmForm
from scrutiny.forms.recommendations import RecommendationForm
from scrutiny.models import PanelRecommendation

MOST = 200
"""How many are listed, the latest first: a panel makes a dozen in a year."""


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def listed(request):
    """What the panel said; an answer stands here once it is published."""
    on = clock.today()
    found = PanelRecommendation.objects.for_office(request.office).with_all()
    lines = [
        (each, each.told_to_panel(on=on))
        for each in found.order_by("-made_on", "-number")[:MOST]
    ]
    page = _page(request) | {"lines": lines}
    page["may_record"] = request.standing.can(Can.RECORD_RECOMMENDATIONS)
    return render(request, "reports/public/panel_said.html", page)


@never_cache
@allow(Can.RECORD_RECOMMENDATIONS)
def add(request):
    form = _form(request)
    if saved(form, lambda: _add(request, form)):
        messages.success(
            request, _("%s is recorded. The office has it.") % form.instance
        )
        return redirect("public:panel-said", request.office.slug)
    return _ask(request, form, _("Record what the panel said"))


@never_cache
@allow(Can.RECORD_RECOMMENDATIONS)
def edit(request, pk):
    form = _form(request, _recommendation(request, pk))
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("It is saved."))
        return redirect("public:panel-said", request.office.slug)
    return _ask(request, form, _("Set right what was recorded"))


@never_cache
@allow(Can.RECORD_RECOMMENDATIONS)
def close(request, pk):
    """The panel has its response, and nothing more is owed; asks first."""
    closed = _recommendation(request, pk)
    form = ConfirmForm(posted(request), save=_("Close it"))
    if saved(form, lambda: changes.close(recommendation=closed, by=request.user)):
        messages.success(request, _("%s is closed.") % closed)
        return redirect("public:panel-said", request.office.slug)
    return _ask(request, form, _("Close %s") % closed, text=closed.text)


def _form(request, of: PanelRecommendation | None = None) -> RecommendationForm:
    return RecommendationForm(
        posted(request),
        instance=of,
        office=request.office,
        for_office=request.standing.can(Can.READ_DESK),
    )


def _add(request, form) -> None:
    changes.record(recommendation=form.instance, by=request.standing)


def _edit(request, form) -> None:
    changes.edit(
        recommendation=form.instance,
        based_on=form.seen,
        by=request.standing,
    )


def _recommendation(request, pk: int) -> PanelRecommendation:
    found = PanelRecommendation.objects.for_office(request.office).with_all()
    return get_object_or_404(found, pk=pk)


def _ask(request, form, title: str, *, text: str = ""):
    page = _page(request) | {"form": form, "title": title, "text": text}
    page["cancel_url"] = reverse("public:panel-said", args=[request.office.slug])
    return render(request, "reports/public/panel_record.html", page)


def _page(request) -> dict[str, object]:
    return {"office": request.office, "path": request.path}
