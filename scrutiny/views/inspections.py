"""Pages of inspection reports: the register, one of them, and each of its moves."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import inspections as changes
from scrutiny.domain.workflow import INSPECTION_RESPONSE
from scrutiny.forms.agendas import ReasonForm
from scrutiny.forms.inspections import (
    CommentsForm,
    DecideForm,
    IntroductionForm,
    InviteForm,
    NoCommentsForm,
    ReportFilter,
    ReportForm,
    SentForm,
)
from scrutiny.models import InspectionReport
from scrutiny.tables.inspections import ReportTable
from scrutiny.views.pages import form_page, posted, saved, url_of


class ReportList(SingleTableMixin, FilterView):
    """Every report, filtered; htmx swaps the table alone."""

    table_class = ReportTable
    filterset_class = ReportFilter
    paginate_by = 50

    def get_queryset(self):
        reports = InspectionReport.objects.for_office(self.request.office)
        return reports.with_counts()

    def get_table_kwargs(self):
        return {"office": self.request.office, "on": clock.today()}

    def get_context_data(self, **kwargs):
        may_edit = self.request.standing.can(Can.EDIT_INSPECTIONS)
        crumbs = [(_("Meetings"), url_of(self.request, "bodies"))]
        return super().get_context_data(may_edit=may_edit, crumbs=crumbs, **kwargs)

    def get_template_names(self):
        if self.request.htmx:
            return ["scrutiny/_table.html"]
        return ["scrutiny/inspections/report_list.html"]


@allow(Can.READ_DESK)
def inspection(request, pk):
    """One report with its clock on top, its response and its findings."""
    shown = report_of(request, pk)
    page = {
        "report": shown,
        "answered": shown.clock(on=clock.today()),
        "findings": shown.findings.prefetch_related("actions"),
        "sendings": shown.sendings.select_related("by"),
        "missing": changes.missing(shown) if shown.state == "draft" else (),
        "moves": _moves(request, shown),
        "may_edit": _may_edit(request, shown),
        "may_write": may_write(request, shown),
        "may_send": _may_send(request, shown),
        "crumbs": crumbs_to_inspection(request),
    }
    return render(request, "scrutiny/inspections/report_detail.html", page)


@allow(Can.EDIT_INSPECTIONS)
def add_inspection(request):
    form = ReportForm(posted(request), office=request.office)
    if saved(form, lambda: changes.add(report=form.instance, by=request.user)):
        messages.success(request, _("The report is recorded. Add its findings."))
        return redirect(url_of(request, "inspection", form.instance.pk))
    title = _("Record an inspection report")
    return form_page(request, form, title=title, crumbs=crumbs_to_inspection(request))


@allow(Can.EDIT_INSPECTIONS)
def edit_inspection(request, pk):
    edited = report_of(request, pk)
    crumbs = crumbs_to_inspection(request, edited)
    form = ReportForm(posted(request), instance=edited, office=request.office)
    if saved(form, lambda: _changed(request, form, changes.edit)):
        messages.success(request, _("The report is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the report"), crumbs=crumbs)


@allow(Can.EDIT_INSPECTIONS)
def invite_comments(request, pk):
    return _recorded(
        request,
        pk,
        InviteForm(posted(request)),
        changes.invite_comments,
        title=_("Invite the chief constable’s comments"),
        done=_("The invitation is recorded."),
    )


@allow(Can.EDIT_INSPECTIONS)
def receive_comments(request, pk):
    return _recorded(
        request,
        pk,
        CommentsForm(posted(request), report=report_of(request, pk)),
        changes.receive_comments,
        title=_("The chief constable’s comments"),
        done=_("The comments are saved."),
    )


@allow(Can.EDIT_INSPECTIONS)
def note_no_comments(request, pk):
    return _recorded(
        request,
        pk,
        NoCommentsForm(posted(request)),
        changes.note_no_comments,
        title=_("No comments came"),
        done=_("It is recorded that none came."),
    )


@allow(Can.EDIT_INSPECTIONS, Can.DECIDE_RESPONSES)
def write_response(request, pk):
    """What the Commissioner says of the whole report."""
    written = report_of(request, pk)
    crumbs = crumbs_to_inspection(request, written)
    form = IntroductionForm(posted(request), instance=written)
    if saved(form, lambda: _write(request, form)):
        messages.success(request, _("The words are saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Write the response"), crumbs=crumbs)


@allow(Can.DECIDE_RESPONSES)
def decide_response(request, pk):
    """All of it, and a button that settles it."""
    decided = report_of(request, pk)
    lacking = " ".join(changes.missing(decided))
    return _recorded(
        request,
        pk,
        DecideForm(posted(request), report=decided),
        lambda report, by, seen: changes.decide(
            report=report, by=request.standing, seen=seen
        ),
        title=_("Decide the response"),
        done=_("The response is decided. It can be published."),
        text=lacking,
        template="scrutiny/inspections/decide.html",
        report=decided,
    )


@allow(Can.DECIDE_RESPONSES)
def send_response_back(request, pk):
    return _recorded(
        request,
        pk,
        ReasonForm(posted(request), save=_("Send it back")),
        changes.send_back,
        title=_("Send the response back to draft"),
        done=_("The response is a draft again."),
    )


@allow(Can.EDIT_INSPECTIONS)
def note_sent(request, pk):
    """Evidence that the response was sent to those whom the law names."""
    report = report_of(request, pk)
    crumbs = crumbs_to_inspection(request, report)
    form = SentForm(posted(request), report=report)
    if saved(form, lambda: changes.note_sent(sending=form.instance, by=request.user)):
        messages.success(request, _("The sending is recorded."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Record the sending"), crumbs=crumbs)


def report_of(request, pk: int) -> InspectionReport:
    found = InspectionReport.objects.for_office(request.office)
    return get_object_or_404(found.select_related("office", "decided_by"), pk=pk)


def crumbs_to_inspection(request, report: InspectionReport | None = None):
    """The way back up, as far as it goes."""
    crumbs = [(_("Inspections"), url_of(request, "inspections"))]
    if report is not None:
        crumbs.append((str(report), url_of(request, "inspection", report.pk)))
    return crumbs


def may_write(request, report: InspectionReport) -> bool:
    """Whoever drafts the response and whoever decides it, while it is open."""
    writes = (Can.EDIT_INSPECTIONS, Can.DECIDE_RESPONSES)
    is_open = report.state == InspectionReport.State.DRAFT and report.applies
    return is_open and any(request.standing.can(each) for each in writes)


def _recorded(request, pk: int, form, change, *, title, done, **shown):
    """A form that makes one change of a report, and goes back to its page."""
    report = report_of(request, pk)
    crumbs = crumbs_to_inspection(request, report)
    if saved(form, lambda: change(report=report, by=request.user, **form.cleaned_data)):
        messages.success(request, done)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=title, crumbs=crumbs, **shown)


def _changed(request, form, change) -> None:
    change(report=form.instance, based_on=form.seen, by=request.user)


def _write(request, form) -> None:
    changes.write(
        report=form.instance,
        introduction=form.cleaned_data["introduction"],
        based_on=form.seen,
        by=request.user,
    )


def _may_edit(request, shown: InspectionReport) -> bool:
    edits = request.standing.can(Can.EDIT_INSPECTIONS)
    return edits and shown.state == InspectionReport.State.DRAFT


def _may_send(request, shown: InspectionReport) -> bool:
    edits = request.standing.can(Can.EDIT_INSPECTIONS)
    return edits and shown.state != InspectionReport.State.DRAFT


NEEDS = {
    "decide": Can.DECIDE_RESPONSES,
    "send_back": Can.DECIDE_RESPONSES,
    "publish": Can.PUBLISH,
}


def _moves(request, shown: InspectionReport) -> list[str]:
    """Names of the moves that are open to the reader; none where none is due."""
    if not shown.applies:
        return []
    open_to = INSPECTION_RESPONSE.open_to(shown.state)
    return [move.name for move in open_to if request.standing.can(NEEDS[move.name])]
