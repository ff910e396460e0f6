"""Starting a measure's limits anew, and taking that back: never by itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import Measure, Rebase, standing
from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period


@transaction.atomic
def rebase(*, measure: Measure, period: Period, reason: str, by: User) -> Rebase:
    """Limits start anew with ``period``; the reason is printed on the chart.

    Raises ValidationError without a reason, MoveRefused where they do so already.
    """
    stored = _locked(measure)
    if any(row.period_start == period.start for row in _standing(stored)):
        raise MoveRefused(_("The limits start anew there already."))
    return _state(stored, "rebase", period, reason, by)


@transaction.atomic
def withdraw(*, rebase: Rebase, reason: str, by: User) -> Rebase:
    """Take a rebase back; both stay on record. Raises MoveRefused, ValidationError."""
    stored = _locked(rebase.measure)
    if rebase not in _standing(stored):
        raise MoveRefused(_("This rebase does not stand any more."))
    return _state(
        stored, "withdraw rebase", rebase.period, reason, by, is_withdrawn=True
    )


def _state(
    measure: Measure,
    verb: str,
    period: Period,
    reason: str,
    by: User,
    *,
    is_withdrawn: bool = False,
) -> Rebase:
    row = Rebase(
        measure=measure,
        reason=reason.strip(),
        is_withdrawn=is_withdrawn,
        by=by,
        at=clock.now(),
        **columns(period),
    )
    row.full_clean()
    row.save(force_insert=True)
    audit.record(
        verb,
        measure,
        office=measure.office,
        by=by,
        after={"period": period.key},
        reason=row.reason,
    )
    return row


def _standing(measure: Measure) -> list[Rebase]:
    return standing(measure.rebases.all())


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update().get(pk=measure.pk)
