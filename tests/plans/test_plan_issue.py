"""Issue: what it needs, and that one plan is in force for each office."""

import datetime as dt

import pytest
from django.db import IntegrityError

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from plans import changes
from plans.models import PlanVersion
from tests.factories import (
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
)

TODAY = dt.date(2026, 11, 22)
NEXT_YEAR = dt.date(2027, 1, 1)
LAST_DAY = dt.date(2026, 12, 31)


def _with_panel(office, **facts):
    given = {
        "chief_constable_consulted_on": dt.date(2026, 9, 1),
        "panel_report_answered_on": dt.date(2026, 10, 1),
        "in_force_from": NEXT_YEAR,
        **facts,
    }
    plan = PlanVersionFactory(office=office, number=2, status="with_panel")
    ObjectiveFactory(priority__plan=plan)
    for name, value in given.items():
        setattr(plan, name, value)
    return plan


def _issue(plan):
    return changes.issue_plan(plan=plan, by=UserFactory(), on=TODAY)


def test_issue_ends_the_plan_before_it_on_the_day_before():
    before = PlanVersionFactory()

    _issue(_with_panel(before.office))

    before.refresh_from_db()
    assert (before.status, before.in_force_to) == ("superseded", LAST_DAY)


def test_one_plan_is_in_force_on_every_day():
    before = PlanVersionFactory()
    after = _issue(_with_panel(before.office))
    plans = PlanVersion.objects.for_office(before.office)

    assert list(plans.in_force(on=LAST_DAY)) == [before]
    assert list(plans.in_force(on=NEXT_YEAR)) == [after]


def test_the_database_refuses_a_second_plan_in_force():
    office = PlanVersionFactory().office

    with pytest.raises(IntegrityError):
        PlanVersionFactory(office=office, number=2)


def test_another_offices_plan_stays_in_force():
    theirs = PlanVersionFactory()

    _issue(_with_panel(OfficeFactory()))

    theirs.refresh_from_db()
    assert theirs.status == "issued"


def test_a_plan_cannot_begin_before_the_one_it_replaces():
    before = PlanVersionFactory(in_force_from=NEXT_YEAR)

    with pytest.raises(MoveRefused, match="has been in force since 1 January 2027"):
        _issue(_with_panel(before.office))

    before.refresh_from_db()
    assert before.status == "issued"


@pytest.mark.parametrize(
    "missing", ["chief_constable_consulted_on", "panel_report_answered_on"]
)
def test_issue_needs_each_step_or_a_recorded_reason(missing):
    plan = _with_panel(OfficeFactory(), **{missing: None})

    with pytest.raises(MoveRefused, match="or say why it is issued without"):
        _issue(plan)

    plan.issued_without = "The panel was not yet formed."
    assert _issue(plan).status == "issued"
    assert AuditLine.objects.get().reason == "The panel was not yet formed."


def test_issue_needs_an_objective_under_each_heading():
    plan = _with_panel(OfficeFactory())
    PriorityFactory(plan=plan, number="9", title="Be trusted")

    with pytest.raises(MoveRefused, match=r"“9\. Be trusted” has no objective"):
        _issue(plan)


def test_the_consultation_is_not_in_the_future():
    tomorrow = TODAY + dt.timedelta(days=1)
    plan = _with_panel(OfficeFactory(), chief_constable_consulted_on=tomorrow)

    with pytest.raises(MoveRefused, match="cannot be after today"):
        _issue(plan)


def test_both_plans_leave_a_line():
    before = PlanVersionFactory()
    after = _with_panel(before.office)

    _issue(after)

    lines = AuditLine.objects.order_by("number")
    assert [(line.verb, line.subject_id) for line in lines] == [
        ("supersede", str(before.pk)),
        ("issue", str(after.pk)),
    ]
    assert lines[0].after == {"status": "superseded", "in_force_to": "2026-12-31"}
