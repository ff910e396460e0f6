"""What is owed for a quarter, who has given it, and what it costs to ask."""

import datetime as dt

import pytest
from django.urls import reverse

from measures import grid
from measures.forms.values import ReturnForm
from measures.models import Observation
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    PlanVersionFactory,
    PriorityFactory,
    person,
)
from tests.measures.test_grid import (
    COUNT,
    MONTHLY,
    Q1,
    address,
    name,
    provider,
    typed,
)


@pytest.fixture
def office():
    return OfficeFactory()


# -- what is owed


def test_measures_stand_under_their_objectives_and_last_without(office):
    plan = PlanVersionFactory(office=office)
    priority = PriorityFactory(plan=plan, order=1)
    second = ObjectiveFactory(priority=priority, order=2)
    first = ObjectiveFactory(priority=priority, order=1)
    MeasureFactory(office=office, version=COUNT, code="N")
    MeasureFactory(office=office, version=COUNT, code="B", objective=second)
    MeasureFactory(office=office, version=COUNT, code="A", objective=first)

    due = grid.return_of(office, office.force, Q1)

    said = [(g.objective, [line.measure.code for line in g.lines]) for g in due.groups]
    assert said == [(first, ["A"]), (second, ["B"]), (None, ["N"])]


@pytest.mark.parametrize(
    ("frequency", "quarter", "keys"),
    [
        ("month", Q1, ["2026-04", "2026-05", "2026-06"]),
        ("quarter", Q1, ["2026-Q1"]),
        ("day", Q1, ["2026-06-30"]),
        ("year", Q1, []),
        ("year", Period.quarter(2026, 4), ["2026/27"]),
    ],
)
def test_the_definition_says_which_periods_are_owed(office, frequency, quarter, keys):
    MeasureFactory(office=office, version=COUNT | {"frequency": frequency})

    due = grid.return_of(office, office.force, quarter)

    assert [figure.period.key for figure in due.figures] == keys


def test_a_yearly_measure_is_entered_under_its_year(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT | {"frequency": "year"})
    MeasureFactory(office=office, version=MONTHLY)
    q4 = Period.quarter(2026, 4)
    url = address(office, quarter=q4)

    typed(client, url, {f"{measure.pk}.2026-27.value": "12"})

    assert Observation.objects.get().period == Period.year(2026)


def test_two_quarters_stand_before_the_one_to_enter(office):
    MeasureFactory(office=office, version=COUNT, values={Q1 - 2: "5", Q1 - 1: "6"})

    (line,) = grid.return_of(office, office.force, Q1).lines

    assert [point.value for point in line.before] == [5, 6]


def test_months_typed_make_the_quarter_as_they_are_typed(office):
    measure = MeasureFactory(office=office, version=MONTHLY)
    april, may, june = Q1.split(PeriodKind.MONTH)
    due = grid.return_of(office, office.force, Q1)
    two = {name(measure, april): "1,262", name(measure, may): "1,231"}
    three = two | {name(measure, june): "1,195"}

    totals = [
        ReturnForm(due, sent).measures[measure.pk].total("value")
        for sent in (two, three)
    ]

    # 1262 + 1231 + 1195 = 3688
    assert totals == ["2 of 3", "3,688"]


def test_medians_have_no_total(office):
    measure = MeasureFactory(
        office=office, version={"kind": "median", "frequency": "month", "decimals": 0}
    )
    sent = {name(measure, month): "300" for month in Q1.split(PeriodKind.MONTH)}

    form = ReturnForm(grid.return_of(office, office.force, Q1), sent)

    assert form.measures[measure.pk].total("value") == "no total"


def states(office, on):
    (found,) = grid.returns_of(office, Q1)
    return [state for _measure, state, _anchor in grid.Boxes(found, on).measures]


def test_a_box_says_where_its_measure_stands(office):
    for state in ("entered", "corrected", "queried", "validated", "locked"):
        ObservationFactory(
            measure=MeasureFactory(office=office, version=COUNT), state=state
        )
    MeasureFactory(office=office, version=COUNT)

    # Ten working days after Tuesday 30 June 2026 are up on Tuesday 14 July.
    before = ["entered", "entered", "queried", "validated", "locked", "expected"]
    assert states(office, dt.date(2026, 7, 14)) == before
    assert states(office, dt.date(2026, 7, 15)) == [*before[:-1], "late"]


def test_the_quarters_page_counts_what_is_validated(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    ObservationFactory(measure=MeasureFactory(office=office, version=COUNT))
    MeasureFactory(office=office, version=COUNT)

    index = reverse("returns:returns", args=[office.slug])
    page = client.get(index, {"quarter": "2026-Q1"}).content.decode()

    assert "1 of 2 measures are validated" in page
    assert address(office) in page


@pytest.mark.parametrize("quarter", ["2026-07", "2026/27", "rubbish"])
def test_what_is_no_quarter_is_not_found(client, office, quarter):
    client.force_login(person(office, Role.PERFORMANCE))
    index = reverse("returns:returns", args=[office.slug])

    assert client.get(index, {"quarter": quarter}).status_code == 404


# -- what it costs


def fill(office, *, measures, organisations=1):
    objective = ObjectiveFactory(priority__plan__office=office)
    for number in range(organisations):
        owner = office.force if number == 0 else OrganisationFactory(office=office)
        for _each in range(measures):
            measure = MeasureFactory(
                office=office, provider=owner, version=MONTHLY, objective=objective
            )
            for quarter in (Q1 - 1, Q1):
                for month in quarter.split(PeriodKind.MONTH):
                    ObservationFactory(measure=measure, period=month, value=40)


@pytest.mark.parametrize("measures", [1, 6])
def test_a_longer_return_costs_no_more_queries(
    client, office, django_assert_num_queries, measures
):
    fill(office, measures=measures)
    client.force_login(person(office, Role.PERFORMANCE))
    client.get(address(office))

    # Session, person, office, standing, organisation; measures, versions, targets,
    # values and objectives; what was said of the return.
    with django_assert_num_queries(11):
        client.get(address(office))


@pytest.mark.parametrize("by", ["provider", "objective"])
@pytest.mark.parametrize(("measures", "organisations"), [(1, 1), (3, 4)])
def test_more_organisations_cost_no_more_queries(
    client, office, django_assert_num_queries, measures, organisations, by
):
    fill(office, measures=measures, organisations=organisations)
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    index = reverse("returns:returns", args=[office.slug])

    # As above; the cycle, the people, the reminders, what was never given, and the
    # exceptions.
    with django_assert_num_queries(16):
        client.get(index, {"quarter": "2026-Q1", "by": by})


def test_another_office_costs_no_more_queries(office, django_assert_num_queries):
    fill(office, measures=2)
    fill(OfficeFactory(), measures=5)

    with django_assert_num_queries(6):
        assert len(grid.return_of(office, office.force, Q1).lines) == 2
