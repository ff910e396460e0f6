"""Inspections in My work: responses by their clock, and findings left behind."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site.work.inspections import inspections_due
from tests.factories import (
    ActionFactory,
    FindingFactory,
    InspectionReportFactory,
    OfficeFactory,
    person,
)

ON = dt.date(2026, 2, 27)
"""Twelve days before the last lawful day of a report of 15 January 2026."""


@pytest.fixture
def office():
    return OfficeFactory()


def due(role, office):
    standing = standing_of(person(office, role), office, on=ON)
    return [
        (each.on, each.what, each.word) for each in inspections_due(standing, on=ON)
    ]


def test_a_response_is_due_from_the_scrutiny_officer_by_its_clock(office):
    InspectionReportFactory(office=office, reference="PEEL")
    InspectionReportFactory(
        office=office, reference="CUSTODY", published_on=dt.date(2025, 12, 24)
    )
    InspectionReportFactory(office=office, applies=False, not_applies_reason="Fire.")

    # 24 December has 8 days left in the month, January 31: the 56th is 17 February.
    assert sorted(due(Role.SCRUTINY, office)) == [
        (dt.date(2026, 2, 17), "Answer CUSTODY", "Missed by 10 days"),
        (dt.date(2026, 3, 11), "Answer PEEL", "12 days left"),
    ]


def test_the_commissioner_is_asked_once_nothing_else_is_missing(office):
    report = InspectionReportFactory(office=office, complete=True, reference="PEEL")
    finding = FindingFactory(report=report)

    assert due(Role.COMMISSIONER, office) == []
    ActionFactory(office=office, finding=finding)
    assert [what for _on, what, _word in due(Role.COMMISSIONER, office)] == [
        "Decide the response to PEEL"
    ]


def test_the_chief_executive_publishes_what_is_decided(office):
    decided = {
        "state": "decided",
        "decided_on": ON,
        "decided_by": person(office, Role.COMMISSIONER),
    }
    InspectionReportFactory(office=office, reference="PEEL", **decided)
    InspectionReportFactory(office=office)

    assert [what for _on, what, _word in due(Role.CHIEF_EXECUTIVE, office)] == [
        "Publish the response to PEEL"
    ]


def test_a_finding_whose_action_is_overdue_is_chased_until_it_is_complete(office):
    report = InspectionReportFactory(
        office=office, reference="PEEL", applies=False, not_applies_reason="Fire."
    )
    finding = FindingFactory(report=report, number=3)
    late = {"office": office, "finding": finding}
    ActionFactory(**late, first_due_on=dt.date(2026, 2, 1))
    ActionFactory(**late, first_due_on=dt.date(2026, 1, 1))
    ActionFactory(**late, first_due_on=dt.date(2025, 1, 1), over=True)

    (owed,) = due(Role.SCRUTINY, office)
    assert owed == (
        dt.date(2026, 1, 1),
        "Chase what follows from PEEL, recommendation 3",
        "Action overdue",
    )
    complete = {
        f"{side}_view": "complete" for side in ("force", "office", "inspectorate")
    }
    type(finding).objects.update(**complete)
    assert due(Role.SCRUTINY, office) == []


def test_nothing_is_due_from_who_only_reads(office):
    InspectionReportFactory(office=office)

    assert due(Role.AUDITOR, office) == []
    assert due(Role.DATA_PROVIDER, office) == []


def test_more_reports_cost_no_more_queries(office, django_assert_max_num_queries):
    for _ in range(6):
        report = InspectionReportFactory(office=office, complete=True)
        ActionFactory(office=office, finding=FindingFactory(report=report))
    standing = standing_of(person(office, Role.COMMISSIONER), office, on=ON)

    with django_assert_max_num_queries(3):
        assert len(list(inspections_due(standing, on=ON))) == 6
