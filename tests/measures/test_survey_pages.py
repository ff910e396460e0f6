"""A measure that is a survey: on the workbench, in the database, and when revised."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse

from measures.changes import surveys, values
from measures.domain.sheet.amounts import Amount
from measures.statements import Cell, seen_of
from opcc.core.models import AuditLine
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
AT = dt.datetime(2026, 7, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


def survey(office, **more):
    return MeasureFactory(office=office, version={"is_survey": True, **more})


def asked(measure, x, n, period=Q1, **more):
    return ObservationFactory(
        measure=measure,
        period=period,
        value=Decimal(x) * 100 / n,
        numerator=x,
        denominator=n,
        **more,
    )


def shown(client, measure):
    client.force_login(person(measure.office, Role.PERFORMANCE))
    address = reverse("measures:measure", args=[measure.office.slug, measure.code])
    return client.get(address, {"quarter": "2026-Q1"}).content.decode()


def test_a_survey_shows_its_interval_in_the_table_and_on_the_chart(client, office):
    measure = survey(office)
    asked(measure, 50, 100)

    told = shown(client, measure)

    # 50 of 100 by Wilson's method, as the rules of intervals work out.
    assert "40.4% to 59.6%" in told
    assert "95% confidence interval: what the sampling of a survey leaves open" in told
    assert "50.0% (95% interval 40.4% to 59.6%)" in told


def test_a_complete_count_says_that_its_interval_is_chance_not_sampling(client, office):
    measure = MeasureFactory(office=office)
    asked(measure, 50, 100)

    told = shown(client, measure)

    assert "40.4% to 59.6%" in told
    assert "chance variation in a complete count, not sampling" in told
    assert "95% confidence interval" not in told


def test_a_survey_that_moved_within_its_sampling_shows_no_clear_change(client, office):
    measure = survey(office)
    asked(measure, 56, 100)
    asked(measure, 50, 100, Q1 - 1)

    told = shown(client, measure)

    assert "No clear change" in told
    assert "6.0 points higher" in told


def test_an_interval_has_both_ends_in_order():
    with pytest.raises(IntegrityError):
        ObservationFactory(interval_low=80, interval_high=70)


def test_another_figure_loses_the_interval_that_was_published_for_the_first(office):
    measure = survey(office)
    row = asked(measure, 50, 100, interval_low=38, interval_high=62, state="entered")
    amount = Amount(Decimal(51), None, Decimal(51), Decimal(100), frozenset(), False)
    cell = Cell(measure=measure, period=Q1, amount=amount, seen=seen_of(row))

    values.enter(cells=[cell], office=office, by=UserFactory(), at=AT)

    row.refresh_from_db()
    assert (row.value, row.interval_low, row.interval_high) == (51, None, None)


def interval_address(row):
    return reverse(
        "measures:interval", args=[row.measure.office.slug, row.measure.code, row.pk]
    )


def test_a_published_interval_is_stated_and_stands_before_the_computed_one(
    client, office
):
    row = asked(survey(office), 50, 100, state="entered")
    client.force_login(person(office, Role.PERFORMANCE))

    client.post(interval_address(row), {"low": "38.2", "high": "62"})

    told = shown(client, row.measure)
    assert "38.2% to 62.0%" in told
    assert "as the survey publishes it" in told
    row.refresh_from_db()
    assert AuditLine.objects.filter(office=office, verb="state interval").count() == 1


def test_whoever_states_an_interval_does_not_validate_the_figure(office):
    row = asked(survey(office), 50, 100, state="entered")
    officer = UserFactory()

    stated = surveys.state_interval(
        observation=row, low=Decimal(38), high=Decimal(62), by=officer, at=AT
    )

    with pytest.raises(MoveRefused):
        values.validate(observations=[stated], by=officer, at=AT)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"low": "38", "high": ""}, "Give both ends, or leave both empty."),
        ({"low": "62", "high": "38"}, "The upper end is below the lower."),
    ],
)
def test_half_an_interval_is_refused_beside_its_field(client, office, given, said):
    row = asked(survey(office), 50, 100, state="entered")
    client.force_login(person(office, Role.PERFORMANCE))

    assert said in client.post(interval_address(row), given).content.decode()


def test_a_validated_figure_takes_no_other_interval(client, office):
    row = asked(survey(office), 50, 100)
    client.force_login(person(office, Role.PERFORMANCE))

    told = client.post(interval_address(row), {"low": "38", "high": "62"})

    assert "it has to be queried before it can be changed" in told.content.decode()


def test_a_complete_count_takes_no_interval_of_sampling(office):
    row = asked(MeasureFactory(office=office), 50, 100, state="entered")

    with pytest.raises(MoveRefused, match="Only a survey"):
        surveys.state_interval(
            observation=row, low=Decimal(38), high=Decimal(62), by=UserFactory(), at=AT
        )
