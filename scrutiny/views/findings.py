"""Pages of the findings of inspections: the register, one of them, and its moves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import findings as changes
from scrutiny.forms.agendas import ConfirmForm
from scrutiny.forms.findings import AnswerForm, FindingFilter, FindingForm, ViewForm
from scrutiny.models import Finding
from scrutiny.tables.inspections import FindingTable
from scrutiny.views.inspections import crumbs_to_inspection, may_write, report_of
from scrutiny.views.pages import form_page, posted, saved, url_of


class FindingList(SingleTableMixin, FilterView):
    """Every finding of every report, filtered; htmx swaps the table alone."""

    table_class = FindingTable
    filterset_class = FindingFilter
    paginate_by = 50

    def get_queryset(self):
        findings = Finding.objects.for_office(self.request.office).with_actions()
        return findings.order_by("-report__published_on", "report", "-kind", "number")

    def get_table_kwargs(self):
        return {"office": self.request.office}

    def get_context_data(self, **kwargs):
        crumbs = crumbs_to_inspection(self.request)
        return super().get_context_data(crumbs=crumbs, **kwargs)

    def get_template_names(self):
        if self.request.htmx:
            return ["scrutiny/_table.html"]
        return ["scrutiny/inspections/finding_list.html"]


@allow(Can.READ_DESK)
def finding(request, pk):
    """One finding: the three views side by side, the answer, and the actions."""
    shown = _finding(request, pk)
    edits = request.standing.can(Can.EDIT_INSPECTIONS)
    page = {
        "finding": shown,
        "report": shown.report,
        "sides": _sides(shown),
        "actions": shown.actions.select_related("owner", "organisation"),
        "measures": shown.measures.prefetch_related("versions"),
        "objectives": shown.objectives.select_related("priority"),
        "may_edit": edits and shown.report.state == "draft",
        "may_remove": edits and shown.report.state == "draft" and _is_bare(shown),
        "may_answer": may_write(request, shown.report),
        "may_state": edits,
        "may_raise": request.standing.can(Can.EDIT_ACTIONS),
        "crumbs": crumbs_to_inspection(request, shown.report),
    }
    return render(request, "scrutiny/inspections/finding_detail.html", page)


@allow(Can.EDIT_INSPECTIONS)
def add_finding(request, pk):
    report = report_of(request, pk)
    form = FindingForm(posted(request), report=report)
    if saved(form, lambda: _add(request, form)):
        messages.success(request, _("The finding is recorded."))
        return redirect(url_of(request, "finding", form.instance.pk))
    crumbs = crumbs_to_inspection(request, report)
    return form_page(request, form, title=_("Add a finding"), crumbs=crumbs)


@allow(Can.EDIT_INSPECTIONS)
def edit_finding(request, pk):
    edited = _finding(request, pk)
    crumbs = _crumbs(request, edited)
    form = FindingForm(posted(request), instance=edited, report=edited.report)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The finding is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the finding"), crumbs=crumbs)


@allow(Can.EDIT_INSPECTIONS)
def remove_finding(request, pk):
    """One recorded by mistake, after asking."""
    removed = _finding(request, pk)
    crumbs, text = _crumbs(request, removed), removed.text
    form = ConfirmForm(posted(request), save=_("Remove the finding"))
    if saved(form, lambda: changes.remove(finding=removed, by=request.user)):
        messages.success(request, _("The finding is removed."))
        return redirect(url_of(request, "inspection", removed.report_id))
    title = _("Remove %s") % str(removed).lower()
    return form_page(request, form, title=title, crumbs=crumbs, text=text)


@allow(Can.EDIT_INSPECTIONS, Can.DECIDE_RESPONSES)
def answer_finding(request, pk):
    answered = _finding(request, pk)
    crumbs, text = _crumbs(request, answered), answered.text
    form = AnswerForm(posted(request), instance=answered)
    if saved(form, lambda: _answer(request, form)):
        messages.success(request, _("The answer is saved."))
        return redirect(crumbs[-1][1])
    title = _("Answer this finding")
    return form_page(request, form, title=title, crumbs=crumbs, text=text)


@allow(Can.EDIT_INSPECTIONS)
def state_view(request, pk, side):
    """What one of the three sides says of it now: complete, or open again."""
    if side not in Finding.Side.values:
        raise Http404
    stated = _finding(request, pk)
    crumbs = _crumbs(request, stated)
    form = ViewForm(posted(request), finding=stated, side=side)
    by = request.standing
    if saved(form, lambda: changes.state_view(statement=form.instance, by=by)):
        messages.success(request, _("The view is recorded."))
        return redirect(crumbs[-1][1])
    title = VIEWS[form.instance.view] % {"side": Finding.Side(side).label}
    return form_page(request, form, title=title, crumbs=crumbs, text=stated.text)


VIEWS = {
    Finding.View.COMPLETE: gettext_lazy("%(side)s: complete"),
    Finding.View.OPEN: gettext_lazy("%(side)s: open again"),
}


def _is_bare(shown: Finding) -> bool:
    """Whether nothing rests on it; two queries at most."""
    if shown.is_answered:
        return False
    return not (shown.actions.exists() or shown.stated.exists())


def _sides(shown: Finding) -> list[dict]:
    """Each side with its view now and all that it stated; one query."""
    stated = list(shown.stated.all())
    return [
        {
            "side": side,
            "words": side.label,
            "view": shown.view_of(side),
            "stated": [each for each in stated if each.side == side],
        }
        for side in Finding.Side
    ]


def _add(request, form) -> None:
    changes.add(finding=form.instance, by=request.user, **form.concerns)


def _edit(request, form) -> None:
    changes.edit(
        finding=form.instance, based_on=form.seen, by=request.user, **form.concerns
    )


def _answer(request, form) -> None:
    said = dict(form.cleaned_data)
    based_on = said.pop("based_on") or 0
    changes.answer(finding=form.instance, based_on=based_on, by=request.user, **said)


def _finding(request, pk: int) -> Finding:
    found = Finding.objects.for_office(request.office)
    return get_object_or_404(found.select_related("report__office"), pk=pk)


def _crumbs(request, shown: Finding):
    here = (str(shown), url_of(request, "finding", shown.pk))
    return [*crumbs_to_inspection(request, shown.report), here]
