"""Sending a file of values: what it would do, then doing it.

A small file is dealt with while the person waits for the page, a large one by a worker
while the page says how far it is.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures import tasks, uploading
from measures.changes import imports, uploads
from measures.domain import sheet
from measures.forms.columns import ColumnsForm
from measures.forms.returns import UploadForm
from measures.importing import read_as_remembered
from measures.models import Upload
from measures.views.finding import organisation_of, quarter_named
from opcc.core.access import allow
from opcc.core.roles import Can

SLOW_SECONDS = 60
"""A worker at work begins on a file well before this."""


@allow(Can.IMPORT_VALUES)
def upload(request):
    """Choose a file; what it would do is shown before anything is stored."""
    return _sending(request, {})


@allow(Can.ENTER_VALUES)
def upload_return(request, quarter, organisation):
    """One organisation's own file: only what its return owes is taken from it."""
    own = {
        "organisation": organisation_of(request, organisation),
        "quarter": quarter_named(quarter),
    }
    return _sending(request, own)


@allow(Can.IMPORT_VALUES, Can.ENTER_VALUES)
def columns(request, pk):
    """Which field each column of a kept file is: asked once for such headings."""
    kept = _upload(request, pk)
    table = _table(kept)
    form = ColumnsForm(request.POST or None, table=table)
    if form.is_valid():
        imports.remember_columns(
            office=request.office,
            columns=table.columns,
            fields=form.mapping,
            by=request.user,
            at=timezone.now(),
        )
        _set_to_work(request, kept, Upload.Work.CHECK)
        return redirect("returns:preview", request.office.slug, kept.pk)
    facts = {"form": form, "upload": kept}
    return render(request, "measures/returns/columns.html", facts)


@allow(Can.IMPORT_VALUES, Can.ENTER_VALUES)
def preview(request, pk):
    """What a kept file would do; a POST does it, whole or without what is rejected."""
    kept = _upload(request, pk)
    if request.method == "POST" and _stored(request, kept):
        return redirect(*_way_back(kept))
    if request.method == "POST":
        return redirect(request.path)
    facts = {
        "upload": kept,
        "report": kept.report,
        "most_shown": uploading.MOST_SHOWN,
        "is_slow": _is_slow(kept),
    }
    name = "_upload" if request.htmx else "preview"
    return render(request, f"measures/returns/{name}.html", facts)


@allow(Can.IMPORT_VALUES, Can.ENTER_VALUES)
def check(request, pk):
    """Check a kept file again, as what is stored may have changed since."""
    kept = _upload(request, pk)
    if request.method == "POST":
        _set_to_work(request, kept, Upload.Work.CHECK)
    return redirect("returns:preview", request.office.slug, pk)


@allow(Can.IMPORT_VALUES, Can.ENTER_VALUES)
def rejected(request, pk):
    """The refused rows with their reasons, to correct and send again."""
    text = _upload(request, pk).rejected_rows
    if not text:
        raise Http404
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejected-{pk}.csv"'
    return response


def _sending(request, own):
    form = UploadForm(request.POST or None, request.FILES or None, is_return=bool(own))
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            table = read_as_remembered(data, filename=file.name, office=request.office)
        except sheet.Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return _kept(request, file.name, data, own, sheet.wrong_columns(table))
    facts = {"form": form, **own}
    return render(request, "measures/returns/upload.html", facts)


def _kept(request, filename, data, own, wrong_columns):
    """Keep the file; its columns are asked about, or its preview is shown."""
    kept = uploads.keep(
        office=request.office,
        filename=filename,
        data=data,
        by=request.user,
        at=timezone.now(),
        **own,
    )
    if not wrong_columns:
        _set_to_work(request, kept, Upload.Work.CHECK)
    page = "columns" if wrong_columns else "preview"
    return redirect(f"returns:{page}", request.office.slug, kept.pk)


def _stored(request, kept):
    """Whether it is stored by now; otherwise the page says how far it is."""
    is_partial = "partial" in request.POST
    if kept.report and kept.report["rejected"] and not is_partial:
        words = _("Nothing is stored: tick that the rejected rows are to be left out.")
        messages.error(request, words)
        return False
    _set_to_work(request, kept, Upload.Work.STORE, is_partial=is_partial)
    was_imported = kept.imported_at is not None
    kept.refresh_from_db(fields=["imported_at", "report"])
    if was_imported or kept.imported_at is None:
        return False
    words = _("%(new)d new, %(changed)d changed and %(unchanged)d unchanged values.")
    messages.success(request, words % kept.report)
    return True


def _set_to_work(request, kept, work, **how):
    """At once for a small file; a worker's for a large one."""
    at = timezone.now()
    try:
        uploads.ask(upload=kept, work=work, by=request.user, at=at, **how)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return
    if kept.is_small:
        uploading.work_on(kept.pk)
    else:
        tasks.work_on_upload.enqueue(kept.pk)


# -- what the address names


def _upload(request, pk):
    """A provider sees the files that belong to their own organisations' returns."""
    rows = Upload.objects.for_office(request.office).select_related("organisation")
    if not request.standing.can(Can.IMPORT_VALUES):
        rows = rows.of_organisations(request.standing.provides_for)
    return get_object_or_404(rows, pk=pk)


def _table(kept):
    try:
        return uploading.table_of(kept)
    except sheet.Unreadable as refusal:
        raise Http404 from refusal


def _way_back(kept):
    if kept.organisation is None:
        return "returns:returns", kept.office.slug
    return "returns:return", kept.office.slug, kept.quarter, kept.organisation_id


def _is_slow(kept):
    """Whether it waits for longer than a worker at work would let it."""
    if not kept.asked or kept.is_begun:
        return False
    return (timezone.now() - kept.asked_at).total_seconds() > SLOW_SECONDS
