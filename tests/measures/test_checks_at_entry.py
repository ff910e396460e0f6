"""What the checks ask of a person: in the grid, at a target, in a commentary."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.models import Breakdown, Observation, Target
from measures.views.finding import last_ended
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import MeasureFactory, ObservationFactory, OfficeFactory, person
from tests.measures.test_autosave import leave, said, state_of
from tests.measures.test_grid import COUNT, address, fields, name, typed

Q1 = Period.quarter(2026, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office, client):
    by = person(office, Role.PERFORMANCE, name="Priya Nandra")
    client.force_login(by)
    return by


def steady(office, code="2A"):
    """Eight quarters of 100 and 120 in turn: 110, and 2.66 x 20 either way."""
    values = {Q1 - back: ("100", "120")[back % 2] for back in range(1, 9)}
    return MeasureFactory(office=office, code=code, version=COUNT, values=values)


# -- in the grid


def test_a_value_beyond_chance_wants_a_reason_before_it_is_saved(
    client, office, officer
):
    measure = steady(office)
    cell = name(measure, Q1)

    odd = leave(client, measure, {cell: "164"})

    assert state_of(odd, cell) == "warning"
    assert any("range expected from chance, 57 to 163" in text for text in said(odd))
    why = {f"{measure.pk}.{Q1.key}.why": "A new way to report it."}
    client.post(odd.request["PATH_INFO"], fields(odd) | why)
    assert Observation.objects.get(value=164).note == "A new way to report it."


def test_the_button_that_saves_all_asks_the_same(client, office, officer):
    measure = steady(office)

    response = typed(client, address(office), {name(measure, Q1): "164"})

    assert "Above the range expected from chance" in response.content.decode()
    assert not Observation.objects.filter(value=164).exists()


def test_a_figure_that_its_districts_do_not_come_to_wants_a_reason(
    client, office, officer
):
    measure = MeasureFactory(office=office, version=COUNT)
    for district, value in (("North", 10), ("South", 20)):
        Breakdown.objects.create(measure=measure, dimension="district", name=district)
        ObservationFactory(measure=measure, breakdown=district, value=value)
    cell = name(measure, Q1)

    assert state_of(leave(client, measure, {cell: "31"}), cell) == "warning"
    assert state_of(leave(client, measure, {cell: "30"}), cell) == "saved"


def test_a_part_that_is_more_than_its_whole_is_not_saved(client, office, officer):
    measure = MeasureFactory(office=office)
    parts = {name(measure, Q1, "numerator"): "9", name(measure, Q1, "denominator"): "8"}

    response = leave(client, measure, parts)

    assert state_of(response, name(measure, Q1, "numerator")) == "error"
    assert not Observation.objects.exists()


def test_the_page_costs_no_more_for_what_is_checked(
    client, office, officer, django_assert_num_queries
):
    steady(office)
    with django_assert_num_queries(11):
        client.get(address(office))

    steady(office, code="2B")
    with django_assert_num_queries(11):
        client.get(address(office))


# -- at a target


@pytest.fixture
def burglary(office, officer):
    """47 offences in each of the last four quarters that have ended."""
    latest = last_ended(timezone.localdate())
    values = {latest - back: "47" for back in range(4)}
    version = COUNT | {"polarity": "lower"}
    return MeasureFactory(office=office, code="2A", version=version, values=values)


def aim(client, measure, value, **more):
    page = reverse("measures:target-set", args=[measure.office.slug, measure.code])
    facts = {"value": value, "tolerance": "5", "tolerance_kind": "absolute"}
    facts |= {"basis": "quarter", "valid_from": "2026-04-01", "reason": "The plan."}
    return client.post(page, facts | more)


def test_a_target_a_hundred_times_off_wants_a_reason(client, burglary):
    asked = aim(client, burglary, "4700").content.decode()
    assert "Did you mean 47 rather than 4,700?" in asked
    assert not Target.objects.exists()

    aim(client, burglary, "4700", why="It counts visits from now on.")

    target = Target.objects.get()
    assert target.value == 4700
    assert target.reason == "The plan. (It counts visits from now on.)"


def test_a_year_is_aimed_at_by_the_year(client, burglary):
    assert aim(client, burglary, "190", basis="year").status_code == 302
    assert Target.objects.get().value == Decimal(190)


# -- in a commentary


@pytest.fixture
def fallen(office, officer):
    values = {Q1: "78", Q1 - 1: "82", Q1 - 4: "80"}
    return MeasureFactory(office=office, code="1A", values=values)


def write(client, measure, **texts):
    page = reverse(
        "measures:commentary", args=[measure.office.slug, measure.code, Q1.key]
    )
    return client.post(page, {"based_on": "0"} | texts)


def test_words_that_the_data_contradict_are_shown_with_what_the_data_say(
    client, fallen
):
    page = write(client, fallen, happening="The rate rose.").content.decode()

    assert "“rose” in “The rate rose.” does not fit the data." in page
    assert "April to June 2026 was 78.0%; January to March 2026 was 82.0%" in page
    assert "Why are the words right?" in page
    assert not fallen.commentaries.exists()


def test_words_are_saved_with_the_reason_why_they_are_right(client, office, fallen):
    write(client, fallen, happening="The rate rose.", reason="Adjusted for season.")

    assert fallen.commentaries.get().happening == "The rate rose."
    line = office.audit.get(verb="write commentary")
    assert line.reason == "Adjusted for season."


def test_words_that_fit_are_saved_at_once(client, fallen):
    write(client, fallen, happening="The rate fell to 78%.", why="Why it rose before.")

    assert fallen.commentaries.get().happening == "The rate fell to 78%."


def test_words_that_stand_are_not_asked_about_again(client, fallen):
    write(client, fallen, happening="The rate rose.", reason="Adjusted for season.")

    write(client, fallen, based_on="1", happening="The rate rose.", why="Not known.")

    assert fallen.commentaries.count() == 2
