"""What anybody takes away: files of a measure, and the JSON view of what is public."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from measures.domain.rating import State
from opcc.core.periods import Period
from reports.domain import columns
from reports.domain.content import to_bytes
from reports.models.publications import Document
from reports.render.measure_book import EDITIONS, LAST
from reports.render.measure_files import MEASURE_HEADER
from tests.factories import OfficeFactory
from tests.factories.publications import CorrectionFactory, PublicationFactory
from tests.reports.domain.contents import QUARTER, edition_of, part_of, withheld

BEFORE = Period.quarter(2026, 1)


@pytest.fixture(autouse=True)
def forget_files():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def published(office, *parts, quarter=QUARTER, **more):
    facts = {
        "slug": quarter.key.lower(),
        "period_key": quarter.key,
        "title": f"Quarter {quarter.number}",
        "pages": {"": "<h1>All</h1>", **{p.code: f"<p>{p.code}</p>" for p in parts}},
        "document__content": to_bytes(edition_of(*parts, quarter=quarter)),
    }
    return PublicationFactory(office=office, **facts | more)


def taken(client, ending, code="1A"):
    return client.get(f"/westmarch/measures/{code}/westmarch-{code}{ending}")


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def two_quarters(office):
    """1A was 78.4 (red) when it was first published, then 80.0 (green)."""
    early = part_of("1A", "78.4", state=State.RED, period=BEFORE)
    first = published(
        office,
        early,
        quarter=BEFORE,
        public_from=dt.datetime(2026, 8, 3, tzinfo=dt.UTC),
    )
    return first, published(office, part_of("1A", "80.0"))


# -- files of a measure


def test_the_csv_of_a_measure_is_what_the_latest_report_said(client, office):
    two_quarters(office)

    response = taken(client, ".csv")

    (row,) = rows(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert (row["period"], row["value"], row["position"]) == (
        "2026-Q2",
        "80.0",
        "Green",
    )
    assert row["reason"] == "At the target"
    assert row["edition"] == "Quarter 2"
    assert row["published_on"] == "2025-11-26"


def test_the_csv_of_editions_says_what_each_published_and_when(client, office):
    two_quarters(office)

    found = rows(taken(client, "-editions.csv"))

    assert [
        (r["edition"], r["period"], r["value"], r["published_on"]) for r in found
    ] == [
        ("Quarter 2", "2026-Q2", "80.0", "2025-11-26"),
        ("Quarter 1", "2026-Q1", "78.4", "2026-08-03"),
    ]


def test_a_figure_that_was_revised_stands_as_each_report_gave_it(client, office):
    published(office, part_of("1A", "80.0"))
    published(office, part_of("1A", "80.3"), slug="2026-q2-edition-2", title="Again")

    found = rows(taken(client, "-editions.csv"))

    assert {row["edition"]: row["value"] for row in found} == {
        "Quarter 2": "80.0",
        "Again": "80.3",
    }


def test_the_json_of_a_measure_holds_every_edition_and_its_corrections(client, office):
    first, _last = two_quarters(office)
    CorrectionFactory(publication=first, measure_code="1A", text="It was 78.9.")
    CorrectionFactory(publication=first, measure_code="2B", text="Of another.")

    said = json.loads(taken(client, ".json").content)

    assert said["code"] == "1A"
    assert said["as_last_published"] == said["editions"][0]
    assert [each["id"] for each in said["editions"]] == [
        "reports/2026-q2",
        "reports/2026-q1",
    ]
    assert said["editions"][1]["corrections"] == [
        {"on": "2025-12-09", "text": "It was 78.9."}
    ]
    (figure,) = said["editions"][1]["figures"]
    assert (figure["value"], figure["symbol"], figure["target"]) == ("78.4", None, None)


def test_the_spreadsheet_has_both_and_explains_its_columns(client, office):
    two_quarters(office)

    book = pd.read_excel(
        io.BytesIO(taken(client, ".xlsx").content),
        sheet_name=None,
        header=None,
        engine="calamine",
    )

    assert {"Cover", "Figures", "As published", "Columns"} <= set(book)
    published = book["As published"].to_numpy().tolist()
    values = {row[5]: row[1] for row in published if row[1] in (80, 80.0, 78.4)}
    assert values == {"Quarter 2": 80, "Quarter 1": 78.4}
    explained = {row[0] for row in book["Columns"].to_numpy().tolist()}
    assert {*LAST, *EDITIONS} <= explained


def test_the_same_editions_give_the_same_bytes(client, office):
    two_quarters(office)
    first = {ending: taken(client, ending).content for ending in (".xlsx", ".json")}
    cache.clear()

    assert {e: taken(client, e).content for e in (".xlsx", ".json")} == first


@pytest.mark.parametrize("ending", [".csv", "-editions.csv"])
def test_a_name_that_would_run_as_a_formula_is_text(client, office, ending):
    published(office, replace(part_of("1A"), name="=HYPERLINK(1)"))

    assert rows(taken(client, ending))[0]["measure"] == "'=HYPERLINK(1)"


def test_a_withheld_figure_is_a_symbol_in_every_file(client, office):
    published(office, withheld("1A"))

    (row,) = rows(taken(client, ".csv"))
    said = json.loads(taken(client, ".json").content)

    assert (row["value"], row["symbol"]) == ("", "[w]")
    assert said["as_last_published"]["figures"][0]["symbol"] == "[w]"


def test_what_is_under_embargo_is_in_no_file(client, office):
    published(office, part_of("1A", "80.0"))
    tomorrow = timezone.now() + dt.timedelta(days=1)
    secret = replace(part_of("1A"), figure=part_of("1A", "66.6").figure)
    published(
        office,
        secret,
        part_of("9ZEPHYR"),
        quarter=Period.quarter(2026, 3),
        public_from=tomorrow,
    )

    for ending in (".csv", "-editions.csv", ".json"):
        assert b"66.6" not in taken(client, ending).content
        assert taken(client, ending, "9ZEPHYR").status_code == 404
    for name in ("publications", "measures"):
        said = client.get(f"/westmarch/api/{name}.json").content
        assert b"2026-Q3" not in said
        assert b"9ZEPHYR" not in said


@pytest.mark.parametrize(
    "path",
    [
        "9Z/westmarch-9Z.csv",
        "1A/westmarch-1A.pdf",
        "1A/eastmarch-1A.csv",
        "1A/westmarch-2B.csv",
        "scorecard/westmarch-scorecard.csv",
    ],
)
def test_what_is_no_file_of_a_measure_is_not_found(client, office, path):
    published(office, part_of("1A"))

    assert client.get(f"/westmarch/measures/{path}").status_code == 404


def test_a_file_is_made_once_and_costs_one_query_after(
    client, office, django_assert_num_queries
):
    two_quarters(office)
    first = taken(client, ".xlsx")

    with django_assert_num_queries(1):
        again = taken(client, ".xlsx")
    with django_assert_num_queries(1):
        path = again.request["PATH_INFO"]
        unchanged = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert unchanged.status_code == 304


def test_a_correction_makes_a_new_file(client, office):
    _first, last = two_quarters(office)
    before = taken(client, ".csv")
    CorrectionFactory(publication=last, measure_code="1A")

    after = taken(client, ".csv")

    assert rows(before)[0]["corrections"] == "0"
    assert rows(after)[0]["corrections"] == "1"
    assert after["ETag"] != before["ETag"]


def test_content_that_was_tampered_with_is_in_no_file(client, office):
    publication = published(office, part_of("1A", "37.2"))
    QuerySet(Document).filter(pk=publication.document_id).update(
        content=to_bytes(edition_of(part_of("1A", "39.9")))
    )

    for ending in (".csv", ".json", ".xlsx"):
        response = taken(client, ending)
        assert response.status_code == 500
        assert b"39.9" not in response.content


def test_a_measures_page_leads_to_its_files_and_to_what_columns_mean(client, office):
    published(office, part_of("1A"))

    page = client.get("/westmarch/measures/1A/").content.decode()

    for ending in (".csv", "-editions.csv", ".json", ".xlsx"):
        assert f'href="/westmarch/measures/1A/westmarch-1A{ending}"' in page
    assert 'href="/westmarch/about-the-data/#columns"' in page


# -- the guide


def test_every_column_of_every_file_is_explained(client, office):
    published(office, part_of("1A"))

    page = client.get("/westmarch/about-the-data/").content.decode()

    named = (*MEASURE_HEADER, *columns.heads(columns.SHEETS))
    missing = [name for name in named if f"{name}\n" not in page]
    assert missing == []
    assert all(f"[{symbol}]" in page for symbol in "xzcwpreb")


def test_a_new_office_explains_its_statistics_too(client, office):
    for path in ("about-the-data/", "api/"):
        assert client.get(f"/westmarch/{path}").status_code == 200
    for name in ("publications", "measures"):
        said = json.loads(client.get(f"/westmarch/api/{name}.json").content)
        assert said[name] == []


# -- the JSON view


def test_the_json_view_says_what_is_published(client, office):
    first, last = two_quarters(office)
    CorrectionFactory(publication=last, measure_code="1A", text="It is 80.4.")
    superseded = PublicationFactory(
        office=office, slug="2025-q4", superseded_by=first, title="Old"
    )

    response = client.get("/westmarch/api/publications.json")

    said = {row["id"]: row for row in json.loads(response.content)["publications"]}
    newest = said["reports/2026-q2"]
    assert newest["address"] == "/westmarch/reports/2026-q2/"
    assert newest["public_from"] == "2025-11-26T09:30:00+00:00"
    assert newest["sha256"] == last.document.sha256
    assert newest["period"] == "2026-Q2"
    assert newest["superseded_by"] is None
    assert newest["corrections"][0]["text"] == "It is 80.4."
    assert said["reports/2025-q4"]["superseded_by"] == "reports/2026-q1"
    assert superseded.document.sha256 == said["reports/2025-q4"]["sha256"]


def test_every_address_of_the_json_view_is_there_with_its_fingerprint(client, office):
    two_quarters(office)
    said = json.loads(client.get("/westmarch/api/publications.json").content)
    measures = json.loads(client.get("/westmarch/api/measures.json").content)

    for row in said["publications"]:
        assert client.get(row["address"]).status_code == 200
        for file in row["files"]:
            served = client.get(file["address"])
            assert served["ETag"] == f'"{file["sha256"]}"'
            assert len(served.content) == file["size"]
    for row in measures["measures"]:
        for address in (row["address"], *row["files"]):
            assert client.get(address).status_code == 200


def test_a_measure_that_the_last_report_left_out_is_told_by_the_one_before(
    client, office
):
    published(office, part_of("1A", "70.0"), part_of("2B", "12.5"), quarter=BEFORE)
    published(office, part_of("1A", "80.0"))

    said = json.loads(client.get("/westmarch/api/measures.json").content)["measures"]

    assert [(row["code"], row["value"], row["edition"]) for row in said] == [
        ("1A", str(Decimal("80.0")), "reports/2026-q2"),
        ("2B", "12.5", "reports/2026-q1"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "api/publications.json",
        "api/measures.json",
        "measures/1A/westmarch-1A.json",
        "reports/2026-q2/westmarch-2026-q2-edition-1.csv",
    ],
)
def test_any_website_may_read_what_is_public(client, office, path):
    published(office, part_of("1A"))

    response = client.get(f"/westmarch/{path}")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    assert client.post(f"/westmarch/{path}").status_code == 405


def test_no_website_reads_what_is_under_embargo(client, office):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    published(office, part_of("1A"), public_from=tomorrow)

    response = client.get("/westmarch/reports/2026-q2/westmarch-2026-q2-edition-1.csv")

    assert response.status_code == 404
    assert "Access-Control-Allow-Origin" not in response.headers
