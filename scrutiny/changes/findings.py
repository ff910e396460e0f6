"""Findings of inspections: recorded, answered, and what three sides say of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from measures.models import Measure
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused, check_based_on
from plans.models import Objective
from scrutiny.changes import inspections, rows
from scrutiny.changes.signing import by_role
from scrutiny.domain import inspecting
from scrutiny.domain.workflow import FINDING_VIEW
from scrutiny.models import Finding, FindingView

FACTS = ("kind", "number", "text", "addressed_to", "due_on", "note")
ANSWER = ("response", "none_because")


@transaction.atomic
def add(
    *,
    finding: Finding,
    by: User,
    measures: Iterable[Measure] = (),
    objectives: Iterable[Objective] = (),
) -> Finding:
    """Record what an inspectorate found; MoveRefused once the response is decided."""
    report = inspections.drafted(finding.report_id)
    _check_text(finding)
    rows.add(finding, office=report.office, by=by)
    finding.measures.set(measures)
    finding.objectives.set(objectives)
    return finding


@transaction.atomic
def edit(
    *,
    finding: Finding,
    based_on: int,
    by: User,
    measures: Iterable[Measure],
    objectives: Iterable[Objective],
) -> Finding:
    """Change what is recorded of it, with what it concerns."""
    stored = _drafted(finding, based_on)
    _check_text(finding)
    before = _facts(stored, *FACTS)
    for name in FACTS:
        setattr(stored, name, getattr(finding, name))
    stored.measures.set(measures)
    stored.objectives.set(objectives)
    rows.save_next(stored, *FACTS)
    old, new = audit.changed(before, _facts(stored, *FACTS))
    if new:
        _record("edit", stored, by=by, before=old, after=new)
    return stored


@transaction.atomic
def remove(*, finding: Finding, by: User) -> None:
    """A finding recorded by mistake goes; what it said stays in the log.

    MoveRefused once the response is decided, and once anything rests on it.
    """
    report = inspections.drafted(finding.report_id)
    stored = _locked(finding)
    inspecting.check_removable(
        is_answered=stored.is_answered,
        is_followed=stored.actions.exists(),
        is_stated=stored.stated.exists(),
    )
    before = _facts(stored, "report_id", *FACTS)
    audit.record("remove", stored, office=report.office, by=by, before=before)
    stored.delete()


@transaction.atomic
def answer(
    *,
    finding: Finding,
    response: str,
    none_because: str,
    based_on: int,
    by: User,
) -> Finding:
    """What the Commissioner says of it, and why no action follows where none does.

    MoveRefused for a reason beside an action: one of the two is not so.
    """
    stored = _drafted(finding, based_on)
    inspecting.check_due_from_office(applies=stored.report.applies)
    if none_because.strip() and stored.actions.exclude(state="superseded").exists():
        raise MoveRefused(
            "An action follows from this already: take out the reason for none."
        )
    before = audit.facts(stored, *ANSWER)
    stored.response, stored.none_because = response, none_because.strip()
    rows.save_next(stored, *ANSWER)
    old, new = audit.changed(before, audit.facts(stored, *ANSWER))
    if new:
        _record("answer", stored, by=by, before=old, after=new)
    return stored


@transaction.atomic
def state_view(*, statement: FindingView, by: Standing) -> FindingView:
    """Add what one side says of a finding on a day, from then on its view.

    The office speaks for itself under the name of whoever writes; the force and the
    inspectorate are named. MoveRefused for the view that stands already, without a
    reason to reopen one, and for a day before the last that was stated.
    """
    stored = _locked(statement.finding)
    name = f"{statement.side}_view"
    verb = "complete" if statement.view == Finding.View.COMPLETE else "reopen"
    FINDING_VIEW.check(
        verb, state=stored.view_of(statement.side), reason=statement.reason
    )
    _check_stated(stored, statement, by)
    statement.by, statement.at = by.user, clock.now()
    statement.validate_constraints()
    statement.save(force_insert=True)
    before = audit.facts(stored, name)
    setattr(stored, name, statement.view)
    rows.save_next(stored, name)
    after = audit.facts(stored, name) | audit.facts(statement, "on", "said_by")
    _record(
        f"{verb} the {statement.side}'s view of",
        stored,
        by=by.user,
        before=before,
        after=after,
        reason=statement.reason,
    )
    return statement


def _check_stated(stored: Finding, statement: FindingView, by: Standing) -> None:
    if statement.side == Finding.Side.OFFICE:
        statement.said_by = by_role(by)
    inspecting.check_said_by(statement.said_by, whose=f"{statement.side}'s")
    last = stored.stated.filter(side=statement.side).first()
    since = last.on if last else stored.report.published_on
    what = "That view was stated"
    inspecting.check_day(statement.on, what=what, since=since, today=clock.today())


def _check_text(finding: Finding) -> None:
    if not finding.text.strip():
        raise MoveRefused("Write what the inspectorate found, in its own words.")


def _drafted(finding: Finding, based_on: int) -> Finding:
    """The row, held after its report, of a response that may still be changed."""
    report = inspections.drafted(finding.report_id)
    stored = _locked(finding)
    stored.report = report
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    return stored


def _locked(finding: Finding) -> Finding:
    """MoveRefused where somebody has removed it."""
    found = Finding.objects.select_related("report__office")
    stored = found.select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if stored is None:
        raise MoveRefused("Somebody removed this finding meanwhile.")
    return stored


def _facts(finding: Finding, *names: str) -> dict[str, object]:
    """Fields by name, and what it concerns: two queries."""
    return {
        **audit.facts(finding, *names),
        "measures": sorted(finding.measures.values_list("code", flat=True)),
        "objectives": sorted(finding.objectives.values_list("number", flat=True)),
    }


def _record(verb: str, stored: Finding, *, by: User, **details) -> None:
    office: Office = stored.report.office
    audit.record(verb, stored, office=office, by=by, **details)
