"""Three inspections: one answered in time, one late, and one whose clock still runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from opcc.core import clock, workdays
from opcc.site.demo.actions import begin, close, owner_of
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import FIRST_EDITION, Chapter
from plans.models import Objective
from reports.changes.responses import publish_response
from scrutiny.changes import actions, findings, inspections
from scrutiny.changes.acting import Actor
from scrutiny.domain import clocks
from scrutiny.models import (
    Action,
    Finding,
    FindingView,
    InspectionReport,
    SentResponse,
)

INSPECTORATE = "HMICFRS"

RUNNING_FOR = 43
"""Days since the newest report: twelve are left, or a few less after a weekend."""

ANSWERED_AFTER = 42
"""Days in which the first report was answered."""

LATE_BY = 7
"""Working days that the second response came after its last lawful day."""


def chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    """Recorded, answered and published; the newest is left to whoever tries it."""
    custody, crime, contact = told("inspections")["reports"]
    first = days.opening(20, 9).date()
    second = days.after(FIRST_EDITION, 5).date()
    newest = workdays.add(days.today - dt.timedelta(days=RUNNING_FOR - 1), -1)
    yield _recorded(cast, days, custody, first)
    yield from _answered(
        cast, days, custody, first, first + dt.timedelta(days=ANSWERED_AFTER)
    )
    yield _recorded(cast, days, crime, second)
    late = workdays.add(clocks.inspection_response_due(second), LATE_BY)
    yield from _answered(cast, days, crime, second, late)
    yield _recorded(cast, days, contact, newest)


def _recorded(cast: Cast, days: Days, each: dict, on: dt.date) -> Chapter:
    """With its findings, once the chief constable is asked for comments."""
    return Chapter(
        f"An inspection report: {each['reference']}",
        days.at(on + dt.timedelta(days=each["invited"]), 10),
        _of(cast, each).exists,
        lambda: _record(cast, each, on),
    )


def _answered(
    cast: Cast, days: Days, each: dict, on: dt.date, published: dt.date
) -> Iterator[Chapter]:
    yield Chapter(
        f"The response to {each['reference']} is written",
        days.at(published, 9),
        _of(cast, each).exclude(introduction="").exists,
        lambda: _write(cast, each, on),
    )
    yield Chapter(
        f"The response to {each['reference']} is published",
        days.at(published, 15),
        _of(cast, each).filter(state="published").exists,
        lambda: _publish(cast, each),
    )
    said = FindingView.objects.filter(finding__report__in=_of(cast, each))
    yield Chapter(
        f"What became of the findings of {each['reference']}",
        days.at(on + dt.timedelta(days=_last_day(each)), 16),
        said.exists,
        lambda: _follow(cast, each, on),
    )


def _last_day(each: dict) -> int:
    return max(said[1] for one in each["findings"] for said in one.get("views", []))


def _of(cast: Cast, each: dict):
    reports = InspectionReport.objects.for_office(cast.office)
    return reports.filter(reference=each["reference"])


# -- recorded


def _record(cast: Cast, each: dict, on: dt.date) -> None:
    by = cast.people["scrutiny"]
    report = InspectionReport(
        office=cast.office,
        reference=each["reference"],
        title=each["title"],
        inspectorate=INSPECTORATE,
        published_on=on,
        url=f"https://inspectorate.example/westmarch/{each['key']}",
        note=each["note"],
    )
    inspections.add(report=report, by=by)
    for one in each["findings"]:
        _find(cast, report, one)
    invited = on + dt.timedelta(days=each["invited"])
    inspections.invite_comments(report=report, on=invited, by=by)
    if not each["introduction"]:
        _answer(cast, report, each)


def _find(cast: Cast, report: InspectionReport, one: dict) -> None:
    concerned = cast.office.measures.filter(code__in=one.get("measures", []))
    facts = ("kind", "number", "text", "addressed_to")
    findings.add(
        finding=Finding(report=report, **{name: one[name] for name in facts}),
        measures=concerned,
        objectives=Objective.objects.filter(measures__in=concerned).distinct(),
        by=cast.people["scrutiny"],
    )


# -- answered


def _write(cast: Cast, each: dict, on: dt.date) -> None:
    """Comments, or that none came; each finding answered; and decided."""
    by, report = cast.people["scrutiny"], _of(cast, each).get()
    if "comments" in each:
        day = on + dt.timedelta(days=each["received"])
        inspections.receive_comments(
            report=report, on=day, text=each["comments"], by=by
        )
    else:
        day = on + dt.timedelta(days=each["none_by"])
        inspections.note_no_comments(report=report, by_day=day, by=by)
    _answer(cast, report, each)
    report.introduction = each["introduction"]
    inspections.write(
        report=report,
        introduction=each["introduction"],
        based_on=report.revision,
        by=by,
    )
    commissioner = cast.standing("commissioner", on=clock.today())
    inspections.decide(report=report, by=commissioner)


def _answer(cast: Cast, report: InspectionReport, each: dict) -> None:
    for one in each["findings"]:
        finding = _found(report, one)
        if "action" in one:
            _raise(cast, finding, one)
        if "response" in one:
            findings.answer(
                finding=finding,
                response=one["response"],
                none_because=one.get("none_because", ""),
                based_on=finding.revision,
                by=cast.people["scrutiny"],
            )


def _raise(cast: Cast, finding: Finding, one: dict) -> None:
    """Due by a day that is counted from the report, on a working day."""
    day = finding.report.published_on + dt.timedelta(days=one["due"])
    action = Action(
        office=cast.office,
        title=one["action"],
        detail=finding.text,
        finding=finding,
        raised_on=clock.today(),
        first_due_on=workdays.add(day + dt.timedelta(days=1), -1),
        **owner_of(cast, one["owner"]),
    )
    measures = list(finding.measures.all())
    actions.add(action=action, by=_officer(cast), measures=measures)


def _publish(cast: Cast, each: dict) -> None:
    """Sent to the inspectorate and the Secretary of State, and made public."""
    report = _of(cast, each).get()
    for to in SentResponse.To:
        sending = SentResponse(
            report=report,
            to=to,
            sent_on=clock.today(),
            how="By email; the receipt is in the file of the report.",
        )
        inspections.note_sent(sending=sending, by=cast.people["scrutiny"])
    publish_response(report=report, by=cast.people["chief_executive"])


# -- what became of them


def _follow(cast: Cast, each: dict, on: dt.date) -> None:
    report = _of(cast, each).get()
    for one in each["findings"]:
        finding = _found(report, one)
        for said in one.get("views", []):
            _state(cast, finding, said, on)
        for action in finding.actions.all():
            if "fate" in one:
                begin(action, cast)
            if one.get("fate") == "closed":
                close(action, cast)


def _state(cast: Cast, finding: Finding, said: list, on: dt.date) -> None:
    """``said`` is side, day, by whom and why; and "open" where it is open again."""
    side, day, said_by, reason, *view = said
    statement = FindingView(
        finding=finding,
        side=side,
        view=view[0] if view else Finding.View.COMPLETE,
        on=on + dt.timedelta(days=day),
        said_by=said_by,
        reason=reason,
    )
    by = cast.standing("scrutiny", on=clock.today())
    findings.state_view(statement=statement, by=by)


def _found(report: InspectionReport, one: dict) -> Finding:
    return report.findings.get(kind=one["kind"], number=one["number"])


def _officer(cast: Cast) -> Actor:
    return Actor.of(cast.standing("scrutiny", on=clock.today()))
