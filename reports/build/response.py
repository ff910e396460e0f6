"""The response to an inspection report, for the public.

It is built from what may be public alone: notes, views, updates of actions, evidence
and personal names are never read into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from opcc.core.models import Appointment, Office
from opcc.core.secrecy import says, tells
from reports.build.dates import said_day
from reports.domain.responses import (
    AnsweredFinding,
    ResponseAction,
    ResponseContent,
)
from scrutiny.models import Action, Finding, InspectionReport


def build_response(report: InspectionReport, *, on: dt.date) -> ResponseContent:
    """What it says if it is published on a day. Changes nothing; seven queries."""
    posts = posts_of(report.office, on)
    late = report.clock(on=on)
    return ResponseContent(
        office=report.office.name,
        holder=report.office.holder_title,
        reference=report.reference,
        title=report.title,
        inspectorate=report.inspectorate,
        reported_on=report.published_on,
        url=report.url,
        introduction=report.introduction,
        findings=tuple(_finding(each, posts) for each in _answered(report)),
        comments=report.comments,
        comments_invited_on=report.comments_invited_on,
        comments_received_on=report.comments_received_on,
        no_comments_by=report.no_comments_by,
        respond_by=report.respond_by,
        published_on=on,
        days_late=late.days if late.is_late else 0,
        sent=tuple((str(each.get_to_display()), each.sent_on) for each in report.sent),
        accent=report.office.accent,
    )


def secrets(report: InspectionReport) -> list[tuple[str, str]]:
    """Words that it may not say, and what each of them is. Two queries.

    What actions from restricted items would give away, and notes of the office but
    where they quote the inspectorate.
    """
    return [*_held_back_business(report), *_noted(report)]


def _noted(report: InspectionReport) -> Iterator[tuple[str, str]]:
    findings = report.findings.all()
    quoted = "\n".join(each.text for each in findings)
    for row in (report, *findings):
        for line in row.note.splitlines():
            if tells(line) and not says(quoted, line):
                yield line, f"a note of the office on {row}"


def _held_back_business(report: InspectionReport) -> Iterator[tuple[str, str]]:
    actions = Action.objects.filter(
        finding__report=report,
        item__restriction__isnull=False,
        item__restriction__released_on=None,
    )
    for action in actions.select_related("item__restriction"):
        yield action.title, f"the title of action {action.number}"
        yield action.item.title, f"the title of its item “{action.item}”"
        yield action.item.restriction.reason, "the reason of a restriction"


def _answered(report: InspectionReport) -> list[Finding]:
    """Every recommendation, and of the others what the Commissioner answers."""
    found = report.findings.prefetch_related(
        "actions__organisation", "actions__item__restriction"
    )
    return [each for each in found if each.is_recommendation or each.response]


def _finding(finding: Finding, posts: dict[int, str]) -> AnsweredFinding:
    actions = [each for each in finding.actions.all() if each.state != "superseded"]
    return AnsweredFinding(
        name=str(finding),
        text=finding.text,
        addressed_to=finding.addressed_to,
        due_on=finding.due_on,
        response=finding.response,
        actions=tuple(_action(each, posts) for each in actions),
        none_because="" if actions else finding.none_because,
    )


def _action(action: Action, posts: dict[int, str]) -> ResponseAction:
    """Its owner by post, by organisation where no post is known: never by name.

    One from a restricted item is told by that item's safe title, and why.
    """
    if action.item is not None and action.item.is_restricted:
        return _held_back(action)
    return ResponseAction(
        number=action.number,
        title=action.title,
        owner=posts.get(action.owner_id) or str(action.organisation),
        due_on=action.due_on,
        stands=stands(action),
    )


def _held_back(action: Action) -> ResponseAction:
    why = action.item.restriction.get_reason_code_display()
    return ResponseAction(
        number=action.number,
        title=action.item.safe_title,
        owner=str(action.organisation),
        due_on=action.due_on,
        stands=f"Not public: {why}",
    )


def stands(action: Action) -> str:
    if action.state == Action.State.CLOSED:
        return f"Done on {said_day(action.ended_on)}"
    if action.state == Action.State.ACCEPTED_RISK:
        return "Not to be done: the risk is accepted"
    return ""


def posts_of(office: Office, on: dt.date) -> dict[int, str]:
    """The post that each person with a sign-in holds on a day."""
    held = Appointment.objects.filter(post__office=office, user__isnull=False)
    return {
        each.user_id: each.title for each in held.held(on=on).select_related("post")
    }
