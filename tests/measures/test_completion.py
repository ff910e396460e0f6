"""A return is complete by one act, and validated by another person's."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from measures import grid
from measures.changes import returns, values
from measures.domain.sheet.amounts import Amount
from measures.models import Completion, Observation
from measures.statements import Cell, seen_of
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
ENTERED = dt.datetime(2026, 7, 10, 9, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 7, 13, 9, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 7, 14, 9, tzinfo=dt.UTC)
WEDNESDAY = dt.datetime(2026, 7, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def provider(office):
    return person(office, Role.DATA_PROVIDER)


@pytest.fixture
def officer(office):
    return person(office, Role.PERFORMANCE)


def entered(office, by, **facts):
    measure = MeasureFactory(office=office, version=COUNT)
    stated = {"state": "entered", "value": Decimal(300), "validated_by": None}
    return ObservationFactory(
        **{"measure": measure, "entered_by": by, "entered_at": ENTERED} | stated | facts
    )


def complete(office, by, at=MONDAY):
    return returns.complete(
        organisation=office.force, quarter=Q1, office=office, by=by, at=at
    )


def validate(office, by, at=TUESDAY, reason=""):
    return returns.validate(
        organisation=office.force,
        quarter=Q1,
        office=office,
        by=by,
        at=at,
        reason=reason,
    )


def restate(row, value, by, at):
    row.refresh_from_db()
    amount = Amount(Decimal(value), None, None, None, frozenset(), False)
    cell = Cell(row.measure, Q1, amount, seen=seen_of(row))
    values.enter(cells=[cell], office=row.measure.office, by=by, at=at)


def found(office):
    return grid.return_of(office, office.force, Q1)


def address(office, name="returns:validate"):
    return reverse(name, args=[office.slug, Q1.key, office.force.pk])


def test_a_return_is_complete_from_the_moment_somebody_says_so(office, provider):
    entered(office, provider)
    assert not found(office).is_complete

    complete(office, provider)

    assert found(office).is_complete
    line = office.audit.get(verb="complete return")
    assert (line.by, line.after["quarter"]) == (provider, "2026-Q1")


def test_a_return_with_a_figure_missing_is_not_complete(office, provider):
    entered(office, provider)
    MeasureFactory(office=office, version=COUNT, code="1A")

    with pytest.raises(MoveRefused, match="1A Burglary, April to June 2026"):
        complete(office, provider)

    assert not Completion.objects.exists()


def test_a_figure_that_is_not_available_wants_its_reason(office, provider):
    row = entered(office, provider, value=None, symbol="x")
    with pytest.raises(MoveRefused, match="Say in the note why"):
        complete(office, provider)

    Observation.objects.filter(pk=row.pk).update(note="The laboratory is moving.")

    assert complete(office, provider).completed_by == provider


def test_a_change_after_it_was_completed_opens_the_return_again(office, provider):
    row = entered(office, provider)
    complete(office, provider)

    restate(row, 310, provider, WEDNESDAY)

    assert not found(office).is_complete


def test_a_measure_that_comes_to_be_owed_opens_the_return_again(office, provider):
    entered(office, provider)
    complete(office, provider)

    MeasureFactory(office=office, version=COUNT)

    assert not found(office).is_complete


def test_another_person_validates_all_of_it_at_once(office, provider, officer):
    entered(office, provider)
    entered(office, provider, state="corrected")
    complete(office, provider)

    validate(office, officer)

    assert found(office).is_validated
    assert {row.state for row in Observation.objects.all()} == {"validated"}


def test_one_reason_settles_every_query_in_it(office, provider, officer):
    entered(office, provider, state="queried", query="Is that right?")
    complete(office, provider)
    with pytest.raises(MoveRefused, match="what settled the query"):
        validate(office, officer)

    validate(office, officer, reason="The force confirmed both by letter.")

    assert Observation.objects.get().state == "validated"
    line = office.audit.get(verb="validate return")
    assert line.reason == "The force confirmed both by letter."


def test_what_is_not_complete_is_not_validated_whole(office, provider, officer):
    entered(office, provider)

    with pytest.raises(MoveRefused, match="is not complete"):
        validate(office, officer)

    assert Observation.objects.get().state == "entered"


def test_nobody_validates_the_return_that_they_completed(office, provider, officer):
    entered(office, provider)
    complete(office, officer)

    with pytest.raises(MoveRefused, match="You completed this return"):
        validate(office, officer)


def test_nobody_validates_a_return_with_their_own_entry_in_it(
    office, provider, officer
):
    entered(office, provider)
    entered(office, officer)
    complete(office, provider)

    with pytest.raises(MoveRefused, match="You entered this value"):
        validate(office, officer)

    assert {row.state for row in Observation.objects.all()} == {"entered"}


def test_whoever_validated_it_and_completes_it_anew_is_its_validator_no_longer(
    office, provider, officer
):
    entered(office, provider)
    complete(office, provider)
    validate(office, officer)

    said = complete(office, officer, at=WEDNESDAY)

    assert (said.completed_by, said.validated_by) == (officer, None)


def test_the_database_too_refuses_one_person_for_both_acts(office, provider):
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.create(
            organisation=office.force,
            completed_by=provider,
            completed_at=MONDAY,
            validated_by=provider,
            validated_at=TUESDAY,
            **columns(Q1),
        )


def test_the_validator_is_told_how_many_values_changed_since(
    client, office, provider, officer
):
    rows = [entered(office, provider) for _each in range(4)]
    complete(office, provider)
    validate(office, officer)
    for row in rows[:3]:
        row.refresh_from_db()
        values.query(observation=row, text="Is that right?", by=officer)
        restate(row, 310, provider, WEDNESDAY)

    client.force_login(officer)
    page = client.get(address(office)).content.decode()
    assert "3 values changed since you validated this return" in page
    assert not found(office).is_validated

    client.force_login(person(office, Role.PERFORMANCE))
    assert "since you validated" not in client.get(address(office)).content.decode()


def test_the_whole_return_is_validated_from_its_page(client, office, provider, officer):
    entered(office, provider)
    client.force_login(officer)
    assert (
        "Validate the whole return" not in client.get(address(office)).content.decode()
    )
    complete(office, provider)
    assert "Validate the whole return" in client.get(address(office)).content.decode()

    answer = client.post(address(office), {"whole": "yes"}, follow=True)

    page = answer.content.decode()
    assert "The return is validated." in page
    assert f"Validated by {officer}" in page
    assert found(office).is_validated


def test_a_refusal_to_validate_the_whole_is_said_on_the_page(
    client, office, provider, officer
):
    entered(office, provider)
    client.force_login(officer)

    page = client.post(address(office), {"whole": "yes"}).content.decode()

    assert "This return is not complete" in page


def test_the_return_of_another_office_is_not_touched(office, provider):
    entered(office, provider)
    other = OfficeFactory()
    entered(other, UserFactory())

    complete(office, provider)

    assert not grid.return_of(other, other.force, Q1).is_complete
