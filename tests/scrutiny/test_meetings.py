"""Bodies and meetings at the desk: what changes, who may, what is said."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import meetings as changes
from scrutiny.domain.workflow import MEETING
from scrutiny.models import Body, Meeting, MeetingSeries
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)

CANCEL = MEETING.move("cancel")
FAR = dt.date(2099, 1, 5)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    return lambda *roles: client.force_login(person(office, *roles))


def _url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def _pre_meeting(office):
    """A series that meets 7 to 10 days before a Board on Tuesday 1 September 2026."""
    board = BodyFactory(office=office, name="Strategic Board")
    quarterly = MeetingSeries.objects.create(
        body=board, name="the Board", cadence="quarterly"
    )
    MeetingFactory(body=board, series=quarterly, held_on=dt.date(2026, 9, 1))
    return MeetingSeries.objects.create(
        body=BodyFactory(office=office, name="Joint Group"),
        name="Pre-meeting",
        cadence="quarterly",
        before=quarterly,
        days_before_least=7,
        days_before_most=10,
    )


@pytest.mark.parametrize("state", sorted(MEETING.states))
def test_a_meeting_is_cancelled_from_where_it_may_be_and_no_other(state):
    meeting = MeetingFactory(status=state)

    if state in CANCEL.sources:
        changes.cancel_meeting(meeting=meeting, by=UserFactory(), reason="Snow")
    else:
        with pytest.raises(MoveRefused, match="You cannot cancel a meeting"):
            changes.cancel_meeting(meeting=meeting, by=UserFactory(), reason="Snow")

    meeting.refresh_from_db()
    assert meeting.status == ("cancelled" if state in CANCEL.sources else state)


def test_a_cancelled_meeting_leaves_a_line_with_the_reason():
    meeting = MeetingFactory()

    changes.cancel_meeting(meeting=meeting, by=UserFactory(), reason="Snow")

    line = AuditLine.objects.get()
    assert (line.verb, line.reason) == ("cancel", "Snow")
    assert (line.before, line.after) == (
        {"status": "planned"},
        {"status": "cancelled"},
    )


def test_a_meeting_is_not_cancelled_without_a_reason():
    with pytest.raises(MoveRefused, match="Give a reason"):
        changes.cancel_meeting(meeting=MeetingFactory(), by=UserFactory(), reason=" ")


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_a_meeting_that_is_over_is_not_changed(status):
    meeting = MeetingFactory(status=status)

    with pytest.raises(MoveRefused, match="add another meeting"):
        changes.edit_meeting(meeting=meeting, based_on=1, by=UserFactory())


def test_a_body_meets_once_a_day():
    first = MeetingFactory()
    second = Meeting(body=first.body, held_on=first.held_on)

    with pytest.raises(ValidationError, match="already meets on that day"):
        changes.add_meeting(meeting=second, by=UserFactory())


def test_a_meeting_that_was_cancelled_before_notice_of_it_leaves_its_day_free():
    mistaken = MeetingFactory()
    changes.cancel_meeting(meeting=mistaken, by=UserFactory(), reason="Wrong body")
    again = Meeting(body=mistaken.body, held_on=mistaken.held_on)

    changes.add_meeting(meeting=again, by=UserFactory())

    assert mistaken.body.meetings.holding_their_day().get() == again


def test_a_meeting_of_which_notice_was_given_holds_its_day_though_cancelled():
    meeting = MeetingFactory(
        status="agenda_published", agenda_published_on=dt.date(2026, 11, 26)
    )
    changes.cancel_meeting(meeting=meeting, by=UserFactory(), reason="Snow")
    again = Meeting(body=meeting.body, held_on=meeting.held_on)

    with pytest.raises(ValidationError, match="already meets on that day"):
        changes.add_meeting(meeting=again, by=UserFactory())


def test_a_body_added_by_mistake_is_removed_with_the_reason(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    body = BodyFactory(office=office, name="Panle")
    address = _url(office, "body-remove", body.pk)
    assert address in client.get(_url(office, "body", body.pk)).content.decode()

    asked = client.post(address, {"reason": " "}).content.decode()
    assert "This field is required." in asked
    assert Body.objects.exists()
    page = client.post(address, {"reason": "Misspelt twice"}, follow=True)

    assert "“Panle” is removed." in page.content.decode()
    assert not Body.objects.exists()
    line = AuditLine.objects.get()
    assert (line.verb, line.reason, line.before["name"]) == (
        "remove",
        "Misspelt twice",
        "Panle",
    )


def test_a_body_that_has_met_stays_and_says_why(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    body = MeetingFactory(body__office=office).body
    body.terms.create(number=1, text="T", approved_on=FAR, by=UserFactory())
    address = _url(office, "body-remove", body.pk)
    assert address not in client.get(_url(office, "body", body.pk)).content.decode()

    page = client.post(address, {"reason": "A mistake"}).content.decode()

    assert "This body has meetings and terms of reference, so it stays" in page
    assert Body.objects.exists()


def test_an_edit_keeps_what_it_was_and_what_it_is():
    body = BodyFactory(clear_days=5)
    body.clear_days = 3

    changes.edit_body(body=body, based_on=1, by=UserFactory())

    line = AuditLine.objects.get()
    assert (line.verb, line.before, line.after) == (
        "edit",
        {"clear_days": 5},
        {"clear_days": 3},
    )


def test_an_office_without_bodies_is_told_what_to_do_first(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = client.get(_url(office, "bodies")).content.decode()

    assert "No body is set up yet" in page
    assert _url(office, "body-add") in page


def test_the_next_meeting_is_the_first_that_is_not_cancelled(client, office, sign_in):
    sign_in(Role.AUDITOR)
    body = BodyFactory(office=office)
    MeetingFactory(body=body, held_on=dt.date(2020, 1, 6))
    MeetingFactory(body=body, held_on=dt.date(2098, 1, 6), status="cancelled")
    MeetingFactory(body=body, held_on=FAR)

    page = client.get(_url(office, "bodies")).content.decode()

    assert "Monday 5 January 2099" in page
    assert "2098" not in page
    assert "Add a body" not in page


def test_more_bodies_cost_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.SCRUTINY)
    MeetingFactory(body__office=office, held_on=FAR)

    for _ in range(3):
        # Four for who asks; the bodies are counted, then fetched.
        with django_assert_num_queries(6):
            client.get(_url(office, "bodies"))
        MeetingFactory.create_batch(2, body__office=office, held_on=FAR)


def test_more_meetings_cost_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.SCRUTINY)
    body = BodyFactory(office=office)

    for day in range(1, 4):
        MeetingFactory(body=body, held_on=dt.date(2026, 12, day))
        # Four for who asks, the body, its series and seats; meetings are counted and
        # fetched.
        with django_assert_num_queries(9):
            client.get(_url(office, "body", body.pk))


def test_a_new_body_begins_with_the_offices_clear_days(client, office, sign_in):
    office.clear_days = 3
    office.save()
    sign_in(Role.SCRUTINY)

    form = client.get(_url(office, "body-add")).context["form"]

    assert form["clear_days"].value() == 3


def test_a_body_is_added(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    said = {"name": "Panel", "kind": "panel", "clear_days": 5, "visibility": "public"}

    page = client.post(_url(office, "body-add"), said, follow=True).content.decode()

    assert "“Panel” is added." in page
    assert "No meeting is in the diary" in page
    assert Body.objects.get().office == office


def test_a_body_of_that_name_is_an_error_of_the_form(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    BodyFactory(office=office, name="Panel")
    said = {"name": "Panel", "kind": "panel", "clear_days": 5, "visibility": "public"}

    page = client.post(_url(office, "body-add"), said).content.decode()

    assert "There is a body of that name." in page


def test_a_meeting_shows_the_day_its_papers_are_due(client, office, sign_in):
    sign_in(Role.AUDITOR)
    meeting = MeetingFactory(body__office=office, held_on=dt.date(2026, 12, 4))

    page = client.get(_url(office, "meeting", meeting.pk)).content.decode()

    assert "Thursday 26 November 2026" in page
    assert "Check the date" not in page


def test_a_saturday_is_saved_and_warned_of(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    body = BodyFactory(office=office)
    url = _url(office, "meeting-add", body.pk)

    page = client.post(url, {"held_on": "2026-12-05"}, follow=True).content.decode()

    assert "The meeting is in the diary." in page
    assert "it is a weekend" in page
    assert body.meetings.get().held_on == dt.date(2026, 12, 5)


def test_a_day_outside_the_window_is_saved_and_the_breach_named(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    series = _pre_meeting(office)
    meeting = MeetingFactory(body=series.body, held_on=dt.date(2026, 8, 24))
    said = {"held_on": "2026-08-28", "series": series.pk, "based_on": "1"}

    page = client.post(
        _url(office, "meeting-edit", meeting.pk), said, follow=True
    ).content.decode()

    assert "The meeting is saved." in page
    assert "7 to 10 days before the Board" in page
    assert "This is 4 days before it." in page


def test_the_day_of_a_meeting_stays_once_notice_of_it_is_given(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(
        body__office=office,
        held_on=dt.date(2026, 12, 4),
        status="agenda_published",
        agenda_published_on=dt.date(2026, 11, 26),
    )
    address = _url(office, "meeting-edit", meeting.pk)

    said = {"based_on": "1"}
    page = client.post(address, said | {"held_on": "2026-12-01", "place": "Hall"})
    client.post(address, said | {"held_on": "2026-12-04", "place": "Library"})

    assert "published for Friday 4 December 2026" in page.content.decode()
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (dt.date(2026, 12, 4), "Library")


def test_two_who_change_one_meeting_see_both_texts(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(body__office=office, starts_at=dt.time(10), place="Hall")
    address = _url(office, "meeting-edit", meeting.pk)

    page = saved_by_both(
        client, address, theirs={"place": "Library"}, mine={"starts_at": "14:00"}
    )

    assert both_texts(page) == [
        ("Time", "10:00", "14:00"),
        ("Place", "Library", "Hall"),
    ]
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (dt.time(10), "Library")
    save_over(client, address, page, place="Library")
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (dt.time(14), "Library")


def test_two_who_change_one_body_see_both_texts(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    body = BodyFactory(office=office, clear_days=5, purpose="Holds\r\nto account")
    address = _url(office, "body-edit", body.pk)

    page = saved_by_both(
        client, address, theirs={"clear_days": "3"}, mine={"visibility": "public"}
    )

    assert both_texts(page) == [
        ("Clear days", "3", "5"),
        ("Who may see its meetings", "The office only", "Public"),
    ]
    save_over(client, address, page)
    body.refresh_from_db()
    assert (body.clear_days, body.visibility) == (5, "public")


def test_a_body_says_its_rule_in_words(client, office, sign_in):
    sign_in(Role.AUDITOR)
    series = _pre_meeting(office)

    page = client.get(_url(office, "body", series.body.pk)).content.decode()

    assert "Quarterly, 7 to 10 days before the Board" in page


def test_cancelling_asks_for_the_reason(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(body__office=office)
    url = _url(office, "meeting-cancel", meeting.pk)

    refused = client.post(url, {"reason": ""}).content.decode()
    assert "Give a reason to cancel the meeting." in refused
    client.post(url, {"reason": "Snow"})

    meeting.refresh_from_db()
    assert meeting.status == "cancelled"


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("body", "body"),
        ("body-edit", "body"),
        ("body-remove", "body"),
        ("meeting-add", "body"),
        ("meeting", "meeting"),
        ("meeting-edit", "meeting"),
        ("meeting-cancel", "meeting"),
    ],
)
def test_nothing_crosses_offices(client, office, sign_in, name, noun):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory()
    theirs = {"body": meeting.body, "meeting": meeting}

    answer = client.post(_url(office, name, theirs[noun].pk))

    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIORITY_LEAD, Role.COMMISSIONER])
def test_only_officers_change_the_diary(client, office, sign_in, role):
    sign_in(role)
    body = BodyFactory(office=office)

    answer = client.post(
        _url(office, "meeting-add", body.pk), {"held_on": "2026-12-04"}
    )

    assert answer.status_code == 403
    assert not Meeting.objects.exists()
