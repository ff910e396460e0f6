"""The two acts on a whole return: it is complete, and another person validated it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from measures import grid
from measures.changes import values
from measures.domain.completion import check_accepted, check_complete
from measures.models import Completion
from opcc.core import audit
from opcc.core.models import Office, Organisation, User
from opcc.core.models.periods import columns
from opcc.core.periods import Period


@transaction.atomic
def complete(
    *,
    organisation: Organisation,
    quarter: Period,
    office: Office,
    by: User,
    at: dt.datetime,
) -> Completion:
    """Say that all that is intended is entered, and every gap has its reason.

    Raises MoveRefused, naming what is missing. Whoever validated the return before
    and now completes it no longer counts as its validator.
    """
    completion = _found(organisation, quarter)
    due = grid.return_of(office, organisation, quarter)
    check_complete(
        missing=[str(each) for each in due.missing],
        unexplained=[str(each) for each in due.unexplained],
    )
    completion.completed_by, completion.completed_at = by, at
    if completion.validated_by_id == by.pk:
        completion.validated_by = completion.validated_at = None
    completion.save()
    _record("complete return", completion, due, by=by)
    return completion


@transaction.atomic
def validate(
    *,
    organisation: Organisation,
    quarter: Period,
    office: Office,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Completion:
    """Accept a complete return whole, with every value in it that still waits.

    One ``reason`` for all. Raises MoveRefused, and accepts nothing, where the return
    is not complete, or this person completed it or entered a value that waits.
    """
    completion = _found(organisation, quarter)
    due = grid.return_of(office, organisation, quarter)
    check_accepted(
        is_complete=due.is_complete,
        completed_by=completion.completed_by_id,
        validator=by.pk,
    )
    waiting = [each.observation for each in due.figures if not each.is_done]
    values.validate(observations=waiting, by=by, at=at, reason=reason)
    completion.validated_by, completion.validated_at = by, at
    completion.save()
    _record("validate return", completion, due, by=by, reason=reason)
    return completion


def _found(organisation: Organisation, quarter: Period) -> Completion:
    """What was said of the return so far, locked; a new one where nothing was."""
    # The organisation's row is the lock: a return nobody completed yet has no row.
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Completion.objects.filter(organisation=organisation, **columns(quarter))
    completion = found.first()
    if completion is None:
        completion = Completion(organisation=organisation)
        completion.period = quarter
    return completion


def _record(
    verb: str,
    completion: Completion,
    due: grid.Return,
    *,
    by: User,
    reason: str = "",
) -> None:
    after = {"quarter": due.quarter.key, "measures": len(due.lines)}
    audit.record(
        verb,
        completion.organisation,
        office=due.office,
        by=by,
        after=after,
        reason=reason.strip(),
    )
