"""Pages of the programme: its quarters, every topic, and what it has not covered."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.forms.topics import TopicFilter
from scrutiny.models import Topic
from scrutiny.reading.coverage import coverage_of
from scrutiny.reading.quarters import programme_of
from scrutiny.tables.topics import TopicTable
from scrutiny.views.pages import url_of

YEARS = (1, 2, 5)
"""How many years of coverage may be looked at; the second is shown first."""

QUARTERS_A_YEAR = 4


@allow(Can.READ_DESK)
def programme(request):
    """What waits for a quarter, and a list for each quarter."""
    standing = request.standing
    page = {
        "programme": programme_of(request.office, on=clock.today()),
        "may_edit": standing.can(Can.EDIT_PROGRAMME),
        "may_suggest": standing.can(Can.EDIT_PROGRAMME)
        or standing.can(Can.DIRECT_TOPICS),
        "may_publish": standing.can(Can.PUBLISH_PROGRAMME),
        "crumbs": [(_("Meetings"), url_of(request, "bodies"))],
    }
    return render(request, "scrutiny/programme/programme.html", page)


class TopicList(SingleTableMixin, FilterView):
    """Every topic, ended ones too, filtered; htmx swaps the table alone."""

    table_class = TopicTable
    filterset_class = TopicFilter
    paginate_by = 50

    def get_queryset(self):
        topics = Topic.objects.for_office(self.request.office)
        return topics.order_by("-number")

    def get_table_kwargs(self):
        return {"office": self.request.office, "on": clock.today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs_of(self.request), **kwargs)

    def get_template_names(self):
        if self.request.htmx:
            return ["scrutiny/programme/_topic_table.html"]
        return ["scrutiny/programme/topic_list.html"]


@allow(Can.READ_DESK)
def coverage(request):
    """Which priority and which domain was looked at in which quarter."""
    asked = request.GET.get("years", "")
    years = int(asked) if asked in map(str, YEARS) else YEARS[1]
    quarters = years * QUARTERS_A_YEAR
    page = {
        "coverage": coverage_of(request.office, quarters=quarters, on=clock.today()),
        "years": years,
        "choices": YEARS,
        "crumbs": crumbs_of(request),
    }
    return render(request, "scrutiny/programme/coverage.html", page)


def crumbs_of(request, topic: Topic | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Programme"), url_of(request, "programme"))]
    if topic is not None:
        crumbs.append((topic.title, url_of(request, "topic", topic.pk)))
    return crumbs
