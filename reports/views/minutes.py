"""Publishing minutes at the desk, and the office's own version of them."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from reports.changes import minutes as changes
from reports.changes.agendas import slug_of_meeting
from reports.forms import ConfirmForm
from reports.models import MinutesIssue
from reports.views.agendas import crumbs_of, in_full, meeting_of


@allow(Can.PUBLISH_AGENDAS)
def publish(request, pk):
    meeting = meeting_of(request, pk)
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, save=_("Publish the minutes"))
    if form.is_valid() and _published(request, form, meeting):
        return redirect("reports:agenda-issues", request.office.slug, pk)
    page = {
        "meeting": meeting,
        "form": form,
        "items": meeting.items.select_related("restriction"),
        "crumbs": crumbs_of(request, meeting),
        "cancel_url": reverse("scrutiny:minutes", args=[request.office.slug, pk]),
    }
    return render(request, "reports/desk/minutes_publish.html", page)


@allow(Can.READ_DESK)
def minutes_file(request, pk):
    """The office's own minutes as a PDF, with what the public do not see."""
    issues = MinutesIssue.objects.for_office(request.office)
    issue = get_object_or_404(issues.select_related("meeting__body"), pk=pk)
    return in_full(issue, f"minutes-{slug_of_meeting(issue.meeting)}")


def _published(request, form, meeting) -> bool:
    try:
        changes.publish_minutes(meeting=meeting, by=request.user)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The minutes are published."))
    return True
