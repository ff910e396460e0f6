"""Files of comparators' figures and of populations, and what rates rest on."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.changes import populations
from measures.forms.comparator_files import figures_in
from measures.models import (
    Comparator,
    Measure,
    Observation,
    Population,
)
from measures.reading import days_for, quarter_point_of
from measures.reading.populations import basis_of
from opcc.core.models import AuditLine
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    OfficeFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
YEAR = Period.year(2025)
LONG_AGO = dt.date(2020, 4, 1)
PER_1000 = {"kind": "rate", "unit_name": "per 1,000", "per": 1000, "polarity": "lower"}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def group(office, *members, **facts):
    said = {"name": "Most similar group", "averaging": "median", "source": "HMICFRS"}
    made = Comparator.objects.create(office=office, **(said | facts))
    for name in members:
        made.members.create(name=name, joined_on=LONG_AGO)
    return made


def loaded(office):
    recorded = Observation.objects.spanning(*days_for(Q1))
    return list(Measure.objects.for_office(office).with_recorded(recorded))


# -- files


def csv(*rows):
    head = "comparator,member,measure,period,value,numerator,denominator,source,as_at"
    return "\n".join([head, *rows]).encode()


def read(office, *rows):
    return figures_in(csv(*rows), filename="figures.csv", office=office)


def test_a_row_is_a_members_figure_or_the_groups_own(office):
    MeasureFactory(office=office, code="3A")
    group(office, "North")
    found = read(
        office,
        "Most similar group,North,3A,2026/27 Q1,45.2,,,HMICFRS,2026-08-01",
        "most similar group,,3a,2025/26,44,,,,",
    )
    assert found.findings == ()
    first, second = found.accepted
    assert (first.member, first.period, first.value) == ("North", Q1, Decimal("45.2"))
    assert first.as_at == dt.date(2026, 8, 1)
    assert (second.member, second.period) == ("", YEAR)


def test_each_fault_names_its_row_and_its_column(office):
    MeasureFactory(office=office, code="3A")
    group(office, "North")
    found = read(
        office,
        "Nobody,North,3A,2026/27 Q1,45,,,,",
        "Most similar group,West,3A,2026/27 Q1,45,,,,",
        "Most similar group,North,9Z,2026/27 Q1,45,,,,",
        "Most similar group,North,3A,June 2026,45,,,,",
        "Most similar group,North,3A,2026/27 Q1,many,,,,",
        "Most similar group,North,3A,2026/27 Q2,,10,,,",
        "Most similar group,North,3A,2026/27 Q3,145,,,,",
        "Most similar group,North,3A,2026/27 Q4,,,,,",
    )
    assert found.accepted == ()
    assert [(f.row, f.column, f.code) for f in found.findings] == [
        (2, "comparator", "unknown_comparator"),
        (3, "member", "unknown_member"),
        (4, "measure", "unknown_measure"),
        (5, "period", "bad_date"),
        (6, "value", "not_a_number"),
        (7, "denominator", "missing"),
        (8, "value", "out_of_range"),
        (9, "value", "missing"),
    ]


def people(office, area, year, number):
    row = Population(area=area, year=year, number=number, source="ONS mid-year")
    return populations.state(office=office, populations=[row], by=UserFactory())


def test_a_count_is_divided_by_the_members_population_of_its_year(office):
    MeasureFactory(office=office, code="5B", version=PER_1000)
    group(office, "North")
    people(office, "North", 2024, 500_000)
    people(office, "North", 2027, 900_000)
    found = read(office, "Most similar group,North,5B,2026/27 Q1,,10000,,,")

    stated = found.accepted[0]
    # 10,000 of 500,000 people are 20 of every 1,000.
    assert (stated.value, stated.denominator) == (20, 500_000)
    assert stated.population_year == 2024


def test_a_percentage_is_never_divided_by_a_population(office):
    MeasureFactory(office=office, code="3A")
    group(office, "North")
    people(office, "North", 2024, 500_000)
    found = read(office, "Most similar group,North,3A,2026/27 Q1,,10000,,,")
    assert [each.column for each in found.findings] == ["denominator"]


# -- populations


def test_a_population_is_replaced_and_the_log_keeps_what_it_was(office):
    people(office, "Westmarch", 2024, 1_248_300)
    people(office, "Westmarch", 2024, 1_250_000)

    assert Population.objects.get().number == 1_250_000
    line = AuditLine.objects.latest("number")
    assert line.before == {"Westmarch 2024": [1_248_300, "ONS mid-year"]}
    with pytest.raises(ValidationError, match="already"):
        people(office, "Westmarch", 2024, 1_250_000)


def test_nobody_is_no_population(office):
    with pytest.raises(ValidationError, match="1 or more"):
        people(office, "Westmarch", 2024, 0)


def rate_point(office, numerator, denominator):
    measure = MeasureFactory(office=office, version=PER_1000, values={Q1: "20"})
    measure.observations.model._base_manager.filter(measure=measure).update(
        numerator=numerator, denominator=denominator
    )
    return next(m for m in loaded(office) if m.pk == measure.pk)


def test_a_rate_says_its_populations_year_and_the_play_of_chance(desk, office):
    people(office, "Westmarch", 2024, 5_000)
    measure = rate_point(office, 100, 5_000)

    said = desk.get(
        reverse("measures:measure", args=[office.slug, measure.code])
        + "?quarter=2026-Q1"
    ).content.decode()

    assert "Population of 2024: 5,000 (ONS mid-year)." in said
    # Byar's limits of a count of 100 are 81.4 and 121.6: per 1,000 of 5,000 people
    # 16.3 and 24.3.
    assert "Chance variation, 95%: 16.3 to 24.3." in said


def test_months_added_up_divide_by_the_same_people_three_times(office):
    from_months = rate_point(office, 300, 15_000)
    people(office, "Westmarch", 2024, 5_000)
    known = Population.objects.for_office(office)
    series_point = loaded(office)[0].recorded[0]
    assert series_point.denominator == 15_000
    basis = basis_of(
        from_months.latest_version, quarter_point_of(from_months, Q1), known
    )
    assert basis.population.year == 2024
