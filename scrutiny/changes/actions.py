"""Actions: raised, changed, worked on, offered for sign-off, and ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from measures.models import Measure
from opcc.core import audit, clock
from opcc.core.models import Office
from opcc.core.moves import Move, MoveRefused, check_based_on
from plans.models import Commitment
from scrutiny.changes.acting import Actor
from scrutiny.domain import workflow
from scrutiny.models import Action, ActionUpdate, DateChange

FACTS = (
    "title",
    "detail",
    "came_from",
    "sponsor_id",
    "owner_name",
    "owner_id",
    "owner_email",
    "organisation_id",
)
"""What may be changed of an action: never its dates, its state or its origin."""


@transaction.atomic
def add(
    *,
    action: Action,
    by: Actor,
    measures: Iterable[Measure] = (),
    commitments: Iterable[Commitment] = (),
) -> Action:
    """Raise an action: numbered in its office, due first on the day it is due."""
    workflow.check_due(due_on=action.first_due_on, raised_on=action.raised_on)
    action.number = next_number(Action, action.office)
    action.due_on = action.first_due_on
    action.by = by.user
    action.validate_constraints()
    action.save(force_insert=True)
    action.measures.set(measures)
    action.commitments.set(commitments)
    _record("raise", action, by, after=_facts(action, *FACTS, "first_due_on"))
    return action


@transaction.atomic
def edit(
    *,
    action: Action,
    based_on: int,
    by: Actor,
    measures: Iterable[Measure],
    commitments: Iterable[Commitment],
) -> Action:
    """Change what is asked, of whom, and what it is linked to.

    WrittenMeanwhile where somebody saved since the revision that its author saw.
    """
    stored = lock(action)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = _facts(stored, *FACTS)
    for name in FACTS:
        setattr(stored, name, getattr(action, name))
    if stored.owner_email != before["owner_email"]:
        stored.link_version += 1
    stored.validate_constraints()
    _save(stored, *FACTS, "link_version")
    stored.measures.set(measures)
    stored.commitments.set(commitments)
    old, new = audit.changed(before, _facts(stored, *FACTS))
    if new:
        _record("edit", stored, by, before=old, after=new)
    return stored


@transaction.atomic
def update(*, action: Action, text: str, by: Actor) -> None:
    """Add news of an open action; nothing that was said before is lost."""
    stored = lock(action)
    by.check_works_on(stored)
    if not stored.is_open:
        raise MoveRefused(_("This action is over: reopen it before you report on it."))
    if not text.strip():
        raise MoveRefused(_("Say what has happened."))
    _say(stored, by, text=text)
    _record("update", stored, by, after={"text": text})


@transaction.atomic
def start(*, action: Action, by: Actor) -> None:
    stored = lock(action)
    by.check_works_on(stored)
    _move(stored, "start", by)


@transaction.atomic
def offer_for_sign_off(*, action: Action, evidence: str, by: Actor) -> None:
    """Say that it is done, and what shows it; somebody else then closes it."""
    stored = lock(action)
    by.check_works_on(stored)
    workflow.ACTION.check("offer_for_sign_off", state=stored.state)
    if not evidence.strip():
        raise MoveRefused(_("Say what shows that it is done."))
    stored.evidence, stored.offered_by = evidence, by.user
    _move(stored, "offer_for_sign_off", by, text=evidence)


@transaction.atomic
def close(*, action: Action, by: Actor, note: str = "", waiver: str = "") -> None:
    """Somebody else signs it off; ``waiver`` says why its owner does, where allowed."""
    stored = lock(action)
    workflow.ACTION.check("close", state=stored.state)
    waiver = waiver if by.has_a_part_in(stored) else ""
    _check_another(stored, by, waiver=waiver if stored.office.allows_waivers else "")
    waived = _("Closed by its owner: %s") % waiver if waiver else ""
    _end(stored, "close", by, text="\n\n".join(filter(None, [note, waived])))


@transaction.atomic
def refuse(*, action: Action, reason: str, by: Actor) -> None:
    """Send what was offered back to its owner, with what is missing."""
    stored = lock(action)
    workflow.ACTION.check("refuse", state=stored.state, reason=reason)
    stored.offered_by = None
    _move(stored, "refuse", by, text=reason, reason=reason)


@transaction.atomic
def accept_risk(*, action: Action, reason: str, by: Actor) -> None:
    """Leave it undone, knowingly: a decision that is not its owner's."""
    stored = lock(action)
    workflow.ACTION.check("accept_the_risk_of", state=stored.state, reason=reason)
    _check_another(stored, by)
    _end(stored, "accept_the_risk_of", by, text=reason, reason=reason)


