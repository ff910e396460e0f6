"""Publishing the specified-information register at the desk: what is read, first."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.register import blockers, build_register
from reports.changes import issuing
from reports.changes import registers as changes
from reports.forms import ConfirmForm
from reports.models import Kind
from reports.views.packs import with_addresses
from reports.views.records import ask_first


@allow(Can.PUBLISH)
def publish(request):
    """The register as it will read; while nothing is listed, no button."""
    office, by = request.office, request.user
    register = reverse("scrutiny:information", args=[office.slug])
    form = ConfirmForm(posted(request), save=_("Publish the register"))
    if saved(form, lambda: changes.publish_register(office=office, by=by)):
        messages.success(request, _("The register is published."))
        return redirect(register)
    issue = issuing.next_issue(office, Kind.REGISTER)
    content = build_register(office, issue=issue, on=clock.today())
    found = blockers(content)
    return ask_first(
        request,
        None if found else form,
        content,
        crumbs=[(_("Specified information"), register)],
        doubts=with_addresses(request, found),
    )
