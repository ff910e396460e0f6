"""Editions that wait for somebody's move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core import workdays
from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from reports.models import Edition

MOVES = (
    (
        "draft",
        Can.BUILD_EDITIONS,
        gettext_lazy("Finish and freeze"),
        gettext_lazy("Open"),
    ),
    ("frozen", Can.SIGN_OFF, gettext_lazy("Sign off"), gettext_lazy("Sign off")),
    ("signed_off", Can.APPROVE, gettext_lazy("Approve"), gettext_lazy("Approve")),
    ("approved", Can.PUBLISH, gettext_lazy("Publish"), gettext_lazy("Publish")),
)
"""What an edition in a state waits for, and whose it is."""


def waiting_for(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Editions that wait for this person's next move."""
    waiting = {
        state: (words, button)
        for state, permission, words, button in MOVES
        if standing.can(permission)
    }
    if not waiting:
        return
    editions = Edition.objects.for_office(standing.office).filter(state__in=waiting)
    for edition in editions.select_related("meeting__body"):
        words, button = waiting[edition.state]
        yield Due(
            on=_papers_day(edition, on=on),
            what=f"{words}: {edition}",
            detail=_("For %(meeting)s") % {"meeting": edition.meeting},
            url=reverse("reports:edition", args=[standing.office.slug, edition.pk]),
            button=button,
            word=edition.get_state_display(),
            tone="quiet" if edition.state == "draft" else "accent",
        )


def _papers_day(edition: Edition, *, on: dt.date) -> dt.date:
    """The working day before the papers have to be out; today where it is past."""
    try:
        day = workdays.add(
            edition.meeting.held_on, -edition.meeting.body.clear_days - 2
        )
    except workdays.OutsideCalendar:
        return on
    return max(day, on)
