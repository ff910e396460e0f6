"""My work: responses to inspections by their clock, and findings left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.changes.inspections import missing
from scrutiny.domain.workflow import TO_DO
from scrutiny.models import Finding, InspectionReport


def inspections_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most five queries."""
    if standing.can(Can.EDIT_INSPECTIONS):
        yield from _to_answer(standing, on)
        yield from _left_behind(standing, on)
    elif standing.can(Can.PUBLISH):
        yield from _to_publish(standing, on)
    elif standing.can(Can.DECIDE_RESPONSES):
        yield from _to_decide(standing, on)


def _to_answer(standing: Standing, on: dt.date) -> Iterator[Due]:
    for report in _unanswered(standing):
        yield _due(report, _("Answer %(report)s"), _("Open"), standing, on)


def _to_publish(standing: Standing, on: dt.date) -> Iterator[Due]:
    for report in _unanswered(standing).filter(state="decided"):
        what = _("Publish the response to %(report)s")
        yield _due(report, what, _("Publish"), standing, on)


def _to_decide(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Responses that lack nothing but the decision."""
    drafts = _unanswered(standing).filter(state="draft")
    for report in drafts.prefetch_related("findings__actions"):
        if not missing(report):
            what = _("Decide the response to %(report)s")
            yield _due(report, what, _("Decide"), standing, on)


def _left_behind(standing: Standing, on: dt.date) -> Iterator[Due]:
    """One line for each open finding with an action that is overdue."""
    found = Finding.objects.for_office(standing.office).with_late_actions(on=on)
    for finding in found.with_actions():
        late = min(_late(finding, on), key=lambda action: action.due_on)
        facts = {"action": late.title, "day": date_format(late.due_on, "j F Y")}
        yield Due(
            on=late.due_on,
            what=_("Chase what follows from %(finding)s") % {"finding": finding.origin},
            detail=_("%(action)s, due on %(day)s") % facts,
            url=reverse("scrutiny:finding", args=[standing.office.slug, finding.pk]),
            button=_("Open"),
            word=_("Action overdue"),
            tone="late",
        )


def _late(finding: Finding, on: dt.date):
    actions = finding.actions.all()
    return [each for each in actions if each.state in TO_DO and each.due_on < on]


def _unanswered(standing: Standing):
    return InspectionReport.objects.for_office(standing.office).unanswered()


def _due(
    report: InspectionReport, what: str, button: str, standing: Standing, on: dt.date
) -> Due:
    clock = report.clock(on=on)
    return Due(
        on=report.respond_by,
        what=what % {"report": report.reference},
        detail=report.title,
        url=reverse("scrutiny:inspection", args=[standing.office.slug, report.pk]),
        button=button,
        word=clock.words,
        tone=clock.tone,
    )
