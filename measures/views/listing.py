"""Importing a list from a file: checked and shown, then stored when confirmed."""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from measures.domain.sheet import Finding, Unreadable
from measures.domain.sheet.listing import Column
from measures.forms.listing import ListForm
from measures.forms.refusing import refuse

MOST_SHOWN = 200
"""Rows and findings on the page."""


@dataclass(frozen=True)
class Shown:
    """What a file holds: rows that would be stored, and what is wrong with others."""

    accepted: Sequence
    findings: Sequence[Finding]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


class ListImport(ABC, View):
    """A page that reads a file whole, shows what it would do, and stores all of it.

    A subclass names its columns, reads (``shown``) and stores (``store``).
    """

    template_name = "measures/list_import.html"
    columns: Sequence[Column] = ()
    heading = ""
    explanation = ""
    example: Sequence[Sequence[str]] = ()
    back = ""
    back_words = ""

    def form(self, *args) -> ListForm:
        return ListForm(*args)

    @abstractmethod
    def shown(self, form: ListForm) -> Shown:
        """Raises Unreadable where the file is no such list."""

    @abstractmethod
    def store(self, form: ListForm, accepted: Sequence) -> str:
        """Store what the file holds, and say so. Raises ValidationError."""

    def get(self, request):
        if "template" in request.GET:
            return _template(self.columns, self.example)
        return self._page(self.form())

    def post(self, request):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        try:
            shown = self.shown(form)
            if "store" not in request.POST or shown.findings or not shown.accepted:
                return self._page(form, shown)
            messages.success(request, self.store(form, shown.accepted))
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            return redirect(self.back, request.office.slug)
        return self._page(form)

    def _page(self, form: ListForm, shown: Shown | None = None):
        page = {
            "form": form,
            "shown": shown,
            "columns": self.columns,
            "heading": self.heading,
            "explanation": self.explanation,
            "back_url": reverse(self.back, args=[self.request.office.slug]),
            "back_words": self.back_words,
            "most_shown": MOST_SHOWN,
        }
        return render(self.request, self.template_name, page)


def _template(columns: Sequence[Column], example: Sequence[Sequence[str]]):
    """The headings with a row or two to overwrite, as CSV."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = _("template.csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow([column.name for column in columns])
    writer.writerows(example)
    return response
