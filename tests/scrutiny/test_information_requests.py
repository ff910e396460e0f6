"""What the office is to be told: asked for, standing on agendas, answered once."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.access import standing_of
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import requests as changes
from scrutiny.changes.acting import Actor
from scrutiny.models import InformationRequest
from tests.factories import (
    BodyFactory,
    InformationRequestFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    person,
)

FAR = dt.date(2099, 1, 5)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    return lambda *roles, **facts: client.force_login(person(office, *roles, **facts))


def url(office, name="requests", *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def actor(office, *roles):
    return Actor.of(standing_of(person(office, *roles), office, on=FAR))


def test_a_request_stands_on_the_draft_agenda_until_it_is_answered(office):
    meeting = MeetingFactory(body__office=office, held_on=FAR)
    asked = InformationRequestFactory(office=office, for_meeting=meeting)

    standing = InformationRequest.objects.standing_on(meeting)
    assert list(standing) == [asked]
    changes.answer(request=asked, text="118", by=actor(office, Role.DATA_PROVIDER))

    assert not InformationRequest.objects.standing_on(meeting).exists()


def test_what_was_not_answered_comes_back_on_the_next_agenda_of_the_body(office):
    body = BodyFactory(office=office)
    held = MeetingFactory(body=body, status="held")
    following = MeetingFactory(body=body, held_on=FAR)
    elsewhere = MeetingFactory(body__office=office, held_on=FAR)
    asked = InformationRequestFactory(office=office, for_meeting=held)

    assert list(InformationRequest.objects.standing_on(following)) == [asked]
    assert not InformationRequest.objects.standing_on(elsewhere).exists()
    assert not InformationRequest.objects.standing_on(held).exists()


def test_the_page_of_a_meeting_shows_what_it_is_to_be_told(client, office, sign_in):
    sign_in(Role.AUDITOR)
    body = BodyFactory(office=office)
    earlier = MeetingFactory(body=body, status="held")
    meeting = MeetingFactory(body=body, held_on=FAR)
    InformationRequestFactory(office=office, text="Beds?", for_meeting=earlier)

    page = client.get(url(office, "meeting", meeting.pk)).content.decode()

    assert "Answers owed to this meeting" in page
    assert "Beds?" in page


def test_a_request_is_aimed_at_a_meeting_and_due_on_its_day(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(body__office=office, held_on=FAR)
    said = {
        "text": "How many devices wait?",
        "asked_of": office.force.pk,
        "for_meeting": meeting.pk,
    }

    page = client.post(url(office, "request-add"), said, follow=True).content.decode()

    assert "It is asked for." in page
    asked = InformationRequest.objects.get()
    assert (asked.due_on, asked.number) == (FAR, 1)
    assert office.audit.first().verb == "ask_to_be_told"


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [("", "Choose a meeting, or give a day."), ("2020-01-01", "That day is past")],
)
def test_a_request_has_a_meeting_or_a_day_ahead(
    client, office, sign_in, due_on, sentence
):
    sign_in(Role.SCRUTINY)
    said = {"text": "How many wait?", "asked_of": office.force.pk, "due_on": due_on}

    page = client.post(url(office, "request-add"), said).content.decode()

    assert sentence in page
    assert "How many wait?" in page


def test_an_answer_stands_as_it_was_given(office):
    asked = InformationRequestFactory(office=office)
    by = actor(office, Role.DATA_PROVIDER)
    changes.answer(request=asked, text="118", by=by)

    with pytest.raises(MoveRefused, match="answered already"):
        changes.answer(request=asked, text="112", by=by)

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("118", by.said_by)


def test_only_whoever_was_asked_or_the_office_answers(office):
    haven = OrganisationFactory(office=office)
    asked = InformationRequestFactory(office=office, asked_of=haven)

    with pytest.raises(MoveRefused, match="Only whoever was asked"):
        changes.answer(request=asked, text="118", by=actor(office, Role.DATA_PROVIDER))


def test_a_provider_sees_and_answers_what_they_were_asked(client, office, sign_in):
    sign_in(Role.DATA_PROVIDER, name="Sam Whitlock")
    asked = InformationRequestFactory(office=office, text="How many wait?")
    other = InformationRequestFactory(
        office=office,
        text="Beds?",
        asked_of=OrganisationFactory(office=office, name="Haven"),
    )

    page = client.get(url(office)).content.decode()
    assert "How many wait?" in page
    assert "Beds?" not in page and "Haven" not in page
    assert client.get(url(office, "request", other.key)).status_code == 404
    address = url(office, "request-answer", asked.key)
    assert "Write what" in client.post(address, {"text": ""}).content.decode()
    page = client.post(address, {"text": "118 do."}, follow=True).content.decode()

    assert "118 do." in page
    assert "Sam Whitlock, data provider" in page
    assert client.get(address).status_code == 403


def test_what_was_typed_while_another_answered_is_not_lost(client, office, sign_in):
    sign_in(Role.DATA_PROVIDER)
    asked = InformationRequestFactory(
        office=office,
        answer="118",
        answered_at=dt.datetime(2025, 9, 2, tzinfo=dt.UTC),
    )

    page = client.post(url(office, "request-answer", asked.key), {"text": "119 do."})

    assert "answered already" in page.content.decode()
    assert "119 do." in page.content.decode()


def test_what_is_answered_is_out_of_the_way_but_not_gone(client, office, sign_in):
    sign_in(Role.AUDITOR)
    InformationRequestFactory(
        office=office,
        text="How many wait?",
        answer="118",
        answered_at=dt.datetime(2025, 9, 2, tzinfo=dt.UTC),
    )

    assert "Nothing is asked for" in client.get(url(office)).content.decode()
    page = client.get(url(office), {"all": ""}).content.decode()
    assert "How many wait?" in page


def test_more_requests_cost_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.AUDITOR)

    for _ in range(2):
        InformationRequestFactory.create_batch(
            3, office=office, for_meeting=MeetingFactory(body__office=office)
        )
        # Four for who asks; requests are counted and fetched.
        with django_assert_num_queries(6):
            client.get(url(office))
