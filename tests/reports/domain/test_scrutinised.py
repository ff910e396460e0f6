"""What was asked and agreed since the last edition: its days, counts and safety."""

import datetime as dt
from dataclasses import replace

import pytest

from measures.domain.happenings import Happening, What, counted
from measures.domain.rating import State
from reports.domain.content import from_bytes, to_bytes
from reports.domain.measure_part import Answer, Oversight
from reports.domain.scrutinised import (
    Agreed,
    Answered,
    Asked,
    Scrutinised,
    Since,
    Stated,
    is_safe,
)
from tests.reports.domain.contents import edition_of, part_of

ASKED_ON, HELD_ON = dt.date(2026, 10, 27), dt.date(2026, 11, 3)
FIRST, LAST = dt.date(2026, 8, 21), dt.date(2026, 11, 9)


def asked(number=27, *answers, on=ASKED_ON):
    return Asked(number, on, "Westmarch Police", "Why?", None, answers)


def answered(*, is_of_force=True):
    return Answered("Because.", "Westmarch Police", HELD_ON, is_of_force)


def agreed(number=58, **facts):
    due_on = dt.date(2026, 12, 18)
    action = Agreed(number, "Count", "The force", HELD_ON, due_on, due_on, "Open")
    return replace(action, **facts)


def seen(**told):
    return Scrutinised(FIRST, LAST, "What the Commissioner did", **told)


@pytest.mark.parametrize(
    ("day", "is_within"),
    [
        (dt.date(2026, 8, 20), False),  # the day on which the earlier one was frozen
        (dt.date(2026, 8, 21), True),
        (dt.date(2026, 11, 9), True),  # the day on which this one is
        (dt.date(2026, 11, 10), False),
    ],
)
def test_an_edition_tells_from_the_day_after_the_last_to_its_own(day, is_within):
    since = Since.between(dt.date(2026, 8, 20), dt.date(2026, 11, 9), told=None)
    assert since.holds(day, "asked 27") is is_within


def test_what_came_on_the_day_of_the_last_freeze_is_told_once():
    frozen_on = dt.date(2026, 8, 20)
    told = seen(asked=(asked(27),), agreed=(agreed(58),)).told
    since = Since.between(frozen_on, dt.date(2026, 11, 9), told=told)
    assert not since.holds(frozen_on, "asked 27")
    assert not since.holds(frozen_on, "raised 58")
    assert since.holds(frozen_on, "asked 28")
    assert since.holds(frozen_on, "ended 58")


def test_everything_that_is_told_has_a_name():
    stated = Stated("Not assured", "not_assured", "A gap.", "E. Vaisey", "Board", LAST)
    closed = agreed(closed_on=LAST)
    told = seen(asked=(asked(27, answered()),), stated=(stated,), agreed=(closed,))
    assert told.told == {
        "asked 27",
        "answered 27 2026-11-03",
        "stated Board 2026-11-09",
        "raised 58",
        "ended 58",
    }


@pytest.mark.parametrize(
    ("frozen_on", "first"),
    [
        (dt.date(2026, 11, 9), dt.date(2025, 11, 10)),
        (dt.date(2028, 2, 29), dt.date(2027, 3, 1)),
        (dt.date(2029, 2, 28), dt.date(2028, 2, 29)),
    ],
)
def test_a_first_edition_tells_of_twelve_months(frozen_on, first):
    assert Since.between(None, frozen_on, told=None) == Since(first, frozen_on)


def test_every_question_and_action_that_is_listed_is_drawn_and_no_other():
    told = seen(
        asked=(asked(27), asked(28, answered())),
        agreed=(agreed(58), agreed(59, closed_on=dt.date(2026, 11, 6))),
    )
    assert told.happenings == (
        Happening(What.ASKED, 27, ASKED_ON),
        Happening(What.ASKED, 28, ASKED_ON),
        Happening(What.RAISED, 58, HELD_ON),
        Happening(What.RAISED, 59, HELD_ON),
        Happening(What.CLOSED, 59, dt.date(2026, 11, 6)),
    )
    words = "2 questions asked, 2 actions raised and 1 action closed"
    assert counted(told.happenings) == words


def test_nothing_is_drawn_before_the_time_of_a_chart_nor_without_a_figure():
    told = seen(asked=(asked(1, on=dt.date(2020, 1, 6)), asked(2)))
    drawn = replace(part_of("1A"), scrutinised=told)
    assert [each.number for each in drawn.happenings] == [2]
    series = replace(drawn.chart.series, points=())
    empty = replace(drawn, chart=replace(drawn.chart, series=series))
    assert empty.happenings == ()
    assert part_of("1A").happenings == ()


@pytest.mark.parametrize(
    ("sides", "who"),
    [((), ""), ((True,), "force"), ((False,), "partners"), ((True, False), "both")],
)
def test_it_says_who_answered(sides, who):
    answers = [answered(is_of_force=side) for side in sides]
    assert seen(asked=(asked(27, *answers),)).answered_by == who


def test_an_exception_about_which_nobody_asked_says_since_when():
    red = replace(part_of("1A", state=State.RED), scrutinised=seen())
    assert red.unasked_since == FIRST
    assert replace(red, scrutinised=seen(asked=(asked(),))).unasked_since is None
    assert replace(red, oversight=Oversight(asked="Why?")).unasked_since is None
    assert replace(red, oversight=Oversight(did="A visit.")).unasked_since == FIRST
    assert replace(part_of("1A"), scrutinised=seen()).unasked_since is None
    assert part_of("1A", state=State.RED).unasked_since is None  # stored earlier


def test_what_the_force_does_stands_beside_what_the_commissioner_did():
    doing = Answer("force_doing", "What is the force doing?", "A team starts.")
    told = replace(part_of("1A"), answers=(doing,))
    assert told.force_doing == doing
    assert not told.oversees
    assert not replace(told, scrutinised=seen()).oversees
    assert replace(told, scrutinised=seen(agreed=(agreed(),))).oversees
    assert replace(told, oversight=Oversight(did="A visit.")).oversees


@pytest.mark.parametrize(
    ("text", "hides_numbers", "safe"),
    [
        ("Why has it fallen?", True, True),
        ("Three children were found.", True, False),
        ("Three children were found.", False, True),
        ("What of Operation  Kestrel?", False, False),
        ("What of kestrels?", False, True),
        ("It fell by 8% on 3 March.", True, True),
    ],
)
def test_words_that_could_give_something_away_are_not_safe(text, hides_numbers, safe):
    secrets = ["Operation Kestrel"]
    found = is_safe(["Why?", text], secrets=secrets, hides_numbers=hides_numbers)
    assert found is safe


def test_it_is_stored_and_reads_back_as_it_was():
    stated = Stated("Not assured", "not_assured", "A gap.", "E. Vaisey", "Board", LAST)
    told = seen(asked=(asked(27, answered()),), stated=(stated,), agreed=(agreed(),))
    edition = edition_of(replace(part_of("1A"), scrutinised=told))
    assert from_bytes(to_bytes(edition)) == edition
