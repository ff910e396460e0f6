"""Who belongs to a body and on what terms, and who came to its meetings."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from opcc.core.models import Appointment, Post
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import membership as changes
from scrutiny.models import Attendance, Membership, TermsOfReference
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)

APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def body(office):
    return BodyFactory(office=office)


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def seated(body, title):
    post = Post.objects.create(
        office=body.office, organisation=body.office.force, title=title
    )
    membership = Membership(body=body, post=post, starts_on=APRIL)
    changes.seat(membership=membership, by=UserFactory())
    return membership


def terms(body, text, on):
    said = TermsOfReference(
        body=body, text=text, approved_by="The Board", approved_on=on
    )
    return changes.approve_terms(terms=said, by=UserFactory())


def test_whoever_holds_the_post_is_the_member_and_a_vacancy_keeps_its_seat(
    client, office, body
):
    held = seated(body, "Deputy Chief Constable")
    seated(body, "Head of Performance")
    Appointment.objects.create(
        post=held.post, holder_name="Rhian Hale", acting=True, starts_on=APRIL
    )
    client.force_login(person(office, Role.AUDITOR))

    page = client.get(url(office, "body", body.pk)).content.decode()

    assert "Rhian Hale (acting)" in page
    assert "Head of Performance" in page
    assert "Vacant" in page


def test_a_post_has_one_seat_at_a_time(body):
    first = seated(body, "Deputy Chief Constable")
    again = Membership(body=body, post=first.post, starts_on=APRIL)

    with pytest.raises(ValidationError, match="has a seat in this body already"):
        changes.seat(membership=again, by=UserFactory())
    changes.end_seat(membership=first, on=dt.date(2026, 6, 30), by=UserFactory())
    changes.seat(membership=again, by=UserFactory())

    on = dt.date(2026, 7, 1)
    assert body.memberships.held(on=on).get() == again


def test_a_version_of_the_terms_stands_beside_those_before_it(client, office, body):
    terms(body, "To ask.", dt.date(2025, 4, 1))
    terms(body, "To ask and to answer.", APRIL)
    client.force_login(person(office, Role.AUDITOR))

    assert list(body.terms.values_list("number", flat=True)) == [2, 1]
    page = client.get(url(office, "terms", body.pk)).content.decode()
    assert "To ask and to answer." in page
    assert "1 April 2025" in page
    with pytest.raises(MoveRefused, match="give that day or a later one"):
        terms(body, "Older.", dt.date(2025, 1, 1))
    with pytest.raises(TypeError, match="never changed"):
        body.terms.update(text="x")


def test_who_came_is_said_from_the_day_of_the_meeting_on(body):
    meeting = MeetingFactory(body=body, held_on=dt.date(2026, 12, 4))
    came = Attendance(meeting=meeting, name="DCC Hale")

    with pytest.raises(MoveRefused, match="say then who came"):
        changes.attend(attendance=came, on=dt.date(2026, 12, 3), by=UserFactory())
    changes.attend(attendance=came, on=dt.date(2026, 12, 4), by=UserFactory())

    assert meeting.attendance.get().name == "DCC Hale"


def test_a_substitute_stands_in_for_somebody(client, office, body):
    meeting = MeetingFactory(
        body=body, held_on=timezone.localdate(), status="agenda_published"
    )
    client.force_login(person(office, Role.SCRUTINY))
    address = url(office, "attend", meeting.pk)
    said = {"name": "ACC Rowe", "kind": "substitute"}

    refused = client.post(address, said).content.decode()
    client.post(address, said | {"stands_in_for": "DCC Hale"})

    assert "Say whom they stand in for." in refused
    page = client.get(url(office, "attendance", meeting.pk)).content.decode()
    assert "for DCC Hale" in page


def test_agreed_minutes_fix_who_came(body):
    meeting = MeetingFactory(body=body, held_on=APRIL, status="held", minutes="agreed")
    came = Attendance.objects.create(meeting=meeting, name="DCC Hale")

    with pytest.raises(MoveRefused, match="The minutes are agreed"):
        changes.strike_out(attendance=came, by=UserFactory())


@pytest.mark.parametrize("name", ["terms-add", "seat", "attend"])
def test_only_officers_change_members_terms_and_attendance(client, office, name, body):
    client.force_login(person(office, Role.AUDITOR))

    assert client.post(url(office, name, body.pk)).status_code == 403


def test_nothing_of_another_office_is_reached(client, office):
    theirs = seated(BodyFactory(), "Deputy Chief Constable")
    client.force_login(person(office, Role.SCRUTINY))

    for name, pk in (("terms", theirs.body_id), ("seat-end", theirs.pk)):
        assert client.get(url(office, name, pk)).status_code == 404
