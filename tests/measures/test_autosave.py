"""A cell that saves itself: what is stored, what is asked, and what is never lost."""

import datetime as dt
import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from measures.changes import values
from measures.domain.sheet.amounts import Amount
from measures.models import Observation
from measures.statements import Cell
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
from tests.measures.test_grid import COUNT, MONTHLY, address, fields, name

Q1 = Period.quarter(2026, 1)
APRIL, MAY, JUNE = Q1.split(PeriodKind.MONTH)
AT = dt.datetime(2026, 7, 14, 10, 41, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def provider(office, client):
    by = person(office, Role.DATA_PROVIDER, name="Sam Whitlock")
    client.force_login(by)
    return by


def save_address(measure):
    office = measure.office
    place = [office.slug, Q1.key, measure.provider_id, measure.pk]
    return reverse("returns:save", args=place)


def shown(client, measure):
    """The measure's own fields, as the grid shows them."""
    every = fields(client.get(address(measure.office, measure.provider)))
    return {
        key: text for key, text in every.items() if key.startswith(f"{measure.pk}.")
    }


def leave(client, measure, texts, *, having=None):
    """Type these texts over what was shown, and leave the cell."""
    sent = (having or shown(client, measure)) | texts
    return client.post(save_address(measure), sent)


def state_of(response, cell):
    (tag,) = re.findall(rf'<input[^>]*id="{cell}"[^>]*>', response.content.decode())
    return re.search(r'data-state="(\w+)"', tag)[1]


def said(response):
    """The sentences of the last column."""
    html = response.content.decode()
    found = re.findall(r"<span[^>]*data-glyph[^>]*>(.*?)</span>", html, re.DOTALL)
    return [" ".join(unescape(text).split()) for text in found]


def enter(measure, value, *, by=None, period=Q1):
    rows = Observation.objects.filter(measure=measure).about(period)
    row = rows.last()
    amount = Amount(Decimal(value), None, None, None, frozenset(), False)
    seen = (row.vintage, row.revision) if row else (0, 0)
    cell = Cell(measure, period, amount, seen=seen)
    by = by or UserFactory(name="Dan Osei")
    values.enter(cells=[cell], office=measure.office, by=by, at=AT)


# -- saved


def test_a_value_is_stored_as_its_cell_is_left_and_says_by_whom(
    client, office, provider
):
    measure = MeasureFactory(office=office, version=MONTHLY)

    response = leave(client, measure, {name(measure, APRIL): "1,117"})

    row = Observation.objects.get()
    assert (row.period, row.value, row.entered_by) == (APRIL, 1117, provider)
    assert state_of(response, name(measure, APRIL)) == "saved"
    assert state_of(response, name(measure, MAY)) == "empty"
    assert "2 to enter" in said(response)
    at = r"(\d{1,2}(:\d\d)?[ap]m|midday|midnight)"
    assert any(re.match(f"Saved {at}, Sam Whitlock", text) for text in said(response))
    assert office.audit.filter(verb="enter").count() == 1


def test_the_next_cell_is_stored_from_what_the_answer_gave(client, office, provider):
    measure = MeasureFactory(office=office, version=MONTHLY)
    first = leave(client, measure, {name(measure, APRIL): "10"})

    again = fields(first) | {name(measure, APRIL): "11", name(measure, MAY): "12"}
    client.post(save_address(measure), again)

    rows = Observation.objects.order_by("period_start")
    assert [(row.value, row.revision) for row in rows] == [(11, 2), (12, 1)]


def test_leaving_a_cell_as_it_was_stores_nothing(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT)
    enter(measure, "12")

    leave(client, measure, {})

    assert Observation.objects.get().revision == 1
    assert not office.audit.filter(verb="change").exists()


def test_half_of_a_ratio_waits_for_its_other_half(client, office, provider):
    measure = MeasureFactory(office=office)

    half = leave(client, measure, {name(measure, Q1, "numerator"): "3"})
    assert not Observation.objects.exists()
    assert "aria-invalid" not in half.content.decode()
    assert any("enter both numbers" in text for text in said(half))

    client.post(
        save_address(measure), fields(half) | {name(measure, Q1, "denominator"): "8"}
    )
    assert Observation.objects.get().value == Decimal("37.5")


def test_a_symbol_of_the_row_is_stored_when_it_is_chosen(client, office, provider):
    measure = MeasureFactory(office=office, version=MONTHLY)

    response = leave(client, measure, {f"{measure.pk}.symbol": "z"})

    assert [row.symbol for row in Observation.objects.all()] == ["z", "z", "z"]
    assert fields(response)[f"{measure.pk}.symbol"] == ""


def test_a_note_alone_is_stored_with_what_it_explains(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT)
    enter(measure, "12", by=provider)

    leave(client, measure, {f"{measure.pk}.note": "One late report."})

    assert Observation.objects.get().note == "One late report."


# -- wrong, odd


def test_what_is_wrong_is_told_and_kept_and_the_others_are_stored(
    client, office, provider
):
    measure = MeasureFactory(office=office, version=MONTHLY)
    texts = {name(measure, APRIL): "13O", name(measure, MAY): "126"}

    response = leave(client, measure, texts)

    assert [row.period for row in Observation.objects.all()] == [MAY]
    assert state_of(response, name(measure, APRIL)) == "error"
    assert state_of(response, name(measure, MAY)) == "saved"
    assert fields(response)[name(measure, APRIL)] == "13O"
    assert any("April: “13O” is not a number" in text for text in said(response))


def test_what_is_odd_waits_for_a_reason_of_its_own(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "100"})
    cell = name(measure, Q1)

    odd = leave(client, measure, {cell: "300"})
    assert state_of(odd, cell) == "warning"
    assert fields(odd)[cell] == "300"
    assert not Observation.objects.filter(value=300).exists()

    why = {f"{measure.pk}.{Q1.key}.why": "A new way to report it."}
    explained = client.post(save_address(measure), fields(odd) | why)
    assert state_of(explained, cell) == "saved"
    assert Observation.objects.get(value=300).note == "A new way to report it."


