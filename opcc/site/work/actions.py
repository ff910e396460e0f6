"""My work: actions to do, to sign off and to decide on, and what is to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.changes.acting import Actor
from scrutiny.models import Action, DateChange, InformationRequest
from scrutiny.register import origin_of


def actions_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most four queries."""
    if standing.can(Can.UPDATE_ACTIONS):
        yield from _to_do(standing, on)
    if standing.provides_for:
        yield from _to_tell(standing)
    if standing.can(Can.DECIDE_ACTIONS):
        yield from _to_sign_off(standing, on)
        yield from _to_decide(standing, on)


def _to_do(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Their own, and those of the organisations that they answer for."""
    rows = Action.objects.for_office(standing.office).to_do()
    mine = rows.owned_by(standing.user, standing.provides_for)
    reads_desk = standing.can(Can.READ_DESK)
    for action in mine.with_origins():
        is_late = action.due_on < on
        origin = origin_of(action, on=on, reads_desk=reads_desk)
        yield Due(
            on=action.due_on,
            what=action.title,
            detail=_("Action. %(origin)s") % {"origin": origin},
            url=_url("action", standing, action.key),
            button=_("Update"),
            word=_("Overdue") if is_late else action.get_state_display(),
            tone="late" if is_late else "",
        )


def _to_tell(standing: Standing) -> Iterator[Due]:
    """Information requests that their organisations have not answered."""
    asked = InformationRequest.objects.for_office(standing.office).unanswered()
    for request in asked.put_to(standing.provides_for):
        yield Due(
            on=request.due_on,
            what=str(request),
            detail=_("Information request"),
            url=_url("request-answer", standing, request.key),
            button=_("Answer"),
            word=_("Asked"),
        )


def _to_sign_off(standing: Standing, on: dt.date) -> Iterator[Due]:
    """What others offer; whoever owns or offered an action does not close it."""
    by = Actor.of(standing)
    offered = Action.objects.for_office(standing.office).filter(
        state=Action.State.PENDING_SIGN_OFF
    )
    for action in offered.exclude(offered_by=standing.user):
        if by.owns(action):
            continue
        yield Due(
            on=on,
            what=_("Sign off action %(action)s") % {"action": action},
            detail=action.owner_name,
            url=_url("action", standing, action.key),
            button=_("Look"),
            word=action.get_state_display(),
            tone="accent",
        )


def _to_decide(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Changes of date that wait; those after the first are the chief executive's."""
    by = Actor.of(standing)
    granted = Count("action__date_changes", Q(action__date_changes__outcome="granted"))
    waiting = (
        DateChange.objects.filter(action__office=standing.office, outcome="")
        .exclude(asked_by=standing.user)
        .select_related("action")
        .annotate(granted=granted)
    )
    for change in waiting:
        if by.owns(change.action) or (change.granted and not by.can(Can.DECIDE_AGAIN)):
            continue
        day = date_format(change.to_day, "j F Y")
        yield Due(
            on=on,
            what=_("Decide whether action %(number)s moves to %(day)s")
            % {"number": change.action.number, "day": day},
            detail=change.action.title,
            url=_url("date-decide", standing, change.pk),
            button=_("Decide"),
            word=_("Second change") if change.granted else _("Another date"),
            tone="warn",
        )


def _url(name: str, standing: Standing, last) -> str:
    return reverse(f"scrutiny:{name}", args=[standing.office.slug, last])
