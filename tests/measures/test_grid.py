"""The entry grid: what is shown, what is stored, and what is never lost."""

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

Q1 = Period.quarter(2026, 1)
AT = dt.datetime(2026, 7, 14, 10, 41, tzinfo=dt.UTC)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0}
MONTHLY = COUNT | {"frequency": "month"}


@pytest.fixture
def office():
    return OfficeFactory()


def address(office, organisation=None, quarter=Q1):
    provider = organisation or office.force
    return reverse("returns:return", args=[office.slug, quarter.key, provider.pk])


def fields(response):
    """What a browser would send back of the page: its named fields."""
    html = response.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        pairs = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in pairs and pairs.get("type") not in ("checkbox", "radio"):
            found[pairs["name"]] = unescape(pairs.get("value", ""))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.findall(r'value="([^"]*)"\s+selected', options)
        found[name] = chosen[0] if chosen else ""
    return found


def typed(client, url, texts, *, submit=False):
    """Open the page, type these texts over what it shows, and press a button."""
    sent = fields(client.get(url)) | texts
    return client.post(url, sent | ({"submit": "submit"} if submit else {"save": "x"}))


def name(measure, period, part="value"):
    return f"{measure.pk}.{period.key}.{part}"


def provider(office, client):
    by = person(office, Role.DATA_PROVIDER)
    client.force_login(by)
    return by


def test_a_plain_post_stores_the_months_that_were_typed(client, office):
    by = provider(office, client)
    measure = MeasureFactory(office=office, version=MONTHLY)
    april, may, _june = Q1.split(PeriodKind.MONTH)

    response = typed(
        client,
        address(office),
        {name(measure, april): "1,117", name(measure, may): " 1110 "},
    )

    assert response.status_code == 302
    stored = Observation.objects.order_by("period_start")
    assert [(row.period, row.value) for row in stored] == [(april, 1117), (may, 1110)]
    assert {row.entered_by for row in stored} == {by}


def test_numerator_and_denominator_are_two_rows_of_one_measure(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office)

    typed(
        client,
        address(office),
        {name(measure, Q1, "numerator"): "3", name(measure, Q1, "denominator"): "8"},
    )

    row = Observation.objects.get()
    assert (row.numerator, row.denominator, row.value) == (3, 8, Decimal("37.5"))
    page = client.get(address(office)).content.decode()
    assert "Satisfied, April to June 2026" in page
    assert "Asked, April to June 2026" in page
    assert "37.5%" in page


def test_one_wrong_cell_stores_nothing_and_loses_nothing(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=MONTHLY)
    other = MeasureFactory(office=office)
    april, may, june = Q1.split(PeriodKind.MONTH)
    texts = {
        name(measure, april): "431",
        name(measure, may): "13O",
        name(measure, june): "<b>7</b>",
        name(other, Q1, "numerator"): "12.5",
        f"{measure.pk}.note": 'West "division": custody',
        f"{other.pk}.symbol": "e",
    }

    response = typed(client, address(office), texts)

    assert not Observation.objects.exists()
    shown = fields(response)
    assert {key: shown[key] for key in texts} == texts


def test_a_wrong_cell_is_marked_and_linked_from_the_summary(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=MONTHLY)
    april = Q1.split(PeriodKind.MONTH)[0]

    page = typed(client, address(office), {name(measure, april): "13O"})
    page = page.content.decode()

    assert f'href="#{name(measure, april)}"' in page
    (cell,) = re.findall(rf'<input[^>]*id="{name(measure, april)}"[^>]*>', page)
    assert 'aria-invalid="true"' in cell
    described = re.search(r'aria-describedby="([^"]+)"', cell)[1]
    assert f'id="{described}"' in page
    assert "is not a number" in page


