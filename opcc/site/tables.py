"""Tables of people and of the audit log."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from opcc.core.hours import said_moment
from opcc.core.models import AuditLine, RoleHolding
from opcc.core.tables import Table

ONE_COLUMN = {"class": "table table--dense table--top stack stack--one"}
"""On a narrow screen: an email address needs all the width."""


class PeopleTable(Table):
    """Who may do what; one line for each role that somebody has."""

    caption = _("People and their roles")
    empty_title = _("Nobody has a role yet")
    name = tables.Column(accessor="user__name", verbose_name=_("Name"))
    email = tables.Column(accessor="user__email", verbose_name=_("Email address"))
    role = tables.Column(verbose_name=_("Role"))
    organisation = tables.Column(verbose_name=_("Organisation"), default="–")
    ends_on = tables.DateColumn(
        format="j F Y", verbose_name=_("Last day"), default=_("No end")
    )
    end = tables.TemplateColumn(
        "{% load i18n %}<a href=\"{% url 'site:role-end' request.office.slug "
        'record.pk %}">'
        '{% translate "End" %}<span class="govuk-visually-hidden">'
        " {{ record.get_role_display }}, {{ record.user }}</span></a>",
        verbose_name=_("Change"),
        orderable=False,
    )

    class Meta:
        model = RoleHolding
        attrs = ONE_COLUMN
        fields = ["name", "email", "role", "organisation", "ends_on", "end"]
        order_by = "name"


class AuditTable(Table):
    """What was done, newest first; nobody can change it."""

    caption = _("Audit log")
    row_header = "number"
    number = tables.Column(verbose_name=_("Line"))
    at = tables.Column(verbose_name=_("When"))
    by_name = tables.Column(verbose_name=_("Who"))
    verb = tables.Column(verbose_name=_("Did"))
    subject_name = tables.Column(verbose_name=_("To"))
    change = tables.TemplateColumn(
        template_name="site/_audit_change.html",
        verbose_name=_("What changed, and why"),
        orderable=False,
    )

    class Meta:
        model = AuditLine
        attrs = ONE_COLUMN
        fields = ["number", "at", "by_name", "verb", "subject_name", "change"]
        order_by = "-number"

    def render_at(self, value):
        return said_moment(value, "j M Y")

    def render_verb(self, value):
        return value.replace("_", " ")
