"""Meetings in My work: agendas to publish, and what is held back to review."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.models import Restriction
from opcc.core.roles import Role
from opcc.site import work
from scrutiny.changes import agendas
from tests.factories import AgendaItemFactory, MeetingFactory, OfficeFactory, person

ON = dt.date(2026, 11, 20)
FRIDAY = dt.date(2026, 12, 4)


@pytest.fixture
def office():
    return OfficeFactory()


def lines(office, *roles):
    user = person(office, *roles)
    found = work.due_from(standing_of(user, office, on=ON), on=ON)
    return {line.what: line for line in found}


def test_an_agenda_is_due_on_the_last_day_that_leaves_the_clear_days(office):
    meeting = MeetingFactory(
        body__office=office, body__name="Board", body__clear_days=5, held_on=FRIDAY
    )

    line = lines(office, Role.SCRUTINY)["Publish the agenda: Board"]
    # design/domain.md, worked cases: Friday 4 December 2026, five clear days.
    assert line.on == dt.date(2026, 11, 26)
    assert line.url.endswith(f"/meetings/{meeting.pk}/")
    assert "Publish the agenda: Board" not in lines(office, Role.AUDITOR)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "agenda_published"},
        {"status": "cancelled"},
        {"held_on": dt.date(2027, 2, 2)},  # further off than six weeks
        {"body__clear_days": 0},
    ],
)
def test_other_meetings_ask_for_nothing(office, facts):
    MeetingFactory(
        **({"body__office": office, "body__name": "Board", "held_on": FRIDAY} | facts)
    )

    assert "Publish the agenda: Board" not in lines(office, Role.SCRUTINY)


def test_whoever_decides_on_restrictions_is_asked_to_review_them(office):
    item = AgendaItemFactory(meeting__body__office=office, title="Operation Fennel")
    item.meeting.status = "agenda_draft"
    item.meeting.save()
    agendas.restrict(
        item=item,
        restriction=Restriction(
            reason_code="legal",
            reason="A court decides.",
            asked_by="Chief Constable",
            decided_on=ON,
            review_on=dt.date(2027, 2, 1),
        ),
        safe_title="A legal matter",
        by=person(office, Role.CHIEF_EXECUTIVE),
    )

    line = lines(office, Role.CHIEF_EXECUTIVE)[
        "Review why “Operation Fennel” is restricted"
    ]
    assert line.on == dt.date(2027, 2, 1)
    assert not lines(office, Role.DATA_PROVIDER)
