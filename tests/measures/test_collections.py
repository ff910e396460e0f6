"""Collections of metrics, and the measures that cover them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.changes import collections
from measures.domain.collection import Entry
from measures.models import Collection, Measure
from measures.reading.collections import coverage_of, shipped
from opcc.core.models import AuditLine
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, UserFactory, person

BURGLARY = Entry("Safer streets", "Residential burglary", "count", "lower", "Police")
SAFE = Entry("Safer streets", "People who feel safe", "percentage", "higher", "Survey")
FILE = b"priority,metric,kind\nSafer streets,Residential burglary,count\n"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def added(office, version="2025", entries=(BURGLARY, SAFE)):
    return collections.add(
        office=office,
        name="Our framework",
        version=version,
        source="The partnership",
        entries=entries,
        by=UserFactory(),
    )


def page(office, name, *more):
    return reverse(f"measures:{name}", args=[office.slug, *more])


def text(response):
    return response.content.decode()


def test_the_national_measures_of_2021_are_shipped_with_their_six_priorities():
    national = shipped()[0]
    assert str(national) == "National Crime and Policing Measures 2021"
    # Beating Crime Plan, July 2021: the six national priorities.
    assert list(dict.fromkeys(e.priority for e in national.entries)) == [
        "Reduce murder and other homicide",
        "Reduce serious violence",
        "Disrupt drugs supply and county lines",
        "Reduce neighbourhood crime",
        "Tackle cyber crime",
        "Improve satisfaction among victims, with a particular focus on victims of "
        "domestic abuse",
    ]
    assert "Beating Crime Plan" in national.source


def test_a_new_version_stands_beside_the_old(office):
    old = added(office, "2025")
    collections.cover(
        entry=old.entries.first(),
        measures=[MeasureFactory(office=office)],
        by=UserFactory(),
    )
    added(office, "2026", entries=[SAFE])

    assert Collection.objects.for_office(office).count() == 2
    old = Collection.objects.with_coverage().get(pk=old.pk)
    assert (coverage_of(old).covered, coverage_of(old).total) == (1, 2)


def test_an_office_holds_one_version_of_a_collection_once(office):
    added(office)
    with pytest.raises(ValidationError, match="already"):
        added(office)
    added(OfficeFactory())


def test_a_collection_without_a_metric_is_none(office):
    with pytest.raises(ValidationError, match="no metric"):
        added(office, entries=[])


def test_covering_a_metric_is_on_record(office):
    measure = MeasureFactory(office=office, code="2A")
    entry = added(office).entries.first()
    collections.cover(entry=entry, measures=[measure], by=UserFactory())

    line = AuditLine.objects.latest("number")
    assert (line.verb, line.before, line.after) == (
        "cover",
        {"measures": []},
        {"measures": ["2A"]},
    )


def test_a_measure_of_another_office_covers_nothing_here(office):
    entry = added(office).entries.first()
    with pytest.raises(ValidationError, match="another office"):
        collections.cover(entry=entry, measures=[MeasureFactory()], by=UserFactory())
    with pytest.raises(ValidationError, match="another office"):
        collections.match(measure=MeasureFactory(), entries=[entry], by=UserFactory())


def test_a_shipped_collection_is_taken_over_once(desk, office):
    assert "Ready to take over" in text(desk.get(page(office, "collections")))
    take = page(office, "collection-take-over", "ncpm-2021")

    said = text(desk.post(take, follow=True))

    assert "0 of 10 metrics have a measure" in said
    assert "Ready to take over" not in text(desk.get(page(office, "collections")))
    assert "already" in text(desk.post(take, follow=True))


def test_the_collection_shows_which_measure_covers_each_metric(desk, office):
    measure = MeasureFactory(office=office, code="2A")
    collection = added(office)
    first = collection.entries.first()
    desk.post(page(office, "collection-cover", first.pk), {"measures": [measure.pk]})

    said = text(desk.get(page(office, "collection", collection.pk)))

    assert "1 of 2 metrics have a measure" in said
    assert "2A Victims satisfied with the service" in said
    assert said.count("No measure yet") == 1


def test_a_measure_says_which_metrics_it_covers(desk, office):
    measure = MeasureFactory(office=office)
    entry = added(office).entries.last()
    desk.post(page(office, "measure-metrics", measure.code), {"entries": [entry.pk]})

    said = text(desk.get(page(office, "definition", measure.code)))

    assert "People who feel safe" in said
    assert "Our framework 2025" in said


def test_a_measure_is_added_from_a_metric_with_what_that_says(desk, office):
    entry = added(office).entries.last()
    form = f"{page(office, 'measure-add')}?metric={entry.pk}"
    assert 'value="People who feel safe"' in text(desk.get(form))

    desk.post(
        form,
        {
            "code": "9Z",
            "order": 1,
            "provider": office.force.pk,
            "visibility": "public",
            "name": "People who feel safe",
            "kind": "percentage",
            "unit_name": "%",
            "decimals": 1,
            "per": 100,
            "polarity": "higher",
            "frequency": "quarter",
            "stock_rule": "latest",
            "valid_from": "2026-04-01",
        },
    )

    assert list(entry.measures.values_list("code", flat=True)) == ["9Z"]


def test_no_measure_takes_the_address_of_the_collections(desk, office):
    said = desk.post(page(office, "measure-add"), {"code": "collections"})
    assert "address of another page" in text(said)
    assert not Measure.objects.exists()


def send(desk, office, data=FILE, **more):
    said = {"name": "Ours", "version": "1", "source": "The partnership"}
    file = SimpleUploadedFile("ours.csv", data)
    return desk.post(page(office, "collection-import"), said | {"file": file} | more)


def test_a_file_is_shown_before_anything_is_stored(desk, office):
    said = text(send(desk, office))
    assert "Residential burglary" in said
    assert "Store these rows" in said
    assert not Collection.objects.exists()


def test_what_was_shown_is_stored_when_it_is_confirmed(desk, office):
    again = send(desk, office).context["form"].sent_again
    desk.post(page(office, "collection-import"), dict(again) | {"store": "yes"})

    collection = Collection.objects.get()
    assert (str(collection), collection.source) == ("Ours 1", "The partnership")
    assert collection.entries.get().metric == "Residential burglary"


def test_a_file_with_a_fault_is_not_stored_even_when_it_is_confirmed(desk, office):
    faulty = FILE + b"Safer streets,Arson,heap\n"
    said = text(send(desk, office, faulty, store="yes"))
    assert "“heap” is not known" in said
    assert not Collection.objects.exists()


def test_a_file_that_is_no_list_says_what_its_columns_are_to_be(desk, office):
    said = text(send(desk, office, b"a,b\n1,2\n"))
    assert "no column called “priority”" in said


def test_a_version_that_is_there_is_refused_before_the_file_is_read(desk, office):
    added(office)
    said = send(desk, office, name="Our framework", version="2025")
    assert "already" in text(said)


def test_the_columns_may_be_downloaded(desk, office):
    said = desk.get(page(office, "collection-import") + "?template")
    assert said["Content-Type"].startswith("text/csv")
    assert text(said).startswith("priority,metric,kind,polarity,source")


def test_without_a_file_the_form_asks_for_one(desk, office):
    said = desk.post(
        page(office, "collection-import"),
        {"name": "Ours", "version": "1", "source": "x"},
    )
    assert "Choose the file." in text(said)


@pytest.mark.parametrize("measures", [1, 6])
def test_a_longer_collection_costs_no_more_queries(
    desk, office, measures, django_assert_max_num_queries
):
    entries = [Entry("Streets", f"Metric {n}", "", "", "") for n in range(measures)]
    collection = added(office, entries=entries)
    for entry in collection.entries.all():
        entry.measures.add(MeasureFactory(office=office))
    with django_assert_max_num_queries(14) as seen:
        desk.get(page(office, "collection", collection.pk))
    assert len(seen) <= 11
