"""Meetings in My work: papers owed, agendas to publish, items held back to review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.hours import said_clock
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.domain import diary
from scrutiny.models import AgendaItem, Meeting, Paper

AHEAD = dt.timedelta(days=42)
"""Meetings further off than this ask for nothing yet."""


def meetings_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most one query for each of the three."""
    if standing.can(Can.WRITE_PAPERS):
        yield from _papers(standing)
    if standing.can(Can.EDIT_MEETINGS) and standing.can(Can.PUBLISH_AGENDAS):
        yield from _agendas(standing, on)
    if standing.can(Can.DECIDE_RESTRICTIONS):
        yield from _held_back(standing)


def _papers(standing: Standing) -> Iterator[Due]:
    """Papers this person has to hand in, with the exact time that each is due."""
    owed = Paper.objects.for_office(standing.office).owed().with_meeting()
    for paper in owed.filter(owner=standing.user, due_at__isnull=False):
        at = timezone.localtime(paper.due_at)
        yield Due(
            on=at.date(),
            what=_("Paper: %(paper)s") % {"paper": paper},
            detail=_("By %(time)s, for %(meeting)s")
            % {"time": said_clock(at), "meeting": paper.item.meeting},
            url=reverse("scrutiny:paper", args=[standing.office.slug, paper.pk]),
            button=_("Hand in"),
            word=_("Owed"),
        )


def _agendas(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Agendas to publish, by the last day that leaves the clear days due."""
    ahead = Meeting.objects.for_office(standing.office).filter(
        status__in=("planned", "agenda_draft"),
        held_on__range=(on, on + AHEAD),
        body__clear_days__gt=0,
    )
    for meeting in ahead:
        due_on = diary.papers_due(meeting.held_on, meeting.body.clear_days)
        if due_on is not None:
            yield Due(
                on=due_on,
                what=_("Publish the agenda: %(body)s") % {"body": meeting.body},
                detail=_("It meets on %(day)s")
                % {"day": diary.in_words(meeting.held_on)},
                url=reverse(
                    "scrutiny:meeting", args=[standing.office.slug, meeting.pk]
                ),
                button=_("Open"),
                word=meeting.get_status_display(),
            )


def _held_back(standing: Standing) -> Iterator[Due]:
    items = AgendaItem.objects.for_office(standing.office)
    held = items.filter(restriction__isnull=False, restriction__released_on=None)
    for item in held.select_related("restriction", "meeting__body"):
        yield Due(
            on=item.restriction.review_on,
            what=_("Review why “%(item)s” is restricted") % {"item": item},
            detail=str(item.meeting),
            url=reverse("scrutiny:item", args=[standing.office.slug, item.pk]),
            button=_("Review"),
            word=_("Not public"),
            tone="solid",
        )
