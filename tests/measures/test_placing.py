"""Which measures stand under which objective."""

import pytest

from measures.changes import placing
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    UserFactory,
    person,
)


def an_objective(office, number="1.1", **plan):
    version = PlanVersionFactory(office=office, **plan)
    return ObjectiveFactory(priority__plan=version, priority__number="1", number=number)


def test_a_performance_officer_chooses_the_measures_of_an_objective(client):
    office = OfficeFactory()
    objective = an_objective(office)
    chosen, left = MeasureFactory.create_batch(2, office=office)
    client.force_login(person(office, Role.PERFORMANCE))
    page = f"/{office.slug}/desk/measures/by-objective/{objective.pk}/choose/"

    client.post(page, {"measures": [chosen.pk]})

    assert list(objective.measures.all()) == [chosen]
    line = office.audit.first()
    assert (line.verb, line.after) == ("place", {"measures": [chosen.code]})
    listed = client.get(f"/{office.slug}/desk/measures/by-objective/")
    assert list(listed.context["unplaced"]) == [left]


def test_measures_of_another_office_are_not_offered_or_taken(client):
    office = OfficeFactory()
    objective = an_objective(office)
    foreign = MeasureFactory()
    client.force_login(person(office, Role.PERFORMANCE))
    page = f"/{office.slug}/desk/measures/by-objective/{objective.pk}/choose/"

    client.post(page, {"measures": [foreign.pk]})

    assert not objective.measures.exists()


def test_a_new_plan_takes_over_the_measures_by_the_numbers_of_its_objectives():
    office = OfficeFactory()
    old = an_objective(office, status="superseded", in_force_to="2026-03-31")
    old.measures.add(MeasureFactory(office=office, code="1A"))
    new = an_objective(office, number="1.1", title="The next plan", drafted=True)

    filled = placing.carry_over(plan=new.priority.plan, by=UserFactory())

    assert filled == 1
    assert [measure.code for measure in new.measures.all()] == ["1A"]


def test_a_plan_with_nothing_before_it_takes_over_nothing():
    objective = an_objective(OfficeFactory())

    with pytest.raises(MoveRefused, match="No objective without measures"):
        placing.carry_over(plan=objective.priority.plan, by=UserFactory())
