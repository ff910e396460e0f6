"""Pages of questions for the office: the list, one of them, and its moves."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from opcc.core import clock, workdays
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import questions as changes
from scrutiny.domain.workflow import QUESTION
from scrutiny.forms.questions import (
    AgainForm,
    AskForm,
    DropForm,
    QuestionFilter,
    QuestionForm,
    ResponseForm,
)
from scrutiny.models import Question
from scrutiny.sending import tell
from scrutiny.tables.questions import QuestionTable
from scrutiny.views.pages import form_page, saved, url_of

WORKING_DAYS_TO_ANSWER = 10
"""What the form proposes; the office decides."""


class QuestionList(SingleTableMixin, FilterView):
    """Every question, filtered; htmx swaps the table alone."""

    table_class = QuestionTable
    filterset_class = QuestionFilter
    paginate_by = 50

    def get_queryset(self):
        return Question.objects.for_office(self.request.office).with_all()

    def get_table_kwargs(self):
        return {"office": self.request.office, "on": clock.today()}

    def get_context_data(self, **kwargs):
        may_ask = self.request.standing.can(Can.ASK_QUESTIONS)
        crumbs = [(_("Meetings"), url_of(self.request, "bodies"))]
        return super().get_context_data(may_ask=may_ask, crumbs=crumbs, **kwargs)

    def get_template_names(self):
        if self.request.htmx:
            return ["scrutiny/_table.html"]
        return ["scrutiny/question_list.html"]


@allow(Can.READ_DESK)
def question(request, pk):
    """One question with all that came of it."""
    shown = _question(request, pk)
    may_ask = request.standing.can(Can.ASK_QUESTIONS)
    page = {
        "question": shown,
        "standing": shown.standing(on=clock.today()),
        "responses": shown.responses.select_related("by"),
        "askings": shown.askings.select_related("by"),
        "measures": shown.measures.prefetch_related("versions"),
        "objectives": shown.objectives.select_related("priority"),
        "actions": shown.actions.all(),
        "moves": _moves(shown) if may_ask else (),
        "may_raise": _may_raise(request, shown),
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/question_detail.html", page)


@allow(Can.ASK_QUESTIONS)
def add_question(request):
    form = QuestionForm(request.POST or None, office=request.office)
    if saved(form, lambda: _draft(request, form)):
        messages.success(request, _("The draft is saved. Ask it when it is ready."))
        return redirect(url_of(request, "question", form.instance.pk))
    title = _("Draft a question")
    return form_page(request, form, title=title, crumbs=_crumbs(request))


@allow(Can.ASK_QUESTIONS)
def edit_question(request, pk):
    edited = _question(request, pk)
    crumbs = _crumbs(request, edited)
    form = QuestionForm(request.POST or None, instance=edited, office=request.office)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The draft is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the draft"), crumbs=crumbs)


@allow(Can.ASK_QUESTIONS)
def ask_question(request, pk):
    asked = _question(request, pk)
    crumbs = _crumbs(request, asked)
    initial = {"asked_of": asked.asked_of_id, "due_on": _proposed_day()}
    initial["seen"] = asked.revision
    form = AskForm(request.POST or None, office=request.office, initial=initial)
    if saved(form, lambda: _ask(request, asked, form.cleaned_data)):
        _say_who_was_told(request, asked)
        return redirect(crumbs[-1][1])
    return _move_page(request, form, asked, _("Ask the question"), crumbs)


@allow(Can.ASK_QUESTIONS)
def drop_question(request, pk):
    dropped = _question(request, pk)
    crumbs = _crumbs(request, dropped)
    form = DropForm(request.POST or None, question=dropped)
    if saved(form, lambda: _drop(request, dropped, form.cleaned_data)):
        messages.success(request, _("The draft is dropped. It stays on record."))
        return redirect(crumbs[-1][1])
    return _move_page(request, form, dropped, _("Drop the question"), crumbs)


@allow(Can.ASK_QUESTIONS)
def ask_question_again(request, pk):
    asked = _question(request, pk)
    crumbs = _crumbs(request, asked)
    form = AgainForm(request.POST or None, initial={"due_on": _proposed_day()})
    if saved(form, lambda: _ask_again(request, asked, form.cleaned_data)):
        _say_who_was_told(request, asked)
        return redirect(crumbs[-1][1])
    return _move_page(request, form, asked, _("Ask the question again"), crumbs)


@allow(Can.ASK_QUESTIONS)
def write_answer_down(request, pk):
    """What was answered at a meeting, written down by the office."""
    answered = _question(request, pk)
    crumbs = _crumbs(request, answered)
    form = ResponseForm(request.POST or None, question=answered)
    form.instance.is_spoken = True
    if saved(form, lambda: _answer(request, form)):
        messages.success(request, _("The answer is written down."))
        return redirect(crumbs[-1][1])
    return _move_page(request, form, answered, _("Write an answer down"), crumbs)


def _question(request, pk: int) -> Question:
    found = Question.objects.for_office(request.office).with_all()
    return get_object_or_404(found.select_related("for_meeting__body"), pk=pk)


def _moves(shown: Question) -> list[str]:
    return [move.name for move in QUESTION.open_to(shown.state)]


def _may_raise(request, shown: Question) -> bool:
    """Whether they may raise an action from it, which only what was asked has."""
    was_asked = shown.state in (Question.State.ASKED, Question.State.ANSWERED)
    return was_asked and request.standing.can(Can.EDIT_ACTIONS)


def _proposed_day() -> dt.date:
    return workdays.add(clock.today(), WORKING_DAYS_TO_ANSWER)


def _draft(request, form) -> None:
    changes.draft(question=form.instance, by=request.user, **form.concerns)


def _edit(request, form) -> None:
    changes.edit(
        question=form.instance,
        based_on=form.seen,
        by=request.user,
        **form.concerns,
    )


def _ask(request, asked: Question, said: dict) -> None:
    changes.ask(question=asked, by=request.user, **said)


def _drop(request, dropped: Question, said: dict) -> None:
    changes.drop(question=dropped, by=request.user, **said)


def _ask_again(request, asked: Question, said: dict) -> None:
    changes.ask_again(question=asked, by=request.user, **said)


def _answer(request, form) -> None:
    changes.answer(response=form.save(commit=False), by=request.standing)


def _say_who_was_told(request, asked: Question) -> None:
    """Send the messages after the change is safe; a failure loses nothing."""
    asked.refresh_from_db()
    told = tell(asked, by=request.user)
    if not told:
        text = _("It is asked, but nobody was told: nobody answers for %(them)s yet.")
        messages.warning(request, text % {"them": asked.asked_of})
        return
    text = ngettext(
        "It is asked. %(count)d person of %(them)s was told by email.",
        "It is asked. %(count)d people of %(them)s were told by email.",
        told,
    )
    messages.success(request, text % {"count": told, "them": asked.asked_of})


def _move_page(request, form, moved: Question, title: str, crumbs):
    return form_page(request, form, title=title, crumbs=crumbs, text=moved.text)


def _crumbs(request, of: Question | None = None):
    crumbs = [
        (_("Meetings"), url_of(request, "bodies")),
        (_("Questions"), url_of(request, "questions")),
    ]
    if of is not None:
        label = _("Question %(number)d") % {"number": of.number}
        crumbs.append((label, url_of(request, "question", of.pk)))
    return crumbs
