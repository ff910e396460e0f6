"""The public list of measures by what is asked for, and one measure's history."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.cache import cache

from measures.domain.rating import State
from opcc.core.periods import Period
from reports.domain.content import to_bytes
from reports.domain.scrutinised import Agreed, Answered, Asked, Scrutinised, Stated
from tests.factories import OfficeFactory
from tests.factories.publications import PublicationFactory
from tests.reports.domain.contents import QUARTER, edition_of, judged, part_of

BEFORE = Period.quarter(2026, 1)
LIST = "/westmarch/measures/"

RED = part_of("1A", "78.4", state=State.RED)
WORSE = judged(part_of("1B"))
CALM = part_of("1C")


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def published(office, *parts, quarter=QUARTER, **more):
    said = {part.code: f"<p>{part.code} said</p>" for part in parts}
    facts = {
        "slug": quarter.key.lower(),
        "period_key": quarter.key,
        "title": f"Quarter {quarter.number}",
        "pages": {"": "<h1>All</h1>", "scorecard": "<p>The scorecard</p>", **said},
        "document__content": to_bytes(edition_of(*parts, quarter=quarter)),
    }
    return PublicationFactory(office=office, **facts | more)


def names(page):
    return [code for code in ("1A", "1B", "1C") if f"{LIST}{code}/" in page]


# -- the list


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("exceptions=1", ["1A", "1B"]),
        ("position=red", ["1A"]),
        ("position=green&direction=Deteriorating", ["1B"]),
        ("direction=Not+assessed", ["1A", "1C"]),
        ("objective=1.1&exceptions=1", ["1A", "1B"]),
    ],
)
def test_the_list_shows_the_measures_that_are_asked_for(
    client, office, asked, expected
):
    published(office, RED, WORSE, CALM)

    page = client.get(f"{LIST}?{asked}").content.decode()

    assert names(page) == expected
    assert f"{len(expected)} of 3 measures." in " ".join(page.split())
    assert "The scorecard" not in page


def test_all_measures_are_the_stored_scorecard(client, office):
    published(office, RED, CALM)

    page = client.get(LIST).content.decode()

    assert "<p>The scorecard</p>" in page
    assert "2 of 2 measures." in " ".join(page.split())


def test_where_no_measure_is_like_that_the_list_says_so(client, office):
    published(office, RED, CALM)

    page = client.get(f"{LIST}?position=red&direction=Deteriorating")

    # Nothing deteriorates here, so that only the position is asked for.
    assert names(page.content.decode()) == ["1A"]

    page = client.get(f"{LIST}?position=green&exceptions=1").content.decode()
    assert "No measure is like that" in page
    assert "0 of 2 measures." in " ".join(page.split())


@pytest.mark.parametrize(
    "asked",
    [
        "position=purple",
        "position=%00&objective=%ff%fe",
        "objective=1.1%27%20OR%201=1",
        "exceptions=yes&exceptions[]=1",
        "direction=" + "x" * 4000,
        "objective=<script>",
    ],
)
def test_whatever_is_asked_of_the_list_is_no_error(client, office, asked):
    published(office, RED, CALM)

    response = client.get(f"{LIST}?{asked}")

    assert response.status_code == 200
    assert b"<p>The scorecard</p>" in response.content


def test_a_list_that_was_asked_for_before_costs_one_query(
    client, office, django_assert_num_queries
):
    published(office, RED, CALM)
    first = client.get(f"{LIST}?position=red")

    with django_assert_num_queries(1):
        again = client.get(f"{LIST}?position=red")

    assert again.content == first.content
    assert again["ETag"] != client.get(LIST)["ETag"]


# -- one measure


def test_a_measure_tells_when_its_definition_changed(client, office):
    was = replace(part_of("1A", period=BEFORE), definition="Calls in 15 seconds.")
    now = replace(part_of("1A"), definition="Calls in 10 seconds.")
    published(office, was, quarter=BEFORE)
    published(office, now)

    page = " ".join(client.get(f"{LIST}1A/").content.decode().split())

    assert "Changed in Quarter 2, since Quarter 1" in page
    assert page.index("Calls in 15 seconds.") < page.rindex("Calls in 10 seconds.")


def test_a_measure_that_was_always_the_same_says_since_when(client, office):
    published(office, part_of("1A", period=BEFORE), quarter=BEFORE)
    published(office, part_of("1A"))

    page = " ".join(client.get(f"{LIST}1A/").content.decode().split())

    assert "are the same in every report since Quarter 1." in page


def test_a_measure_shows_what_each_report_published(client, office):
    published(office, part_of("1A", "78.4", period=BEFORE), quarter=BEFORE)
    published(office, part_of("1A", "80.0"))

    page = client.get(f"{LIST}1A/").content.decode()

    assert page.index("80.0%") < page.index("78.4%")


def test_a_question_of_an_earlier_report_stands_with_its_later_answer(client, office):
    asked = Asked(7, dt.date(2026, 7, 1), "Westmarch Police", "Why so few?")
    answer = Answered("Two posts are empty.", "The force", dt.date(2026, 10, 2), True)
    told = part_of("1A", period=BEFORE)
    published(office, replace(told, scrutinised=seen(asked)), quarter=BEFORE)
    later = seen(replace(asked, answers=(answer,)))
    published(office, replace(part_of("1A"), scrutinised=later))

    page = client.get(f"{LIST}1A/").content.decode()

    assert page.count("Why so few?") == 1
    assert page.index("Why so few?") < page.index("Two posts are empty.")


def test_what_only_an_earlier_report_told_is_not_lost(client, office):
    action = Agreed(
        27,
        "Start a morning crew",
        "The force",
        dt.date(2026, 7, 1),
        dt.date(2026, 8, 1),
        dt.date(2026, 8, 1),
        "In progress",
    )
    stated = Stated("Partly", "partly", "No date.", "A. Marsh", "Board", action.due_on)
    told = replace(seen(), agreed=(action,), stated=(stated,))
    before = replace(part_of("1A", period=BEFORE), scrutinised=told)
    published(office, before, quarter=BEFORE)
    published(office, part_of("1A"))

    page = client.get(f"{LIST}1A/").content.decode()

    assert "Start a morning crew" in page
    assert "No date." in page


def test_a_new_edition_of_an_old_quarter_is_in_the_history_at_once(client, office):
    published(office, part_of("1A"))
    before = client.get(f"{LIST}1A/")
    old = part_of("1A", "61.3", period=BEFORE)
    published(office, old, quarter=BEFORE)

    after = client.get(f"{LIST}1A/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert b"61.3%" in after.content


def seen(*asked):
    return Scrutinised(
        dt.date(2026, 4, 1), dt.date(2026, 10, 30), "What was asked", asked=asked
    )
