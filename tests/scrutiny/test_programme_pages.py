"""Pages of the programme: its quarters, a topic, suggestions and coverage."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core import clock
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.models import Action, Topic
from tests.factories import (
    ActionFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    PriorityFactory,
    TopicFactory,
    person,
)
from tests.factories.programme import ANSWERED

TODAY = dt.date(2025, 11, 20)
NOW = Period.quarter(2025, 3)  # October to December 2025


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def signed_in(*roles, **facts):
        user = person(office, *roles, **facts)
        client.force_login(user)
        return user

    return signed_in


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.SCRUTINY, name="Tom Askew")


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# -- the programme by quarter


def test_an_empty_programme_says_what_to_do(client, office, officer):
    page = client.get(url(office, "programme")).content.decode()

    assert "Nothing is on the programme yet" in page
    assert url(office, "suggestions") in page


def test_each_topic_stands_in_its_quarter_with_its_state_in_words(
    client, office, officer
):
    TopicFactory(office=office, title="Waiting one")
    TopicFactory(office=office, title="Planned one", programmed=True)
    TopicFactory(
        office=office,
        title="Seen one",
        programmed=True,
        state="considered",
        follow_up_on=TODAY,
        quarter_start=(NOW - 1).start,
    )
    TopicFactory(
        office=office, title="Far one", programmed=True, quarter_start=(NOW + 7).start
    )
    TopicFactory(title="Of another office", programmed=True)

    shown = client.get(url(office, "programme"))

    programme = shown.context["programme"]
    assert [line.topic.title for line in programme.waiting] == ["Waiting one"]
    by_quarter = {
        shelf.quarter: [(line.topic.title, line.word) for line in shelf.lines]
        for shelf in programme.shelves
    }
    assert by_quarter[NOW - 1] == [("Seen one", "Follow-up due")]
    assert by_quarter[NOW] == [("Planned one", "Programmed")]
    assert by_quarter[NOW + 7] == [("Far one", "Programmed")]
    assert list(by_quarter) == [NOW + n for n in range(-3, 8)]
    assert "Of another office" not in shown.content.decode()


def test_the_programme_costs_the_same_however_long_it_is(client, office, officer):
    def add(count):
        for topic in TopicFactory.create_batch(count, office=office, programmed=True):
            topic.priorities.add(
                PriorityFactory(
                    plan__office=office, plan__drafted=True, plan__number=topic.pk
                )
            )
            topic.measures.add(MeasureFactory(office=office))
        TopicFactory.create_batch(count, office=office)

    add(1)
    addresses = [url(office, name) for name in ("programme", "topics")]
    few = [queries(client, address) for address in addresses]
    add(12)

    assert [queries(client, address) for address in addresses] == few


def test_the_list_of_topics_is_narrowed_by_words_and_state(client, office, officer):
    TopicFactory(office=office, title="Custody")
    TopicFactory(office=office, title="Calls", state="dropped", dropped_why="No")

    page = client.get(url(office, "topics"), {"state": "dropped"}).content.decode()
    assert "Calls" in page
    assert "Custody" not in page
    page = client.get(url(office, "topics"), {"search": "nothing"}).content.decode()
    assert "No topic matches" in page


def test_who_only_reads_is_offered_no_move(client, office, sign_in):
    sign_in(Role.AUDITOR)
    topic = TopicFactory(office=office, checked=True)
    pages = [
        client.get(url(office, "topic", topic.pk)),
        client.get(url(office, "programme")),
    ]

    for page in pages:
        assert "topics/add" not in page.content.decode()
        assert "/recommend/" not in page.content.decode()


# -- one topic, from suggestion to follow-up


def test_a_topic_is_suggested_checked_recommended_and_programmed(
    client, office, officer
):
    client.post(
        url(office, "topic-add"),
        {
            "title": "Calls at night",
            "why": "Long waits",
            "source": "public",
            "visibility": "office",
        },
    )
    topic = Topic.objects.get()

    early = client.post(url(office, "topic-recommend", topic.pk))
    assert "Finish the rigour check first" in early.content.decode()

    said = ANSWERED | {"based_on": topic.rigour_print}
    client.post(url(office, "topic-rigour", topic.pk), said)
    client.post(url(office, "topic-recommend", topic.pk))
    client.post(url(office, "topic-programme", topic.pk), {"quarter": "2025-Q4"})

    topic.refresh_from_db()
    assert (topic.state, topic.quarter) == ("programmed", NOW + 1)


def test_what_was_found_brings_the_topic_back_and_raises_an_action(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    topic = TopicFactory(office=office, programmed=True, title="Calls at night")
    page = client.post(
        url(office, "topic-consider", topic.pk),
        {
            "considered_on": "2025-11-03",
            "findings": "Nobody answers after two.",
            "recommendations": "Staff the night.",
            "follow_up_on": "2025-11-20",
        },
        follow=True,
    ).content.decode()

    assert "Nobody answers after two." in page
    assert "Follow-up due" in page
    assert "Programme it again" in page
    assert f"{url(office, 'action-add')}?topic={topic.pk}" in page

    client.post(
        url(office, "action-add"),
        {
            "title": "Staff the night",
            "topic": topic.pk,
            "owner_name": "ACC Linwood",
            "organisation": office.force.pk,
            "first_due_on": "2026-01-15",
        },
    )
    action = Action.objects.get()
    assert action.topic == topic
    assert str(action) in client.get(url(office, "topic", topic.pk)).content.decode()
    origin = client.get(url(office, "action", action.key)).content.decode()
    assert f"Topic {topic.reference}" in origin


def test_a_force_user_cannot_tell_that_an_action_came_of_a_topic(
    client, office, sign_in
):
    topic = TopicFactory(office=office, programmed=True, title="Secret theme")
    action = ActionFactory(office=office, topic=topic)
    sign_in(Role.DATA_PROVIDER)

    for address in (url(office, "action", action.key), url(office, "actions")):
        page = client.get(address).content.decode()
        assert action.title in page
        assert "Topic" not in page
        assert "Secret theme" not in page


def test_a_follow_up_before_its_meeting_is_refused_and_nothing_is_lost(
    client, office, officer
):
    topic = TopicFactory(office=office, programmed=True)

    page = client.post(
        url(office, "topic-consider", topic.pk),
        {
            "considered_on": "2025-11-03",
            "findings": "Nobody answers after two.",
            "follow_up_on": "2025-11-02",
        },
    ).content.decode()

    assert "the follow-up comes after that day" in page
    assert "Nobody answers after two." in page
    assert not topic.considerations.exists()


def test_the_commissioner_directs_a_topic_and_the_officer_does_not(
    client, office, sign_in
):
    topic = TopicFactory(office=office)
    address = url(office, "topic-direct", topic.pk)
    said = {"reason": "Residents asked.", "quarter": "2025-Q3"}

    sign_in(Role.SCRUTINY)
    assert client.post(address, said).status_code == 403
    sign_in(Role.COMMISSIONER, name="Eleanor Vaisey")
    assert address in client.get(url(office, "topic", topic.pk)).content.decode()
    page = client.post(address, said, follow=True).content.decode()

    assert "Eleanor Vaisey, commissioner" in page
    assert "Residents asked." in page
    assert "Directed without it" in page


def test_two_who_change_one_topic_are_shown_both_texts(client, office, officer):
    topic = TopicFactory(office=office, title="Calls")
    said = {"why": "W", "source": "public", "visibility": "office", "based_on": 1}
    client.post(url(office, "topic-edit", topic.pk), said | {"title": "Theirs"})

    page = client.post(url(office, "topic-edit", topic.pk), said | {"title": "Mine"})

    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert Topic.objects.get().title == "Theirs"


def test_the_order_is_changed_by_a_press(client, office, officer):
    first, second = TopicFactory.create_batch(2, office=office)

    client.post(url(office, "topic-move", second.pk), {"earlier": ""})

    assert list(Topic.objects.for_office(office)) == [second, first]


def test_two_who_answer_the_rigour_check_at_once_see_both_answers(
    client, office, officer
):
    topic = TopicFactory(office=office)
    where = url(office, "topic-rigour", topic.pk)
    seen = client.get(where).context["form"].initial["based_on"]
    client.post(where, {"remit": "Theirs.", "based_on": seen})

    page = client.post(where, {"remit": "Mine.", "based_on": seen}).content.decode()

    assert "Somebody else saved this while you wrote" in page
    assert "Theirs." in page
    assert "Mine." in page
    assert Topic.objects.get().rigour["remit"] == "Theirs."


def test_two_who_change_a_topic_at_once_see_what_each_linked(client, office, officer):
    mine, theirs = MeasureFactory.create_batch(2, office=office)
    topic = TopicFactory(office=office, revision=2)
    topic.measures.add(theirs)

    page = client.post(
        url(office, "topic-edit", topic.pk),
        {
            "based_on": 1,
            "title": topic.title,
            "why": topic.why,
            "source": topic.source,
            "visibility": "office",
            "measures": [mine.pk],
        },
    )

    assert page.context["form"].both == [("Measures", str(theirs), str(mine))]


def test_saving_a_topic_keeps_its_links_to_what_is_no_longer_in_force(
    client, office, officer
):
    topic = TopicFactory(office=office)
    retired = MeasureFactory(office=office, state="retired")
    before = PriorityFactory(plan__office=office)
    type(before.plan).objects.filter(pk=before.plan_id).update(status="superseded")
    topic.measures.add(retired)
    topic.priorities.add(before)
    MeasureFactory(office=office, state="retired")
    where = url(office, "topic-edit", topic.pk)
    fields = client.get(where).context["form"].fields
    boxes = {
        name: [row.pk for row in fields[name].queryset]
        for name in ("measures", "priorities")
    }

    client.post(
        where,
        {
            "based_on": topic.revision,
            "title": "Calls at weekends",
            "why": topic.why,
            "source": topic.source,
            "visibility": "office",
            **boxes,
        },
    )

    assert Topic.objects.get().title == "Calls at weekends"
    assert list(topic.measures.all()) == [retired]
    assert list(topic.priorities.all()) == [before]


def test_a_topic_says_that_its_meeting_is_cancelled(client, office, officer):
    off = MeetingFactory(
        body__office=office, held_on=dt.date(2025, 12, 12), status="cancelled"
    )
    topic = TopicFactory(office=office, programmed=True, meeting=off)

    for address in (url(office, "topic", topic.pk), url(office, "programme")):
        assert "Cancelled" in client.get(address).content.decode()


def test_a_number_that_no_row_can_have_is_no_choice(client, office, officer):
    said = {
        "title": "Calls",
        "why": "Long.",
        "source": "public",
        "visibility": "office",
    }

    page = client.post(url(office, "topic-add"), said | {"measures": "9" * 40})

    assert "measures" in page.context["form"].errors
    assert not Topic.objects.exists()
