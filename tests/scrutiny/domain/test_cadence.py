"""How often it happened, against how often it should."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain.cadence import Happened, Often, check_record, promise, tally

FRIDAY = dt.date(2026, 11, 20)


def counts(often, *days, areas=(), since=dt.date(2026, 4, 1), on=FRIDAY):
    happened = [
        Happened(*day) if isinstance(day, tuple) else Happened(day) for day in days
    ]
    found = tally(often, areas=areas, happened=happened, since=since, upto=on, on=on)
    return found.done, len(found.due), found.missed


def test_every_month_is_done_due_or_missed():
    # April to November 2026 are eight months: two done, November due, five missed.
    assert counts(Often.MONTH, dt.date(2026, 4, 30), dt.date(2026, 6, 1)) == (2, 1, 5)


def test_twice_in_one_month_counts_once():
    assert counts(Often.MONTH, dt.date(2026, 11, 2), dt.date(2026, 11, 3)) == (1, 0, 7)


def test_weekends_and_bank_holidays_ask_for_nothing():
    # Monday 24 to Monday 31 August 2026: five working days, a weekend, and the summer
    # bank holiday on the 31st.
    since, on = dt.date(2026, 8, 24), dt.date(2026, 8, 31)
    assert counts(Often.WORKING_DAY, since, since=since, on=on) == (1, 0, 4)


def test_today_is_due_and_yesterday_is_missed():
    since = dt.date(2026, 11, 19)
    assert counts(Often.WORKING_DAY, since=since) == (0, 1, 1)


def test_once_in_each_area_each_year():
    areas = ("North", "South", "East")
    since = dt.date(2025, 4, 1)

    # 2025/26: North done, two missed. 2026/27: South done, two still to do.
    assert counts(
        Often.YEAR,
        (dt.date(2025, 7, 1), "North"),
        (dt.date(2026, 5, 5), "South"),
        areas=areas,
        since=since,
    ) == (2, 2, 2)


def test_what_happened_in_an_area_that_is_gone_counts_for_none():
    done = (dt.date(2026, 5, 5), "West")
    assert counts(Often.YEAR, done, areas=("North",)) == (0, 1, 0)


def test_an_activity_that_is_still_to_begin_asks_for_nothing():
    assert counts(Often.YEAR, since=dt.date(2026, 12, 1)) == (0, 0, 0)


def test_the_counts_are_said_in_one_sentence():
    found = tally(
        Often.QUARTER,
        areas=(),
        happened=[Happened(dt.date(2026, 5, 5))],
        since=dt.date(2026, 4, 1),
        upto=FRIDAY,
        on=FRIDAY,
    )

    assert found.sentence == "1 of 3 done, 1 missed, 1 still to do."


@pytest.mark.parametrize(
    ("often", "areas", "words"),
    [
        (Often.WORKING_DAY, 0, "every working day"),
        (Often.YEAR, 4, "every year, once in each of 4 areas"),
        (Often.QUARTER, 1, "every quarter, once in its one area"),
    ],
)
def test_how_often_it_should_happen_is_said(often, areas, words):
    assert promise(often, areas=areas) == words


@pytest.mark.parametrize(
    ("day", "area", "words"),
    [
        (dt.date(2026, 11, 21), "North", "still ahead"),
        (dt.date(2026, 3, 31), "North", "began on 1 April 2026"),
        (FRIDAY, "", "in which area"),
    ],
)
def test_a_record_has_a_day_that_came_and_an_area_where_there_are_any(day, area, words):
    since = dt.date(2026, 4, 1)
    check_record(happened_on=FRIDAY, since=since, on=FRIDAY, has_areas=True, area="N")
    with pytest.raises(MoveRefused, match=words):
        check_record(happened_on=day, since=since, on=FRIDAY, has_areas=True, area=area)