def test_a_jump_wants_a_note_and_is_stored_with_it(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "100"})
    cell = name(measure, Q1)

    first = typed(client, address(office), {cell: "300"})
    assert "200% above" in first.content.decode()
    assert Observation.objects.count() == 1

    note = f"{measure.pk}.note"
    sent = fields(first) | {note: "A new way to report it.", "save": "x"}
    client.post(address(office), sent)
    assert Observation.objects.get(value=300).note == "A new way to report it."


def test_a_jump_that_somebody_has_checked_is_stored(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT, values={Q1 - 1: "100"})
    first = typed(client, address(office), {name(measure, Q1): "300"})

    sent = fields(first) | {f"{measure.pk}.checked": "yes", "save": "x"}
    client.post(address(office), sent)

    assert Observation.objects.get(value=300).note == "Checked: the figure is right."


def test_a_symbol_fills_the_empty_cells_of_its_row(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=MONTHLY)
    april, may, june = Q1.split(PeriodKind.MONTH)

    typed(
        client,
        address(office),
        {name(measure, april): "12", f"{measure.pk}.symbol": "z"},
    )

    said = {row.period: row.symbol or row.value for row in Observation.objects.all()}
    assert said == {april: 12, may: "z", june: "z"}


def test_provisional_marks_every_number_of_the_row(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)

    typed(
        client,
        address(office),
        {name(measure, Q1): "12", f"{measure.pk}.symbol": "p"},
    )

    assert Observation.objects.get().is_provisional
    assert fields(client.get(address(office)))[f"{measure.pk}.symbol"] == "p"


