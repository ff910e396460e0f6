"""Decisions: drafted, restricted in part, taken, and noted as published."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, Restriction, User
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.roles import Can, Role
from scrutiny.changes import rows
from scrutiny.changes.signing import signed
from scrutiny.domain import deciding
from scrutiny.domain.workflow import DECISION
from scrutiny.models import Decision
from scrutiny.models.decisions import pounds

SAID = (
    "title",
    "summary",
    "reasons",
    "options",
    "value",
    "is_significant",
    "visibility",
    "exempt",
    "note",
)
HELD = ("restriction_id", "safe_words")
PUBLIC = ("title", "summary", "reasons", "options", "safe_words")
TAKEN = ("state", "taken_on", "taken_as", "delegation", "published_on")


@transaction.atomic
def add(*, decision: Decision, by: User) -> Decision:
    """Begin a record, numbered in the year in which it is begun."""
    decision.year = clock.today().year
    decision.number = _next_number(decision.office, decision.year)
    decision.by, decision.at = by, clock.now()
    decision.validate_constraints()
    decision.save(force_insert=True)
    _record("draft", decision, by=by, after=audit.facts(decision, *SAID))
    return decision


@transaction.atomic
def edit(*, decision: Decision, based_on: int, by: User) -> Decision:
    """What a draft says; WrittenMeanwhile where somebody else saved since.

    A release was of the words that stood there: others are exempt until they are
    decided on as well.
    """
    stored = _locked(decision)
    deciding.check_draft(state=stored.state)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *SAID, *HELD)
    if decision.exempt.split() != stored.exempt.split() and not stored.is_restricted:
        stored.restriction, stored.safe_words = None, ""
    for name in SAID:
        setattr(stored, name, getattr(decision, name))
    rows.save_next(stored)
    old, new = audit.changed(before, audit.facts(stored, *SAID, *HELD))
    if new:
        _record("edit", stored, by=by, before=old, after=new)
    return stored


@transaction.atomic
def restrict(
    *, decision: Decision, restriction: Restriction, safe_words: str, by: User
) -> Decision:
    """Hold the exempt part back: the public read the safe words and the reason code."""
    stored = _locked(decision)
    deciding.check_draft(state=stored.state)
    deciding.check_restrictable(
        exempt=stored.exempt, is_restricted=stored.is_restricted
    )
    restriction.office, restriction.decided_by = stored.office, by
    restriction.full_clean()
    restriction.save(force_insert=True)
    stored.restriction, stored.safe_words = restriction, safe_words
    rows.save_next(stored)
    facts = ("reason_code", "asked_by", "decided_on", "review_on")
    after = audit.facts(restriction, *facts) | {"safe_words": safe_words}
    _record("restrict", stored, by=by, after=after, reason=restriction.reason)
    return stored


@transaction.atomic
def release(*, decision: Decision, on: dt.date, reason: str, by: User) -> Decision:
    """End the restriction; it stays on record, and so does what was published."""
    stored = _locked(decision)
    if not stored.is_restricted:
        raise MoveRefused("Nothing in this record is restricted.")
    restriction = Restriction.objects.select_for_update().get(pk=stored.restriction_id)
    restriction.released_on = on
    restriction.save(update_fields=["released_on"])
    rows.save_next(stored)
    _record(
        "release",
        stored,
        by=by,
        before={"restriction": restriction.pk},
        after={"released_on": on},
        reason=reason,
    )
    return stored


@transaction.atomic
def take(
    *,
    decision: Decision,
    taken_on: dt.date,
    by: Standing,
    delegation: str = "",
    seen: int | None = None,
) -> Decision:
    """The decision is taken: by the Commissioner or deputy, or under a delegation.

    MoveRefused where the record is not complete, or a part is exempt without a reason.
    ``seen`` is the revision that was read; WrittenMeanwhile where that is not the
    newest: nobody decides in words that they have not read.
    """
    stored = _locked(decision)
    move = DECISION.check("take", state=stored.state)
    if seen is not None:
        check_based_on(revision=stored.revision, based_on=seen, theirs=stored)
    before = audit.facts(stored, *TAKEN)
    _sign(stored, by, on=taken_on, delegation=delegation)
    stored.state = move.target
    _check_record(stored)
    rows.save_next(stored)
    after = audit.facts(stored, *TAKEN)
    _record("take", stored, by=by.user, before=before, after=after)
    return stored


def _sign(stored: Decision, by: Standing, *, on: dt.date, delegation: str) -> None:
    """Who takes it, when, and under what; MoveRefused for who may not, and the day."""
    is_head = Role.COMMISSIONER in by.roles
    deciding.check_taken_by(
        may_take=by.can(Can.TAKE_DECISIONS), is_head=is_head, delegation=delegation
    )
    deciding.check_taken_on(taken_on=on, on=clock.today())
    stored.taken_on, stored.taken_by = on, by.user
    stored.taken_as = signed(by, on=on)
    stored.delegation = "" if is_head else delegation.strip()


@transaction.atomic
def publish(*, decision: Decision, on: dt.date, by: User) -> Decision:
    """Note that the record is out; what is published is frozen by the caller."""
    stored = _locked(decision)
    move = DECISION.check("publish", state=stored.state)
    deciding.check_public(visibility=stored.visibility)
    before = audit.facts(stored, *TAKEN)
    stored.state, stored.published_on = move.target, on
    rows.save_next(stored)
    after = audit.facts(stored, *TAKEN)
    _record("publish", stored, by=by, before=before, after=after)
    return stored


def _check_record(stored: Decision) -> None:
    """What a record has to say, and may not say, before it stands for good."""
    deciding.check_complete({name: getattr(stored, name) for name in SAID})
    deciding.check_exempt(
        exempt=stored.exempt, is_restricted=stored.restriction_id is not None
    )
    deciding.check_held_back(exempt=stored.exempt, is_restricted=stored.is_restricted)
    deciding.check_apart(public=_public(stored), withheld=stored.withheld)


def _public(stored: Decision) -> list[str]:
    """All that its publication says in words, so that it is not refused only then."""
    words = [getattr(stored, name) for name in PUBLIC]
    words += [stored.office.name, stored.reference, stored.taken_as, stored.delegation]
    if stored.value is not None:
        words.append(pounds(stored.value))
    if stored.is_restricted:
        words.append(str(stored.restriction.get_reason_code_display()))
    return words


def _locked(decision: Decision) -> Decision:
    """The stored row, so that what a form has set is not believed."""
    found = Decision.objects.select_related("office", "restriction")
    return found.select_for_update(of=("self",)).get(pk=decision.pk)


def _next_number(office: Office, year: int) -> int:
    """The office's row is the lock: two records at once are numbered one by one."""
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    rows = Decision.objects.for_office(office).filter(year=year)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _record(verb: str, stored: Decision, *, by: User, **details) -> None:
    audit.record(verb, stored, office=stored.office, by=by, **details)
