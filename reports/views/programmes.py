"""Publishing the forward programme at the desk: what the public will read, first."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from reports.build.programme import build_programme
from reports.changes import programmes as changes
from reports.forms import ConfirmForm
from reports.models import Kind, Publication


@allow(Can.PUBLISH_PROGRAMME)
def publish(request):
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, save=_("Publish the programme"))
    programme = reverse("scrutiny:programme", args=[request.office.slug])
    if form.is_valid() and _published(request, form):
        return redirect(programme)
    issued = Publication.objects.for_office(request.office).filter(kind=Kind.PROGRAMME)
    page = {
        "content": build_programme(request.office, issue=0, on=clock.today()),
        "last": issued.current().select_related("office").last(),
        "form": form,
        "crumbs": [(_("Programme"), programme)],
        "cancel_url": programme,
    }
    return render(request, "reports/desk/programme_publish.html", page)


def _published(request, form) -> bool:
    try:
        changes.publish_programme(office=request.office, by=request.user)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The forward programme is published."))
    return True
