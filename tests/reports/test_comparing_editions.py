"""Any two editions that are public, compared from what was frozen of them."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from reports.models import Document
from tests.factories import OfficeFactory
from tests.factories.publications import CorrectionFactory
from tests.reports.changing import (
    LAST,
    both_published,
    compared,
    first,
    published,
    rows_of,
    second,
    text_of,
    thefts,
)
from tests.reports.domain.contents import edition_of


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


@pytest.fixture
def both(office):
    return both_published(office)


# -- any two


def test_two_reports_are_compared_from_what_was_frozen_of_them(client, both):
    page = compared(client)
    words = text_of(page)

    assert page.status_code == 200
    assert "Green to red: 81.0%, now 74.0%." in words
    assert "10 lower" in words
    assert "90 days later" in words
    assert '<option value="2026-q1" selected>' in words
    assert "/compare/revisions.csv?from=2026-q1&amp;to=2026-q2" in words


def test_two_reports_may_be_compared_backwards_and_the_page_says_so(client, both):
    words = text_of(compared(client, "2026-q2", "2026-q1"))

    assert "the differences are told backwards" in words
    assert 'href="?from=2026-q1&amp;to=2026-q2"' in words
    assert "10 higher" in words


def test_the_form_offers_the_last_two_reports(client, both):
    words = text_of(client.get("/westmarch/reports/compare/"))

    assert 'name="from"' in words
    assert words.index('value="2026-q1" selected') < words.index(
        'value="2026-q2" selected'
    )
    assert "Positions" not in words


def test_a_report_that_was_superseded_may_be_compared_and_is_said_to_be(
    client, both, office
):
    late = published(office, second(), "2026-q2-edition-2", title="Quarter 2 again")
    before = published(office, first(), "2025-q4", superseded_by=late)
    CorrectionFactory(publication=before)

    words = text_of(compared(client, "2025-q4", "2026-q2"))

    assert "Superseded by" in words
    assert (
        '<a href="/westmarch/reports/2026-q2-edition-2/">Quarter 2 again</a>' in words
    )
    assert ", superseded</option>" in words
    assert "1 correction" in words


def test_what_took_its_place_under_embargo_is_not_given_away(client, both, office):
    soon = timezone.now() + dt.timedelta(days=1)
    late = published(office, second(), "q2b", title="Secret", public_from=soon)
    published(office, first(), "2025-q4", superseded_by=late)

    words = text_of(compared(client, "2025-q4", "2026-q2"))

    assert "Secret" not in words
    assert "superseded" not in words
    assert "q2b" not in words


def test_a_report_under_embargo_is_as_unknown_as_one_that_never_was(
    client, both, office
):
    soon = timezone.now() + dt.timedelta(days=1)
    published(office, second(), "2031-q3", public_from=soon)

    hidden = compared(client, "2026-q1", "2031-q3")
    nothing = compared(client, "2026-q1", "2031-q4")

    assert hidden.status_code == nothing.status_code == 404
    assert "No report “2031-q3” is published here." in text_of(hidden)
    assert hidden.content.replace(b"2031-q3", b"") == nothing.content.replace(
        b"2031-q4", b""
    )
    assert nothing["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("from=2026-q1&to=2026-q1", "Choose two different reports."),
        ("from=2026-q1", "Choose a report."),
        ("from=&to=2026-q2", "Choose a report."),
        ("from=<b>&to=2026-q2", "No report “&lt;b&gt;” is published here."),
    ],
)
def test_a_choice_that_cannot_be_compared_says_what_to_do(client, both, asked, words):
    page = client.get(f"/westmarch/reports/compare/?{asked}")

    assert page.status_code == 404
    assert words in text_of(page)
    assert "There is a problem" in text_of(page)


def test_with_fewer_than_two_reports_there_is_nothing_to_compare(client, office):
    published(office, first(), "2026-q1")

    page = client.get("/westmarch/reports/compare/")

    assert page.status_code == 200
    assert "There are no two reports to compare yet" in text_of(page)
    assert "<select" not in text_of(page)
    assert "/compare/" not in text_of(client.get("/westmarch/reports/"))
    assert client.get("/nowhere/reports/compare/").status_code == 404


def test_another_offices_reports_are_not_compared(client, both):
    published(OfficeFactory(), second(), "2026-q4")
    assert compared(client, "2026-q1", "2026-q4").status_code == 404


def test_the_revised_figures_of_any_two_are_a_file(client, both):
    address = "/westmarch/reports/compare/revisions.csv?from=2026-q1&to=2026-q2"
    file = client.get(address)

    (row,) = rows_of(file.content)
    assert (row["code"], row["before"], row["now"]) == ("2I", "1648", "1638")
    assert row["measure"] == "'=Shop theft"
    assert row["compared_with"] == "Quarter 1, 2026/27, published 26 November 2025"
    name = "westmarch-2026-q1-to-2026-q2-revisions.csv"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    again = client.get(address, headers={"If-None-Match": file["ETag"]})
    assert again.status_code == 304
    wrong = "/westmarch/reports/compare/revisions.csv?from=2026-q1&to=2031-q1"
    assert client.get(wrong).status_code == 404


def test_a_figure_that_one_of_the_two_hides_is_told_of_neither(client, office):
    published(office, edition_of(thefts("1648"), quarter=LAST), "2026-q1")
    hidden = edition_of(thefts("0", now="1700", symbol="c"))
    published(office, hidden, "2026-q2")

    for page in (compared(client), compared(client, "2026-q2", "2026-q1")):
        assert "No figure that both editions print was revised." in text_of(page)
        assert "1,648" not in text_of(page)


def test_one_changed_byte_and_nothing_is_compared(client, both):
    anyhow = QuerySet(Document).filter(pk=both[0].document_id)
    anyhow.update(content=b"!" + bytes(both[0].document.content)[1:])

    page = compared(client)

    assert page.status_code == 500
    assert b"does not match its fingerprint" in page.content


# -- as cheap as files


def test_a_comparison_is_kept_and_a_correction_makes_it_new(
    client, both, django_assert_num_queries
):
    before = compared(client)
    assert before["Cache-Control"].startswith("public, max-age=60")
    assert before["Vary"] == "Accept-Encoding"

    # The office with its ledger, and its editions.
    with django_assert_num_queries(2):
        again = client.get(
            "/westmarch/reports/compare/?from=2026-q1&to=2026-q2",
            headers={"If-None-Match": before["ETag"]},
        )
    assert again.status_code == 304

    CorrectionFactory(publication=both[0])
    assert compared(client)["ETag"] != before["ETag"]
    other = compared(client, "2026-q2", "2026-q1")
    assert other["ETag"] != compared(client)["ETag"]


def test_more_reports_cost_a_comparison_no_more_queries(
    client, both, office, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as few:
        compared(client)
    for number in range(3):
        published(office, first(), f"2024-q{number}")
    cache.clear()

    with django_assert_max_num_queries(len(few)):
        compared(client)
