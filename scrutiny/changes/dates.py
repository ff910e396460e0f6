"""Changes of an action's date: asked for by one person, decided on by another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from opcc.core import audit, clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes.acting import Actor
from scrutiny.changes.actions import lock, moved_on
from scrutiny.domain import workflow
from scrutiny.models import Action, DateChange


@transaction.atomic
def ask(*, action: Action, to_day: dt.date, reason: str, by: Actor) -> DateChange:
    """Ask for another date. The action keeps the one it has until that is granted."""
    stored = lock(action)
    by.check_works_on(stored)
    _check_to_do(stored)
    workflow.check_due(due_on=to_day, raised_on=stored.raised_on)
    if not reason.strip():
        raise MoveRefused(_("Say why another date is needed."))
    asked = DateChange(
        action=stored,
        from_day=stored.due_on,
        to_day=to_day,
        reason=reason,
        asked_as=by.said_by,
        asked_by=by.user,
        asked_at=clock.now(),
    )
    asked.validate_constraints()
    asked.save(force_insert=True)
    _record("ask_for_another_date", asked, by, after=_dates(asked), reason=reason)
    return asked


@transaction.atomic
def decide(*, change: DateChange, granted: bool, why: str, by: Actor) -> DateChange:
    """Grant or refuse what was asked; the second time only the chief executive may."""
    stored = lock(change.action)
    asked = DateChange.objects.select_for_update().get(pk=change.pk)
    _check_decides(asked, stored, by)
    if not granted and not why.strip():
        raise MoveRefused(_("Say why the date stays."))
    asked.outcome = asked.Outcome.GRANTED if granted else asked.Outcome.REFUSED
    asked.decision, asked.decided_by, asked.decided_at = why, by.user, clock.now()
    asked.save()
    if granted:
        _check_to_do(stored)
        moved_on(stored, by, asked.to_day)
    verb = "grant_another_date" if granted else "refuse_another_date"
    _record(verb, asked, by, after=_dates(asked), reason=why)
    return asked


def needs_chief_executive(action: Action) -> bool:
    """Whether the next change of its date is not the first."""
    return action.date_changes.filter(outcome=DateChange.Outcome.GRANTED).exists()


def _check_decides(asked: DateChange, stored: Action, by: Actor) -> None:
    if asked.outcome != asked.Outcome.WAITING:
        raise MoveRefused(_("This change of date has been decided on already."))
    workflow.check_change_of_date(
        granted_before=needs_chief_executive(stored),
        is_chief_executive=by.can(Can.DECIDE_AGAIN),
    )
    if by.owns(stored) or asked.asked_by_id == by.user.pk:
        raise MoveRefused(
            _(
                "You own this action or asked for the change, so somebody else has "
                "to decide on it."
            )
        )


def _check_to_do(stored: Action) -> None:
    """Raise MoveRefused for an action whose date no longer matters."""
    if stored.state not in workflow.TO_DO:
        state = stored.get_state_display().lower()
        raise MoveRefused(
            _("The date of an action that is %(state)s cannot be changed.")
            % {"state": state}
        )


def _dates(asked: DateChange) -> dict[str, object]:
    return audit.facts(asked, "from_day", "to_day", "outcome")


def _record(verb: str, asked: DateChange, by: Actor, **details) -> None:
    audit.record(
        verb,
        asked.action,
        office=asked.action.office,
        by=by.user,
        said_by=by.said_by,
        **details,
    )
