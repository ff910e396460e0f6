"""An import is taken back whole, until something is built on it."""

import datetime as dt

import pytest
from django.urls import reverse

from measures.changes import imports, undoing, values
from measures.domain import sheet
from measures.importing import examine
from measures.models import Import, Observation
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    UserFactory,
    person,
)

AT = dt.datetime(2026, 8, 3, 9, tzinfo=dt.UTC)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
FACTS = ("vintage", "value", "state", "source", "entered_by")


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def measure(office):
    return MeasureFactory(office=office, code="BUR", version=COUNT)


def bring(office, *rows):
    """Import rows of burglary, given as period and value."""
    text = "\n".join(["measure,period,value", *(f"BUR,{row}" for row in rows)])
    table = sheet.read(text.encode(), filename="values.csv")
    examined = examine(table, offices={"": office})
    imports.store(
        checked=examined.checked,
        offices={"": office},
        by=UserFactory(),
        at=AT,
        source="values.csv",
    )
    return Import.objects.first()


def undo(sent):
    undoing.undo(imported=sent, by=UserFactory(), at=AT)


def facts():
    return list(Observation.objects.order_by("vintage").values_list(*FACTS))


def test_an_import_is_a_row_with_its_counts_and_its_values(office, measure):
    sent = bring(office, "2026-Q1,412", "2026-Q2,430")

    assert (sent.filename, sent.new, sent.changed, sent.by_id) == (
        *("values.csv", 2, 0),
        sent.observations.first().entered_by_id,
    )
    assert sent.observations.count() == 2


def test_what_was_new_is_gone(office, measure):
    undo(bring(office, "2026-Q1,412"))

    assert facts() == []
    verbs = AuditLine.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["import", "undo import"]


@pytest.mark.parametrize("state", ["entered", "queried", "validated", "locked"])
def test_what_was_changed_or_revised_is_as_it_was_before(office, measure, state):
    row = ObservationFactory(measure=measure, state=state, source="by hand")
    before = facts()
    sent = bring(office, "2026-Q1,412")
    assert Observation.objects.filter(value=412).exists()

    undo(sent)

    assert facts() == before
    row.refresh_from_db()
    assert row.validated_by is not None


def test_who_looked_at_the_imported_value_cannot_type_over_the_old_one(office, measure):
    ObservationFactory(measure=measure, state="entered")
    sent = bring(office, "2026-Q1,412")
    seen = Observation.objects.get().revision

    undo(sent)

    assert Observation.objects.get().revision > seen


def validate(row):
    values.validate(observations=[row], by=UserFactory(), at=AT)


def query(row):
    values.query(observation=row, text="Is it so?", by=UserFactory())


def bring_another(row):
    bring(row.measure.office, "2026-Q1,413")


@pytest.mark.parametrize("done", [validate, query, bring_another])
def test_what_is_built_upon_is_not_undone(office, measure, done):
    sent = bring(office, "2026-Q1,412", "2026-Q2,430")
    done(Observation.objects.get(value=412))
    before = facts()

    with pytest.raises(MoveRefused, match="1 value of this file has been validated"):
        undo(sent)

    assert facts() == before


def test_a_revision_upon_it_keeps_it(office, measure):
    sent = bring(office, "2026-Q1,412")
    validate(Observation.objects.get())
    bring(office, "2026-Q1,413")

    with pytest.raises(MoveRefused, match="can no longer be undone"):
        undo(sent)


def test_imports_are_undone_the_last_one_first(office, measure):
    first = bring(office, "2026-Q1,412")
    second = bring(office, "2026-Q1,413")

    undo(second)
    undo(first)

    assert facts() == []


def test_an_import_is_undone_once(office, measure):
    sent = bring(office, "2026-Q1,412")
    undo(sent)

    with pytest.raises(MoveRefused, match="undone already"):
        undo(sent)


def test_an_import_is_undone_from_the_list_after_a_confirmation(
    client, office, measure
):
    client.force_login(person(office, Role.PERFORMANCE))
    sent = bring(office, "2026-Q1,412")
    page = client.get(reverse("returns:imports", args=[office.slug])).content.decode()
    address = reverse("returns:undo", args=[office.slug, sent.pk])
    assert "values.csv" in page and address in page

    assert "1 value that was new is removed" in client.get(address).content.decode()
    assert Observation.objects.exists()

    after = client.post(address, follow=True).content.decode()
    assert "The import is undone." in after
    assert not Observation.objects.exists()


def test_the_page_says_why_an_import_stays(client, office, measure):
    client.force_login(person(office, Role.PERFORMANCE))
    sent = bring(office, "2026-Q1,412")
    validate(Observation.objects.get())

    address = reverse("returns:undo", args=[office.slug, sent.pk])

    for page in (client.get(address), client.post(address)):
        assert "can no longer be undone" in page.content.decode()
    assert Observation.objects.exists()


def test_another_offices_import_is_not_found(client, office, measure):
    sent = bring(office, "2026-Q1,412")
    other = OfficeFactory()
    client.force_login(person(other, Role.PERFORMANCE))

    address = reverse("returns:undo", args=[other.slug, sent.pk])

    assert client.post(address).status_code == 404
