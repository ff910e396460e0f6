"""Check a document: open to all, by its SHA-256 or by the file itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from opcc.core import clock
from reports import verification
from reports.forms import VerifyForm


@login_not_required
def verify(request):
    """Says which publication a file is; nothing that is sent is kept.

    Of a version that is not public only whoever may read it is told that it is one.
    A report's own page leads here with ``?sha256=``.
    """
    form = VerifyForm(request.POST or request.GET or None, request.FILES or None)
    page = {"form": form, "asked": ""}
    if form.is_valid():
        asked = page["asked"] = _hash_of(form.cleaned_data)
        page["match"] = verification.match(asked, at=clock.now())
        page["kept"] = page["match"] is None and verification.version_match(
            asked, reader=request.user, on=clock.today()
        )
    return render(request, "reports/verify.html", page)


def _hash_of(given) -> str:
    if given["file"]:
        return verification.hash_of(given["file"].chunks())
    return given["sha256"].strip().lower()
