"""A register of scrutiny: a list that is narrowed, and sent out as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from opcc.core import clock
from scrutiny.register import written
from scrutiny.views.pages import url_of


class Register(SingleTableMixin, FilterView):
    """One register; htmx swaps the table alone.

    ``acts`` are pairs of words and address; the first of them is the thing to do.
    """

    paginate_by = 50
    title = text = ""
    export_name = ""

    def get_table_kwargs(self):
        return {"office": self.request.office, "on": clock.today()}

    def get_context_data(self, **kwargs):
        shown = {"title": self.title, "text": self.text, "acts": self.acts()}
        query = self.request.GET.urlencode()
        shown["export"] = f"{url_of(self.request, self.export_name)}?{query}"
        return super().get_context_data(**shown, **kwargs)

    def get_template_names(self):
        part = "_register_table" if self.request.htmx else "register_page"
        return [f"scrutiny/{part}.html"]

    def acts(self) -> list[tuple[str, str]]:
        return []


def csv_file(
    name: str, columns: Iterable[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """A register as a file, named with the day."""
    response = StreamingHttpResponse(
        written(columns, rows), content_type="text/csv; charset=utf-8"
    )
    named = f'attachment; filename="{name}-{clock.today().isoformat()}.csv"'
    response["Content-Disposition"] = named
    return response
