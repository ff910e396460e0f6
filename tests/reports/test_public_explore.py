"""The public chart to explore: made from what was frozen, and from nothing else."""

import datetime as dt
import json
import re

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from reports.domain.content import to_bytes
from reports.models.publications import Document
from tests.factories import MeasureFactory, OfficeFactory
from tests.factories.publications import PublicationFactory
from tests.reports.domain.contents import QUARTER, edition_of, part_of, withheld


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def published(office, *parts, **more):
    return PublicationFactory(
        office=office,
        pages={part.code: f"<p>{part.code}</p>" for part in parts},
        document__content=to_bytes(edition_of(*parts)),
        **more,
    )


def explored(client, code="1A"):
    return client.get(reverse("public:explore", args=["westmarch", code]))


def test_the_published_figure_is_explored_drawn_and_in_the_table(client, office):
    published(office, part_of("1A", "37.2"))

    page = explored(client).content.decode()

    found = re.search(r'type="application/json">(.*?)</script>', page)[1]
    assert json.loads(found)["data"][-1]["text"] == ["Q2 2026/27: 37.2%"]
    assert 'class="chart chart--wide"' in page
    assert re.search(r'<td class="num lead">\s*37.2%\s*</td>', page)


def test_it_does_not_follow_the_rows(client, office):
    published(office, part_of("1A", "37.2"))
    MeasureFactory(office=office, code="1A", values={QUARTER: 99})

    page = explored(client).content.decode()

    assert "37.2%" in page
    assert "99" not in re.search(r'type="application/json">(.*?)<', page)[1]


def test_a_withheld_measure_is_not_explored_and_no_link_leads_there(client, office):
    published(office, withheld("1A"))

    assert explored(client).status_code == 404
    page = client.get(reverse("public:measure", args=["westmarch", "1A"]))
    assert "Explore this chart" not in page.content.decode()


def test_the_measures_page_leads_to_it(client, office):
    published(office, part_of("1A"))

    page = client.get(reverse("public:measure", args=["westmarch", "1A"]))

    assert 'href="/westmarch/measures/1A/explore/"' in page.content.decode()


@pytest.mark.parametrize("code", ["9Z", "scorecard", "changed"])
def test_what_is_no_measure_is_not_explored(client, office, code):
    published(office, part_of("1A"))

    assert explored(client, code).status_code == 404


def test_what_is_under_embargo_is_not_explored(client, office):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    published(office, part_of("1A"), public_from=tomorrow)

    assert explored(client).status_code == 404


def test_bytes_that_were_tampered_with_are_not_shown(client, office):
    publication = published(office, part_of("1A", "37.2"))
    document = publication.document
    QuerySet(Document).filter(pk=document.pk).update(
        content=to_bytes(edition_of(part_of("1A", "39.9")))
    )

    response = explored(client)

    assert response.status_code == 500
    assert b"39.9" not in response.content
