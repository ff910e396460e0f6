"""The panel's questions against a paragraph of a report, put before it meets."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import saved
from opcc.core.roles import Can
from reports.changes import early_sight
from reports.domain.content import from_bytes
from reports.domain.paragraphs import paragraphs
from reports.forms import PanelQuestionForm
from reports.models import Publication
from scrutiny.changes import questions
from scrutiny.models import Question


@never_cache
@allow(Can.PUT_QUESTIONS)
def put_question(request, slug):
    """One question about one paragraph; the scrutiny officer finds it as a draft."""
    publication = _edition(request, slug)
    early_sight.note_opened(publication=publication, user=request.user, at=clock.now())
    numbered = paragraphs(from_bytes(bytes(publication.document.content)))
    form = PanelQuestionForm(
        request.POST or None, office=request.office, numbered=numbered
    )
    if saved(form, lambda: _put(request, publication, form)):
        messages.success(request, _("Your question is put. The office has it."))
        return redirect("public:panel-questions", request.office.slug)
    page = _page(request) | {"form": form, "publication": publication}
    return render(request, "reports/public/panel_question.html", page)


@never_cache
@allow(Can.PUT_QUESTIONS)
def panel_questions(request):
    """What the reader has put, and nobody else's."""
    mine = Question.objects.for_office(request.office).filter(
        by=request.user, source=Question.Source.PANEL
    )
    page = _page(request) | {"questions": mine.select_related("for_meeting__body")}
    return render(request, "reports/public/panel_questions.html", page)


def _edition(request, slug: str) -> Publication:
    editions = Publication.objects.for_office(request.office).editions()
    return get_object_or_404(editions.select_related("document"), slug=slug)


def _put(request, publication: Publication, form) -> None:
    paragraph = form.paragraph
    address = reverse("public:edition", args=[request.office.slug, publication.slug])
    questions.put(
        office=request.office,
        text=form.cleaned_data["text"],
        about=_("%(title)s, paragraph %(number)s")
        % {"title": publication.title, "number": paragraph.number},
        about_url=f"{address}#{paragraph.anchor}",
        meeting=form.cleaned_data["meeting"],
        codes=[paragraph.code],
        by=request.user,
    )


def _page(request) -> dict[str, object]:
    return {"office": request.office, "path": request.path}
