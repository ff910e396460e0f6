"""Agendas at the desk: published, published again with late items, and read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from reports.changes import agendas as changes
from reports.forms import AgendaForm, ConfirmForm
from reports.models import AgendaIssue, MinutesIssue
from reports.models.agendas import Issue
from scrutiny.domain import agenda
from scrutiny.models import Meeting


@allow(Can.READ_DESK)
def issues(request, pk):
    """What was published for a meeting, the latest issue first."""
    meeting = meeting_of(request, pk)
    found = meeting.agenda_issues.select_related("full", "publication__office")
    page = {
        "meeting": meeting,
        "issues": found.defer("full__content"),
        "may_publish": request.standing.can(Can.PUBLISH_AGENDAS),
        "minutes": _minutes_of(meeting),
        "late": meeting.items.waiting().count(),
        "crumbs": crumbs_of(request, meeting),
    }
    return render(request, "reports/desk/agenda_issues.html", page)


@allow(Can.PUBLISH_AGENDAS)
def publish(request, pk):
    meeting = meeting_of(request, pk)
    given = request.POST if request.method == "POST" else None
    form = AgendaForm(given, save=_("Publish the agenda"))
    if form.is_valid() and _published(request, form, meeting):
        return redirect("reports:agenda-issues", request.office.slug, pk)
    lateness = agenda.lateness(
        on=clock.today(), held_on=meeting.held_on, clear_days=meeting.body.clear_days
    )
    return _ask(request, meeting, form, lateness)


@allow(Can.PUBLISH_AGENDAS)
def publish_late(request, pk):
    meeting = meeting_of(request, pk)
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, save=_("Publish the agenda again"))
    if form.is_valid() and _published_late(request, form, meeting):
        return redirect("reports:agenda-issues", request.office.slug, pk)
    return _ask(request, meeting, form, "")


@allow(Can.READ_DESK)
def issue_file(request, pk):
    """The office's own agenda as a PDF, with what the public do not see."""
    issues = AgendaIssue.objects.for_office(request.office)
    issue = get_object_or_404(issues.select_related("meeting__body"), pk=pk)
    return in_full(issue, changes.slug_of(issue.meeting, issue.number))


def in_full(issue: Issue, name: str) -> HttpResponse:
    """The PDF of the office's own version, for nobody's cache."""
    rendering = get_object_or_404(issue.full.renderings, format="pdf", part="")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-full.pdf"',
        "Cache-Control": "private, no-store",
    }
    body = bytes(rendering.body)
    return HttpResponse(body, content_type=rendering.media_type, headers=headers)


def _published(request, form, meeting: Meeting) -> bool:
    reason = form.cleaned_data["urgent_reason"]
    try:
        changes.publish_agenda(meeting=meeting, urgent_reason=reason, by=request.user)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The agenda is published."))
    return True


def _published_late(request, form, meeting: Meeting) -> bool:
    try:
        changes.publish_late(meeting=meeting, by=request.user)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The agenda is published with its late items."))
    return True


def _ask(request, meeting: Meeting, form, lateness: str):
    crumbs = crumbs_of(request, meeting)
    page = {"meeting": meeting, "form": form, "lateness": lateness, "crumbs": crumbs}
    page["cancel_url"] = crumbs[-1][1]
    page["lines"] = meeting.lines()
    return render(request, "reports/desk/agenda_publish.html", page)


def _minutes_of(meeting: Meeting) -> MinutesIssue | None:
    found = MinutesIssue.objects.filter(meeting=meeting).defer("full__content")
    return found.select_related("full", "publication__office").first()


def meeting_of(request, pk: int) -> Meeting:
    meetings = Meeting.objects.for_office(request.office)
    return get_object_or_404(meetings.select_related("body__office"), pk=pk)


def crumbs_of(request, meeting: Meeting) -> list[tuple[str, str]]:
    slug = request.office.slug
    return [
        (_("Meetings"), reverse("scrutiny:bodies", args=[slug])),
        (str(meeting), reverse("scrutiny:meeting", args=[slug, meeting.pk])),
    ]
