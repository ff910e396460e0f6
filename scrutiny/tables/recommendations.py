"""Tables of recommendations, of decisions, and of what must be published."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.domain.keeping import Kept
from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation
from scrutiny.models.decisions import pounds

NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


class DatedTable(Table):
    """A table of one office, judged on one day."""

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on

    def address(self, name: str, *args) -> str:
        return reverse(f"scrutiny:{name}", args=[self.office.slug, *args])


def status(word: str, tone: str) -> str:
    return render_to_string("components/status.html", {"word": word, "tone": tone})


class RecommendationTable(DatedTable):
    """Soonest due first; takes rows ``with_all``."""

    number = tables.Column(verbose_name=_("No."), attrs=NUMBER)
    text = tables.Column(
        verbose_name=_("What the panel said"),
        orderable=False,
        linkify=lambda record, table: table.address("recommendation", record.pk),
    )
    kind = tables.Column(verbose_name=_("What it is"))
    made_on = tables.DateColumn(format="j M Y", verbose_name=_("Made"))
    respond_by = tables.DateColumn(format="j M Y", verbose_name=_("Response due"))
    standing = tables.Column(empty_values=(), orderable=False, verbose_name=_("State"))

    row_header = "text"
    empty_title = _("No recommendation matches")

    class Meta:
        model = PanelRecommendation
        fields = ["number", "text", "kind", "made_on", "respond_by", "standing"]
        attrs = {"aria-label": _("Recommendations, soonest due first")}
        empty_text = _(
            "The panel's support officer records what the panel recommends, with the "
            "date that it sets. Take a filter away to see more."
        )

    def render_text(self, value):
        return Truncator(value).words(24)

    def render_standing(self, record):
        words = status(*record.standing(on=self.on))
        if not record.is_to_publish:
            return words
        answered = _t("Answered, not published yet")
        return format_html('{} <span class="small">{}</span>', words, answered)


TONES = {"draft": "quiet", "taken": "accent", "published": ""}


class DecisionTable(DatedTable):
    """The latest first; takes rows ``with_all``."""

    reference = tables.Column(
        verbose_name=_("Reference"), order_by=("year", "number"), attrs=NUMBER
    )
    title = tables.Column(
        verbose_name=_("Decision"),
        linkify=lambda record, table: table.address("decision", record.pk),
    )
    taken_as = tables.Column(verbose_name=_("Taken by"), default=_("Not taken yet"))
    taken_on = tables.DateColumn(
        format="j M Y", verbose_name=_("Taken"), default=_("Not taken yet")
    )
    value = tables.Column(
        verbose_name=_("Value"), default=_("None"), attrs=NUMBER, orderable=True
    )
    state = tables.Column(verbose_name=_("State"))

    row_header = "title"
    empty_title = _("No decision matches")

    class Meta:
        model = Decision
        fields = ["reference", "title", "taken_as", "taken_on", "value", "state"]
        attrs = {"aria-label": _("Decisions, the latest first")}
        empty_text = _(
            "A record says what was decided, by whom, why, and what else was "
            "considered. Take a filter away to see more, or begin a record."
        )

    def render_value(self, value):
        return pounds(value)

    def render_state(self, record, value):
        words = status(value, TONES[record.state])
        if not record.is_restricted:
            return words
        return format_html("{} {}", words, status(_t("Part not public"), "solid"))


KEPT = {
    Kept.MISSING: (_("Missing"), "late"),
    Kept.STALE: (_("Stale"), "warn"),
    Kept.UNCHECKED: (_("Never checked"), "quiet"),
    Kept.CURRENT: (_("Current"), ""),
}


class InformationTable(DatedTable):
    """In the order of the Order: what, where, who keeps it, and how fresh its check."""

    text = tables.TemplateColumn(
        template_name="scrutiny/information/_text.html",
        verbose_name=_("What must be published"),
        order_by=("order",),
    )
    heading = tables.Column(verbose_name=_("Heading"))
    kept_by = tables.Column(verbose_name=_("Kept by"), default=_("Nobody yet"))
    standing = tables.Column(
        empty_values=(), order_by=("check_by",), verbose_name=_("How it stands")
    )
    act = tables.TemplateColumn(
        template_name="scrutiny/information/_act.html",
        verbose_name=_("To do"),
        orderable=False,
    )

    row_header = "text"
    empty_title = _("Nothing matches")

    class Meta:
        model = SpecifiedInformation
        fields = ["text", "heading", "kept_by", "standing", "act"]
        attrs = {"aria-label": _("What must be published, in the Order's order")}
        empty_text = _(
            "The register says what must be published, where it is and when somebody "
            "last looked. Take a filter away, or add the usual list."
        )

    def render_standing(self, record):
        stands = record.stands(on=self.on)
        words, tone = KEPT[stands.kept]
        return format_html(
            '{} <span class="small">{}</span>', status(words, tone), stands.reason
        )
