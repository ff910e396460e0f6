"""The table of questions."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.models import Question


class QuestionTable(Table):
    """Questions, newest first; takes rows ``with_all`` and the day."""

    number = tables.Column(verbose_name=_("No."), attrs={"td": {"class": "num"}})
    text = tables.Column(verbose_name=_("Question"), orderable=False)
    asked_of = tables.Column(verbose_name=_("Put to"), default=_("Not decided yet"))
    source = tables.Column(verbose_name=_("Source"))
    due_on = tables.DateColumn(
        format="j M Y", verbose_name=_("Answer due"), default=_("Not asked")
    )
    standing = tables.Column(empty_values=(), orderable=False, verbose_name=_("State"))

    row_header = "text"
    empty_title = _("No question matches")

    class Meta:
        model = Question
        fields = ["number", "text", "asked_of", "source", "due_on", "standing"]
        attrs = {"aria-label": _("Questions, newest first")}
        empty_text = _(
            "A question is put to the force or a partner, and stays here with its "
            "answers. Take a filter away to see more, or draft one."
        )

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on

    def url(self, question: Question) -> str:
        return reverse("scrutiny:question", args=[self.office.slug, question.pk])

    def render_text(self, value, record):
        """Its first words as the way to its page, and below it what it is about."""
        said = Truncator(value).words(24)
        link = format_html('<a href="{}">{}</a>', self.url(record), said)
        if not record.about:
            return link
        words = '{}<br><span class="muted">{}</span>'
        return format_html(words, link, record.about)

    def render_standing(self, record):
        word, tone = record.standing(on=self.on)
        return render_to_string("components/status.html", {"word": word, "tone": tone})
