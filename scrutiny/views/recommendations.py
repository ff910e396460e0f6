"""The panel's recommendations at the desk: the register, one of them, its answer."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import recommendations as changes
from scrutiny.domain.workflow import RECOMMENDATION
from scrutiny.forms.agendas import ConfirmForm
from scrutiny.forms.recommendations import (
    AnswerForm,
    RecommendationFilter,
    RecommendationForm,
)
from scrutiny.models import PanelRecommendation
from scrutiny.tables.recommendations import RecommendationTable
from scrutiny.views.lists import Register, csv_file
from scrutiny.views.pages import form_page, posted, saved, url_of


class RecommendationList(Register):
    """What the panel recommended or asked for, soonest due first."""

    table_class = RecommendationTable
    filterset_class = RecommendationFilter
    title = gettext_lazy("What the panel recommends")
    text = gettext_lazy("Recommendations and requests, with the date the panel set.")
    export_name = "recommendations-export"

    def get_queryset(self):
        return PanelRecommendation.objects.for_office(self.request.office).with_all()

    def acts(self):
        if not self.request.standing.can(Can.RECORD_RECOMMENDATIONS):
            return []
        return [(_("Record one"), url_of(self.request, "recommendation-add"))]


COLUMNS = (
    *("Number", "What it is", "What the panel said", "Made on", "Response due"),
    *("State", "Answer", "Reason", "Answered by", "Answered on", "Published on"),
)


@allow(Can.READ_DESK)
def export(request):
    """What the register shows, all of it, as CSV; never the office's notes."""
    rows = PanelRecommendation.objects.for_office(request.office)
    chosen = RecommendationFilter(request.GET, queryset=rows, request=request)
    return csv_file("recommendations", COLUMNS, map(_cells, chosen.qs.iterator()))


@allow(Can.READ_DESK)
def recommendation(request, pk):
    """One of them, with its answer and the moves that are open to the reader."""
    shown = _recommendation(request, pk)
    page = {
        "shown": shown,
        "standing_words": shown.standing(on=clock.today()),
        "moves": _moves(request, shown),
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/recommendations/recommendation.html", page)


@allow(Can.RECORD_RECOMMENDATIONS)
def add(request):
    """On behalf of the panel's support officer, who has pages of their own."""
    form = RecommendationForm(posted(request), office=request.office, for_office=True)
    if saved(form, lambda: _add(request, form)):
        messages.success(request, _("%s is recorded.") % form.instance)
        return redirect(url_of(request, "recommendation", form.instance.pk))
    title = _("Record what the panel said")
    return form_page(request, form, title=title, crumbs=_crumbs(request))


@allow(Can.RECORD_RECOMMENDATIONS)
def edit(request, pk):
    edited = _recommendation(request, pk)
    crumbs = _crumbs(request, edited)
    form = RecommendationForm(
        posted(request), instance=edited, office=request.office, for_office=True
    )
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("It is saved."))
        return redirect(crumbs[-1][1])
    title = _("Set right what was recorded")
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.ANSWER_RECOMMENDATIONS)
def answer(request, pk):
    answered = _recommendation(request, pk)
    crumbs = _crumbs(request, answered)
    form = AnswerForm(posted(request))
    if saved(form, lambda: _answer(request, answered, form)):
        messages.success(request, _("The panel is answered. Publish the response."))
        return redirect(crumbs[-1][1])
    title = _("Answer the panel")
    return form_page(request, form, title=title, crumbs=crumbs, text=answered.text)


@allow(Can.RECORD_RECOMMENDATIONS)
def close(request, pk):
    closed = _recommendation(request, pk)
    crumbs = _crumbs(request, closed)
    form = ConfirmForm(posted(request), save=_("Close it"))
    if saved(form, lambda: changes.close(recommendation=closed, by=request.user)):
        messages.success(request, _("%s is closed.") % closed)
        return redirect(crumbs[-1][1])
    title = _("Close %s") % closed
    return form_page(request, form, title=title, crumbs=crumbs, text=closed.text)


def _add(request, form) -> None:
    changes.record(recommendation=form.instance, by=request.standing)


def _edit(request, form) -> None:
    changes.edit(
        recommendation=form.instance,
        based_on=form.seen,
        by=request.standing,
    )


def _answer(request, answered: PanelRecommendation, form) -> None:
    changes.answer(recommendation=answered, by=request.standing, **form.cleaned_data)


NEEDED = {
    "accept": Can.ANSWER_RECOMMENDATIONS,
    "publish_the_response_to": Can.PUBLISH,
    "close": Can.RECORD_RECOMMENDATIONS,
}
"""What each move asks of whoever makes it; answering is one button for three."""


def _moves(request, shown: PanelRecommendation) -> list[str]:
    """The moves that are open, and to set it right while it has no answer."""
    can = request.standing.can
    begun = [move.name for move in RECOMMENDATION.open_to(shown.state)]
    moves = [name for name in begun if name in NEEDED and can(NEEDED[name])]
    if shown.state == "made" and can(Can.RECORD_RECOMMENDATIONS):
        moves.append("edit")
    return moves


def _recommendation(request, pk: int) -> PanelRecommendation:
    found = PanelRecommendation.objects.for_office(request.office).with_all()
    return get_object_or_404(found, pk=pk)


def _cells(row: PanelRecommendation) -> list[object]:
    return [
        row.number,
        row.get_kind_display(),
        row.text,
        row.made_on,
        row.respond_by,
        row.get_state_display(),
        row.answer,
        row.reason,
        row.answered_as,
        row.answered_on,
        row.published_on,
    ]


def _crumbs(request, of: PanelRecommendation | None = None):
    crumbs = [
        (_("Meetings"), url_of(request, "bodies")),
        (_("Recommendations"), url_of(request, "recommendations")),
    ]
    if of is not None:
        crumbs.append((str(of), url_of(request, "recommendation", of.pk)))
    return crumbs
