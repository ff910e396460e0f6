"""Publishing the performance framework at the desk: what will be read, first."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.framework import build_framework
from reports.changes import frameworks as changes
from reports.changes import issuing
from reports.forms import ConfirmForm
from reports.models import Kind
from reports.views.records import ask_first


@allow(Can.PUBLISH)
def publish(request):
    plan = changes.plan_in_force(request.office)
    if plan is None:
        messages.error(request, changes.NO_PLAN)
        return redirect("reports:publications", request.office.slug)
    form = ConfirmForm(posted(request), save=_("Publish the framework"))
    office, by = request.office, request.user
    if saved(form, lambda: changes.publish_framework(office=office, by=by)):
        messages.success(request, _("The performance framework is published."))
        return redirect("reports:publications", office.slug)
    issue = issuing.next_issue(office, Kind.FRAMEWORK)
    content = build_framework(plan, issue=issue, on=clock.today())
    reports = reverse("reports:editions", args=[office.slug])
    ledger = reverse("reports:publications", args=[office.slug])
    crumbs = [(_("Reports"), reports), (_("Publications"), ledger)]
    return ask_first(request, form, content, crumbs=crumbs)
