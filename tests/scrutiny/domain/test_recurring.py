"""A year of meetings, against calendars read by hand."""

import datetime as dt

import pytest

from opcc.core import house_style, workdays
from opcc.core.house_style.meetings import Cadence
from scrutiny.domain import recurring
from scrutiny.domain.diary import RelativeRule

TUESDAY = dt.date(2026, 4, 14)
"""The second Tuesday of April 2026."""


def days(planned):
    return [each.held_on for each in planned]


def test_a_monthly_series_keeps_its_tuesday():
    met = recurring.year(Cadence.MONTHLY, first=TUESDAY)

    # The second Tuesdays from April 2026 to March 2027, from a calendar.
    assert [(d.month, d.day) for d in days(met)] == [
        (4, 14),
        (5, 12),
        (6, 9),
        (7, 14),
        (8, 11),
        (9, 8),
        (10, 13),
        (11, 10),
        (12, 8),
        (1, 12),
        (2, 9),
        (3, 9),
    ]


def test_a_bank_holiday_moves_a_meeting_on():
    met = days(recurring.year(Cadence.MONTHLY, first=dt.date(2026, 4, 27)))

    # The fourth Mondays: 25 May 2026 is a bank holiday, and 28 December stands in for
    # Boxing Day; 24 August is an ordinary Monday.
    assert dt.date(2026, 5, 26) in met
    assert dt.date(2026, 8, 24) in met
    assert dt.date(2026, 12, 29) in met
    assert len(met) == 12


def test_the_fifth_of_a_weekday_is_the_last():
    met = days(recurring.year(Cadence.MONTHLY, first=dt.date(2026, 4, 30)))

    # The fifth Thursday of April; May has four, so its last is the 28th.
    assert met[:2] == [dt.date(2026, 4, 30), dt.date(2026, 5, 28)]


@pytest.mark.parametrize(
    ("cadence", "count"),
    [
        (Cadence.WEEKLY, 52),
        (Cadence.MONTHLY, 12),
        (Cadence.QUARTERLY, 4),
        (Cadence.ANNUAL, 1),
        (Cadence.BY_EVENT, 0),
    ],
)
def test_a_year_has_as_many_meetings_as_its_cadence_says(cadence, count):
    assert len(recurring.year(cadence, first=TUESDAY)) == count + (
        # 52 weeks are 364 days, so a week that begins on the first day has a 53rd.
        1 if cadence is Cadence.WEEKLY else 0
    )


def test_a_year_of_days_whose_bank_holidays_nobody_knows_says_so():
    (met,) = recurring.year(Cadence.ANNUAL, first=dt.date(2031, 4, 8))

    assert met.held_on == dt.date(2031, 4, 8)
    assert "Bank holidays are known" in met.warnings[0]


def test_a_pre_meeting_falls_in_its_window_on_a_working_day():
    rule = RelativeRule("the Board", 7, 10)

    met = recurring.year_before(rule, anchors=[dt.date(2026, 9, 1)])

    # The window is Saturday 22 to Tuesday 25 August (design/domain.md): the latest
    # working day in it is the Tuesday.
    assert days(met) == [dt.date(2026, 8, 25)]
    assert met[0].warnings == ()


def test_a_window_without_a_working_day_is_left_and_the_breach_named():
    rule = RelativeRule("the Board", 7, 10)

    (met,) = recurring.year_before(rule, anchors=[dt.date(2027, 1, 4)])

    # 25 to 28 December 2026: Christmas Day, a weekend with Boxing Day in it, and the
    # Monday that stands in for it. Thursday the 24th is the last before.
    assert met.held_on == dt.date(2026, 12, 24)
    assert "This is 11 days before it." in met.warnings[0]


def styled(name, force):
    return house_style.load(name).for_force(force).series


def year_of_style(series):
    """Every series of a house style for a year, each beginning on 14 April 2026."""
    planned = {
        each.name: recurring.year(each.cadence, first=TUESDAY)
        for each in series
        if each.rule is None
    }
    for each in series:
        if each.rule is not None:
            rule = RelativeRule(each.rule.before, each.rule.least, each.rule.most)
            anchors = days(planned[each.rule.before])
            planned[each.name] = recurring.year_before(rule, anchors=anchors)
    return planned


def test_clevelands_year_is_made_of_its_series_on_working_days():
    planned = year_of_style(styled("cleveland-2017", "Cleveland"))

    assert {name: len(met) for name, met in planned.items()} == {
        "Scrutiny, Performance and Delivery": 12,
        "Working Together": 4,
        "Internal Audit Committee": 4,
        "External Audit Committee": 4,
        "Tactical Performance Group": 12,
        "Strategic Performance Group": 4,
        "Police & Crime Panel": 4,
    }
    assert all(
        workdays.is_working_day(d) for met in planned.values() for d in days(met)
    )
    assert not [each for met in planned.values() for each in met if each.warnings]


def test_south_wales_prepares_each_board_seven_to_ten_days_before_it():
    planned = year_of_style(styled("south-wales-2013", "South Wales"))

    boards = days(planned["Commissioner's Strategic Board"])
    groups = planned["Joint Performance Management Group"]
    assert len(boards) == len(groups) == 12
    for board, group in zip(boards, groups, strict=True):
        # The second Tuesday of a month: the Tuesday before is 7 days earlier.
        assert 7 <= (board - group.held_on).days <= 10
        assert workdays.is_working_day(group.held_on)
        assert group.warnings == ()
    assert len(planned["Police and Crime Panel"]) == 4