def test_going_back_to_what_is_stored_takes_the_warning_away(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "100"})
    enter(measure, "101")
    cell = name(measure, Q1)
    odd = leave(client, measure, {cell: "300"})

    back = client.post(save_address(measure), fields(odd) | {cell: "101"})

    assert state_of(back, cell) == "saved"
    assert Observation.objects.get(period_start=Q1.start).revision == 1


# -- two people


def conflict(client, measure, *, typed="566"):
    """566 typed over 541, while Dan Osei saved 556."""
    enter(measure, "541", by=UserFactory())
    before = shown(client, measure)
    enter(measure, "556")
    return leave(client, measure, {name(measure, Q1): typed}, having=before)


def test_two_people_editing_one_figure_at_once_the_second_sees_both_values(
    client, office, provider
):
    measure = MeasureFactory(office=office, version=COUNT)

    response = conflict(client, measure)

    assert state_of(response, name(measure, Q1)) == "conflict"
    both = "Dan Osei put 556 at 11:41am on 14 July; you put 566."
    assert said(response)[0].endswith(both)
    assert Observation.objects.get().value == 556


def test_nothing_is_overwritten_by_leaving_the_cell_again(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT)
    first = conflict(client, measure)

    second = client.post(save_address(measure), fields(first))

    assert state_of(second, name(measure, Q1)) == "conflict"
    assert Observation.objects.get().value == 556


@pytest.mark.parametrize(("choice", "value"), [("mine", 566), ("theirs", 556)])
def test_the_second_chooses_which_value_stays(client, office, provider, choice, value):
    measure = MeasureFactory(office=office, version=COUNT)
    response = conflict(client, measure)
    html = response.content.decode()
    (key,) = set(re.findall(r'name="([^"]+\.choice)"', html))

    chosen = fields(response) | {key: f"{choice} 1.2"}
    settled = client.post(save_address(measure), chosen)

    assert Observation.objects.get().value == value
    assert state_of(settled, name(measure, Q1)) == "saved"
    assert fields(settled)[name(measure, Q1)] == str(value)


def test_a_chosen_value_that_is_odd_is_asked_about_and_not_chosen_again(
    client, office, provider
):
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "550"})
    first = conflict(client, measure, typed="5660")
    key = f"{measure.pk}.{Q1.key}"

    odd = client.post(
        save_address(measure), fields(first) | {f"{key}.choice": "mine 1.2"}
    )
    assert state_of(odd, name(measure, Q1)) == "warning"
    why = {f"{key}.why": "Counted anew."}
    settled = client.post(save_address(measure), fields(odd) | why)

    assert state_of(settled, name(measure, Q1)) == "saved"
    assert Observation.objects.get(period_start=Q1.start).value == 5660


def test_a_first_value_of_two_people_is_a_conflict_too(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT)
    empty = shown(client, measure)
    enter(measure, "556")

    response = leave(client, measure, {name(measure, Q1): "566"}, having=empty)

    assert state_of(response, name(measure, Q1)) == "conflict"
    assert Observation.objects.get().value == 556


def test_a_value_validated_meanwhile_is_not_typed_over(client, office, provider):
    measure = MeasureFactory(office=office, version=COUNT)
    enter(measure, "541")
    before = shown(client, measure)
    validator = UserFactory()
    values.validate(observations=Observation.objects.all(), by=validator, at=AT)

    response = leave(client, measure, {name(measure, Q1): "566"}, having=before)

    assert any("it has to be queried" in text for text in said(response))
    assert "Use mine" not in response.content.decode()
    assert Observation.objects.get().value == 541


def test_a_locked_cell_says_why_beside_those_that_are_open(client, office, provider):
    measure = MeasureFactory(office=office, version=MONTHLY)
    ObservationFactory(measure=measure, period=APRIL, value=5)

    response = leave(client, measure, {name(measure, MAY): "6"})

    assert state_of(response, name(measure, APRIL)) == "locked"
    assert any("April: This value is validated" in text for text in said(response))


# -- who, and what it costs


def test_a_measure_of_somebody_else_is_not_found(client, office, provider):
    other = MeasureFactory(office=office, provider=OrganisationFactory(office=office))
    own = MeasureFactory(office=office)
    place = [office.slug, Q1.key, office.force.pk, other.pk]

    assert client.post(save_address(other), {}).status_code == 404
    assert client.post(reverse("returns:save", args=place), {}).status_code == 404
    assert client.get(save_address(own)).status_code == 405


def test_an_auditor_saves_nothing(client, office):
    client.force_login(person(office, Role.AUDITOR))
    measure = MeasureFactory(office=office, version=COUNT)

    answer = client.post(save_address(measure), {name(measure, Q1): "5"})

    assert answer.status_code == 403
    assert not Observation.objects.exists()


def test_saving_one_cell_costs_the_same_in_a_long_return(
    client, office, provider, django_assert_max_num_queries, django_assert_num_queries
):
    measure = MeasureFactory(office=office, version=COUNT)
    sent = shown(client, measure) | {name(measure, Q1): "10"}
    with django_assert_max_num_queries(32) as one:
        client.post(save_address(measure), sent)
    cost = len(one)

    MeasureFactory.create_batch(5, office=office, values={Q1 - 1: "70", Q1: "71"})
    sent = shown(client, measure) | {name(measure, Q1): "11"}
    with django_assert_num_queries(cost):
        client.post(save_address(measure), sent)
