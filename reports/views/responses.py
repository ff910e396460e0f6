"""Responses to inspections at the desk: published, and found on the public face."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.response import build_response
from reports.changes import responses as changes
from reports.forms import ConfirmForm
from reports.models import PublishedResponse
from reports.views.records import ask_first
from scrutiny.models import InspectionReport


@allow(Can.READ_DESK)
def response(request, pk):
    """Leads to where the public reads it."""
    found = PublishedResponse.objects.filter(report__office=request.office)
    published = get_object_or_404(found, report=pk)
    return redirect(published.publication.address)


@allow(Can.PUBLISH)
def publish(request, pk):
    """The response as it will read with its clock, and a button that publishes it."""
    reports = InspectionReport.objects.for_office(request.office)
    report = get_object_or_404(reports.select_related("office"), pk=pk)
    form = ConfirmForm(posted(request), save=_("Publish the response"))
    address = reverse("scrutiny:inspection", args=[request.office.slug, pk])
    if saved(form, lambda: changes.publish_response(report=report, by=request.user)):
        messages.success(request, _("The response is published."))
        return redirect(address)
    content = build_response(report, on=clock.today())
    answered = report.clock(on=clock.today())
    return ask_first(
        request,
        form,
        content,
        crumbs=[_crumb(request), (str(report), address)],
        notice=(_("The 56 days"), answered.sentence, answered.notice),
    )


def _crumb(request) -> tuple[str, str]:
    return _("Inspections"), reverse("scrutiny:inspections", args=[request.office.slug])
