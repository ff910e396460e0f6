"""Annual reports: begun, given their statement, and published."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.periods import Period
from opcc.core.roles import Can
from opcc.core.secrecy import says
from reports.build.annual import build_annual
from reports.build.annual_blockers import blockers
from reports.build.framework import secrets
from reports.build.since import published_editions
from reports.changes import issuing
from reports.domain.workflow import ANNUAL
from reports.models import AnnualReport, Publication

FACTS = ("statement", "stated_by_id", "stated_on")


@transaction.atomic
def start(*, office: Office, year: Period, by: User) -> AnnualReport:
    """The next issue on a year, empty but for what the editions will say.

    ValidationError where one is being written.
    """
    Office.objects.select_for_update().get(pk=office.pk)
    earlier = AnnualReport.objects.for_office(office).filter(**columns(year))
    report = AnnualReport(office=office, number=earlier.count() + 1, by=by)
    report.period, report.at = year, clock.now()
    report.validate_constraints()
    report.save(force_insert=True)
    audit.record("start", report, office=office, by=by, after={"year": str(year)})
    return report


@transaction.atomic
def write(
    *, report: AnnualReport, statement: str, based_on: int, by: Standing
) -> AnnualReport:
    """Given, where the holder of the office or the deputy writes it; else a draft of
    theirs. WrittenMeanwhile where somebody else saved it."""
    stored = _locked(report)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *FACTS)
    is_given = by.can(Can.STATE_OVERSIGHT)
    stored.statement = statement
    stored.stated_by = by.user if is_given else None
    stored.stated_on = clock.today() if is_given else None
    stored.revision += 1
    stored.save()
    old, new = audit.changed(before, audit.facts(stored, *FACTS))
    audit.record(
        "write", stored, office=stored.office, by=by.user, before=old, after=new
    )
    return stored


@transaction.atomic
def publish(*, report: AnnualReport, by: User) -> Publication:
    """MoveRefused while anything stands in its way. An earlier issue is superseded."""
    stored = _locked(report)
    move = ANNUAL.check("publish", state=stored.state)
    in_the_way = [
        each.text for each in blockers(stored, on=clock.today()) if each.is_error
    ]
    if in_the_way:
        raise MoveRefused(" ".join(in_the_way))
    publication = issuing.publish(
        build_annual(stored, on=clock.today()),
        office=stored.office,
        slug=stored.slug,
        secrets=_secrets(stored),
        replaces=_earlier(stored),
        by=by,
    )
    stored.publication, stored.state = publication, move.target
    stored.revision += 1
    stored.save()
    after = {"state": stored.state, "sha256": publication.document.sha256}
    audit.record(
        "publish",
        stored,
        office=stored.office,
        by=by,
        before={"state": "draft"},
        after=after,
    )
    return publication


def _secrets(report: AnnualReport) -> list[tuple[str, str]]:
    """Words of measures that are not public, where the statement says them.

    All else is published already.
    """
    plan = published_editions(report.office).last().plan
    return [
        (words, what) for words, what in secrets(plan) if says(report.statement, words)
    ]


def _locked(report: AnnualReport) -> AnnualReport:
    """The stored row; MoveRefused once it is published."""
    rows = AnnualReport.objects.select_related("office", "stated_by")
    stored = rows.select_for_update(of=("self",)).get(pk=report.pk)
    if not stored.is_draft:
        raise MoveRefused("This report is published: what was published stays.")
    return stored


def _earlier(report: AnnualReport) -> Publication | None:
    rows = Publication.objects.for_office(report.office).current()
    year = columns(report.period)
    return rows.filter(
        **{f"annual_report__{name}": value for name, value in year.items()}
    ).last()
