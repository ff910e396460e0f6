"""A quarter's cycle: opened from the timetable, moved, and taken back with a reason."""

import datetime as dt

import pytest

from measures.changes import cycles
from measures.models import Cycle
from opcc.core.house_style.timetable import Anchor
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import OfficeFactory, person

Q2 = Period.quarter(2026, 2)
OCTOBER = dt.date(2026, 10, 1)
BOARD = dt.date(2026, 11, 3)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.PERFORMANCE)


def scheduled(office, officer, **days):
    return cycles.schedule(office=office, quarter=Q2, by=officer, **days)


def test_a_cycle_has_the_steps_of_the_offices_timetable(office, officer):
    cycle = scheduled(office, officer, board_on=BOARD)

    stored = Cycle.objects.for_office(office).get()
    days = {each.step.name: each.due_on for each in stored.dated_steps}
    assert days["Entry complete"] == dt.date(2026, 10, 14)
    assert days["Board"] == BOARD
    assert days["Panel"] is None
    assert cycle.state == "scheduled"


def test_a_timetable_that_changes_later_moves_no_step_of_a_cycle(office, officer):
    cycle = scheduled(office, officer)
    before = cycle.dated_steps

    office.house_style = "south-wales-2013"
    office.save()

    assert Cycle.objects.get().dated_steps == before


def test_a_quarter_has_one_cycle(office, officer):
    scheduled(office, officer)

    with pytest.raises(MoveRefused, match="has its cycle already"):
        scheduled(office, officer)


def test_another_office_has_its_own_cycle(office, officer):
    scheduled(office, officer)
    other = OfficeFactory()

    cycles.schedule(office=other, quarter=Q2, by=person(other, Role.PERFORMANCE))

    assert Cycle.objects.of(Q2).count() == 2
    assert Cycle.objects.for_office(other).count() == 1


def test_a_cycle_opens_once_its_quarter_has_ended(office, officer):
    cycle = scheduled(office, officer)
    with pytest.raises(MoveRefused, match="runs until 30 September 2026"):
        cycles.move(cycle=cycle, name="open", by=officer, on=dt.date(2026, 9, 30))

    opened = cycles.move(cycle=cycle, name="open", by=officer, on=OCTOBER)

    assert opened.state == "open"
    line = office.audit.get(verb="open cycle")
    assert (line.before, line.after) == (
        {"state": "scheduled"},
        {"quarter": "2026-Q2", "state": "open"},
    )


def test_a_step_back_wants_its_reason_and_keeps_it(office, officer):
    cycle = scheduled(office, officer)
    cycles.move(cycle=cycle, name="open", by=officer, on=OCTOBER)
    with pytest.raises(MoveRefused, match="Give a reason"):
        cycles.move(cycle=cycle, name="put_off", by=officer, on=OCTOBER)

    cycles.move(cycle=cycle, name="put_off", by=officer, on=OCTOBER, reason="A strike.")

    assert Cycle.objects.get().state == "scheduled"
    assert office.audit.get(verb="put off cycle").reason == "A strike."


def test_the_steps_move_with_the_days_of_the_meetings(office, officer):
    cycle = scheduled(office, officer)
    days = {"board_on": None, "panel_on": dt.date(2026, 12, 4), "statistics_on": None}

    cycles.set_days(cycle=cycle, by=officer, seen=1, **days)

    stored = Cycle.objects.get()
    assert stored.anchors[Anchor.PANEL] == dt.date(2026, 12, 4)
    public = next(s for s in stored.dated_steps if s.step.name == "Panel papers public")
    assert public.due_on == dt.date(2026, 11, 26)


def test_two_people_do_not_set_the_days_over_each_other(office, officer):
    cycle = scheduled(office, officer)
    days = {"board_on": BOARD, "panel_on": None, "statistics_on": None}
    cycles.set_days(cycle=cycle, by=officer, seen=1, **days)

    with pytest.raises(MoveRefused, match="Somebody else changed this cycle"):
        cycles.set_days(cycle=cycle, by=officer, seen=1, **days)