@transaction.atomic
def supersede(
    *, action: Action, reason: str, by: Actor, successor: Action | None = None
) -> None:
    """End it in favour of what has taken its place, where that is an action."""
    stored = lock(action)
    workflow.ACTION.check("supersede", state=stored.state, reason=reason)
    _check_another(stored, by)
    if successor is not None and successor.pk == stored.pk:
        raise MoveRefused(_("An action cannot take its own place."))
    stored.superseded_by = successor
    _end(stored, "supersede", by, text=reason, reason=reason)


@transaction.atomic
def reopen(*, action: Action, reason: str, by: Actor) -> None:
    """Take it up again; its dates are what they were."""
    stored = lock(action)
    workflow.ACTION.check("reopen", state=stored.state, reason=reason)
    stored.ended_on, stored.offered_by = None, None
    _move(stored, "reopen", by, text=reason, reason=reason)


@transaction.atomic
def revoke_links(*, action: Action, by: Actor) -> None:
    """Whoever holds a link to it by email opens nothing from now on."""
    stored = lock(action)
    before = {"link_version": stored.link_version}
    stored.link_version += 1
    _save(stored, "link_version")
    after = {"link_version": stored.link_version}
    _record("revoke_links", stored, by, before=before, after=after)


# -- shared by the verbs of actions, their dates, and information requests


def lock(action: Action) -> Action:
    """The row as it is, held."""
    rows = Action.objects.select_related("office").select_for_update(of=("self",))
    return rows.get(pk=action.pk)


def next_number(kind: type[models.Model], office: Office) -> int:
    """The next number of its kind in the office, whose row is held."""
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    rows = kind._default_manager.filter(office=office)
    return (rows.aggregate(last=models.Max("number"))["last"] or 0) + 1


def _check_another(stored: Action, by: Actor, *, waiver: str = "") -> None:
    """Raise MoveRefused for its owner, and for who offered it."""
    workflow.check_ended_by_another(is_own=by.has_a_part_in(stored), waiver=waiver)


def _end(stored: Action, name: str, by: Actor, *, text: str, reason: str = "") -> None:
    stored.ended_on = clock.today()
    _move(stored, name, by, text=text, reason=reason)
    _settle_waiting(stored, by)


def _settle_waiting(stored: Action, by: Actor) -> None:
    """A change of date that was asked for is moot once the action is over."""
    stored.date_changes.filter(outcome=DateChange.Outcome.WAITING).update(
        outcome=DateChange.Outcome.REFUSED,
        decision=_("The action is over."),
        decided_by=by.user,
        decided_at=clock.now(),
    )


def _move(
    stored: Action, name: str, by: Actor, *, text: str = "", reason: str = ""
) -> Move:
    """Check, change, save, and put the move among what was said of the action."""
    move = workflow.ACTION.check(name, state=stored.state, reason=reason)
    before = {"state": stored.state}
    stored.state = move.target
    _save(stored, "state", "ended_on", "evidence", "offered_by", "superseded_by")
    _say(stored, by, text=text, move=name)
    after = {"state": stored.state}
    _record(name, stored, by, before=before, after=after, reason=text)
    return move


def _say(stored: Action, by: Actor, *, text: str, move: str = "") -> None:
    said = ActionUpdate(
        action=stored,
        text=text,
        move=move,
        said_by=by.said_by,
        by=by.user,
        at=clock.now(),
    )
    said.save(force_insert=True)


def _save(stored: Action, *names: str) -> None:
    stored.revision += 1
    stored.save(update_fields=[*_fields(names), "revision"])


def _fields(names: Iterable[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]


def _facts(action: Action, *names: str) -> dict[str, object]:
    """Fields by name, and what it is linked to: two queries."""
    measures = action.measures.order_by("code").values_list("code", flat=True)
    commitments = action.commitments.order_by("reference")
    return {
        **audit.facts(action, *names),
        "measures": list(measures),
        "commitments": list(commitments.values_list("reference", flat=True)),
    }


def _record(verb: str, stored: Action, by: Actor, **details) -> None:
    audit.record(
        verb,
        stored,
        office=stored.office,
        by=by.user,
        said_by=by.said_by,
        **details,
    )


def moved_on(stored: Action, by: Actor, to_day: dt.date) -> None:
    """Give it another date: for ``changes.dates``, once that is granted."""
    stored.due_on = to_day
    _save(stored, "due_on")
