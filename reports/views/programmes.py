"""Publishing the forward programme at the desk: what the public will read, first."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.programme import build_programme
from reports.changes import issuing
from reports.changes import programmes as changes
from reports.forms import ConfirmForm
from reports.models import Kind
from reports.views.records import ask_first


@allow(Can.PUBLISH_PROGRAMME)
def publish(request):
    """The programme as it will read, and a button that publishes it."""
    office = request.office
    form = ConfirmForm(posted(request), save=_("Publish the programme"))
    programme = reverse("scrutiny:programme", args=[office.slug])
    if saved(form, lambda: changes.publish_programme(office=office, by=request.user)):
        messages.success(request, _("The forward programme is published."))
        return redirect(programme)
    issue = issuing.next_issue(office, Kind.PROGRAMME)
    content = build_programme(office, issue=issue, on=clock.today())
    return ask_first(request, form, content, crumbs=[(_("Programme"), programme)])
