"""A second look at what was entered."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import Observation
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    officer = person(office, Role.PERFORMANCE)
    client.force_login(officer)
    return officer


def entered(office, **facts):
    measure = MeasureFactory(office=office, version=COUNT)
    return ObservationFactory(
        **{"measure": measure, "state": "entered", "value": Decimal(300)} | facts
    )


def address(office):
    return reverse("returns:validate", args=[office.slug, Q1.key, office.force.pk])


def test_the_page_shows_what_is_odd_beside_the_value_before(client, office, officer):
    row = entered(office, note="A new way to report it.")
    ObservationFactory(measure=row.measure, period=Q1 - 1, value=100)

    page = client.get(address(office)).content.decode()

    assert "200% above" in page
    assert "+200" in page
    assert "A new way to report it." in page


def test_the_ticked_values_are_validated_together(client, office, officer):
    first, second, third = (entered(office) for _each in range(3))

    client.post(address(office), {"tick": [f"{first.pk}.1", f"{third.pk}.1"]})

    states = [row.state for row in Observation.objects.order_by("pk")]
    assert states == ["validated", "entered", "validated"]
    first.refresh_from_db()
    assert first.validated_by == officer
    assert second.validated_by != officer


def test_ones_own_entry_has_no_box_and_is_refused_with_the_sentence(
    client, office, officer
):
    own = entered(office, entered_by=officer)
    page = client.get(address(office)).content.decode()
    assert f'value="{own.pk}.1"' not in page
    assert "somebody else has to validate it" in page

    answer = client.post(address(office), {"tick": [f"{own.pk}.1"]})

    assert "somebody else has to validate it" in answer.content.decode()
    own.refresh_from_db()
    assert own.state == "entered"


def test_a_value_that_changed_since_is_looked_at_again(client, office, officer):
    row = entered(office, revision=2)

    answer = client.post(address(office), {"tick": [f"{row.pk}.1"]})

    assert "changed while you were looking" in answer.content.decode()


def test_a_query_goes_to_the_provider_with_its_text(client, office, officer):
    row = entered(office)
    page = reverse("returns:query", args=[office.slug, row.pk])

    client.post(page, {"text": "Is that the whole force?"})

    row.refresh_from_db()
    assert (row.state, row.query) == ("queried", "Is that the whole force?")
    client.force_login(person(office, Role.DATA_PROVIDER))
    grid = reverse("returns:return", args=[office.slug, Q1.key, office.force.pk])
    assert "Is that the whole force?" in client.get(grid).content.decode()


def test_a_queried_value_is_validated_with_what_settled_it(client, office, officer):
    row = entered(office, state="queried", query="Is that right?")

    refused = client.post(address(office), {"tick": [f"{row.pk}.1"]})
    assert "what settled the query" in refused.content.decode()

    client.post(
        address(office), {"tick": [f"{row.pk}.1"], "reason": "The force confirmed."}
    )
    row.refresh_from_db()
    assert row.state == "validated"
    assert office.audit.get(verb="validate").reason == "The force confirmed."


@pytest.mark.parametrize("role", [Role.DATA_PROVIDER, Role.SCRUTINY, Role.AUDITOR])
def test_others_do_not_validate(client, office, role):
    client.force_login(person(office, role))

    assert client.get(address(office)).status_code == 403


def test_another_offices_value_is_not_found(client, office, officer):
    row = entered(OfficeFactory())
    page = reverse("returns:query", args=[office.slug, row.pk])

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("values", [1, 5])
def test_a_longer_list_costs_no_more_queries(
    client, office, officer, django_assert_num_queries, values
):
    for _each in range(values):
        entered(office)
    client.get(address(office))

    with django_assert_num_queries(11):
        client.get(address(office))
