"""My work: rigour checks to make, topics to look at again, and activities due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.domain.programme import DAYS_TO_CHECK
from scrutiny.models import OversightActivity, Topic
from scrutiny.models.activities import year_of


def programme_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Five queries for whoever keeps the programme, none for others."""
    if standing.can(Can.EDIT_PROGRAMME):
        yield from _to_check(standing)
        yield from _to_follow_up(standing, on)
        yield from _to_happen(standing, on)


def _to_check(standing: Standing) -> Iterator[Due]:
    """Suggested topics whose rigour check is not finished."""
    suggested = Topic.objects.for_office(standing.office).filter(state="suggested")
    for topic in suggested:
        left = len(topic.unanswered)
        if not left:
            continue
        words = ngettext("%d line to answer", "%d lines to answer", left)
        yield Due(
            on=timezone.localdate(topic.at) + dt.timedelta(days=DAYS_TO_CHECK),
            what=_("Check the topic “%(topic)s”") % {"topic": topic},
            detail=words % left,
            url=_url("topic-rigour", standing, topic.pk),
            button=_("Check"),
            word=_("Rigour check"),
        )


def _to_follow_up(standing: Standing, on: dt.date) -> Iterator[Due]:
    topics = Topic.objects.for_office(standing.office)
    for topic in topics.to_follow_up(on=on):
        yield Due(
            on=topic.follow_up_on,
            what=_("Look again at “%(topic)s”") % {"topic": topic},
            detail=_("Programme it again, or close it"),
            url=_url("topic", standing, topic.pk),
            button=_("Decide"),
            word=_("Follow-up due"),
            tone="warn",
        )


def _to_happen(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Activities of which a time is still to do: one line each, by its last day."""
    year = year_of(on)
    running = OversightActivity.objects.for_office(standing.office).running(on=on)
    for activity in running.with_records(since=year.start):
        due = activity.tally(year, on=on).due
        if due:
            areas = ", ".join(slot.area for slot in due if slot.area)
            yield Due(
                on=due[-1].period.end,
                what=str(activity),
                detail=areas or activity.promise.capitalize(),
                url=_url("activity", standing, activity.pk),
                button=_("Record"),
                word=_("To do"),
            )


def _url(name: str, standing: Standing, pk: int) -> str:
    return reverse(f"scrutiny:{name}", args=[standing.office.slug, pk])
