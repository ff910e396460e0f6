"""The parts of a measure, side by side with the whole."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import Breakdown
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import MeasureFactory, ObservationFactory, OfficeFactory, person

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "polarity": "lower"}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def split(measure, dimension="District", **values):
    for name, value in values.items():
        Breakdown.objects.create(measure=measure, dimension=dimension, name=name)
        ObservationFactory(
            measure=measure, period=Q1, breakdown=name, value=Decimal(value)
        )


def shown(desk, measure, **asked):
    address = reverse("measures:measure", args=[measure.office.slug, measure.code])
    asked = {"quarter": "2026-Q1", **asked}
    return " ".join(desk.get(address, asked).content.decode().split())


def test_the_whole_comes_first_and_then_the_worst_part(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    split(measure, Aldermere=81, Brackwater=74)

    told = shown(desk, measure)

    places = [told.index(f"<h3> {name}") for name in ("The whole", "Brackwater")]
    assert places == sorted(places)
    assert told.index("<h3> Brackwater") < told.index("<h3> Aldermere")
    assert "By district, the worst first" in told
    assert "All share one scale; grey is the whole." in told


def test_the_figure_of_a_part_is_not_the_measures_own(desk, office):
    measure = MeasureFactory(office=office, target="80", values={Q1: 78})
    split(measure, Aldermere=81)

    told = shown(desk, measure)

    assert "78.0% against a target of 80%" in told
    assert "81.0% against" not in told


def test_the_parts_of_a_sum_have_a_scale_of_their_own(desk, office):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1: 900})
    split(measure, Aldermere=400, Brackwater=500)

    assert "The parts share one scale; the whole has its own." in shown(desk, measure)


def test_each_dimension_stands_by_itself(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    split(measure, Aldermere=81)
    split(measure, dimension="Age", Under25=70)

    told = shown(desk, measure)

    assert "By district, the worst first" in told
    assert "By age, the worst first" in told


def test_a_part_without_any_figure_is_not_shown(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    Breakdown.objects.create(measure=measure, dimension="District", name="Aldermere")

    assert "the worst first" not in shown(desk, measure)


def test_a_part_is_known_from_the_day_that_it_was_entered(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    split(measure, Aldermere=81)  # entered, like all here, on 10 July 2026

    assert "Aldermere" not in shown(desk, measure, as_at="2026-07-09")
    assert "Aldermere" in shown(desk, measure, as_at="2026-07-10")


def test_many_parts_cost_no_more_queries_than_one(
    desk, office, django_assert_max_num_queries, django_assert_num_queries
):
    measure = MeasureFactory(office=office, values={Q1: 78})
    split(measure, Aldermere=81)
    with django_assert_max_num_queries(24) as one:
        shown(desk, measure)
    split(measure, **{f"Ward{number}": 70 + number for number in range(8)})
    with django_assert_num_queries(len(one)):
        shown(desk, measure)
