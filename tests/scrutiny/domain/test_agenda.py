"""The rules of an agenda: times, order, notice and standing items, worked by hand."""

import datetime as dt

import pytest

from opcc.core import house_style
from opcc.core.moves import MoveRefused
from scrutiny.domain import agenda

TWO = dt.time(14)
FRIDAY = dt.date(2026, 12, 4)


def test_each_item_begins_when_the_one_before_it_ends():
    slots = list(agenda.timetable(TWO, [5, 20, 35]))

    # 14:00 for 5 minutes, 14:05 for 20, 14:25 for 35: over at 15:00.
    assert [slot.starts_at for slot in slots] == [
        dt.time(14, 0),
        dt.time(14, 5),
        dt.time(14, 25),
    ]
    assert [slot.number for slot in slots] == [1, 2, 3]
    assert agenda.ends_at(TWO, [5, 20, 35]) == dt.time(15)


def test_a_meeting_without_a_time_has_an_order_and_no_times():
    slots = list(agenda.timetable(None, [5, 20]))

    assert [(slot.number, slot.starts_at) for slot in slots] == [(1, None), (2, None)]


def test_no_item_begins_on_the_next_day():
    late, next_day = agenda.timetable(dt.time(23, 30), [60, 10])

    assert late.starts_at == dt.time(23, 30)
    assert next_day.starts_at is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (85, "1 hour 25 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(minutes, words):
    assert agenda.length(minutes) == words


@pytest.mark.parametrize(
    ("which", "step", "order"),
    [
        (2, -1, [2, 1, 3]),
        (2, 1, [1, 3, 2]),
        (1, -1, [1, 2, 3]),  # the first stays first
        (3, 1, [1, 2, 3]),
        (3, -2, [3, 1, 2]),
    ],
)
def test_an_item_moves_and_stops_at_either_end(which, step, order):
    assert agenda.moved([1, 2, 3], which, step=step) == order


@pytest.mark.parametrize(
    ("on", "clear_days", "is_late"),
    [
        # Friday 4 December 2026: by Thursday 26 November with five clear days, by
        # Monday 30 November with three (design/domain.md, worked cases).
        (dt.date(2026, 11, 26), 5, False),
        (dt.date(2026, 11, 27), 5, True),
        (dt.date(2026, 11, 30), 3, False),
        (dt.date(2026, 12, 1), 3, True),
        (FRIDAY, 0, False),
    ],
)
def test_an_agenda_needs_its_clear_days(on, clear_days, is_late):
    asked = {"on": on, "held_on": FRIDAY, "clear_days": clear_days}

    if is_late:
        with pytest.raises(MoveRefused, match="Publish it as urgent"):
            agenda.check_notice(**asked, urgent_reason=" ")
    else:
        agenda.check_notice(**asked, urgent_reason="")
    agenda.check_notice(**asked, urgent_reason="A court decided yesterday.")


def test_a_late_agenda_says_how_many_clear_days_are_left():
    said = agenda.lateness(on=dt.date(2026, 11, 30), held_on=FRIDAY, clear_days=5)

    # Tuesday, Wednesday and Thursday lie between.
    assert "due by Thursday 26 November 2026" in said
    assert said.endswith("today leaves 3.")


def test_nothing_makes_an_agenda_urgent_after_its_meeting():
    with pytest.raises(MoveRefused, match="its day is past"):
        agenda.check_notice(
            on=dt.date(2026, 12, 5),
            held_on=FRIDAY,
            clear_days=5,
            urgent_reason="We forgot.",
        )


def test_an_item_after_publication_needs_the_chairs_reason():
    agenda.check_late(is_published=False, late_reason="")
    agenda.check_late(is_published=True, late_reason="Published this morning.")
    with pytest.raises(MoveRefused, match="chair's reason"):
        agenda.check_late(is_published=True, late_reason="  ")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Actions from earlier meetings", "actions"),
        ("Actions from HMIC inspection reports", "inspections"),
        ("Inspection findings", "inspections"),
        ("Force performance", "performance"),
        ("Exceptions this quarter", "performance"),
        ("Questions to the chief constable", "questions"),
        ("Community Safety Hub", "information"),
    ],
)
def test_a_standing_item_is_fed_by_the_register_its_title_names(title, kind):
    assert agenda.StandingItem.titled(title).kind == kind


def test_what_is_open_from_before_comes_first():
    titles = ["Force performance", "Actions from earlier meetings", "Finance"]

    assert [item.title for item in agenda.standing(titles)] == [
        "Actions from earlier meetings",
        "Force performance",
        "Finance",
    ]


def test_clevelands_scrutiny_meeting_keeps_its_standing_items():
    ways = house_style.load("cleveland-2017").for_force("Cleveland")
    series = next(each for each in ways.series if each.name.startswith("Scrutiny"))

    assert [(i.title, i.kind) for i in agenda.standing(series.standing_items)] == [
        ("Actions from HMIC inspection reports", "inspections"),
        ("Professional Standards Department", "information"),
        ("Community Safety Hub", "information"),
        ("Force performance", "performance"),
    ]
