"""A return as a spreadsheet to fill in offline, and its way back."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.changes import imports
from measures.domain import sheet
from measures.importing import examine
from measures.models import Observation
from opcc.core.periods import Period
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
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "=Burglary"}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sent(client, office):
    """The rows of the force's file for the quarter, as dictionaries."""
    client.force_login(person(office, Role.PERFORMANCE))

    def download():
        words = [office.slug, Q1.key, office.force.pk]
        answer = client.get(reverse("returns:to-fill-in", args=words))
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return download


def send_back(office, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    table = sheet.read(out.getvalue().encode(), filename="return.csv")
    examined = examine(table, offices={"": office})
    assert examined.checked.rejected == []
    at = dt.datetime(2026, 7, 20, 9, tzinfo=dt.UTC)
    return imports.store(
        checked=examined.checked, offices={"": office}, by=UserFactory(), at=at
    )


def test_every_figure_that_is_owed_has_a_row_with_nothing_in_it(office, sent):
    month = {"frequency": "month"}
    MeasureFactory(office=office, code="BUR", version=COUNT | month)
    MeasureFactory(office=office, code="SAT")

    rows = sent()

    said = [(row["measure"], row["period"], row["unit"]) for row in rows]
    assert said == [
        ("BUR", "2026-04", "offences"),
        ("BUR", "2026-05", "offences"),
        ("BUR", "2026-06", "offences"),
        ("SAT", "2026-Q1", "%"),
    ]
    empty = ("value", "numerator", "denominator", "status", "note")
    assert {row[name] for row in rows for name in empty} == {""}


def test_a_name_that_a_spreadsheet_would_run_is_harmless(office, sent):
    MeasureFactory(office=office, code="BUR", version=COUNT)

    assert sent()[0]["name"] == "'=Burglary"


def test_what_is_filled_in_is_read_back(office, sent):
    MeasureFactory(office=office, code="BUR", version=COUNT)
    MeasureFactory(office=office, code="SAT")
    burglary, satisfied = sent()

    burglary |= {"value": "412", "status": "provisional", "note": "Late records."}
    satisfied |= {"numerator": "1", "denominator": "3"}
    send_back(office, [burglary, satisfied])

    row = Observation.objects.get(measure__code="BUR")
    assert (row.value, row.is_provisional, row.note) == (412, True, "Late records.")
    ratio = Observation.objects.get(measure__code="SAT")
    assert (ratio.numerator, ratio.value) == (1, Decimal("33.333333333333"))


def test_what_is_stated_already_comes_back_unchanged(office, sent):
    burglary = MeasureFactory(office=office, code="BUR", version=COUNT)
    satisfied = MeasureFactory(office=office, code="SAT")
    hidden = MeasureFactory(office=office, code="HID", version=COUNT)
    ObservationFactory(measure=burglary, value=Decimal(1200), is_estimated=True)
    ObservationFactory(
        measure=satisfied,
        value=Decimal("33.333333333333"),
        numerator=Decimal(1),
        denominator=Decimal(3),
    )
    ObservationFactory(measure=hidden, value=None, symbol="c")

    found = send_back(office, sent())

    assert found.counts == {"new": 0, "changed": 0, "unchanged": 3}


def test_a_provider_downloads_their_own_return_and_no_other(client, office):
    MeasureFactory(office=office, code="BUR", version=COUNT)
    other = OrganisationFactory(office=office)
    client.force_login(person(office, Role.DATA_PROVIDER))

    def status(organisation):
        words = [office.slug, Q1.key, organisation.pk]
        return client.get(reverse("returns:to-fill-in", args=words)).status_code

    assert (status(office.force), status(other)) == (200, 404)
