"""Populations: reading a file of them, and which year a rate is divided by."""

import datetime as dt

import pytest

from measures.domain.population import people_for, people_in


def csv(*rows):
    return "\n".join(["area,year,number,source", *rows]).encode()


def test_a_population_has_its_area_its_year_and_its_source():
    accepted, findings = people_in(csv('Westmarch,2024,"1,248,300",ONS'))
    assert findings == ()
    people = accepted[0]
    assert (people.area, people.year, people.number) == ("Westmarch", 2024, 1248300)
    assert people.source == "ONS"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Westmarch,2024,many,ONS", "number", "not_a_number"),
        ("Westmarch,2024,0,ONS", "number", "out_of_range"),
        ("Westmarch,2024,12.5,ONS", "number", "not_whole"),
        ("Westmarch,1824,12,ONS", "year", "date_outside_window"),
        ("Westmarch,2024,12,", "source", "missing"),
        (",2024,12,ONS", "area", "missing"),
    ],
)
def test_a_fault_names_its_column(row, column, code):
    accepted, findings = people_in(csv(row))
    assert accepted == ()
    assert [(f.row, f.column, f.code) for f in findings] == [(2, column, code)]


def test_an_area_has_one_population_a_year():
    accepted, findings = people_in(csv("W,2024,12,ONS", "w,2024,13,ONS"))
    assert len(accepted) == 1
    assert findings[0].code == "duplicate"


@pytest.mark.parametrize(
    ("on", "year"), [("2026-06-30", 2024), ("2023-12-31", 2023), ("2020-01-01", 2023)]
)
def test_a_rate_is_divided_by_the_newest_year_not_after_its_period(on, year):
    by_year = {2023: 1_240_000, 2024: 1_248_300}
    assert people_for(by_year, dt.date.fromisoformat(on)) == (year, by_year[year])


def test_an_area_without_a_population_has_none():
    assert people_for({}, dt.date(2026, 6, 30)) is None
