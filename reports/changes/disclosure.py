"""Hiding more so that hidden figures stay so, and working out what that would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Measure
from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from reports.build.guard import Guarded
from reports.build.proposing import (
    Place,
    draft_guarded,
    key_of,
    places_of,
    proposed,
)
from reports.build.slips import Slip
from reports.changes.editions import locked
from reports.models import (
    ConfirmedNumber,
    DisclosureProposal,
    Edition,
    Suppression,
    holding,
)

FIXED = (
    "What is hidden is decided while an edition is a draft: return it to draft first."
)
STALE = "What it was worked out from has changed since: have it worked out again."


@transaction.atomic
def hide(
    *,
    edition: Edition,
    measure: Measure,
    places: Iterable[Place],
    reason: str,
    by: User,
) -> list[Suppression]:
    """Hide these figures in this edition and in all that are built after it.

    What is hidden already is passed over. Raises MoveRefused for an edition past its
    draft, ValidationError without a reason.
    """
    edition = _draft(edition)
    held = {(row.breakdown, row.period) for row in _standing(measure)}
    return [
        _decide("hide", edition, measure, place, reason, by)
        for place in dict.fromkeys(places)
        if place not in held
    ]


@transaction.atomic
def withdraw(*, suppression: Suppression, edition: Edition, reason: str, by: User):
    """Show a figure again from this edition on; both decisions stay on record.

    Raises MoveRefused where it does not hold any more, or the edition is no draft.
    """
    edition, measure = _draft(edition), suppression.measure
    if suppression not in _standing(measure):
        raise MoveRefused(_("This decision does not hold any more."))
    place = (suppression.breakdown, suppression.period)
    return _decide("show again", edition, measure, place, reason, by, withdrawn=True)


@transaction.atomic
def apply(*, proposal: DisclosureProposal, reason: str, by: User) -> list[Suppression]:
    """Hide what was proposed. Raises MoveRefused where it is out of date."""
    edition = _draft(proposal.edition)
    if _now(proposal) is None:
        raise MoveRefused(_(STALE))
    return hide(
        edition=edition,
        measure=proposal.measure,
        places=places_of(proposal.places),
        reason=reason,
        by=by,
    )


@transaction.atomic
def confirm(*, edition: Edition, slip: Slip, reason: str, by: User) -> ConfirmedNumber:
    """Say that a number in a text is not the hidden figure, and why.

    Raises MoveRefused for an edition past its draft, ValidationError without a reason.
    """
    edition = _draft(edition)
    row = ConfirmedNumber(
        edition=edition,
        measure=slip.measure,
        prompt=slip.prompt,
        fingerprint=slip.fingerprint,
        reason=reason.strip(),
        by=by,
        at=clock.now(),
    )
    row.full_clean()
    row.save(force_insert=True)
    told = {"measure": slip.measure.code, "prompt": slip.prompt}
    audit.record(
        "confirm number",
        edition,
        office=edition.office,
        by=by,
        after=told,
        reason=row.reason,
    )
    return row


def ask_all(*, edition: Edition) -> list[DisclosureProposal]:
    """Ask, of each measure that leaks, what else to hide; those that are new.

    Whoever calls this nudges a worker for each. MoveRefused past the draft. Looking
    takes some seconds in hard cases, in which it locks nothing.
    """
    with transaction.atomic():
        edition = _draft(edition)
    asked = [
        ask(edition=edition, measure=each.measure, fingerprint=each.fingerprint)
        for each in draft_guarded(edition)
        if each.open
    ]
    return [row for row, is_new in asked if is_new]


def ask(
    *, edition: Edition, measure: Measure, fingerprint: str
) -> tuple[DisclosureProposal, bool]:
    """The proposal worked out from just this, and whether it is new: to be worked out.

    Nothing that the office says changes: what is worked out is kept, no more.
    """
    return DisclosureProposal.objects.get_or_create(
        edition=edition,
        measure=measure,
        fingerprint=fingerprint,
        defaults={"asked_at": clock.now()},
    )


def ask_again(*, proposal: DisclosureProposal) -> None:
    """Begin anew after it failed; whoever calls this nudges a worker."""
    failed = DisclosureProposal.objects.filter(pk=proposal.pk).exclude(error="")
    failed.update(error="", lease_until=None, asked_at=clock.now())


def work_out(proposal_pk: int) -> bool:
    """Find what to hide as well; false where there is nothing to do, or another is.

    Safe to run any number of times, by any number of workers.
    """
    at = timezone.now()
    until = at + dt.timedelta(seconds=settings.FREEZE_LEASE_SECONDS)
    free = DisclosureProposal.objects.lost(at=at).filter(pk=proposal_pk)
    if not free.update(lease_until=until):
        return False
    row = DisclosureProposal.objects.select_related(
        "edition__office", "edition__plan", "measure"
    ).get(pk=proposal_pk)
    try:
        return _work_out(row)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:2000]
        DisclosureProposal.objects.filter(pk=row.pk).update(error=said)
        raise


def _work_out(row: DisclosureProposal) -> bool:
    """Of what it was asked for alone: where that has changed, the row goes."""
    found = _now(row)
    if found is None:
        row.delete()
        return False
    places, left = proposed(found)
    row.places = [key_of(place) for place in places]
    row.left, row.done_at, row.lease_until = left, clock.now(), None
    row.save()
    return True


def _now(proposal: DisclosureProposal) -> Guarded | None:
    """What it was worked out from, if that is still so; None where it has changed."""
    found = draft_guarded(proposal.edition, proposal.measure)
    same = (each for each in found if each.fingerprint == proposal.fingerprint)
    return next(same, None)


def _decide(
    verb: str,
    edition: Edition,
    measure: Measure,
    place: Place,
    reason: str,
    by: User,
    *,
    withdrawn: bool = False,
) -> Suppression:
    breakdown, period = place
    row = Suppression(
        edition=edition,
        measure=measure,
        breakdown=breakdown,
        reason=reason.strip(),
        is_withdrawn=withdrawn,
        by=by,
        at=clock.now(),
        **columns(period),
    )
    row.full_clean()
    row.save(force_insert=True)
    told = {"measure": measure.code, "part": breakdown, "period": period.key}
    audit.record(
        verb, edition, office=edition.office, by=by, after=told, reason=row.reason
    )
    return row


def _draft(edition: Edition) -> Edition:
    edition = locked(edition)
    if edition.state != Edition.State.DRAFT or edition.is_freezing:
        raise MoveRefused(_(FIXED))
    return edition


def _standing(measure: Measure) -> list[Suppression]:
    return holding(measure.suppressions.all())
