"""Tables of inspection reports and of their findings."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.models import Finding, InspectionReport


class ReportTable(Table):
    """Reports, newest first; takes rows ``with_counts`` and the day."""

    title = tables.Column(
        verbose_name=_("Report"),
        linkify=lambda record, table: table.url(record),
        orderable=False,
    )
    inspectorate = tables.Column(verbose_name=_("Inspectorate"))
    published_on = tables.DateColumn(format="j M Y", verbose_name=_("Published"))
    respond_by = tables.Column(verbose_name=_("Response"))
    findings_open = tables.TemplateColumn(
        "{{ record.findings_open }} / {{ record.findings_all }}",
        verbose_name=_("Open findings"),
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
    )
    state = tables.Column(verbose_name=_("State"), orderable=False)

    row_header = "title"
    empty_title = _("No report matches")

    class Meta:
        model = InspectionReport
        fields = [
            "title",
            "inspectorate",
            "published_on",
            "respond_by",
            "findings_open",
            "state",
        ]
        attrs = {"aria-label": _("Inspection reports, newest first")}
        empty_text = _(
            "An inspection report has findings, and 56 days in which to answer it. "
            "Take a filter away to see more, or record one."
        )

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on

    def url(self, report: InspectionReport) -> str:
        return reverse("scrutiny:inspection", args=[self.office.slug, report.pk])

    def render_title(self, record):
        return str(record)

    def render_respond_by(self, record):
        clock = record.clock(on=self.on)
        return render_to_string(
            "components/status.html", {"word": clock.words, "tone": clock.tone}
        )

    def render_state(self, record, value):
        return value if record.applies else _("None due")


class FindingTable(Table):
    """Findings with their three views; takes rows ``with_actions``."""

    text = tables.TemplateColumn(
        template_name="scrutiny/inspections/_finding_cell.html",
        verbose_name=_("Finding"),
        orderable=False,
    )
    force_view = tables.Column(verbose_name=_("Force"))
    office_view = tables.Column(verbose_name=_("Office"))
    inspectorate_view = tables.Column(verbose_name=_("Inspectorate"))
    actions = tables.TemplateColumn(
        template_name="scrutiny/inspections/_actions_cell.html",
        verbose_name=_("Action"),
        orderable=False,
    )

    row_header = "text"
    empty_title = _("No finding matches")

    class Meta:
        model = Finding
        fields = ["text", "force_view", "office_view", "inspectorate_view", "actions"]
        attrs = {
            "class": "table table--dense table--top register stack",
            "aria-label": _("Findings, by report"),
        }
        empty_text = _(
            "Findings are recorded on the page of their report. Take a filter away "
            "to see more."
        )

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
