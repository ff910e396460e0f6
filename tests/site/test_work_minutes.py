"""Minutes and conclusions in My work."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site.work.minutes import minutes_due
from scrutiny.models import AssuranceStatement
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)

ON = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 3, 14, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def body(office):
    return BodyFactory(office=office, name="Board")


def due(office, role):
    user = person(office, role)
    return [
        (owed.on, owed.what, owed.word)
        for owed in minutes_due(standing_of(user, office, on=ON), on=ON)
    ]


def state(item, grade, look_again_on, at=AT):
    AssuranceStatement.objects.create(
        item=item,
        grade=grade,
        reason="So",
        look_again_on=look_again_on,
        by=UserFactory(),
        at=at,
    )


def test_minutes_are_begun_on_the_day_and_finished_in_five_working_days(office, body):
    MeetingFactory(body=body, held_on=ON, status="agenda_published")
    MeetingFactory(
        body=body, held_on=dt.date(2026, 11, 20), status="held", minutes="draft"
    )
    MeetingFactory(
        body=body, held_on=dt.date(2026, 11, 3), status="held", minutes="agreed"
    )
    MeetingFactory(body=body, held_on=ON + DAY, status="agenda_published")

    # Friday 20 November and five working days: the 23rd, 24th, 25th, 26th, 27th.
    assert due(office, Role.SCRUTINY) == [
        (ON, "Minutes of Board, 23 November 2026", "To begin"),
        (dt.date(2026, 11, 27), "Minutes of Board, 20 November 2026", "Draft"),
        (dt.date(2026, 11, 10), "Minutes of Board, 3 November 2026", "To publish"),
    ]
    assert due(office, Role.PERFORMANCE) == []


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.SCRUTINY])
def test_a_conclusion_is_looked_at_again_by_its_day(office, body, role):
    meeting = MeetingFactory(body=body, held_on=dt.date(2026, 11, 3), status="held")
    near = AgendaItemFactory(meeting=meeting, title="Arrests")
    far = AgendaItemFactory(meeting=meeting, title="Budget")
    state(near, "partly", ON + 28 * DAY)
    state(far, "assured", ON + 29 * DAY)

    assert due(office, role) == [
        (ON + 28 * DAY, "Look again at Arrests", "Partly assured")
    ]


def test_a_newer_conclusion_takes_the_day_of_the_one_before(office, body):
    meeting = MeetingFactory(body=body, held_on=dt.date(2026, 11, 3), status="held")
    item = AgendaItemFactory(meeting=meeting)
    state(item, "partly", ON)
    state(item, "assured", None, at=AT + DAY)

    assert due(office, Role.COMMISSIONER) == []
