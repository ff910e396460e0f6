"""The history and chart of one figure, beside its cell or on a page of its own."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.changes import values
from measures.domain.sheet.amounts import Amount
from measures.models import Observation
from measures.reading import days_for
from measures.reading.beside import Beside
from measures.statements import Cell
from measures.views.finding import measures_with_values
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)
from tests.measures.test_grid import COUNT, MONTHLY

Q1 = Period.quarter(2026, 1)
JUNE = Q1.split(PeriodKind.MONTH)[-1]
AT = dt.datetime(2026, 7, 14, 10, 41, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


def told(measure, period=Q1):
    found = measures_with_values(measure.office, *days_for(Q1)).with_rebases()
    measure = found.get(pk=measure.pk)
    return Beside(measure, measure.version_on(period.start), period)


def enter(measure, value, by, seen=(0, 0), note=""):
    amount = Amount(Decimal(value), None, None, None, frozenset(), False)
    cell = Cell(measure, Q1, amount, seen=seen, note=note)
    return values.enter(cells=[cell], office=measure.office, by=by, at=AT)


def address(measure, period=Q1, provider=None):
    place = [measure.office.slug, Q1.key, provider or measure.provider_id, measure.pk]
    return reverse("returns:beside", args=[*place, period.key])


def test_a_figures_history_says_who_stated_what_and_why(office):
    measure = MeasureFactory(office=office, version=COUNT)
    sam, dan = UserFactory(name="Sam Whitlock"), UserFactory(name="Dan Osei")
    enter(measure, "541", sam)
    enter(measure, "556", dan, seen=(1, 1), note="Two late reports.")
    values.validate(observations=Observation.objects.all(), by=sam, at=AT)

    steps = [
        (each.value, each.verb, each.who, each.why) for each in told(measure).steps
    ]

    assert steps == [
        ("", "validated", "Sam Whitlock", ""),
        ("556", "changed", "Dan Osei", "Two late reports."),
        ("541", "entered", "Sam Whitlock", ""),
    ]


def test_what_came_with_a_file_has_its_line_too(office):
    measure = MeasureFactory(office=office, version=COUNT)
    sam = UserFactory(name="Sam Whitlock")
    ObservationFactory(measure=measure, value=12, entered_by=sam, source="june.csv")

    (step,) = told(measure).steps

    assert (step.value, step.who, step.why) == ("12", "Sam Whitlock", "june.csv")


def test_the_last_thirteen_periods_end_with_the_figure_and_reach_back_a_year(office):
    months = {JUNE - back: str(100 + back) for back in range(20)}
    measure = MeasureFactory(office=office, version=MONTHLY, values=months)

    beside = told(measure, JUNE)

    assert len(beside.points) == 13
    assert beside.points[0] == (JUNE, "100")
    assert beside.points[-1] == (JUNE - 12, "112")
    assert beside.year_before == "112"


def test_periods_before_the_first_figure_are_not_listed(office):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "7"})

    assert told(measure).points == [(Q1, "[x]"), (Q1 - 1, "7")]


def test_the_range_of_chance_is_that_of_the_measures_own_chart(office):
    # 100 and 120 in turn over 12 quarters: 110, and 2.66 x 20 = 53.2 either way.
    quarters = {Q1 - back: ("100", "120")[back % 2] for back in range(12)}
    measure = MeasureFactory(office=office, version=COUNT, values=quarters, target="90")

    beside = told(measure)

    assert beside.range == "57 to 163, on trial"
    assert beside.aim == "90 a quarter"
    assert beside.expected.at_end(12) == beside.limits


def test_too_few_figures_have_no_range(office):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1: "7"})

    assert told(measure).range == "not known: it takes 8 figures"
    assert told(measure).aim == "none in force"


def test_it_opens_beside_the_cell_or_as_a_page(client, office):
    client.force_login(person(office, Role.DATA_PROVIDER))
    measure = MeasureFactory(office=office, version=MONTHLY, values={JUNE: "7"})

    page = client.get(address(measure, JUNE)).content.decode()
    part = client.get(address(measure, JUNE), headers={"HX-Request": "true"})

    assert "<html" in page
    assert "<html" not in part.content.decode()
    for text in (page, part.content.decode()):
        assert "Same period last year" in text
        assert "<svg" in text


def test_a_figure_that_is_not_owed_there_is_not_found(client, office):
    client.force_login(person(office, Role.DATA_PROVIDER))
    other = OrganisationFactory(office=office)
    measure = MeasureFactory(office=office, version=COUNT)
    elsewhere = MeasureFactory(office=office, provider=other, version=COUNT)

    asked = [
        address(measure, Q1 - 1),
        address(measure, JUNE),
        address(elsewhere),
        address(elsewhere, provider=office.force.pk),
    ]

    assert [client.get(each).status_code for each in asked] == [404] * 4


def test_it_costs_the_same_however_long_the_past_is(
    client, office, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(person(office, Role.DATA_PROVIDER))
    measure = MeasureFactory(office=office, version=COUNT, values={Q1: "7"})
    with django_assert_max_num_queries(18) as one:
        client.get(address(measure))
    cost = len(one)

    for back in range(1, 12):
        ObservationFactory(measure=measure, period=Q1 - back, value=back)
    with django_assert_num_queries(cost):
        client.get(address(measure))
