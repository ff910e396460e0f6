"""What programs read of an office: site maps, the feed, the calendar of meetings."""

import datetime as dt
from xml.etree import ElementTree as Tree

import pytest
from django.core.cache import cache
from icalendar import Calendar

from reports.models.publications import Publication
from reports.public.reading import LEAD
from tests.factories import OfficeFactory
from tests.factories.publications import CorrectionFactory, PublicationFactory
from tests.reports.finding_scene import agenda, decision

HOST = "https://oversight.westmarch.example"
SITE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def at_its_own_host(settings):
    cache.clear()
    settings.SITE_ADDRESS = HOST


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC", short_name="PCC")


def tomorrow():
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=1)


def tree(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Tree.fromstring(response.content)  # noqa: S314 (our own)


def locations(client, path):
    return [each.text for each in tree(client, path).iterfind(".//s:loc", SITE)]


def entries(client):
    return tree(client, "/westmarch/feed.atom").findall("a:entry", ATOM)


def said(entry, name):
    return entry.find(f"a:{name}", ATOM).text


# -- site maps


def test_the_site_map_names_every_publication_list_and_measure(client, office):
    PublicationFactory(office=office, pages={"": "x", "scorecard": "x", "1A": "x"})
    decision(office)
    PublicationFactory(office=office, slug="2025-q3", public_from=tomorrow())

    assert sorted(locations(client, "/westmarch/sitemap.xml")) == [
        f"{HOST}/westmarch/",
        f"{HOST}/westmarch/decisions/2025-001/",
        f"{HOST}/westmarch/measures/",
        f"{HOST}/westmarch/measures/1A/",
        f"{HOST}/westmarch/plan/",
        f"{HOST}/westmarch/reports/",
        f"{HOST}/westmarch/reports/2025-q2/",
        f"{HOST}/westmarch/scrutiny/",
    ]


def test_the_site_map_says_when_a_page_last_changed(client, office):
    CorrectionFactory(publication=PublicationFactory(office=office))

    page = client.get("/westmarch/sitemap.xml").content.decode()

    assert (
        f"<url><loc>{HOST}/westmarch/reports/2025-q2/</loc>"
        "<lastmod>2025-12-09T10:00:00+00:00</lastmod></url>"
    ) in page


def test_the_map_of_maps_names_the_offices_that_have_published(client, office):
    PublicationFactory(office=office)
    PublicationFactory(office=OfficeFactory(slug="soon"), public_from=tomorrow())
    OfficeFactory(slug="empty")

    assert locations(client, "/sitemap.xml") == [f"{HOST}/westmarch/sitemap.xml"]


def test_robots_are_led_to_the_maps_and_away_from_the_desk(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /*/desk/" in lines
    assert "Disallow: /*/search/" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines


# -- the feed


def test_the_feed_says_what_was_published_the_newest_first(client, office):
    PublicationFactory(office=office)
    later = dt.datetime(2025, 12, 1, 9, tzinfo=dt.UTC)
    decision(office, summary="A <b>grant</b> is made.", public_from=later)
    decision(office, "2025/002", public_from=tomorrow())

    first, second = entries(client)

    assert said(first, "title") == "Decision 2025/001: A refuge"
    assert said(second, "title") == "Quarter 2, 2025/26"
    assert first.find("a:link", ATOM).get("href") == (
        f"{HOST}/westmarch/decisions/2025-001/"
    )
    assert first.find("a:category", ATOM).get("term") == "Decision record"
    assert said(first, "published") == "2025-12-01T09:00:00+00:00"
    assert "A &lt;b&gt;grant&lt;/b&gt; is made." in said(first, "summary")
    assert len(said(first, "summary")) < LEAD + 30


def test_an_entry_keeps_its_id_and_is_news_again_when_it_is_corrected(client, office):
    publication = PublicationFactory(office=office)
    before = entries(client)[0]
    CorrectionFactory(publication=publication)

    after = entries(client)[0]

    assert said(before, "id") == said(after, "id")
    assert said(after, "id") == (
        "tag:oversight.westmarch.example,2025-11-26:/westmarch/reports/2025-q2/"
    )
    assert said(before, "updated") == "2025-11-26T09:30:00+00:00"
    assert said(after, "updated") == "2025-12-09T10:00:00+00:00"


def test_every_page_names_the_feed(client, office):
    assert b'href="/westmarch/feed.atom"' in client.get("/westmarch/reports/").content


# -- the calendar


def events(client):
    response = client.get("/westmarch/meetings.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).events


def test_a_meeting_stands_in_the_calendar_as_its_agenda_says(client, office):
    # Two o'clock on a day in July is one o'clock in UTC; the one item takes 35 minutes.
    agenda(office, dt.date(2026, 7, 14))

    (event,) = events(client)

    assert event["summary"] == "Accountability Board"
    assert event["location"] == "County Hall, Aldermere"
    assert event.start == dt.datetime(2026, 7, 14, 13, tzinfo=dt.UTC)
    assert event.end == dt.datetime(2026, 7, 14, 13, 35, tzinfo=dt.UTC)
    assert event["url"] == f"{HOST}/westmarch/scrutiny/accountability-board-2026-07-14/"
    assert "1. Custody in the west" in event["description"]
    assert event["uid"] == "accountability-board-2026-07-14@oversight.westmarch.example"


def test_a_later_issue_of_an_agenda_moves_the_meeting_and_adds_none(client, office):
    agenda(office)
    later = dt.datetime(2025, 12, 20, 9, tzinfo=dt.UTC)
    agenda(office, slug="again", issue=2, starts="15:30", public_from=later)

    (event,) = events(client)

    assert event.start == dt.datetime(2026, 1, 13, 15, 30, tzinfo=dt.UTC)


def test_an_agenda_without_a_time_takes_the_whole_day(client, office):
    agenda(office, starts="after lunch")

    (event,) = events(client)

    assert event.start == dt.date(2026, 1, 13)


def test_an_agenda_that_cannot_be_read_any_more_is_left_out(client, office):
    agenda(office)
    PublicationFactory(office=office, kind="agenda", slug="old")

    assert len(events(client)) == 1


def test_an_agenda_under_embargo_is_in_no_calendar(client, office):
    agenda(office, public_from=tomorrow())

    assert events(client) == []


# -- as files are


PATHS = [
    "/westmarch/sitemap.xml",
    "/westmarch/feed.atom",
    "/westmarch/meetings.ics",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_file_is_told_so_in_one_query(
    client, office, django_assert_max_num_queries, path
):
    agenda(office)
    first = client.get(path)

    with django_assert_max_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first["Cache-Control"].startswith("public, max-age=60")
    assert first["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PATHS[:4])
def test_a_file_changes_with_what_is_published(client, office, path):
    agenda(office)
    before = client.get(path)
    agenda(office, dt.date(2026, 2, 10))

    after = client.get(path, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


@pytest.mark.parametrize("path", PATHS[:3])
def test_more_publications_cost_no_more_queries(
    client, office, django_assert_max_num_queries, path
):
    agenda(office)
    with django_assert_max_num_queries(6) as few:
        client.get(path)
    for month in range(2, 8):
        agenda(office, dt.date(2026, month, 10))

    with django_assert_max_num_queries(len(few)):
        client.get(path)


@pytest.mark.parametrize("path", PATHS[:3])
def test_a_new_office_has_empty_files_and_no_other_office_any(client, office, path):
    assert client.get(path).status_code == 200
    assert client.get(path.replace("westmarch", "nowhere")).status_code == 404


# -- previews


def head(client, path):
    page = client.get(path).content.decode().partition("<body")[0]
    return " ".join(page.split())


def test_a_link_to_a_document_says_what_it_is(client, office):
    decision(office, title="Safe & sound", summary="A grant is made.")

    page = head(client, "/westmarch/decisions/2025-001/")

    assert (
        '<meta property="og:title" content="Decision 2025/001: Safe &amp; sound">'
        in (page)
    )
    assert '<meta property="og:type" content="article">' in page
    url = f"{HOST}/westmarch/decisions/2025-001/"
    assert f'<meta property="og:url" content="{url}">' in page
    assert f'<link rel="canonical" href="{url}">' in page
    assert (
        'content="2025/001, Eleanor Vaisey. What is decided. A grant is made."' in page
    )


def test_a_page_without_words_for_it_has_no_description(client, office):
    PublicationFactory(office=office)

    page = head(client, "/westmarch/reports/2025-q2/")

    assert 'name="description"' not in page
    assert Publication.objects.get().title in page


@pytest.mark.parametrize("path", ["", "reports/", "scrutiny/", "decisions/"])
def test_a_list_has_one_whole_address(client, office, path):
    page = head(client, f"/westmarch/{path}")

    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="{HOST}/westmarch/{path}">' in page


def test_a_page_that_is_not_there_has_no_address(client, office):
    assert 'rel="canonical"' not in head(client, "/westmarch/reports/nothing/")
