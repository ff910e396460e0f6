"""Publishing the forward programme at the desk: what the public will read, first."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.programme import build_programme
from reports.changes import programmes as changes
from reports.forms import ConfirmForm
from reports.models import Kind, Publication


@allow(Can.PUBLISH_PROGRAMME)
def publish(request):
    office = request.office
    form = ConfirmForm(posted(request), save=_("Publish the programme"))
    programme = reverse("scrutiny:programme", args=[office.slug])
    if saved(form, lambda: changes.publish_programme(office=office, by=request.user)):
        messages.success(request, _("The forward programme is published."))
        return redirect(programme)
    issued = Publication.objects.for_office(office).of_kind(Kind.PROGRAMME)
    page = {
        "content": build_programme(office, issue=0, on=clock.today()),
        "last": issued.current().select_related("office").last(),
        "form": form,
        "crumbs": [(_("Programme"), programme)],
        "cancel_url": programme,
    }
    return render(request, "reports/desk/programme_publish.html", page)
