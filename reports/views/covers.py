"""Cover reports at the desk: the list, a new one, one of them, read and published."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import form_page, posted, saved
from opcc.core.roles import Can
from reports import render as drawing
from reports.build.covers import build_cover, recommendations_of
from reports.build.lacking import lacking, worth_a_look
from reports.changes import covers as changes
from reports.changes import outcomes
from reports.forms import ConfirmForm, OutcomeForm
from reports.forms.covers import CoverFactsForm, CoverStartForm
from reports.models import CoverReport, Rendering


@allow(Can.READ_DESK)
def covers(request):
    """Every cover report of the office, the latest meeting first."""
    found = CoverReport.objects.for_office(request.office)
    page = {
        "reports": found.select_related("meeting__body", "full").defer("full__content"),
        "may_write": request.standing.can(Can.BUILD_EDITIONS),
        "crumbs": [(_("Reports"), url_of(request, "editions"))],
    }
    return render(request, "reports/desk/cover_list.html", page)


@allow(Can.BUILD_EDITIONS)
def add(request):
    form = CoverStartForm(posted(request), office=request.office)
    if saved(form, lambda: changes.start(report=form.instance, by=request.user)):
        messages.success(request, _("The cover report is started."))
        return redirect(url_of(request, "cover", form.instance.pk))
    title = _("Start a cover report")
    return form_page(request, form, title=title, crumbs=crumbs_to_all(request))


@allow(Can.READ_DESK)
def cover(request, pk):
    """One of them with all its parts, and what it still lacks."""
    shown = cover_of(request, pk)
    page = {
        "report": shown,
        "sections": [(each, _writes(request, each)) for each in shown.sections.all()],
        "answered": sum(each.is_answered for each in shown.implications.all()),
        "outcomes": list(_outcomes(request, shown)),
        "blockers": _in_the_way(request, shown),
        "may_write": shown.is_draft and request.standing.can(Can.BUILD_EDITIONS),
        "may_publish": shown.is_draft and request.standing.can(Can.PUBLISH),
        "renderings": _downloads(shown),
        "crumbs": crumbs_to_all(request),
    }
    return render(request, "reports/desk/cover_detail.html", page)


@allow(Can.BUILD_EDITIONS)
def edit(request, pk):
    shown = cover_of(request, pk)
    form = CoverFactsForm(posted(request), instance=shown)
    if saved(form, lambda: _amend(request, form)):
        messages.success(request, _("The cover report is changed."))
        return redirect(url_of(request, "cover", pk))
    crumbs = crumbs_to(request, shown)
    return form_page(request, form, title=_("What it says of itself"), crumbs=crumbs)


@allow(Can.READ_DESK)
def preview(request, pk):
    """A draft as the public would read it; a published one as it is stored."""
    shown = cover_of(request, pk)
    if shown.is_draft:
        body = drawing.to_html(build_cover(shown, audience="public", on=clock.today()))
    else:
        document = shown.publication.document if shown.publication else shown.full
        stored = get_object_or_404(document.renderings, format="html", part="")
        body = bytes(stored.body).decode()
    page = {"report": shown, "body": body, "crumbs": crumbs_to(request, shown)}
    return render(request, "reports/desk/cover_preview.html", page)


@allow(Can.PUBLISH)
def publish(request, pk):
    """Asks first; what is lacking is shown in place of the button."""
    shown = cover_of(request, pk)
    form = ConfirmForm(posted(request), save=_("Publish the cover report"))
    if saved(form, lambda: changes.publish(report=shown, by=request.user)):
        messages.success(request, _("The cover report is published."))
        return redirect(url_of(request, "cover", pk))
    crumbs = crumbs_to(request, shown)
    page = {"report": shown, "form": form, "crumbs": crumbs}
    page |= {"cancel_url": crumbs[-1][1], "blockers": _in_the_way(request, shown)}
    page["doubts"] = [(each, "") for each in worth_a_look(shown)]
    return render(request, "reports/desk/cover_publish.html", page)


@allow(Can.EDIT_MEETINGS)
def outcome(request, pk, number):
    """What became of one recommendation of a published report."""
    shown = cover_of(request, pk)
    asked = recommendations_of(shown)
    about = next((each for each in asked if each.number == number), None)
    if about is None:
        raise Http404
    form = OutcomeForm(posted(request))
    told = partial(outcomes.tell, report=shown, number=number, by=request.user)
    if saved(form, lambda: told(text=form.cleaned_data["text"])):
        messages.success(request, _("What became of it is published."))
        return redirect(url_of(request, "cover", pk))
    title = _("What became of recommendation %(number)s") % {"number": number}
    crumbs = crumbs_to(request, shown)
    return form_page(request, form, title=title, crumbs=crumbs, text=about.sentence)


@allow(Can.READ_DESK)
def download(request, pk, media):
    """The office's own version, byte for byte as it was frozen."""
    shown = cover_of(request, pk)
    if shown.full is None or media == Rendering.Format.HTML:
        raise Http404
    rendering = get_object_or_404(shown.full.renderings, format=media, part="")
    name = f"{changes.slug_of_meeting(shown.meeting)}-cover-full.{media}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    body = bytes(rendering.body)
    return HttpResponse(body, content_type=rendering.media_type, headers=headers)


def cover_of(request, pk: int) -> CoverReport:
    """One of the office's with all its parts, or 404; eight queries."""
    found = CoverReport.objects.for_office(request.office).with_all()
    return get_object_or_404(found, pk=pk)


def url_of(request, name: str, *args) -> str:
    return reverse(f"reports:{name}", args=[request.office.slug, *args])


def crumbs_to_all(request) -> list[tuple[str, str]]:
    return [
        (_("Reports"), url_of(request, "editions")),
        (_("Cover reports"), url_of(request, "covers")),
    ]


def crumbs_to(request, report: CoverReport) -> list[tuple[str, str]]:
    here = (str(report), url_of(request, "cover", report.pk))
    return [*crumbs_to_all(request), here]


def _amend(request, form: CoverFactsForm) -> None:
    changes.amend(report=form.instance, based_on=form.seen, by=request.user)


def _writes(request, section) -> str:
    """Where a section is written: some are gathered on a page of their own."""
    pages = {
        "recommendations": "cover-recommendations",
        "implications": "cover-implications",
    }
    if section.part in pages:
        return url_of(request, pages[section.part], section.report_id)
    if section.part == "appendices":
        return f"{url_of(request, 'cover', section.report_id)}#appendices"
    return url_of(request, "cover-section", section.pk)


def _in_the_way(request, report: CoverReport) -> list[tuple]:
    """Each thing with where it is given, "" for those who may not write."""
    if not report.is_draft:
        return []
    may_write = request.standing.can(Can.BUILD_EDITIONS)
    slug = request.office.slug
    return [
        (each, reverse(each.view, args=[slug, *each.args]) if may_write else "")
        for each in lacking(report)
    ]


def _downloads(report: CoverReport):
    if report.full is None:
        return []
    whole = report.full.renderings.filter(part="").exclude(format="html")
    return whole.defer("body")


def _outcomes(request, shown: CoverReport):
    """Each published recommendation, what became of it, and where that is told."""
    if shown.publication is None:
        return
    told = {each.number: each for each in shown.publication.outcomes.standing()}
    may_tell = request.standing.can(Can.EDIT_MEETINGS)
    for asked in recommendations_of(shown):
        args = [request.office.slug, shown.pk, asked.number]
        url = reverse("reports:cover-outcome", args=args) if may_tell else ""
        yield asked, told.get(asked.number), url
