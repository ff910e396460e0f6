"""Calendars: the pages that give out addresses, and what stands at one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opcc.core.access import allow, standing_of
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes import feeds as changes
from scrutiny.domain import calendars
from scrutiny.models import Body, CalendarFeed
from scrutiny.views.diaries import entries_of

signer = Signer(salt="scrutiny.calendar")


@allow(Can.USE_DESK)
def feeds(request):
    """The addresses that this person gave out and may revoke."""
    given = CalendarFeed.objects.for_office(request.office).in_use()
    officer = request.standing.can(Can.EDIT_MEETINGS)
    if not officer:
        given = given.filter(by=request.user)
    mine = given.exclude(kind=CalendarFeed.Kind.PERSON) | given.filter(by=request.user)
    page = {
        "feeds": [
            (feed, _address(request, feed)) for feed in mine.select_related("body")
        ],
        "bodies": Body.objects.for_office(request.office) if officer else (),
        "may_give_out": officer,
    }
    return render(request, "scrutiny/feed_list.html", page)


@allow(Can.USE_DESK)
@require_POST
def give_out_mine(request):
    """The address of this person's own calendar."""
    changes.give_out(
        office=request.office, kind=CalendarFeed.Kind.PERSON, by=request.user
    )
    return _done(request, _("The address of your calendar is below."))


@allow(Can.EDIT_MEETINGS)
@require_POST
def give_out(request):
    """The address of a body's calendar, or of the whole office's."""
    body, kind = None, CalendarFeed.Kind.OFFICE
    if request.POST.get("body", "").isdecimal():
        bodies = Body.objects.for_office(request.office)
        body = get_object_or_404(bodies, pk=request.POST["body"])
        kind = CalendarFeed.Kind.BODY
    changes.give_out(office=request.office, kind=kind, body=body, by=request.user)
    return _done(request, _("The address of the calendar is below."))


@allow(Can.USE_DESK)
@require_POST
def revoke(request, pk):
    """Their own; an officer revokes those of bodies and of the office too."""
    given = CalendarFeed.objects.for_office(request.office)
    if request.standing.can(Can.EDIT_MEETINGS):
        theirs = given.exclude(kind="person") | given.filter(by=request.user)
    else:
        theirs = given.filter(by=request.user)
    try:
        changes.revoke(feed=get_object_or_404(theirs, pk=pk), by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("scrutiny:feeds", request.office.slug)
    return _done(request, _("The address is revoked: nothing stands there any more."))


@login_not_required
@require_safe
def calendar(request, signed):
    """What a calendar program reads: nobody signs in, the address is the key."""
    feed = _feed(request, signed)
    standing = standing_of(feed.by, request.office, on=timezone.localdate())
    if not standing.roles:
        raise Http404
    found = entries_of(feed, standing, on=timezone.localdate())
    name = f"{request.office.short_name}: {feed}"
    body = calendars.to_ics(name, found, at=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _feed(request, signed: str) -> CalendarFeed:
    """The row that the address names; 404 for what is forged, revoked or elsewhere."""
    try:
        pk = signer.unsign(signed)
    except BadSignature:
        raise Http404 from None
    given = CalendarFeed.objects.for_office(request.office).in_use()
    feeds = given.filter(by__is_active=True)
    return get_object_or_404(feeds.select_related("by", "body"), pk=pk)


def _address(request, feed: CalendarFeed) -> str:
    signed = signer.sign(feed.pk)
    path = reverse("calendar:feed", args=[request.office.slug, signed])
    return request.build_absolute_uri(path)


def _done(request, words: str):
    messages.success(request, words)
    return redirect("scrutiny:feeds", request.office.slug)
