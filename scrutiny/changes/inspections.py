"""Inspection reports: recorded, commented on, answered, and the answer sent."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import prefetch_related_objects

from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import User
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.roles import Can
from scrutiny.changes import rows
from scrutiny.domain import clocks, inspecting
from scrutiny.domain.workflow import INSPECTION_RESPONSE
from scrutiny.models import InspectionReport, SentResponse

FACTS = (
    "reference",
    "title",
    "inspectorate",
    "published_on",
    "url",
    "applies",
    "not_applies_reason",
    "note",
)
COMMENTS = (
    "comments_invited_on",
    "comments_received_on",
    "comments",
    "no_comments_by",
)
DECIDED = ("state", "decided_by_id", "decided_on", "response_published_on")


@transaction.atomic
def add(*, report: InspectionReport, by: User) -> InspectionReport:
    """Record a report; its clock runs from the day on which it was published."""
    _check_facts(report)
    report.respond_by = clocks.inspection_response_due(report.published_on)
    rows.add(report, office=report.office, by=by)
    return report


@transaction.atomic
def edit(*, report: InspectionReport, based_on: int, by: User) -> InspectionReport:
    """Change what is recorded of it; ``based_on`` is the revision its author saw.

    MoveRefused once the response is decided, and WrittenMeanwhile where somebody
    else saved.
    """
    stored = _drafted(report, based_on=based_on)
    _check_facts(report)
    report.respond_by = clocks.inspection_response_due(report.published_on)
    _edit(stored, report, *FACTS, "respond_by", by=by)
    return stored


@transaction.atomic
def invite_comments(*, report: InspectionReport, on: dt.date, by: User) -> None:
    """Note that the chief constable was asked for comments, and when."""
    stored = _drafted(report)
    inspecting.check_due_from_office(applies=stored.applies)
    _check_day(on, what="The comments were invited", since=stored.published_on)
    stored.comments_invited_on = on
    _save_comments(stored, "invite the comments on", by=by)


@transaction.atomic
def receive_comments(
    *,
    report: InspectionReport,
    on: dt.date,
    text: str,
    by: User,
    based_on: str | None = None,
) -> None:
    """Keep what the chief constable says of the report, as it will be published.

    ``based_on`` is the print of what their author saw; WrittenMeanwhile for another.
    """
    stored = _invited(report)
    if based_on is not None:
        now = stored.comments_print
        check_based_on(revision=now, based_on=based_on, theirs=stored)
    _check_day(on, what="The comments came", since=stored.comments_invited_on)
    if not text.strip():
        raise MoveRefused("Write the comments down, or say that none came.")
    stored.comments_received_on, stored.comments = on, text
    stored.no_comments_by = None
    _save_comments(stored, "receive the comments on", by=by)


@transaction.atomic
def note_no_comments(*, report: InspectionReport, by_day: dt.date, by: User) -> None:
    """Note that by a day no comments had come; those that come later replace that."""
    stored = _invited(report)
    if stored.comments_received_on:
        raise MoveRefused("The comments have come already.")
    what = "None had come by a day"
    _check_day(by_day, what=what, since=stored.comments_invited_on)
    stored.no_comments_by = by_day
    _save_comments(stored, "note that no comments came on", by=by)


@transaction.atomic
def write(
    *, report: InspectionReport, introduction: str, based_on: int, by: User
) -> InspectionReport:
    """What the Commissioner says of the whole report, while it is a draft."""
    stored = _drafted(report, based_on=based_on)
    inspecting.check_due_from_office(applies=stored.applies)
    report.introduction = introduction
    _edit(stored, report, "introduction", by=by)
    return stored


@transaction.atomic
def decide(
    *, report: InspectionReport, by: Standing, seen: str | None = None
) -> InspectionReport:
    """Settle the response, complete; from then on it is changed only once sent back.

    MoveRefused for who may not decide it, and for a response that lacks something.
    ``seen`` is the print of what was read; WrittenMeanwhile for another.
    """
    if not by.can(Can.DECIDE_RESPONSES):
        raise MoveRefused("The Commissioner decides the response to an inspection.")
    stored = _locked(report)
    move = INSPECTION_RESPONSE.check("decide", state=stored.state)
    if seen is not None:
        check_based_on(revision=stored.response_print(), based_on=seen, theirs=stored)
    inspecting.check_due_from_office(applies=stored.applies)
    inspecting.check_complete(missing(stored))
    before = audit.facts(stored, *DECIDED)
    stored.state = move.target
    stored.decided_by, stored.decided_on = by.user, clock.today()
    return _moved("decide the response to", stored, before, by=by.user)


@transaction.atomic
def send_back(*, report: InspectionReport, reason: str, by: User) -> InspectionReport:
    """A decided response is a draft again, to be changed and decided anew."""
    stored = _locked(report)
    move = INSPECTION_RESPONSE.check("send_back", state=stored.state, reason=reason)
    before = audit.facts(stored, *DECIDED)
    stored.state = move.target
    stored.decided_by = stored.decided_on = None
    verb = "send back the response to"
    return _moved(verb, stored, before, by=by, reason=reason)


@transaction.atomic
def publish(*, report: InspectionReport, on: dt.date, by: User) -> InspectionReport:
    """The response is public from a day; whoever calls this freezes what it says.

    MoveRefused where it is not complete any more: an action may have been superseded.
    """
    stored = _locked(report)
    move = INSPECTION_RESPONSE.check("publish", state=stored.state)
    inspecting.check_complete(missing(stored))
    before = audit.facts(stored, *DECIDED)
    stored.state, stored.response_published_on = move.target, on
    return _moved("publish the response to", stored, before, by=by)


@transaction.atomic
def note_sent(*, sending: SentResponse, by: User) -> SentResponse:
    """Keep the evidence that a decided response was sent; nothing changes it."""
    stored = _locked(sending.report)
    if stored.decided_on is None:
        raise MoveRefused("Decide the response before you record its sending.")
    _check_day(sending.sent_on, what="It was sent", since=stored.decided_on)
    if not sending.how.strip():
        raise MoveRefused("Say how it was sent, and where that can be seen.")
    sending.by, sending.at = by, clock.now()
    rows.add(sending, office=stored.office, by=by)
    return sending


def missing(report: InspectionReport) -> list[str]:
    """What its response still lacks, a sentence for each.

    Two queries, none where its findings and their actions are fetched already.
    """
    prefetch_related_objects([report], "findings__actions")
    return inspecting.missing(
        introduction=report.introduction,
        comments=report.comments_state,
        recommendations=[
            inspecting.Recommendation(
                name=str(each).lower(),
                actions=sum(
                    action.state != "superseded" for action in each.actions.all()
                ),
                none_because=each.none_because,
            )
            for each in report.findings.all()
            if each.is_recommendation
        ],
    )


def drafted(pk: int) -> InspectionReport:
    """The row, held, of a report whose response may still be changed."""
    reports = InspectionReport.objects.select_related("office")
    stored = reports.select_for_update(of=("self",)).get(pk=pk)
    inspecting.check_may_change(state=stored.state)
    return stored


def _drafted(
    report: InspectionReport, *, based_on: int | None = None
) -> InspectionReport:
    stored = drafted(report.pk)
    if based_on is not None:
        check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    return stored


def _invited(report: InspectionReport) -> InspectionReport:
    stored = _drafted(report)
    if stored.comments_invited_on is None:
        raise MoveRefused("Invite the chief constable's comments first.")
    return stored


def _locked(report: InspectionReport) -> InspectionReport:
    found = InspectionReport.objects.select_related("office")
    return found.select_for_update(of=("self",)).get(pk=report.pk)


def _check_facts(report: InspectionReport) -> None:
    inspecting.check_applies(applies=report.applies, reason=report.not_applies_reason)
    _check_day(report.published_on, what="It was published", since=dt.date.min)


def _check_day(on: dt.date, *, what: str, since: dt.date) -> None:
    inspecting.check_day(on, what=what, since=since, today=clock.today())


def _edit(stored: InspectionReport, wanted: InspectionReport, *names, by: User):
    wanted.revision = stored.revision + 1
    rows.edit(stored, wanted, (*names, "revision"), office=stored.office, by=by)


def _save_comments(stored: InspectionReport, verb: str, *, by: User) -> None:
    before = audit.facts(InspectionReport.objects.get(pk=stored.pk), *COMMENTS)
    stored.validate_constraints()
    stored.save(update_fields=COMMENTS)
    old, new = audit.changed(before, audit.facts(stored, *COMMENTS))
    audit.record(verb, stored, office=stored.office, by=by, before=old, after=new)


def _moved(
    verb: str, stored: InspectionReport, before: dict, *, by: User, reason: str = ""
) -> InspectionReport:
    stored.save(
        update_fields=["state", "decided_by", "decided_on", "response_published_on"]
    )
    old, new = audit.changed(before, audit.facts(stored, *DECIDED))
    audit.record(
        verb,
        stored,
        office=stored.office,
        by=by,
        before=old,
        after=new,
        reason=reason,
    )
    return stored
