"""Who was told of a publication, who saw it early, and leaving announcements."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from reports.changes import announcements
from reports.models import (
    LeftAnnouncements,
    Letter,
    Publication,
    Subscriber,
    VersionOpening,
)


@allow(Can.READ_DESK)
def people(request, pk):
    """The people of one publication: names stand here, and nowhere in public."""
    rows = Publication.objects.for_office(request.office).select_related("office")
    publication = get_object_or_404(rows, pk=pk)
    rows = Letter.objects.filter(announcement__publication=publication)
    letters = list(rows.to_people().select_related("to").order_by("to__name"))
    ledger = reverse("reports:publications", args=[request.office.slug])
    page = {
        "publication": publication,
        "is_public": publication.is_public(at=clock.now()),
        "readers": publication.early_sight.all(),
        "openings": _openings(publication),
        "sent": [each for each in letters if each.sent_at],
        "unsure": [each for each in letters if not each.sent_at and each.attempts],
        "waiting": [each for each in letters if not each.attempts],
        "subscribers": _subscribers(rows.to_subscribers(), request.office),
        "crumbs": [(_("Publications"), ledger)],
    }
    return render(request, "reports/desk/publication_people.html", page)


def _subscribers(letters, office) -> dict[str, int]:
    """How many there are now, were told, and are still to be: numbers, no addresses."""
    return letters.aggregate(
        told=Count("pk", filter=Q(sent_at__isnull=False)),
        waiting=Count("pk", filter=Q(sent_at=None)),
    ) | {"now": Subscriber.objects.for_office(office).confirmed().count()}


def _openings(publication: Publication):
    """Who opened a version that says more than what is published."""
    rows = VersionOpening.objects.filter(version__beside=publication.document_id)
    return rows.select_related("version")


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def choice(request):
    """Whether the reader is told by email of what the office publishes."""
    office = request.office
    left = LeftAnnouncements.objects.filter(office=office, user=request.user).exists()
    if request.method == "POST":
        _choose(request, leaves="leave" in request.POST)
        return redirect("public:announcements", office.slug)
    page = {"office": office, "path": request.path, "left": left}
    return render(request, "reports/public/announcements.html", page)


def _choose(request, *, leaves: bool) -> None:
    if leaves:
        announcements.leave(office=request.office, by=request.user)
        messages.success(request, _("You are told of nothing more."))
    else:
        announcements.take_up(office=request.office, by=request.user)
        messages.success(request, _("You are told of what is published from now on."))
