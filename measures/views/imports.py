"""The files that were imported, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import undoing
from measures.models import Import
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can

IMPORTS_SHOWN = 50


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
