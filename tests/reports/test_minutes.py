"""Minutes as publications: once agreed, for two audiences, and the public one free of
what is restricted."""

import datetime as dt
import json
from itertools import count, islice

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.changes import minutes as changes
from reports.domain import content as contents
from reports.models import MinutesIssue, Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.changes import minutes as agreeing
from scrutiny.models import (
    Action,
    AgendaItem,
    AssuranceStatement,
    Attendance,
    InformationRequest,
    Meeting,
    Minute,
)
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes
from tests.reports.test_agendas import item, restrict

HELD_ON = dt.date(2026, 3, 20)
LATER = dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def meeting(office):
    body = BodyFactory(office=office, name="Accountability Board", visibility="public")
    return MeetingFactory(
        body=body, held_on=HELD_ON, starts_at=dt.time(14), status="agenda_draft"
    )


def hold(meeting, *, minutes="agreed"):
    type(meeting).objects.filter(pk=meeting.pk).update(status="held", minutes=minutes)
    meeting.refresh_from_db()


def minuted(of, text, decisions=""):
    return Minute.objects.create(
        item=of, text=text, decisions=decisions, by=UserFactory(), at=LATER
    )


def concluded(of, **said):
    words = {"grade": "partly", "reason": "Not shown that victims are safe."} | said
    return AssuranceStatement.objects.create(
        item=of, **words, by=UserFactory(name="Eleanor Vaisey"), at=LATER
    )


def asked(of, title, told, number):
    office = of.meeting.body.office
    by = UserFactory()
    action = Action.objects.create(
        office=office,
        number=number,
        title=title,
        item=of,
        owner_name="Deputy Chief Constable",
        organisation=office.force,
        raised_on=HELD_ON,
        first_due_on=dt.date(2026, 5, 1),
        due_on=dt.date(2026, 6, 1),
        by=by,
    )
    InformationRequest.objects.create(
        office=office,
        number=number,
        text=told,
        asked_of=office.force,
        item=of,
        due_on=dt.date(2026, 5, 2),
        by=by,
        at=LATER,
    )
    return action


def published(meeting):
    with clock.told(LATER):
        return changes.publish_minutes(meeting=meeting, by=UserFactory())


def planted(meeting):
    """Fifty strings in all that minutes keep of restricted items."""
    left = iter(CANARIES)
    numbers = count(1)
    known = item(meeting, "Budget")
    minuted(known, "The budget was noted.")
    concluded(
        known,
        evidence=f"Rests on {next(left)}",
        gaps=f"Gap {next(left)}",
        would_change=f"Change {next(left)}",
    )
    action = asked(known, "Set the budget out", "The reserves", next(numbers))
    action.detail, action.evidence = f"Detail {next(left)}", f"Done {next(left)}"
    action.save()
    while drawn := list(islice(left, 9)):
        held = item(meeting, f"Operation {drawn[0]}")
        minuted(held, f"Said {drawn[1]}", f"Decided {drawn[2]}")
        concluded(held, reason=f"Because {drawn[3]}", evidence=f"Shown {drawn[4]}")
        asked(held, f"Do {drawn[5]}", f"Tell {drawn[6]}", next(numbers))
        AgendaItem.objects.filter(pk=held.pk).update(note=f"Note {drawn[7]}")
        restrict(held, reason=f"Reason {drawn[8]}")


