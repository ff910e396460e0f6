"""The parts of a cover report at the desk: written, ordered, added and taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.pages import form_page, posted, saved
from opcc.core.prose import prose
from opcc.core.roles import Can
from reports.changes import cover_parts as changes
from reports.changes import covers
from reports.forms.cover_parts import (
    ImplicationsForm,
    PeopleForm,
    RecommendationsForm,
)
from reports.forms.covers import (
    AppendixForm,
    CoverSectionAddForm,
    CoverSectionForm,
    OrderForm,
)
from reports.models import CoverAppendix, CoverSection
from reports.views.covers import cover_of, crumbs_to, url_of


@allow(Can.BUILD_EDITIONS)
def section(request, pk):
    """One section in Markdown, previewed or saved, with what was taken out of it."""
    written = _row_of(request, CoverSection, pk)
    form = CoverSectionForm(posted(request), instance=written)
    wants_preview = "preview" in request.POST
    if not wants_preview and saved(form, lambda: _write(request, form)):
        messages.success(request, _("The section is saved."))
        _say_what_went(request, form)
        return redirect(url_of(request, "cover", written.report_id))
    preview = None
    if wants_preview and form.is_valid():
        _say_what_went(request, form)
        preview = prose(form.cleaned_data.get("text", ""))
    crumbs = crumbs_to(request, written.report)
    title = _("Write “%(heading)s”") % {"heading": written}
    page = {"template": "reports/desk/cover_form.html", "preview": preview}
    return form_page(request, form, title=title, crumbs=crumbs, **page)


@allow(Can.BUILD_EDITIONS)
def add_section(request, pk):
    report = cover_of(request, pk)
    form = CoverSectionAddForm(posted(request), report=report)
    add = changes.add_section
    if saved(form, lambda: add(section=form.instance, by=request.user)):
        messages.success(request, _("The section is added, as the last."))
        return redirect(url_of(request, "cover", pk))
    crumbs = crumbs_to(request, report)
    return form_page(request, form, title=_("Add a section"), crumbs=crumbs)


@allow(Can.BUILD_EDITIONS)
@require_POST
def move_section(request, pk):
    return _moved(request, _row_of(request, CoverSection, pk), "section")


@allow(Can.BUILD_EDITIONS)
@require_POST
def move_appendix(request, pk):
    return _moved(request, _row_of(request, CoverAppendix, pk), "appendix")


@allow(Can.BUILD_EDITIONS)
@require_POST
def remove_section(request, pk):
    return _removed(request, _row_of(request, CoverSection, pk))


@allow(Can.BUILD_EDITIONS)
@require_POST
def remove_appendix(request, pk):
    return _removed(request, _row_of(request, CoverAppendix, pk))


@allow(Can.BUILD_EDITIONS)
def recommendations(request, pk):
    report = cover_of(request, pk)
    form = RecommendationsForm(posted(request), report=report)

    def change():
        rows = form.recommendations
        changes.recommend(report=report, rows=rows, **_by(request, form))

    words = _("Each is numbered by its place. Empty a row to take it out.")
    title = _("What members are asked")
    return _asked(request, form, change, title=title, text=words)


@allow(Can.BUILD_EDITIONS)
def implications(request, pk):
    report = cover_of(request, pk)
    form = ImplicationsForm(posted(request), report=report)

    def change():
        changes.answer(report=report, rows=form.answers, **_by(request, form))

    words = _("Every heading needs an answer, also where there is nothing to state.")
    return _asked(request, form, change, title=_("Implications"), text=words)


@allow(Can.BUILD_EDITIONS)
def people(request, pk):
    report = cover_of(request, pk)
    form = PeopleForm(posted(request), report=report)

    def change():
        said = {"signatories": form.signatories, "contacts": form.contacts}
        changes.name_people(report=report, **said, **_by(request, form))

    return _asked(request, form, change, title=_("Who signs it, and whom to contact"))


@allow(Can.BUILD_EDITIONS)
def append(request, pk):
    report = cover_of(request, pk)
    sent = request.FILES if request.method == "POST" else None
    form = AppendixForm(posted(request), sent, report=report)

    def change():
        name, data = form.cleaned_data["file"] or ("", b"")
        new = form.instance
        changes.append(appendix=new, name=name, data=data, by=request.user)

    return _asked(request, form, change, title=_("Add an appendix"))


def _asked(request, form, change, *, title: str, text: str = ""):
    """A page with one form about a report, which the page goes back to."""
    report = form.report if hasattr(form, "report") else form.instance.report
    if saved(form, change):
        messages.success(request, _("The cover report is changed."))
        return redirect(url_of(request, "cover", report.pk))
    crumbs = crumbs_to(request, report)
    return form_page(request, form, title=title, crumbs=crumbs, text=text)


def _row_of(request, model, pk: int):
    rows = model.objects.filter(report__office=request.office)
    return get_object_or_404(rows.select_related("report__office"), pk=pk)


def _by(request, form) -> dict[str, object]:
    return {"based_on": form.seen, "by": request.user}


def _write(request, form: CoverSectionForm) -> None:
    covers.write(section=form.instance, based_on=form.seen, by=request.user)


def _say_what_went(request, form: CoverSectionForm) -> None:
    if form.taken_out:
        words = _("Taken out, because the document does it by itself: %(what)s")
        told = "; ".join(form.taken_out[:10])
        messages.warning(request, words % {"what": told})


def _moved(request, row, noun: str):
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Say up or down."))
    try:
        changes.move(row=row, by=request.user, **form.cleaned_data)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{url_of(request, 'cover', row.report_id)}#{noun}-{row.pk}")


def _removed(request, row):
    report = row.report_id
    try:
        changes.remove(row=row, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is taken out."))
    return redirect(url_of(request, "cover", report))
