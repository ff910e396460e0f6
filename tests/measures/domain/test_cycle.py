"""The quarter's steps as days, counted by hand on the calendar of 2026."""

import datetime as dt

import pytest

from measures.domain.cycle import Stand, dated, in_order, standing, wanted_by
from opcc.core import house_style
from opcc.core.house_style.timetable import Anchor, Owner, Step, Unit

SEPTEMBER_ENDS = dt.date(2026, 9, 30)
BOARD = dt.date(2026, 11, 3)
PANEL = dt.date(2026, 12, 4)
ANCHORS = {
    Anchor.QUARTER_END: SEPTEMBER_ENDS,
    Anchor.BOARD: BOARD,
    Anchor.PANEL: PANEL,
}


def step(anchor=Anchor.QUARTER_END, offset=1, unit=Unit.WORKING_DAYS, opens=None):
    return Step("A step", Owner.PERFORMANCE, anchor, offset, unit, opens)


def day_of(a_step, anchor_day):
    (found,) = dated([a_step], {a_step.anchor: anchor_day})
    return found.due_on


def test_the_default_quarter_falls_on_the_days_that_an_office_would_write_down():
    steps = house_style.load("default").reporting_cycle.steps

    days = [each.due_on for each in dated(steps, ANCHORS)]

    # 30 September 2026 is a Wednesday; no bank holiday until Christmas.
    assert days == [
        dt.date(2026, 10, 1),  # opens
        dt.date(2026, 10, 9),  # data cut-off: Thu 1, Fri 2, Mon 5 to Fri 9
        dt.date(2026, 10, 14),  # entry complete
        dt.date(2026, 10, 19),  # validation
        dt.date(2026, 10, 21),  # exceptions and questions
        dt.date(2026, 10, 27),  # the last day for the pre-meeting
        BOARD,
        dt.date(2026, 11, 4),  # commentary
        dt.date(2026, 11, 9),  # frozen and signed off
        dt.date(2026, 11, 12),  # approval
        dt.date(2026, 11, 24),  # papers to the panel's host
        dt.date(2026, 11, 26),  # public: five clear days before Friday 4 December
        PANEL,
        dt.date(2026, 12, 11),  # the panel's actions
    ]


@pytest.mark.parametrize(
    ("quarter_end", "offset", "day"),
    [
        # Christmas Day and Monday 28 December, in place of Boxing Day, lie between.
        (dt.date(2026, 12, 23), 3, dt.date(2026, 12, 30)),
        # New Year's Day is a Friday.
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 4)),
        # Good Friday 3 April and Easter Monday 6 April 2026.
        (dt.date(2026, 3, 31), 3, dt.date(2026, 4, 7)),
        (dt.date(2026, 3, 31), 10, dt.date(2026, 4, 16)),
    ],
)
def test_bank_holidays_are_no_working_days(quarter_end, offset, day):
    assert day_of(step(offset=offset), quarter_end) == day


def test_a_step_before_a_meeting_counts_back_over_a_bank_holiday():
    # Thursday 28 May 2026: 27, 26, then the Spring bank holiday 25 is left out, 22.
    assert day_of(step(Anchor.PANEL, -3), dt.date(2026, 5, 28)) == dt.date(2026, 5, 22)


def test_a_window_of_days_before_the_board_has_a_first_and_a_last_day():
    pre_meeting = step(Anchor.BOARD, -7, Unit.DAYS, opens=-10)

    (found,) = dated([pre_meeting], {Anchor.BOARD: dt.date(2026, 9, 1)})

    assert found.opens_on == dt.date(2026, 8, 22)
    assert found.due_on == dt.date(2026, 8, 25)


def test_a_step_whose_meeting_has_no_day_yet_says_so():
    (found,) = dated([step(Anchor.PANEL, -6)], {Anchor.PANEL: None})

    assert found.due_on is None
    assert found.why == "The day of the panel is not known."


def test_a_step_in_a_year_whose_bank_holidays_are_not_known_says_so():
    (found,) = dated([step()], {Anchor.QUARTER_END: dt.date(2035, 3, 31)})

    assert found.due_on is None
    assert "Bank holidays are known from" in found.why


def test_steps_stand_in_the_order_of_their_days_and_undated_ones_keep_their_place():
    late, early = step(offset=5), step(offset=2)
    undated = step(Anchor.BOARD, 0)

    found = in_order(dated([late, undated, early], {**ANCHORS, Anchor.BOARD: None}))

    assert [each.step for each in found] == [early, late, undated]


def test_the_next_step_that_has_not_gone_by_is_now():
    steps = dated([step(offset=n) for n in (1, 7, 10)], ANCHORS)

    stands = [each.stand for each in standing(steps, on=dt.date(2026, 10, 9))]

    assert stands == [Stand.PAST, Stand.NOW, Stand.AHEAD]


def test_when_every_day_has_gone_by_nothing_is_now():
    steps = dated([step(offset=1)], ANCHORS)

    (found,) = standing(steps, on=dt.date(2026, 12, 1))

    assert found.stand is Stand.PAST


def test_figures_are_wanted_by_the_first_step_that_hangs_on_the_board():
    steps = house_style.load("default").reporting_cycle.steps

    assert wanted_by(dated(steps, ANCHORS)).step.name == "Pre-meeting"
    assert wanted_by(dated(steps, {Anchor.QUARTER_END: SEPTEMBER_ENDS})) is None
