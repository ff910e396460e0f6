"""Working days of England and Wales."""

import datetime as dt

import pytest

from opcc.core import workdays


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-12-04", True),  # a Friday
        ("2026-12-05", False),  # a Saturday
        ("2026-12-06", False),  # a Sunday
        ("2026-05-25", False),  # the spring bank holiday
        ("2026-12-28", False),  # in place of Boxing Day, a Saturday
        ("2020-05-04", True),  # the early May holiday moved to Friday 8 May
        ("2020-05-08", False),
        ("2022-09-19", False),  # the state funeral, proclaimed ten days before
        ("2024-08-05", True),  # a holiday in Scotland only
        ("2024-03-18", True),  # a holiday in Northern Ireland only
        ("2012-01-02", False),  # the first holiday that is known
        ("2028-12-29", True),  # the last working day that is known
    ],
)
def test_the_office_works_on_weekdays_that_are_not_bank_holidays(text, works):
    assert workdays.is_working_day(day(text)) is works


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-09-30", 1, "2026-10-01"),
        ("2026-09-30", 7, "2026-10-09"),  # Thu 1, Fri 2, Mon 5 to Fri 9
        ("2026-09-30", 10, "2026-10-14"),
        ("2026-12-31", 1, "2027-01-04"),  # New Year's Day is a Friday
        ("2026-04-02", 1, "2026-04-07"),  # over the Easter weekend
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-12-05", 1, "2026-12-07"),  # from a Saturday
        ("2026-12-05", -1, "2026-12-04"),
        ("2026-12-05", 0, "2026-12-05"),
    ],
)
def test_working_days_are_counted_on_and_back_over_holidays(start, n, end):
    assert workdays.add(day(start), n) == day(end)


def test_the_next_working_day_after_a_quarter_is_never_the_day_itself():
    assert workdays.next_working_day(day("2026-06-30")) == day("2026-07-01")
    assert workdays.next_working_day(day("2027-12-31")) == day("2028-01-04")


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ("2026-05-19", "2026-05-28", 5),  # 20, 21, 22, 26 and 27 May
        ("2026-12-03", "2026-12-04", 0),
        ("2026-12-04", "2026-12-07", 0),  # only a weekend
        ("2026-12-04", "2026-12-04", 0),
        ("2026-12-04", "2026-12-01", 0),
    ],
)
def test_neither_end_counts_between_two_days(earlier, later, count):
    assert workdays.between(day(earlier), day(later)) == count


@pytest.mark.parametrize("text", ["2011-12-30", "2029-01-01"])
def test_a_day_whose_holidays_are_not_known_is_refused_not_guessed(text):
    with pytest.raises(ValueError, match="known from 2012 to 2028"):
        workdays.is_working_day(day(text))


def test_counting_past_the_last_known_year_is_refused():
    with pytest.raises(workdays.OutsideCalendar, match="1 January 2029"):
        workdays.add(day("2028-12-29"), 1)


def test_working_days_are_known_without_asking_another_machine(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("The network was asked")

    monkeypatch.setattr("requests.get", refuse)

    assert day("2026-05-25") in workdays._bank_holidays()
