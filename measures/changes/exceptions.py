"""Finding the exceptions of a cycle, calling things in, and settling each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.answering import check_open, check_reason
from measures.domain.exceptional import Found
from measures.models import (
    CallIn,
    Cycle,
    CycleException,
    Measure,
    watch_of,
)
from measures.reading.noticing import (
    Noticed,
    commitments_of,
    measures_of,
    notice,
    notice_commitment,
    notice_measure,
    objectives_in_force,
)
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, RoleHolding, User
from opcc.core.moves import MoveRefused
from opcc.core.roles import MAY, Can
from plans.models import Commitment


@transaction.atomic
def find(*, cycle: Cycle, by: User, on: dt.date) -> list[CycleException]:
    """Look for the cycle's exceptions as the figures are now; safe to run again.

    A new one goes to the lead of its priority, else to who opened the cycle. Of one
    that is there the facts are brought up to date; one that has gone is marked so,
    with the day. What was called in holds all the same. Returns those that hold.
    """
    cycle = _locked(cycle)
    check_open(cycle.state)
    noticed = {n.subject: n for n in notice(cycle.office, cycle.period, _watch(cycle))}
    stored = {row.subject: row for row in _stored(cycle)}
    told: dict[str, list[str]] = {"new": [], "no longer": [], "again": []}
    for subject, seen in noticed.items():
        if subject in stored:
            _refresh(stored[subject], seen, on, told)
        elif seen.found:
            stored[subject] = _raise(cycle, seen, by=by, on=on)
            told["new"].append(stored[subject].code)
    for gone in stored.keys() - noticed.keys():
        _end(stored[gone], on, told)
    cycle.looked_at = clock.now()
    cycle.save(update_fields=["looked_at"])
    holding = [row for row in stored.values() if row.holds]
    _record_look(cycle, holding, told, by=by)
    return holding


@transaction.atomic
def call_in(
    *,
    cycle: Cycle,
    subject: Measure | Commitment,
    source: str,
    reason: str,
    by: Standing,
    on: dt.date,
) -> CycleException:
    """Ask for a look at something, whatever its figures say.

    The Commissioner calls in for themselves; whoever runs the quarter records what the
    panel or the Commissioner asked for, or a significant event. A reason for having no
    commentary, given before, does not answer it. Raises MoveRefused, or ValidationError
    without a reason.
    """
    cycle = _locked(cycle)
    check_open(cycle.state)
    if source not in sources_of(by):
        raise MoveRefused(_("Only a performance officer records that."))
    row = _stored(cycle).filter(**_about(subject)).first()
    if row is None:
        row = _raise(cycle, _seen(cycle, subject), by=by.user, on=on)
    call = CallIn(
        exception=row, source=source, reason=reason.strip(), by=by.user, at=clock.now()
    )
    call.full_clean()
    call.save(force_insert=True)
    before = audit.facts(row, "ended_on", "reason")
    row.ended_on, row.reason, row.reason_by, row.reason_at = None, "", None, None
    row.revision += 1
    row.save()
    audit.record(
        "call in",
        row,
        office=cycle.office,
        by=by.user,
        before=before,
        after={"quarter": cycle.period.key, "for": source},
        reason=call.reason,
    )
    return row


def sources_of(standing: Standing) -> list[str]:
    """For whom this person may call something in."""
    if standing.can(Can.RUN_CYCLES):
        return list(CallIn.Source.values)
    if standing.can(Can.CALL_IN):
        return [CallIn.Source.COMMISSIONER.value]
    return []


@transaction.atomic
def give_reason(
    *, exception: CycleException, reason: str, seen: int, by: Standing
) -> CycleException:
    """Say why it needs no commentary. Raises MoveRefused where that is not theirs."""
    row = _taken(exception, seen)
    said = check_reason(
        reason,
        holds=row.holds,
        is_owner=row.owner_id == by.user.pk,
        runs_cycles=by.can(Can.RUN_CYCLES),
    )
    before = audit.facts(row, "reason")
    row.reason, row.reason_by, row.reason_at = said, by.user, clock.now()
    _save(row, "need no commentary on", by=by.user, before=before, reason=said)
    return row


@transaction.atomic
def hand_over(
    *, exception: CycleException, to: User, seen: int, by: User
) -> CycleException:
    """Give it to another owner, who can write commentary in this office."""
    row = _taken(exception, seen)
    if to not in owners_in(row.cycle.office):
        raise MoveRefused(
            _("%(name)s writes no commentary here, so cannot own it.")
            % {"name": to.name}
        )
    before = audit.facts(row, "owner_id")
    row.owner = to
    _save(row, "hand over", by=by, before=before)
    return row


def owners_in(office: Office):
    """Who may own an exception: everybody who writes commentary today."""
    writing = [role for role, may in MAY.items() if Can.WRITE_COMMENTARY in may]
    held = RoleHolding.objects.filter(office=office, role__in=writing)
    return User.objects.filter(
        pk__in=held.held(on=clock.today()).values("user"), is_active=True
    ).order_by("name")


# -- one exception


def _raise(cycle: Cycle, seen: Noticed, *, by: User, on: dt.date) -> CycleException:
    row = CycleException(
        cycle=cycle,
        owner=seen.lead or cycle.opened_by or by,
        found=_plain(seen.found),
        facts=asdict(seen.facts),
        raised_on=on,
        **_about(seen.subject),
    )
    row.save(force_insert=True)
    return row


def _refresh(
    row: CycleException, seen: Noticed, on: dt.date, told: dict[str, list[str]]
) -> None:
    """Bring what was found up to date; the owner and the answer stay."""
    if not seen.found and not row.call_ins.all():
        _end(row, on, told)
        return
    before = (row.found, row.facts, row.ended_on)
    if not row.holds:
        told["again"].append(row.code)
    row.found, row.facts, row.ended_on = _plain(seen.found), asdict(seen.facts), None
    if (row.found, row.facts, row.ended_on) != before:
        row.save()


def _end(row: CycleException, on: dt.date, told: dict[str, list[str]]) -> None:
    """Mark that it no longer holds; its facts stay as they last were."""
    if row.holds and not row.call_ins.all():
        row.ended_on = on
        row.save()
        told["no longer"].append(row.code)


def _plain(found: Iterable[Found]) -> list[dict[str, str]]:
    return [{"trigger": each.trigger.value, "reason": each.reason} for each in found]


def _about(subject: Measure | Commitment) -> dict[str, Measure | Commitment]:
    name = "measure" if isinstance(subject, Measure) else "commitment"
    return {name: subject}


def _seen(cycle: Cycle, subject: Measure | Commitment) -> Noticed:
    """One subject as the quarter shows it. Raises MoveRefused where it is not in it."""
    office, quarter, watch = cycle.office, cycle.period, _watch(cycle)
    objectives = objectives_in_force(office, quarter)
    if isinstance(subject, Measure):
        rows = measures_of(office, quarter, objectives).filter(pk=subject.pk)
        found = [notice_measure(row, quarter, watch) for row in rows]
    else:
        rows = commitments_of(office, objectives).filter(pk=subject.pk)
        found = [notice_commitment(row, quarter, watch) for row in rows]
    if not found:
        raise MoveRefused(_("That is not part of this quarter."))
    return found[0]


# -- rows


def _watch(cycle: Cycle):
    return watch_of(cycle.office)


def _stored(cycle: Cycle):
    rows = CycleException.objects.filter(cycle=cycle).select_for_update(of=("self",))
    return rows.select_related("measure", "commitment").prefetch_related(
        "call_ins", "measure__versions"
    )


def _locked(cycle: Cycle) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",))
    return rows.select_related("office", "opened_by").get(pk=cycle.pk)


def _taken(exception: CycleException, seen: int) -> CycleException:
    """The row locked, as this person saw it. Raises MoveRefused where it has moved."""
    rows = CycleException.objects.select_for_update(of=("self",))
    row = rows.select_related("cycle__office").get(pk=exception.pk)
    check_open(row.cycle.state)
    if row.revision != seen:
        raise MoveRefused(_("Somebody else changed this exception: look again."))
    return row


def _save(
    row: CycleException,
    verb: str,
    *,
    by: User,
    before: dict[str, Any],
    reason: str = "",
) -> None:
    row.revision += 1
    row.full_clean()
    row.save()
    was, now = audit.changed(before, audit.facts(row, *before))
    audit.record(
        verb,
        row,
        office=row.cycle.office,
        by=by,
        before=was,
        after={"quarter": row.cycle.period.key} | now,
        reason=reason,
    )


def _record_look(
    cycle: Cycle,
    holding: list[CycleException],
    told: dict[str, list[str]],
    *,
    by: User,
) -> None:
    audit.record(
        "look for exceptions in",
        cycle,
        office=cycle.office,
        by=by,
        after={
            "quarter": cycle.period.key,
            "holding": len(holding),
            **{words: codes for words, codes in told.items() if codes},
        },
    )
