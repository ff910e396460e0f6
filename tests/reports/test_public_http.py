"""Public pages over HTTP: as cheap as files, and never an old one for a new."""

import gzip

import pytest
from django.core.cache import cache
from django.template import base as template
from django.urls import reverse

from opcc.core.roles import Role
from reports.models.publications import Rendering
from tests.factories import OfficeFactory, person
from tests.factories.publications import CorrectionFactory, PublicationFactory

ADDRESS = "/westmarch/reports/2025-q2/"


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def publication():
    office = OfficeFactory(slug="westmarch")
    pages = {part: f"<p>{part} said</p>" for part in ("", "1A", "scorecard", "changed")}
    return PublicationFactory(office=office, pages=pages)


PAGES = ["", "plan/", "measures/", "measures/1A/", "reports/", "reports/2025-q2/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_warm_page_costs_one_query_and_draws_nothing(
    client, publication, django_assert_num_queries, monkeypatch, path
):
    PublicationFactory(office=publication.office, as_plan=True)
    first = client.get(f"/westmarch/{path}")
    monkeypatch.setattr(template.Template, "render", None)

    with django_assert_num_queries(1):
        second = client.get(f"/westmarch/{path}")

    assert second.content == first.content


def test_a_page_varies_on_nothing_but_how_it_is_packed(client, publication):
    assert client.get(ADDRESS)["Vary"] == "Accept-Encoding"


def test_who_is_signed_in_changes_nothing_and_costs_nothing(
    client, publication, django_assert_num_queries
):
    stranger = client.get(ADDRESS)
    client.force_login(person(publication.office, Role.PERFORMANCE))

    with django_assert_num_queries(1):
        known = client.get(ADDRESS)

    assert known.content == stranger.content
    assert known.cookies.output() == ""


def test_a_reader_who_has_the_page_is_told_so(client, publication):
    first = client.get(ADDRESS)

    by_tag = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    by_day = client.get(ADDRESS, headers={"If-Modified-Since": first["Last-Modified"]})

    assert by_tag.status_code == by_day.status_code == 304
    assert by_tag.content == b""
    assert by_tag["ETag"] == first["ETag"]
    assert first["Last-Modified"] == "Wed, 26 Nov 2025 09:30:00 GMT"
    assert first["Cache-Control"].startswith("public, max-age=60, stale-while")


def test_a_correction_makes_a_new_page_of_the_same_stored_bytes(client, publication):
    before = client.get(ADDRESS)
    stored = list(Rendering.objects.values_list("pk", "body", "sha256"))
    CorrectionFactory(publication=publication, text="It is 1,638.")

    after = client.get(ADDRESS, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == "Tue, 09 Dec 2025 10:00:00 GMT"
    assert b"It is 1,638." in after.content
    assert list(Rendering.objects.values_list("pk", "body", "sha256")) == stored


@pytest.mark.parametrize("path", ["", "reports/"])
def test_a_list_changes_with_the_ledger(client, publication, path):
    before = client.get(f"/westmarch/{path}")
    CorrectionFactory(publication=publication)

    after = client.get(f"/westmarch/{path}", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert b"1 correction" in after.content


def test_a_page_is_squeezed_once_for_those_who_take_it(client, publication):
    plain = client.get(ADDRESS)
    small = client.get(ADDRESS, headers={"Accept-Encoding": "br, gzip;q=0.8"})
    refused = client.get(ADDRESS, headers={"Accept-Encoding": "gzip;q=0, identity"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert small["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in refused.headers
    assert "Accept-Encoding" in small["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


def test_the_office_changes_its_name_on_every_page(client, publication):
    client.get(ADDRESS)
    publication.office.name = "Westmarch Mayor"
    publication.office.save()

    assert b"Westmarch Mayor" in client.get(ADDRESS).content


def test_a_download_is_kept_by_its_fingerprint(client, publication):
    pdf = "westmarch-2025-q2-edition-1.pdf"
    address = reverse("public:edition-file", args=["westmarch", "2025-q2", pdf])
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    stored = Rendering.objects.get(format="pdf")
    assert first["ETag"] == f'"{stored.sha256}"'
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["", "reports/", "measures/1A/"])
def test_more_editions_cost_no_more_queries(
    client, publication, django_assert_max_num_queries, path
):
    with django_assert_max_num_queries(9) as few:
        client.get(f"/westmarch/{path}")
    for number in range(4):
        PublicationFactory(
            office=publication.office,
            slug=f"2024-q{number}",
            period_key=f"2024-Q{number}",
            pages={"": "x", "1A": "x", "changed": "x"},
        )
    cache.clear()

    with django_assert_max_num_queries(len(few)):
        client.get(f"/westmarch/{path}")
