"""Draft questions from a quarter's exceptions, as their facts compose them."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Cycle, CycleException
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import questions as changes
from scrutiny.models import Question
from scrutiny.views.pages import url_of


@allow(Can.ASK_QUESTIONS)
def from_exceptions(request):
    """What could be asked about each exception; a POST drafts what is ticked."""
    cycle = _cycle(request)
    found = _exceptions(request, cycle)
    if request.method == "POST":
        ticked = set(request.POST.getlist("exception"))
        return _drafted(request, [row for row in found if str(row.pk) in ticked])
    page = {
        "cycle": cycle,
        "found": [(row, _with_drafts(row)) for row in found],
        "crumbs": [
            (_("Meetings"), url_of(request, "bodies")),
            (_("Questions"), url_of(request, "questions")),
        ],
    }
    return render(request, "scrutiny/questions_from_exceptions.html", page)


def _drafted(request, chosen):
    if not chosen:
        messages.error(request, _("Tick the exceptions that you would ask about."))
        return redirect(request.path)
    made = [
        question
        for row in chosen
        for question in changes.draft_from(exception=row, by=request.user)
    ]
    words = ngettext(
        "%(n)d question is drafted.", "%(n)d questions are drafted.", len(made)
    )
    messages.success(request, words % {"n": len(made)})
    return redirect(url_of(request, "questions"))


def _with_drafts(row: CycleException) -> list[tuple[str, Question | None]]:
    """What it composes, each with the question that it has become."""
    drafted = {each.composed: each for each in row.questions_drafted.all()}
    return [(text, drafted.get(text.strip())) for text in row.questions]


def _cycle(request) -> Cycle | None:
    """The newest quarter in which exceptions were found."""
    rows = Cycle.objects.for_office(request.office)
    return rows.filter(exceptions__isnull=False).distinct().first()


def _exceptions(request, cycle: Cycle | None) -> list[CycleException]:
    """Those that hold, the most concerning first; five queries."""
    if cycle is None:
        return []
    rows = CycleException.objects.for_office(request.office).filter(cycle=cycle)
    wanted = rows.holding().with_all().select_related("commitment__objective")
    drafted = wanted.prefetch_related("questions_drafted")
    return sorted(drafted, key=lambda row: row.rank)
