"""The list of measures, and adding one."""

import pytest
from django.urls import reverse

from measures.models import Measure
from opcc.core.models import AuditLine
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    OfficeFactory,
    OrganisationFactory,
    person,
)

Q1 = Period.quarter(2026, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    """A client signed in as a performance officer of the office."""
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def listed(desk, office, **asked):
    address = reverse("measures:measures", args=[office.slug])
    return desk.get(address, {"quarter": "2026-Q1", **asked})


def codes(response):
    return [row.record.measure.code for row in response.context["table"].rows]


def typed(office, **facts):
    """A form filled in with a percentage that is better when higher."""
    return {
        "code": "1A",
        "order": "1",
        "provider": office.force.pk,
        "visibility": "public",
        "name": "999 calls answered within 10 seconds",
        "kind": "percentage",
        "unit_name": "%",
        "decimals": "1",
        "per": "100",
        "polarity": "higher",
        "frequency": "month",
        "stock_rule": "latest",
        "valid_from": "2026-04-01",
        **facts,
    }


def test_the_list_says_each_figure_with_its_target_and_position(desk, office):
    MeasureFactory(office=office, code="1A", target="80", values={Q1: 78})

    page = listed(desk, office).content.decode()

    for words in ("1A", "78.0%", "80%", "Amber", "Q1 2026/27"):
        assert words in page


def test_the_list_shows_no_other_offices_measures(desk, office):
    MeasureFactory(office=office, code="1A")
    MeasureFactory(code="9Z")

    assert codes(listed(desk, office)) == ["1A"]


def test_the_list_narrows_by_words_objective_provider_state_and_position(desk, office):
    objective = ObjectiveFactory(priority__plan__office=office)
    partner = OrganisationFactory(office=office)
    MeasureFactory(office=office, code="1A", objective=objective)
    MeasureFactory(office=office, code="1B", version={"name": "Calls answered"})
    MeasureFactory(office=office, code="1C", provider=partner)
    MeasureFactory(office=office, code="1D", state="retired")
    MeasureFactory(office=office, code="1E", target="80", values={Q1: 60})

    assert codes(listed(desk, office, search="answered")) == ["1B"]
    assert codes(listed(desk, office, objective=objective.pk)) == ["1A"]
    assert codes(listed(desk, office, provider=partner.pk)) == ["1C"]
    assert codes(listed(desk, office, state="retired")) == ["1D"]
    assert codes(listed(desk, office, position="red")) == ["1E"]


def test_htmx_is_answered_with_the_table_alone(desk, office):
    address = reverse("measures:measures", args=[office.slug])
    MeasureFactory(office=office, code="1A")

    page = desk.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "1A" in page
    assert "<html" not in page


def test_a_longer_list_costs_no_more_queries(
    desk, office, django_assert_max_num_queries, django_assert_num_queries
):
    objective = ObjectiveFactory(priority__plan__office=office)

    def add(count):
        for _ in range(count):
            MeasureFactory(
                office=office, objective=objective, target="80", values={Q1: 78}
            )

    add(10)
    with django_assert_max_num_queries(20) as ten:
        listed(desk, office)
    add(30)
    with django_assert_num_queries(len(ten)):
        assert len(codes(listed(desk, office))) == 40


def test_an_unknown_quarter_is_not_found(desk, office):
    assert listed(desk, office, quarter="2026-13").status_code == 404


def test_a_measure_is_added_as_proposed_with_its_definition(desk, office):
    objective = ObjectiveFactory(priority__plan__office=office)
    form = typed(office, objectives=[objective.pk], routes=["force", "panel_report"])

    desk.post(reverse("measures:measure-add", args=[office.slug]), form)

    measure = Measure.objects.get(office=office, code="1A")
    assert measure.state == "proposed"
    assert measure.routes == ["force", "panel_report"]
    assert list(measure.objectives.all()) == [objective]
    assert measure.latest_version.name == "999 calls answered within 10 seconds"
    assert AuditLine.objects.get(office=office).verb == "add"


def test_a_code_is_used_once_in_an_office_and_again_in_another(desk, office):
    MeasureFactory(code="1A")
    address = reverse("measures:measure-add", args=[office.slug])

    desk.post(address, typed(office))
    again = desk.post(address, typed(office))

    assert Measure.objects.filter(office=office, code="1A").count() == 1
    assert "There is a measure of that code." in again.content.decode()


def test_the_address_of_a_page_is_no_code(desk, office):
    address = reverse("measures:measure-add", args=[office.slug])

    page = desk.post(address, typed(office, code="add")).content.decode()

    assert "choose another code" in page
    assert not Measure.objects.exists()


def test_another_offices_objective_and_provider_cannot_be_chosen(desk, office):
    elsewhere = OfficeFactory()
    objective = ObjectiveFactory(priority__plan__office=elsewhere)
    form = typed(office, provider=elsewhere.force.pk, objectives=[objective.pk])

    page = desk.post(reverse("measures:measure-add", args=[office.slug]), form)

    assert {"provider", "objectives"} <= page.context["form"].errors.keys()
    assert not Measure.objects.exists()


def test_only_those_who_edit_measures_add_one(client, office):
    client.force_login(person(office, Role.SCRUTINY))

    page = client.get(reverse("measures:measure-add", args=[office.slug]))

    assert page.status_code == 403