def test_none_of_50_canaries_in_restricted_parts_is_in_any_public_minutes(
    client, office, meeting
):
    planted(meeting)
    hold(meeting)
    issue = published(meeting)

    # The office's own has all but what an action and a restriction keep to themselves.
    full = bytes(issue.full.content).decode()
    assert sum(canary in full for canary in CANARIES) == 3 + 5 * 7
    everything = b"\n".join(public_bytes())
    page = client.get(issue.publication.address).content
    listing = client.get(f"/{office.slug}/minutes/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    assert b"An operational matter" in page
    assert b"Could harm policing or an investigation" in page
    assert b"The budget was noted." in page


def test_minutes_say_who_came_what_was_decided_concluded_and_asked_for(client, meeting):
    board = item(meeting, "Domestic abuse: arrests")
    minuted(board, "Arrests fell by **8%**.", "Ask again in June\n\nNote the report")
    concluded(board, look_again_on=dt.date(2026, 6, 30))
    asked(board, "Review the arrests", "The number of repeat victims", 7)
    meeting.attendance.create(name="Shirin Haddad", kind=Attendance.Kind.APOLOGIES)
    meeting.attendance.create(name="Eleanor Vaisey", kind=Attendance.Kind.PRESENT)
    meeting.attendance.create(
        name="Dan Osei", kind="substitute", stands_in_for="Shirin Haddad"
    )
    hold(meeting)

    page = client.get(published(meeting).publication.address).content.decode()

    assert "<strong>8%</strong>" in page
    assert "<li>Ask again in June</li><li>Note the report</li>" in page
    assert "Partly assured" in page
    assert "Not shown that victims are safe." in page
    assert "30 June 2026" in page
    assert "Review the arrests" in page
    assert "The number of repeat victims" in page
    # As it was due when the meeting asked for it, whatever was agreed since.
    assert "1 May 2026" in page
    assert "1 June 2026" not in page
    told = [page.index(each) for each in ("Present", "Apologies", "Substitute")]
    assert told == sorted(told)
    assert "Dan Osei for Shirin Haddad" in page


@pytest.mark.parametrize("state", ["none", "draft", "published"])
def test_minutes_are_published_once_they_are_agreed_and_not_before(meeting, state):
    hold(meeting, minutes=state)

    with pytest.raises(MoveRefused, match="You cannot publish minutes"):
        published(meeting)

    assert not Publication.objects.exists()


def test_a_public_item_that_names_what_is_restricted_stops_the_minutes(meeting):
    secret = item(meeting, "Operation Fennel")
    minuted(secret, "Searches begin.", "Search the depot")
    restrict(secret)
    minuted(item(meeting, "Budget"), "Money was found to search\nthe depot.")
    hold(meeting)

    with pytest.raises(MoveRefused, match="minuted under item 1 and restricted"):
        published(meeting)

    meeting.refresh_from_db()
    assert meeting.minutes == "agreed"


def test_a_body_that_is_not_public_keeps_its_minutes_to_the_office(office):
    meeting = MeetingFactory(
        body__office=office, body__visibility="office", held_on=HELD_ON
    )
    minuted(AgendaItemFactory(meeting=meeting, title="Budget"), "Noted.")
    hold(meeting)

    issue = published(meeting)

    assert issue.publication is None
    assert issue.full.renderings.filter(format="pdf").exists()
    assert not Publication.objects.exists()


def test_published_minutes_stay_whatever_becomes_of_the_meeting(client, meeting):
    minuted(item(meeting, "Budget"), "Noted.")
    hold(meeting)
    issue = published(meeting)
    before = client.get(issue.publication.address).content

    Minute.objects.update(text="Something else")
    AgendaItem.objects.update(title="Something else")

    assert client.get(issue.publication.address).content == before
    assert list(problems()) == []


def test_what_became_of_an_action_since_the_agreement_is_not_in_the_minutes(
    client, meeting
):
    board = item(meeting, "Domestic abuse: arrests")
    minuted(board, "Arrests fell.")
    action = asked(board, "Review the arrests", "The number of repeat victims", 7)
    hold(meeting, minutes="draft")
    agreeing.agree(meeting=meeting, by=UserFactory())

    action.title, action.owner_name = "Review some arrests", "ACC Rowe"
    action.save()
    InformationRequest.objects.update(text="Nothing", due_on=dt.date(2027, 1, 1))
    asked(board, "An afterthought", "Another afterthought", 8)
    issue = published(meeting)

    public = client.get(issue.publication.address).content.decode()
    for told in (public, bytes(issue.full.content).decode()):
        assert "Review the arrests" in told
        assert "Deputy Chief Constable" in told
        assert "The number of repeat victims" in told
        for since in ("Review some", "ACC Rowe", "Nothing", "2027", "afterthought"):
            assert since not in told, since


def test_minutes_agreed_before_that_was_kept_say_what_stands_now(client, meeting):
    board = item(meeting, "Domestic abuse: arrests")
    minuted(board, "Arrests fell.")
    asked(board, "Review the arrests", "The number of repeat victims", 7)
    hold(meeting)

    page = client.get(published(meeting).publication.address).content.decode()

    assert Minute.objects.get().asked is None
    assert "Review the arrests" in page


def test_minutes_are_built_in_as_many_queries_however_long(
    meeting, django_assert_num_queries
):
    for number in range(6):
        each = item(meeting, f"Item {number}")
        minuted(each, "Noted.")
        concluded(each)
        asked(each, "Do it", "Tell it", number)
    stored = Meeting.objects.select_related("body__office").get()

    with django_assert_num_queries(7):
        changes.build_minutes(stored, audience="office", on=HELD_ON)

    hold(meeting, minutes="draft")
    agreeing.agree(meeting=meeting, by=UserFactory())
    with django_assert_num_queries(7):
        changes.build_minutes(stored, audience="office", on=HELD_ON)


def test_minutes_read_back_as_stored_and_their_pdf_is_accessible(meeting, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    board = item(meeting, "Domestic abuse: arrests")
    minuted(board, "Arrests fell.", "Ask again")
    concluded(board)
    asked(board, "Review the arrests", "Repeat victims", 7)
    hold(meeting)
    stored = bytes(published(meeting).publication.document.content)

    content = contents.from_bytes(stored)
    assert contents.to_bytes(content) == stored
    assert json.loads(stored)["audience"] == "public"
    path = tmp_path / "minutes.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_chief_executive_publishes_them_on_the_page(client, office, meeting):
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    minuted(item(meeting, "Budget"), "Noted.")
    hold(meeting)
    address = reverse("reports:minutes-publish", args=[office.slug, meeting.pk])

    assert "1. Budget" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()

    issue = MinutesIssue.objects.get()
    assert "The minutes are published." in page
    assert issue.publication.address in page
    file = reverse("reports:minutes-file", args=[office.slug, issue.pk])
    answer = client.get(file)
    assert answer.content.startswith(b"%PDF")
    assert "private" in answer["Cache-Control"]
    again = client.post(address).content.decode()
    assert "You cannot publish minutes" in again
