"""The table of every topic, past ones too."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.models import Topic


class TopicTable(Table):
    """Topics, newest first; takes rows ``with_all`` and the day."""

    number = tables.Column(accessor="reference", verbose_name=_("No."))
    title = tables.Column(
        verbose_name=_("Topic"),
        linkify=lambda record, table: table.url(record),
    )
    source = tables.Column(verbose_name=_("Source"))
    quarter = tables.Column(
        accessor="quarter", verbose_name=_("Quarter"), default=_("None yet")
    )
    stage = tables.Column(empty_values=(), verbose_name=_("State"))

    row_header = "title"
    empty_title = _("No topic matches")

    class Meta:
        model = Topic
        fields = ["number", "title", "source", "quarter", "stage"]
        orderable = False
        attrs = {"aria-label": _("Topics, newest first")}
        empty_text = _(
            "A topic is a theme to look at in some quarter. Take a filter away to see "
            "more, or suggest one."
        )

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on

    def url(self, topic: Topic) -> str:
        return reverse("scrutiny:topic", args=[self.office.slug, topic.pk])

    def render_stage(self, record):
        word, tone = record.stage(on=self.on)
        return render_to_string("components/status.html", {"word": word, "tone": tone})
