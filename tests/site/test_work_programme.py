"""The programme in My work: checks to make, topics due again, activities due."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site import work
from tests.factories import ActivityFactory, OfficeFactory, TopicFactory, person

ON = dt.date(2025, 11, 20)


@pytest.fixture
def office():
    return OfficeFactory()


def lines(office, *roles, on=ON):
    user = person(office, *roles)
    found = work.due_from(standing_of(user, office, on=on), on=on)
    return {line.what: line for line in found}


def test_a_topic_whose_rigour_check_is_not_finished_waits_for_the_officer(office):
    at = dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC)
    TopicFactory(office=office, title="Calls", rigour={"remit": "The plan."}, at=at)
    TopicFactory(office=office, title="Custody", checked=True)

    found = lines(office, Role.SCRUTINY)

    # Six lines, one of them answered; 28 days after 3 November is 1 December.
    assert found["Check the topic “Calls”"].detail == "5 lines to answer"
    assert found["Check the topic “Calls”"].on == dt.date(2025, 12, 1)
    assert "Check the topic “Custody”" not in found


@pytest.mark.parametrize(
    ("state", "follow_up_on", "is_due"),
    [
        ("considered", ON, True),
        ("considered", dt.date(2025, 11, 21), False),
        ("follow_up_due", dt.date(2025, 10, 1), True),
        ("closed", dt.date(2025, 10, 1), False),
    ],
)
def test_a_topic_whose_follow_up_is_due_waits_for_the_officer(
    office, state, follow_up_on, is_due
):
    TopicFactory(
        office=office,
        title="Calls",
        programmed=True,
        state=state,
        follow_up_on=follow_up_on,
    )

    assert ("Look again at “Calls”" in lines(office, Role.SCRUTINY)) is is_due


def test_an_activity_is_due_by_the_end_of_its_period_in_the_areas_left(office):
    meeting = ActivityFactory(
        office=office, name="Local meeting", often="year", areas=["North", "South"]
    )
    log = ActivityFactory(office=office, name="Review the log", often="working_day")
    by = person(office, Role.SCRUTINY)
    at = dt.datetime(2025, 6, 2, 9, tzinfo=dt.UTC)
    north = meeting.areas.get(name="North")
    meeting.records.create(happened_on=dt.date(2025, 6, 2), area=north, by=by, at=at)

    found = lines(office, Role.SCRUTINY)
    assert found["Local meeting"].detail == "South"
    assert found["Local meeting"].on == dt.date(2026, 3, 31)
    assert found["Review the log"].on == ON  # what was missed before is gone

    log.records.create(happened_on=ON, by=by, at=at)
    assert "Review the log" not in lines(office, Role.SCRUTINY)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SCRUTINY])
def test_the_programme_asks_nobody_else_for_anything(office, role):
    TopicFactory(office=office, title="Calls")
    ActivityFactory(office=office, name="Review the log")

    found = lines(office, role)

    assert not [what for what in found if "Calls" in what or "log" in what]
