"""The panel's questions: about what, against which paragraph, and what came of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import saved
from opcc.core.roles import Can
from reports.forms.asking import PanelQuestionForm
from reports.models import Kind
from reports.views.askable import Askable, askable, listed, publications
from scrutiny.changes import questions
from scrutiny.reading import putting

ON_A_PAGE = 25
"""Documents, or questions of the reader's own."""


@never_cache
@allow(Can.PUT_QUESTIONS)
def documents(request):
    """What may be asked about, the latest first."""
    pages = Paginator(publications(request), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    documents = listed(shown.object_list, at=clock.now())
    page = _page(request) | {"shown": shown, "documents": documents}
    return render(request, "reports/public/panel_documents.html", page)


@never_cache
@allow(Can.PUT_QUESTIONS)
def numbered(request, kind, slug):
    """The paragraphs of one document, each with the way to ask about it."""
    page = _page(request) | {"document": askable(request, kind, slug)}
    return render(request, "reports/public/panel_paragraphs.html", page)


@never_cache
@allow(Can.PUT_QUESTIONS)
def put_question(request, kind, slug):
    """One question about one paragraph; the scrutiny officer finds it as a draft."""
    document = askable(request, kind, slug)
    form = _form(request, document)
    if saved(form, lambda: _put(request, document, form)):
        messages.success(request, _("Your question is put. The office has it."))
        return redirect("public:panel-questions", request.office.slug)
    page = _page(request) | {"form": form, "document": document}
    page["place"] = document.place(form.chosen) if form.chosen else document.url
    page["cancel_url"] = reverse("public:papers", args=[request.office.slug])
    return render(request, "reports/public/panel_question.html", page)


@allow(Can.PUT_QUESTIONS)
def about_edition(request, slug):
    """An old address: questions were about editions alone."""
    return redirect("public:panel-question", request.office.slug, Kind.EDITION, slug)


@never_cache
@allow(Can.PUT_QUESTIONS)
def panel_questions(request):
    """All that the reader has put, and what others put that the panel has heard."""
    reader, on = request.standing, clock.today()
    pages = Paginator(putting.mine(reader, on=on), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    others = putting.of_others(reader, on=on)
    page = _page(request) | {
        "shown": shown,
        "mine": putting.told(shown.object_list, reader=reader),
        "others": putting.told(others, reader=reader),
    }
    return render(request, "reports/public/panel_questions.html", page)


def _form(request, document: Askable) -> PanelQuestionForm:
    """With the paragraph of the address chosen, or told that there is no such one."""
    asked = request.GET.get("paragraph", "")
    form = PanelQuestionForm(
        request.POST or None,
        office=request.office,
        title=document.title,
        numbered=document.numbered,
        initial={"paragraph": asked},
    )
    if asked and form.chosen is None and not form.is_bound:
        messages.error(request, form.unknown(asked))
    return form


def _put(request, document: Askable, form: PanelQuestionForm) -> None:
    paragraph = form.chosen
    questions.put(
        office=request.office,
        text=form.cleaned_data["text"],
        about=f"{document.title}, {paragraph.called}",
        about_url=document.place(paragraph),
        meeting=form.cleaned_data["meeting"],
        codes=[paragraph.code] if paragraph.code else [],
        by=request.user,
    )


def _page(request) -> dict[str, object]:
    return {"office": request.office, "path": request.path}
