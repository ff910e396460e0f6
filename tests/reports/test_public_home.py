"""The first page of an office: what is new, promised and to come."""

import datetime as dt
import html
import json
import re

import pytest
from django.core.cache import cache

from measures.domain.rating import State
from opcc.core import clock
from reports.domain.agendas import AgendaContent
from reports.domain.content import to_bytes
from reports.models import PLACES, Kind
from tests.factories import OfficeFactory
from tests.factories.publications import PublicationFactory
from tests.reports.domain.contents import edition_of, part_of

HELD_ON = dt.date(2025, 12, 3)


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def agenda(held_on, **more):
    facts = {
        "office": "Westmarch PCC",
        "body": "Accountability Board",
        "held_on": held_on,
        "starts": "10:00",
        "place": "County Hall",
        "chair": "Ada Marsh",
        "stream_url": "",
        "issue": 1,
        "published_on": dt.date(2025, 11, 26),
        "urgent_reason": "",
        "length": "2 hours",
        "lines": (),
        "accent": "#1f4b57",
        "audience": "public",
    }
    return AgendaContent(**facts | more)


def announced(office, held_on, **more):
    return PublicationFactory(
        office=office,
        kind="agenda",
        slug=f"board-{held_on}",
        title=f"Board of {held_on}",
        period_key="",
        document__content=to_bytes(agenda(held_on)),
        **more,
    )


def home(client, on):
    with clock.told(dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC)):
        return client.get("/westmarch/").content.decode()


def test_the_next_meetings_are_those_of_today_and_after(client, office):
    announced(office, HELD_ON)
    announced(office, HELD_ON - dt.timedelta(days=7))

    page = home(client, HELD_ON)

    assert "Wednesday 3 December 2025, 10am" in page
    assert "26 November 2025, 10am" not in page


def test_a_meeting_is_gone_from_the_page_the_day_after_it(client, office):
    announced(office, HELD_ON)
    assert "Wednesday 3 December 2025" in home(client, HELD_ON)

    page = home(client, HELD_ON + dt.timedelta(days=1))

    assert "Wednesday 3 December 2025" not in page
    assert "No agenda of a meeting to come has been published yet" in page


def test_an_agenda_that_was_issued_again_is_named_once(client, office):
    later = announced(office, HELD_ON + dt.timedelta(days=1))
    announced(office, HELD_ON, superseded_by=later)

    page = home(client, HELD_ON)

    assert "Thursday 4 December 2025" in page
    assert "Wednesday 3 December 2025" not in page


def test_the_measures_that_are_exceptions_are_named(client, office):
    red, calm = part_of("1A", "61.3", state=State.RED), part_of("1B")
    content = to_bytes(edition_of(red, calm))
    PublicationFactory(office=office, document__content=content)

    page = client.get("/westmarch/").content.decode()

    assert 'href="/westmarch/measures/1A/"' in page
    assert 'href="/westmarch/measures/1B/"' not in page
    assert "All 2 measures" in " ".join(page.split())


def test_the_priorities_of_the_plan_lead_into_it(client, office):
    objective = {
        "number": "1.1",
        "title": "Fewer people are hurt",
        "description": "",
        "commitments": [],
    }
    priority = {
        "number": "1",
        "title": "Protect people",
        "category": "",
        "description": "",
        "objectives": [objective],
    }
    plan = {
        "kind": "plan",
        "office": "Westmarch PCC",
        "title": "The plan",
        "number": 1,
        "starts_on": "2024-04-01",
        "ends_on": "2028-03-31",
        "in_force_from": "2024-04-01",
        "introduction": "",
        "priorities": [priority],
        "priority_word": "Priority",
        "accent": "#1f4b57",
    }
    content = json.dumps(plan).encode()
    PublicationFactory(office=office, as_plan=True, document__content=content)

    page = client.get("/westmarch/").content.decode()

    assert '<a href="/westmarch/plan/#p1">1. Protect people</a>' in page
    assert "Fewer people are hurt" in page


def test_the_latest_decisions_and_responses_are_named(client, office):
    for kind in ("decision", "response"):
        title = f"A {kind} of today"
        facts = {"kind": kind, "slug": kind, "title": title, "period_key": ""}
        PublicationFactory(office=office, **facts)

    page = client.get("/westmarch/").content.decode()

    assert "A decision of today" in page
    assert "A response of today" in page


def test_more_meetings_and_decisions_cost_no_more_queries(
    client, office, django_assert_max_num_queries
):
    announced(office, HELD_ON)
    with django_assert_max_num_queries(8) as few:
        home(client, HELD_ON)
    for days in range(1, 6):
        announced(office, HELD_ON + dt.timedelta(days=days))
    cache.clear()

    with django_assert_max_num_queries(len(few)):
        home(client, HELD_ON)


def folders(page):
    """The lists that a page leads to, by their folders."""
    return set(re.findall(r'href="/westmarch/([a-z-]+)/"', page))


def test_every_list_is_one_step_from_the_home_of_an_office_with_nothing(client, office):
    found = folders(home(client, HELD_ON))

    # Minutes stand in the list of meetings, beside their agendas.
    lists = {place.folder for place in PLACES.values()} - {"minutes"}
    assert lists | {"measures", "about-the-data", "accessibility"} <= found


LISTED = [place for kind, place in PLACES.items() if kind != Kind.PLAN]
"""The plan in force stands where others have their list."""


@pytest.mark.parametrize("place", LISTED, ids=lambda place: place.folder)
def test_a_list_with_nothing_in_it_says_what_will_stand_there(client, office, place):
    page = html.unescape(client.get(f"/westmarch/{place.folder}/").content.decode())

    assert str(place.empty) in page


def test_the_home_leads_to_how_the_office_is_reached(client, office):
    unsaid = home(client, HELD_ON)
    assert 'href="#contact-the-office"' in unsaid
    assert "This office has not said here how to reach it." in unsaid

    office.contact = "office@westmarch.example"
    office.save()
    said = home(client, HELD_ON).partition('id="contact-the-office"')[2]

    assert "mailto:office@westmarch.example" in said


def test_lists_of_recommendations_lead_to_one_another(client, office):
    for kind in ("answer", "cover", "response"):
        facts = {"kind": kind, "slug": kind, "title": kind, "period_key": ""}
        PublicationFactory(office=office, **facts)

    for folder, others in (
        ("recommendations", {"inspections", "reports-to-meetings"}),
        ("inspections", {"recommendations", "reports-to-meetings"}),
        ("reports-to-meetings", {"recommendations", "inspections"}),
    ):
        main = client.get(f"/westmarch/{folder}/").content.decode()
        assert others <= folders(main.partition("<footer")[0])
