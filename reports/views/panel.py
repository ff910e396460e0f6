"""The panel's page: the next meeting, papers early, the latest report, its questions.

For the office too, whose people may read all that the panel may.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import Standing, allow
from opcc.core.models import Office
from opcc.core.roles import Can
from reports.models import EditionVersion, Publication
from scrutiny.models import Body, Meeting
from scrutiny.reading import putting

QUESTIONS = 5
"""As many of each stand here; all of them have a page of their own."""

LATEST = ("-period_key", "-public_from", "-number")
"""The last quarter first: a new edition of an old quarter is not the latest report."""


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def papers(request):
    """All that is new for a member. A constant number of queries."""
    office, on = request.office, clock.today()
    page = {
        "office": office,
        "path": request.path,
        "may_put": request.standing.can(Can.PUT_QUESTIONS),
        **_meeting(office, on),
        **_reports(office, clock.now()),
        **_questions(request.standing, on),
    }
    return render(request, "reports/public/papers.html", page)


def _meeting(office: Office, on: dt.date) -> dict[str, object]:
    """The next meeting of the panel, with what is published for it."""
    ahead = Meeting.objects.for_office(office).upcoming(on=on)
    meeting = ahead.filter(body__kind=Body.Kind.PANEL).first()
    if meeting is None:
        return {"meeting": None}
    issue = meeting.agenda_issues.select_related("publication__office").first()
    covers = meeting.cover_reports.exclude(publication=None)
    return {
        "meeting": meeting,
        "agenda": issue and issue.publication,
        "covers": covers.select_related("publication__office"),
    }


def _reports(office: Office, at: dt.datetime) -> dict[str, object]:
    """Those under embargo, the latest, the one before, and what is confided."""
    own = Q(document__versions__audience=EditionVersion.Audience.PANEL)
    rows = Publication.objects.for_office(office).editions()
    rows = rows.annotate(confided=Count("document__versions", filter=own))
    public = list(rows.public(at=at).order_by(*LATEST))
    latest = public[0] if public else None
    others = (each for each in public if each.period_key != latest.period_key)
    return {
        "waiting": rows.embargoed(at=at).order_by("public_from"),
        "latest": latest,
        "before": next(others, None),
        "confided": [each for each in public if each.confided],
    }


def _questions(reader: Standing, on: dt.date) -> dict[str, object]:
    """The newest that they put, and of what others put what the panel has heard."""
    mine = putting.mine(reader, on=on)[:QUESTIONS]
    others = putting.of_others(reader, on=on)[:QUESTIONS]
    return {
        "mine": putting.told(mine, reader=reader),
        "others": putting.told(others, reader=reader),
    }
