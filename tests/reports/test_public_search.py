"""The page of a search: whatever is typed, an answer that helps; wrong addresses."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.core.cache import cache

from tests.factories import OfficeFactory
from tests.factories.publications import PUBLISHED_AT, PublicationFactory
from tests.reports.finding_scene import agenda, decision
from tests.reports.hostile import HOSTILE


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def ask(client, **asked):
    return client.get("/westmarch/search/", asked)


def read(client, **asked):
    return " ".join(ask(client, **asked).content.decode().split())


def results(page):
    return re.findall(r'<h2 class="found__title"> <a href="([^"]+)">', page)


def test_a_result_says_what_it_is_of_when_and_where_in_it(client, office):
    decision(office, summary="A grant is made.", reasons="Women were sent away.")

    page = read(client, q="sent away")

    assert results(page) == ["/westmarch/decisions/2025-001/"]
    assert "Decision record, published 26 November 2025" in page
    assert '<a href="/westmarch/decisions/2025-001/#reasons">Reasons</a>' in page
    assert "Women were <mark>sent</mark> <mark>away</mark>." in page
    assert "1 document has these words." in page


def test_what_was_superseded_leads_to_what_took_its_place(client, office):
    later = decision(office, "2025/002", title="Another", summary="Nothing.")
    decision(office, summary="A grant is made.", superseded_by=later)

    page = read(client, q="grant")

    assert (
        'A later one has taken its place: <a href="/westmarch/decisions/2025-002/">'
        "Decision 2025/002: Another</a>"
    ) in page


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_answered(client, office, text):
    decision(office, summary="A grant is made.")

    typed = quote(text.encode("utf-8", "surrogatepass"))
    response = client.get(f"/westmarch/search/?q={typed}&page={typed[:50]}")

    assert response.status_code == 200
    assert b"<script>" not in response.content
    assert b"\x00" not in response.content


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%00", "q[]=1", "q=a&q=grant", "&&=", "page=-1"]
)
def test_whatever_stands_in_the_address_is_answered(client, office, query):
    decision(office, summary="A grant is made.")

    assert client.get(f"/westmarch/search/?{query}").status_code == 200


def test_what_was_typed_stands_in_the_box_again(client, office):
    page = read(client, q='"quoted" & <b>')

    assert 'value="&quot;quoted&quot; &amp; &lt;b&gt;"' in page
    assert "Nothing found for “&quot;quoted&quot; &amp; &lt;b&gt;”" in page


def test_an_empty_search_says_what_is_searched(client, office):
    page = read(client)

    assert "Type what you look for" in page
    assert (
        '<a href="/westmarch/reports/">Quarterly reports, and what changed</a>' in page
    )
    assert results(page) == []


def test_nothing_found_says_what_to_try(client, office):
    page = read(client, q="helicopter")

    assert "Nothing found for “helicopter”" in page
    assert "Try fewer words" in page
    assert '<a href="/westmarch/measures/">' in page


def test_words_that_nothing_has_together_bring_what_comes_nearest(client, office):
    decision(office, summary="A grant is made.")

    page = read(client, q="grant helicopter")

    assert "No document has all of these words as they stand." in page
    assert len(results(page)) == 1


def test_results_are_narrowed_to_a_kind(client, office):
    decision(office, title="Custody in the west")
    agenda(office)
    agenda(office, dt.date(2026, 2, 10))

    everything = read(client, q="custody")
    decisions = read(client, q="custody", kind="decision")
    none_such = read(client, q="custody", kind="no such kind")

    assert len(results(everything)) == len(results(none_such)) == 3
    assert (
        '<a href="?q=custody&amp;kind=agenda" >Agenda <span class="muted">2</span>'
        in (everything)
    )
    assert results(decisions) == ["/westmarch/decisions/2025-001/"]


def test_twenty_stand_on_a_page(client, office):
    for number in range(1, 22):
        decision(office, f"2025/{number:03}", summary="A grant is made.")

    first, second = read(client, q="grant"), read(client, q="grant", page="2")

    assert (len(results(first)), len(results(second))) == (20, 1)
    assert '<ol class="rows found" start="21">' in second
    assert "?q=grant&amp;page=2" in first
    assert read(client, q="grant", page="99") == second


def test_a_search_is_kept_by_nobody_and_costs_four_queries_at_most(
    client, office, django_assert_max_num_queries
):
    for number in range(1, 25):
        decision(office, f"2025/{number:03}", summary="A grant is made.")

    with django_assert_max_num_queries(4):
        response = ask(client, q="grant helicopter")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in response.content


def test_what_is_under_embargo_is_not_found(client, office):
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    decision(office, summary="A secret grant.", public_from=tomorrow)

    assert results(read(client, q="secret grant")) == []


def test_an_office_that_is_not_there_has_no_search(client):
    assert client.get("/nowhere/search/?q=a").status_code == 404


def test_every_page_leads_to_the_search_and_the_home_page_has_its_form(client, office):
    PublicationFactory(office=office)

    home = client.get("/westmarch/").content.decode()
    report = client.get("/westmarch/reports/2025-q2/").content.decode()

    assert 'action="/westmarch/search/"' in home
    assert '<a href="/westmarch/search/"' in " ".join(report.split())


# -- wrong and old addresses


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("reports/2025-Q2/", "reports/2025-q2/"),
        ("reports/2025-q2-edition-1/", "reports/2025-q2/"),
        ("measures/1a/", "measures/1A/"),
    ],
)
def test_an_address_that_can_only_mean_one_thing_leads_there(
    client, office, wrong, right
):
    PublicationFactory(office=office, pages={"": "x", "1A": "x"})

    response = client.get(f"/westmarch/{wrong}")

    assert (response.status_code, response["Location"]) == (301, f"/westmarch/{right}")


def test_a_wrong_address_is_not_led_to_what_is_under_embargo(client, office):
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    PublicationFactory(office=office, public_from=tomorrow)

    response = client.get("/westmarch/reports/2025-Q2/")

    assert response.status_code == 404
    assert b'href="/westmarch/reports/2025-q2/"' not in response.content


def test_an_old_quarter_leads_to_those_there_are(client, office):
    PublicationFactory(office=office)

    response = client.get("/westmarch/reports/2025-q3/")
    page = " ".join(response.content.decode().split())

    assert response.status_code == 404
    assert "Did you mean" in page
    assert '<a href="/westmarch/reports/2025-q2/">Quarter 2, 2025/26</a>' in page


def test_a_wrong_folder_leads_to_a_publication_of_any_kind(client, office):
    decision(office, title="A refuge in the west")

    page = client.get("/westmarch/decision-2025-001/").content.decode()

    assert '<a href="/westmarch/decisions/2025-001/">' in page


def test_a_wrong_file_leads_to_its_document(client, office):
    PublicationFactory(office=office)

    response = client.get("/westmarch/reports/2025-q2/figures-old.xlsx")

    assert response.status_code == 404
    assert b'<a href="/westmarch/reports/2025-q2/">' in response.content


def test_the_words_of_a_wrong_address_wait_to_be_looked_for(client, office):
    page = client.get("/westmarch/news/domestic-abuse_figures.html/").content.decode()

    assert 'value="news domestic abuse figures"' in page
    assert 'action="/westmarch/search/"' in page


@pytest.mark.parametrize(
    "path", ["%00/", "'%22/", "a" * 3_000 + "/", "reports/%F0%9F%9A%93/"]
)
def test_no_address_is_an_error(client, office, path):
    PublicationFactory(office=office)

    assert client.get(f"/westmarch/{path}").status_code == 404


def test_an_edition_that_was_superseded_still_stands_at_its_address(client, office):
    later = PublicationFactory(office=office, slug="2025-q2-edition-2", title="Again")
    PublicationFactory(office=office, superseded_by=later, public_from=PUBLISHED_AT)

    page = client.get("/westmarch/reports/2025-q2/").content.decode()

    assert "A later edition has taken this one" in page
    assert '<a href="/westmarch/reports/2025-q2-edition-2/">' in page