def test_a_value_is_not_removed_by_emptying_its_cell(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    ObservationFactory(measure=measure, state="entered", value=12)

    response = typed(client, address(office), {name(measure, Q1): ""})

    assert "is not removed" in response.content.decode()
    assert Observation.objects.get().value == 12


def test_saving_what_nobody_touched_changes_nothing(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office)
    ObservationFactory(
        measure=measure,
        state="entered",
        value=Decimal(100) / 3,
        numerator=1,
        denominator=3,
        note="As asked.",
    )

    typed(client, address(office), {})

    assert Observation.objects.get().revision == 1


def test_a_return_is_not_submitted_with_a_figure_missing(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=MONTHLY)
    april = Q1.split(PeriodKind.MONTH)[0]

    response = typed(client, address(office), {name(measure, april): "5"}, submit=True)

    page = response.content.decode()
    assert not Observation.objects.exists()
    assert page.count("enter a value, or [x]") >= 2  # May and June


def test_a_full_return_is_submitted(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)

    response = typed(client, address(office), {name(measure, Q1): "5"}, submit=True)

    assert response.status_code == 302
    assert office.audit.filter(verb="complete return").count() == 1


def test_a_gap_is_submitted_only_with_the_reason_for_it(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    gap = {name(measure, Q1): "[x]"}

    refused = typed(client, address(office), gap, submit=True)
    assert "say in the note why it is not available" in refused.content.decode()
    assert not Observation.objects.exists()

    why = {f"{measure.pk}.note": "The system cannot count it yet."}
    assert typed(client, address(office), gap | why, submit=True).status_code == 302


# -- two people


def two_people(client, office):
    """A cell that the second person typed 566 in while the first saved 556."""
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    row = ObservationFactory(measure=measure, state="entered", value=541)
    sent = fields(client.get(address(office))) | {name(measure, Q1): "566"}
    amount = Amount(Decimal(556), None, None, None, frozenset(), False)
    first = Cell(measure, Q1, amount, seen=(row.vintage, row.revision))
    dan = UserFactory(name="Dan Osei")
    values.enter(cells=[first], office=office, by=dan, at=AT)
    return measure, client.post(address(office), sent | {"save": "x"})


def test_the_second_of_two_people_sees_both_values(client, office):
    measure, response = two_people(client, office)

    page = response.content.decode()
    assert "Dan Osei put 556 at 11:41am on 14 July; you put 566." in page
    assert fields(response)[name(measure, Q1)] == "566"
    assert Observation.objects.get().value == 556


def test_a_conflict_is_not_settled_by_pressing_save_again(client, office):
    _measure, response = two_people(client, office)

    client.post(address(office), fields(response) | {"save": "x"})

    assert Observation.objects.get().value == 556


@pytest.mark.parametrize(("choice", "value"), [("mine", 566), ("theirs", 556)])
def test_the_person_chooses_between_two_values(client, office, choice, value):
    _measure, response = two_people(client, office)
    (key,) = set(re.findall(r'name="([^"]+\.choice)"', response.content.decode()))

    sent = fields(response) | {key: f"{choice} 1.2", "save": "x"}
    again = client.post(address(office), sent)

    assert again.status_code == 302
    assert Observation.objects.get().value == value


def test_a_cell_that_one_left_alone_keeps_what_the_other_entered(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    other = MeasureFactory(office=office, version=COUNT)
    sent = fields(client.get(address(office))) | {name(other, Q1): "7"}
    ObservationFactory(measure=measure, state="entered", value=5, note="By hand.")

    client.post(address(office), sent | {"save": "x"})

    said = {row.measure: (row.value, row.note) for row in Observation.objects.all()}
    assert said == {measure: (5, "By hand."), other: (7, "")}


# -- who sees what


def test_a_provider_finds_nothing_of_others(client, office):
    provider(office, client)
    other = OrganisationFactory(office=office)
    measure = MeasureFactory(office=office, provider=other, version=COUNT)
    locked = ObservationFactory(measure=measure, state="locked")

    pages = [
        address(office, other),
        reverse("returns:revise", args=[office.slug, locked.pk]),
    ]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    index = client.get(reverse("returns:returns", args=[office.slug]))
    assert other.name not in index.content.decode()


def test_a_provider_does_not_post_into_anothers_return(client, office):
    provider(office, client)
    other = OrganisationFactory(office=office)
    measure = MeasureFactory(office=office, provider=other, version=COUNT)

    own = client.post(address(office), {name(measure, Q1): "5", "save": "x"})
    theirs = client.post(address(office, other), {name(measure, Q1): "5"})

    assert (own.status_code, theirs.status_code) == (302, 404)
    assert not Observation.objects.exists()


def test_a_performance_officer_enters_for_anybody_in_their_own_name(client, office):
    by = person(office, Role.PERFORMANCE)
    client.force_login(by)
    other = OrganisationFactory(office=office)
    measure = MeasureFactory(office=office, provider=other, version=COUNT)

    typed(client, address(office, other), {name(measure, Q1): "5"})

    assert Observation.objects.get().entered_by == by


def test_an_auditor_reads_and_does_not_save(client, office):
    client.force_login(person(office, Role.AUDITOR))
    MeasureFactory(office=office, version=COUNT)

    assert client.get(address(office)).status_code == 200
    assert client.post(address(office), {}).status_code == 403


def test_another_offices_organisation_is_not_found(client, office):
    client.force_login(person(office, Role.PERFORMANCE))

    assert client.get(address(office, OfficeFactory().force)).status_code == 404


def test_judged_values_are_read_only_with_who_and_when(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    nandra = UserFactory(name="Priya Nandra")
    ObservationFactory(measure=measure, validated_by=nandra)

    page = client.get(address(office))

    assert name(measure, Q1) not in fields(page)
    assert "Validated 14 July 2026, Priya Nandra" in page.content.decode()


def test_a_locked_value_is_revised_on_its_own_page(client, office):
    provider(office, client)
    measure = MeasureFactory(office=office, version=COUNT)
    locked = ObservationFactory(measure=measure, state="locked")
    page = reverse("returns:revise", args=[office.slug, locked.pk])
    assert page in client.get(address(office)).content.decode()

    client.post(
        page, fields(client.get(page)) | {"value": "80", "reason": "Late crimes."}
    )

    newest = Observation.objects.get(vintage=2)
    assert (newest.value, newest.reason) == (80, "Late crimes.")
