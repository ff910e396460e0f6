"""The check of fact: begun by the office, remarked on, answered and confirmed."""

from __future__ import annotations

from django.db import transaction

from measures.models import Commentary
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, Organisation, User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from scrutiny.domain import facts
from scrutiny.models import FactCheck, FactRemark


@transaction.atomic
def start(
    *, office: Office, organisation: Organisation, quarter: Period, by: User
) -> FactCheck:
    """Let an organisation read what is written about it, for the office's days.

    MoveRefused where nothing is written about its measures; ValidationError where it
    checks that quarter already.
    """
    _check_written(organisation, quarter)
    today = clock.today()
    days = office.style.thresholds.factual_accuracy_working_days
    check = FactCheck(
        office=office,
        organisation=organisation,
        started_on=today,
        closes_on=facts.closes_on(today, days),
        by=by,
        **columns(quarter),
    )
    check.validate_constraints()
    check.save(force_insert=True)
    audit.record(
        "start the check of facts by",
        check,
        office=office,
        by=by,
        after=audit.facts(check, "started_on", "closes_on"),
    )
    return check


@transaction.atomic
def remark(
    *, check: FactCheck, commentary: Commentary, text: str, by: Standing
) -> FactRemark:
    """Say what is not so in a passage. MoveRefused once the check has ended."""
    stored = _locked(check)
    _check_theirs(stored, by)
    if commentary not in passages(stored.organisation, stored.period):
        raise MoveRefused("That passage was rewritten: read it again.")
    if not text.strip():
        raise MoveRefused("Say what is not so, and what is.")
    said = FactRemark(
        check_of=stored,
        measure=commentary.measure,
        writing=commentary.number,
        text=text,
        by=by.user,
        at=clock.now(),
    )
    said.save(force_insert=True)
    after = {"measure": commentary.measure.code, "text": text}
    audit.record(
        "remark on the facts of", stored, office=stored.office, by=by.user, after=after
    )
    return said


@transaction.atomic
def confirm(*, check: FactCheck, by: Standing) -> FactCheck:
    """The facts are right but for what was remarked on; this ends the check."""
    stored = _locked(check)
    _check_theirs(stored, by)
    stored.confirmed_at, stored.confirmed_by = clock.now(), by.user
    stored.save(update_fields=["confirmed_at", "confirmed_by"])
    after = audit.facts(stored, "confirmed_at")
    audit.record(
        "confirm the facts of", stored, office=stored.office, by=by.user, after=after
    )
    return stored


@transaction.atomic
def reply(*, said: FactRemark, text: str, by: User) -> FactRemark:
    """What the office did about a remark: once, and on record."""
    found = FactRemark.objects.select_related("check_of__office")
    stored = found.select_for_update(of=("self",)).get(pk=said.pk)
    if stored.replied_at is not None:
        raise MoveRefused("Somebody has replied to this remark already.")
    if not text.strip():
        raise MoveRefused("Say what was changed, or why nothing was.")
    stored.reply, stored.replied_by, stored.replied_at = text, by, clock.now()
    stored.save(update_fields=["reply", "replied_by", "replied_at"])
    office = stored.check_of.office
    audit.record("reply to", stored, office=office, by=by, after={"reply": text})
    return stored


def passages(organisation: Organisation, quarter: Period) -> list[Commentary]:
    """The writing in force about each measure that an organisation provides.

    One query; in the order of the measures.
    """
    written = Commentary.objects.filter(
        measure__provider=organisation, **columns(quarter)
    )
    newest: dict[int, Commentary] = {}
    for each in written.select_related("measure").prefetch_related("measure__versions"):
        newest.setdefault(each.measure_id, each)
    return sorted(newest.values(), key=lambda each: (each.measure.order, each.pk))


def _check_written(organisation: Organisation, quarter: Period) -> None:
    if not passages(organisation, quarter):
        raise MoveRefused(
            f"Nothing is written about {organisation} in {quarter} yet: write the "
            "commentary first."
        )


def _locked(check: FactCheck) -> FactCheck:
    """The row is locked by itself: counting its remarks rules a lock out."""
    found = FactCheck.objects.select_related("office", "organisation")
    return found.select_for_update(of=("self",)).get(pk=check.pk)


def _check_theirs(stored: FactCheck, by: Standing) -> None:
    if stored.organisation_id not in by.provides_for:
        raise MoveRefused("This check is not your organisation's.")
    facts.check_running(
        facts.Check(
            str(stored.organisation),
            stored.closes_on,
            stored.confirmed_at is not None,
            0,
        ),
        on=clock.today(),
    )
