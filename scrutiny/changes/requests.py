"""Information requests: made, and answered once."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from opcc.core import audit, clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes.acting import Actor
from scrutiny.changes.actions import next_number
from scrutiny.models import InformationRequest


@transaction.atomic
def add(*, request: InformationRequest, by: Actor) -> InformationRequest:
    """Ask to be told something; aimed at a meeting, it is due on its day."""
    if request.for_meeting is not None:
        request.due_on = request.for_meeting.held_on
    request.number = next_number(InformationRequest, request.office)
    request.by, request.at = by.user, clock.now()
    request.validate_constraints()
    request.save(force_insert=True)
    after = audit.facts(request, "text", "asked_of_id", "due_on", "for_meeting_id")
    _record("ask_to_be_told", request, by, after=after)
    return request


@transaction.atomic
def answer(*, request: InformationRequest, text: str, by: Actor) -> InformationRequest:
    """Answer it, whereupon it stands on no agenda any more."""
    rows = InformationRequest.objects.select_related("office")
    stored = rows.select_for_update(of=("self",)).get(pk=request.pk)
    if not may_answer(stored, by):
        raise MoveRefused(_("Only whoever was asked, or the office, answers this."))
    if stored.answered_at is not None:
        raise MoveRefused(_("This has been answered already, and the answer stands."))
    if not text.strip():
        raise MoveRefused(_("Write what the office is to be told."))
    stored.answer, stored.answered_by = text, by.said_by[:150]
    stored.answered_at = clock.now()
    stored.save()
    _record("answer", stored, by, after=audit.facts(stored, "answer", "answered_by"))
    return stored


def may_answer(request: InformationRequest, by: Actor) -> bool:
    """The organisation that was asked, and whoever keeps the register."""
    if by.can(Can.EDIT_ACTIONS):
        return True
    return by.can(Can.UPDATE_ACTIONS) and request.asked_of_id in by.provides_for


def _record(verb: str, stored: InformationRequest, by: Actor, **details) -> None:
    audit.record(verb, stored, office=stored.office, by=by.user, **details)
