"""Annual reports at the desk: begun, given their statement, read, and published."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import form_page, posted, saved
from opcc.core.periods import Period
from opcc.core.roles import Can
from reports.build.annual import build_annual
from reports.build.annual_blockers import blockers
from reports.build.since import published_editions
from reports.changes import annual as changes
from reports.forms import ConfirmForm
from reports.forms.annual import AnnualStartForm, StatementForm
from reports.models import AnnualReport
from reports.render import to_html
from reports.views.packs import with_addresses
from reports.views.records import ask_first


@allow(Can.READ_DESK)
def listed(request):
    """Every annual report of the office, the latest year first."""
    found = AnnualReport.objects.for_office(request.office)
    may_start = request.standing.can(Can.BUILD_EDITIONS)
    page = {
        "reports": found,
        "years": _years(request) if may_start else [],
        "crumbs": [(_("Reports"), _url_of(request, "editions"))],
    }
    return render(request, "reports/desk/annual_list.html", page)


@allow(Can.BUILD_EDITIONS)
def add(request):
    form = AnnualStartForm(posted(request), years=_years(request))
    if saved(form, lambda: _start(request, form)):
        messages.success(request, _("The annual report is begun."))
        return redirect(_url_of(request, "annual", form.started.pk))
    title, crumbs = _("Start an annual report"), _crumbs_to_all(request)
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.READ_DESK)
def annual(request, pk):
    """One of them: what it lacks, its statement, and what came of it."""
    shown = _report(request, pk)
    found = blockers(shown, on=clock.today()) if shown.is_draft else []
    is_ready = shown.is_draft and not any(each.is_error for each in found)
    page = {
        "report": shown,
        "blockers": with_addresses(request, found),
        "may_write": shown.is_draft and _may_write(request),
        "may_publish": is_ready and request.standing.can(Can.PUBLISH),
        "crumbs": _crumbs_to_all(request),
    }
    return render(request, "reports/desk/annual_detail.html", page)


@allow(Can.BUILD_EDITIONS, Can.STATE_OVERSIGHT)
def statement(request, pk):
    """Given by the holder of the office or the deputy; drafted by anybody else."""
    shown = _report(request, pk)
    gives = request.standing.can(Can.STATE_OVERSIGHT)
    form = StatementForm(posted(request), instance=shown, gives=gives)
    if saved(form, lambda: _write(request, form)):
        messages.success(
            request,
            _("The statement is given.") if gives else _("The draft is saved."),
        )
        for each in form.taken_out:
            messages.warning(request, _("Taken out: %(what)s") % {"what": each})
        return redirect(_url_of(request, "annual", pk))
    title, crumbs = _("The statement"), _crumbs_to(request, shown)
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.READ_DESK)
def preview(request, pk):
    """A draft as the public would read it; a published one as it is stored."""
    shown = _report(request, pk)
    if shown.publication:
        renderings = shown.publication.document.renderings
        stored = get_object_or_404(renderings, format="html", part="")
        body = bytes(stored.body).decode()
    else:
        body = _drawn(shown)
        if not body:
            return redirect(_url_of(request, "annual", pk))
    page = {"report": shown, "body": body, "crumbs": _crumbs_to(request, shown)}
    return render(request, "reports/desk/cover_preview.html", page)


@allow(Can.PUBLISH)
def publish(request, pk):
    """The report as it will read, and a button; else where its page says why not."""
    shown = _report(request, pk)
    form = ConfirmForm(posted(request), save=_("Publish the annual report"))
    if saved(form, partial(changes.publish, report=shown, by=request.user)):
        messages.success(request, _("The annual report is published."))
        return redirect(_url_of(request, "annual", pk))
    found = blockers(shown, on=clock.today()) if shown.is_draft else []
    is_stopped = not shown.is_draft or any(each.is_error for each in found)
    if is_stopped:
        for each in form.non_field_errors() if form.is_bound else ():
            messages.error(request, each)
        return redirect(_url_of(request, "annual", pk))
    content = build_annual(shown, on=clock.today())
    crumbs, doubts = _crumbs_to(request, shown), with_addresses(request, found)
    return ask_first(request, form, content, crumbs=crumbs, doubts=doubts)


def _years(request) -> list[Period]:
    """Years that have ended, of which a report is published and none is begun."""
    told = {each.period.financial_year for each in published_editions(request.office)}
    drafts = AnnualReport.objects.for_office(request.office).drafts()
    begun = {each.period for each in drafts}
    ended = {year for year in told if year.end < clock.today()}
    return sorted(ended - begun, reverse=True)


def _start(request, form: AnnualStartForm) -> None:
    year = form.cleaned_data["year"]
    form.started = changes.start(office=request.office, year=year, by=request.user)


def _write(request, form: StatementForm) -> None:
    changes.write(
        report=form.instance,
        statement=form.cleaned_data["statement"],
        based_on=form.seen,
        by=request.standing,
    )


def _drawn(report: AnnualReport) -> str:
    """The draft's body; "" while no edition of its year is published."""
    try:
        return to_html(build_annual(report, on=clock.today()))
    except LookupError:
        return ""


def _may_write(request) -> bool:
    needed = (Can.BUILD_EDITIONS, Can.STATE_OVERSIGHT)
    return any(request.standing.can(each) for each in needed)


def _report(request, pk: int) -> AnnualReport:
    found = AnnualReport.objects.for_office(request.office)
    related = found.select_related("office", "stated_by", "publication__office")
    return get_object_or_404(related, pk=pk)


def _url_of(request, name: str, *args) -> str:
    return reverse(f"reports:{name}", args=[request.office.slug, *args])


def _crumbs_to_all(request) -> list[tuple[str, str]]:
    return [
        (_("Reports"), _url_of(request, "editions")),
        (_("Annual reports"), _url_of(request, "annual-reports")),
    ]


def _crumbs_to(request, report: AnnualReport) -> list[tuple[str, str]]:
    here = (str(report), _url_of(request, "annual", report.pk))
    return [*_crumbs_to_all(request), here]
