"""Uploading a file of values: what it would do, then doing it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import imports, undoing
from measures.domain import sheet
from measures.forms.columns import ColumnsForm
from measures.forms.returns import UploadForm
from measures.importing import examine, read_as_remembered
from measures.models import Import, Upload
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can

MOST_SHOWN = 200
"""Rows of findings on the page; the rejected ones are all in their file."""

IMPORTS_SHOWN = 50


@allow(Can.IMPORT_VALUES)
def upload(request):
    """Choose a file; what it would do is shown before anything is stored."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            table = read_as_remembered(data, filename=file.name, office=request.office)
        except sheet.Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            kept = imports.keep_upload(
                office=request.office,
                filename=file.name,
                data=data,
                by=request.user,
                at=timezone.now(),
            )
            page = "columns" if sheet.wrong_columns(table) else "preview"
            return redirect(f"returns:{page}", request.office.slug, kept.pk)
    return render(request, "measures/returns/upload.html", {"form": form})


@allow(Can.IMPORT_VALUES)
def columns(request, pk):
    """Which field each column of a kept file is: asked once for such headings."""
    kept = _upload(request, pk)
    table = _table(request, kept)
    form = ColumnsForm(request.POST or None, table=table)
    if form.is_valid():
        imports.remember_columns(
            office=request.office,
            columns=table.columns,
            fields=form.mapping,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("returns:preview", request.office.slug, kept.pk)
    facts = {"form": form, "upload": kept}
    return render(request, "measures/returns/columns.html", facts)


@allow(Can.IMPORT_VALUES)
def preview(request, pk):
    """What a kept file would do; a POST does it, whole or without what is rejected."""
    kept = _upload(request, pk)
    examined = _examined(request, kept)
    if request.method == "POST" and _stored(request, kept, examined):
        return redirect("returns:returns", request.office.slug)
    facts = {
        "upload": kept,
        "examined": examined,
        "warnings": examined.checked.warnings[:MOST_SHOWN],
        "rejected": examined.checked.rejected[:MOST_SHOWN],
        "most_shown": MOST_SHOWN,
    }
    return render(request, "measures/returns/preview.html", facts)


@allow(Can.IMPORT_VALUES)
def rejected(request, pk):
    """The refused rows with their reasons, to correct and send again."""
    kept = _upload(request, pk)
    text = _examined(request, kept).rejected_file()
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejected-{kept.pk}.csv"'
    return response


@allow(Can.IMPORT_VALUES)
def imported(request):
    """The files that were imported, newest first."""
    rows = Import.objects.for_office(request.office).select_related("by", "undone_by")
    page = Paginator(rows.defer("replaced"), IMPORTS_SHOWN)
    facts = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "measures/returns/imports.html", facts)


@allow(Can.IMPORT_VALUES)
def undo(request, pk):
    """Whether a whole import may be taken back; a POST takes it back."""
    rows = Import.objects.for_office(request.office).select_related("by")
    sent = get_object_or_404(rows, pk=pk)
    refusal = ""
    try:
        if request.method == "POST":
            undoing.undo(imported=sent, by=request.user, at=timezone.now())
            messages.success(request, _("The import is undone."))
            return redirect("returns:imports", request.office.slug)
        undoing.check_undoable(sent)
    except MoveRefused as refused:
        refusal = str(refused)
    facts = {"sent": sent, "refusal": refusal}
    return render(request, "measures/returns/undo.html", facts)


def _upload(request, pk):
    return get_object_or_404(Upload.objects.for_office(request.office), pk=pk)


def _table(request, kept):
    try:
        return read_as_remembered(
            bytes(kept.data), filename=kept.filename, office=request.office
        )
    except sheet.Unreadable as refusal:
        raise Http404 from refusal


def _examined(request, kept):
    return examine(_table(request, kept), offices={"": request.office})


def _stored(request, kept, examined):
    """Whether it is stored; otherwise why not is a message."""
    checked = examined.checked
    if checked.rejected and "partial" not in request.POST:
        messages.error(
            request,
            _("Nothing is stored: tick that the rejected rows are to be left out."),
        )
        return False
    try:
        found = imports.store_upload(
            upload=kept, checked=checked, by=request.user, at=timezone.now()
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    words = _("%(new)d new, %(changed)d changed and %(unchanged)d unchanged values.")
    messages.success(request, words % found.counts)
    return True
