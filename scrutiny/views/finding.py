"""How a page of scrutiny finds its body, meeting or item, and the way back up."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from scrutiny.domain import diary
from scrutiny.models import AgendaItem, Body, Meeting
from scrutiny.views.pages import url_of


def body_of(request, pk: int) -> Body:
    found = Body.objects.for_office(request.office).select_related("office")
    return get_object_or_404(found, pk=pk)


def meeting_of(request, pk: int) -> Meeting:
    meetings = Meeting.objects.for_office(request.office)
    return get_object_or_404(
        meetings.select_related("body__office", "series__before"), pk=pk
    )


def item_of(request, pk: int) -> AgendaItem:
    items = AgendaItem.objects.for_office(request.office)
    return get_object_or_404(
        items.select_related("meeting__body__office", "restriction__decided_by"), pk=pk
    )


def crumbs_to(request, body: Body | None = None, meeting: Meeting | None = None):
    """The way back up, as far as it goes."""
    crumbs = [(_("Meetings"), url_of(request, "bodies"))]
    if body is not None:
        crumbs.append((str(body), url_of(request, "body", body.pk)))
    if meeting is not None:
        day = diary.in_words(meeting.held_on)
        crumbs.append((day, url_of(request, "meeting", meeting.pk)))
    return crumbs


def crumbs_to_item(request, item: AgendaItem):
    meeting = item.meeting
    here = (item.title, url_of(request, "item", item.pk))
    return [*crumbs_to(request, meeting.body, meeting), here]
