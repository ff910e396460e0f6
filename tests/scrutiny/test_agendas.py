"""Agendas at the desk: begun, built, put in order, restricted, held."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import agendas as changes
from scrutiny.models import (
    Action,
    AgendaItem,
    InformationRequest,
    Invitee,
    Meeting,
    MeetingSeries,
)
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)

FRIDAY = dt.date(2026, 12, 4)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    return lambda *roles: client.force_login(person(office, *roles))


@pytest.fixture
def meeting(office):
    return MeetingFactory(
        body__office=office,
        held_on=FRIDAY,
        starts_at=dt.time(14),
        status="agenda_draft",
    )


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def items_of(meeting, *titles):
    return [
        AgendaItemFactory(meeting=meeting, order=place, title=title)
        for place, title in enumerate(titles, start=1)
    ]


def titles_of(meeting):
    return list(meeting.items.values_list("title", flat=True))


def restriction(**facts):
    said = {
        "reason_code": "operational",
        "reason": "It names a line of investigation.",
        "asked_by": "Chief Constable",
        "decided_on": dt.date(2026, 11, 2),
        "review_on": dt.date(2027, 2, 1),
    }
    return Restriction(**(said | facts))


def restricted(item):
    changes.restrict(
        item=item,
        restriction=restriction(),
        safe_title="An operational matter",
        by=UserFactory(),
    )
    item.refresh_from_db()
    return item


def asked_for(meeting, **facts):
    return InformationRequest.objects.create(
        office=meeting.body.office,
        number=1,
        text="How many suspects are interviewed by appointment?",
        asked_of=OrganisationFactory(office=meeting.body.office),
        for_meeting=meeting,
        due_on=FRIDAY,
        by=UserFactory(),
        at=timezone.now(),
        **facts,
    )


def test_an_agenda_begins_with_the_standing_items_of_its_series(office):
    body = BodyFactory(office=office)
    series = MeetingSeries.objects.create(
        body=body,
        name="Board",
        cadence="quarterly",
        standing_items=["Force performance", "Actions from earlier meetings"],
    )
    meeting = MeetingFactory(body=body, series=series)

    changes.begin(meeting=meeting, by=UserFactory())

    meeting.refresh_from_db()
    assert meeting.status == "agenda_draft"
    assert list(meeting.items.values_list("order", "title", "kind")) == [
        (1, "Apologies and declarations of interest", "formal"),
        (2, "Actions from earlier meetings", "actions"),
        (3, "Force performance", "performance"),
    ]


def test_an_agenda_is_begun_once(meeting):
    with pytest.raises(MoveRefused, match="cannot draft agenda a meeting"):
        changes.begin(meeting=meeting, by=UserFactory())


def test_items_are_added_edited_and_removed_with_a_line_each(meeting):
    by = UserFactory()
    item = AgendaItem(meeting=meeting, title="Custody")
    changes.add_item(item=item, by=by)
    item.title = "Custody in the west"
    changes.edit_item(item=item, based_on=1, by=by)
    changes.remove_item(item=item, reason="Put there twice", by=by)

    verbs = AuditLine.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["add", "edit", "remove"]
    assert not meeting.items.exists()


def test_the_second_of_two_people_is_told_what_the_first_wrote(meeting):
    (item,) = items_of(meeting, "Custody")
    mine = AgendaItem.objects.get(pk=item.pk)
    item.title = "Custody in the west"
    changes.edit_item(item=item, based_on=1, by=UserFactory())
    mine.title = "Cells"

    with pytest.raises(WrittenMeanwhile) as refusal:
        changes.edit_item(item=mine, based_on=1, by=UserFactory())
    assert refusal.value.theirs.title == "Custody in the west"


def test_an_item_that_something_hangs_on_stays(meeting):
    item = restricted(items_of(meeting, "Custody")[0])

    with pytest.raises(MoveRefused, match="so it stays"):
        changes.remove_item(item=item, reason="Put there twice", by=UserFactory())


def test_an_item_from_which_information_was_asked_stays(meeting):
    (item,) = items_of(meeting, "Custody")
    asked_for(meeting, item=item)

    with pytest.raises(MoveRefused, match="has requests for information, so it stays"):
        changes.remove_item(item=item, reason="Put there twice", by=UserFactory())


def test_items_change_places_and_the_log_has_both_orders(meeting):
    _first, second = items_of(meeting, "Budget", "Custody")

    changes.move_item(item=second, step=-1, seen=1, by=UserFactory())

    assert titles_of(meeting) == ["Custody", "Budget"]
    line = AuditLine.objects.get(verb="reorder")
    assert line.before["items"] == list(reversed(line.after["items"]))


def test_an_order_that_somebody_else_changed_is_not_overwritten(meeting):
    first, second = items_of(meeting, "Budget", "Custody")
    changes.move_item(item=second, step=-1, seen=1, by=UserFactory())

    with pytest.raises(MoveRefused, match="Somebody else changed this agenda"):
        changes.move_item(item=first, step=-1, seen=1, by=UserFactory())

    assert titles_of(meeting) == ["Custody", "Budget"]


def test_removing_an_item_closes_the_gap(meeting):
    _first, second, _third = items_of(meeting, "Budget", "Custody", "999")

    changes.remove_item(item=second, reason="Put there twice", by=UserFactory())

    assert list(meeting.items.values_list("order", "title")) == [
        (1, "Budget"),
        (2, "999"),
    ]


def test_an_agenda_is_published_in_time_or_not_at_all(meeting):
    items_of(meeting, "Budget")

    with pytest.raises(MoveRefused, match="was due by Thursday 26 November 2026"):
        changes.publish(
            meeting=meeting,
            on=dt.date(2026, 11, 27),
            urgent_reason="",
            by=UserFactory(),
        )
    changes.publish(
        meeting=meeting, on=dt.date(2026, 11, 26), urgent_reason="", by=UserFactory()
    )

    meeting.refresh_from_db()
    assert meeting.status == "agenda_published"
    assert meeting.items.get().published_on == dt.date(2026, 11, 26)


def test_an_urgent_agenda_keeps_its_reason(meeting):
    items_of(meeting, "Budget")

    changes.publish(
        meeting=meeting,
        on=dt.date(2026, 12, 2),
        urgent_reason="The court decided on 1 December.",
        by=UserFactory(),
    )

    meeting.refresh_from_db()
    assert meeting.urgent_reason == "The court decided on 1 December."
    assert AuditLine.objects.get(verb="publish_agenda").reason == meeting.urgent_reason


def test_an_empty_agenda_is_not_published(meeting):
    with pytest.raises(MoveRefused, match="add its first item"):
        changes.publish(
            meeting=meeting,
            on=dt.date(2026, 11, 2),
            urgent_reason="",
            by=UserFactory(),
        )


def test_after_publication_an_item_comes_only_with_the_chairs_reason(meeting):
    (item,) = items_of(meeting, "Budget")
    changes.publish(
        meeting=meeting, on=dt.date(2026, 11, 2), urgent_reason="", by=UserFactory()
    )
    late = AgendaItem(meeting=meeting, title="A court's decision")

    with pytest.raises(MoveRefused, match="chair's reason"):
        changes.add_item(item=late, by=UserFactory())
    late.late_reason = "It was given on 1 December."
    changes.add_item(item=late, by=UserFactory())

    item.title = "The budget"
    with pytest.raises(MoveRefused, match="stands as people read it"):
        changes.edit_item(item=item, based_on=1, by=UserFactory())
    assert titles_of(meeting) == ["Budget", "A court's decision"]


def test_a_meeting_is_not_held_before_its_day(meeting):
    meeting.status = "agenda_published"
    meeting.save()

    with pytest.raises(MoveRefused, match="has not been held yet"):
        changes.hold(meeting=meeting, on=dt.date(2026, 12, 3), by=UserFactory())
    changes.hold(meeting=meeting, on=FRIDAY, by=UserFactory())

    meeting.refresh_from_db()
    assert meeting.status == "held"


def test_a_restricted_item_needs_a_title_that_may_be_public(client, office, meeting):
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    (item,) = items_of(meeting, "Operation Fennel")
    said = {
        "reason_code": "operational",
        "reason": "It names an operation.",
        "asked_by": "Chief Constable",
        "decided_on": "2026-11-02",
        "review_on": "2027-02-01",
    }
    address = url(office, "item-restrict", item.pk)

    same = client.post(address, said | {"safe_title": "operation fennel"})
    assert "give one that gives nothing away" in same.content.decode()
    client.post(address, said | {"safe_title": "An operational matter"})

    item.refresh_from_db()
    assert item.is_restricted
    assert item.public_title == "An operational matter"
    assert item.restriction.decided_by.name


def test_a_released_item_has_its_own_title_again(meeting):
    item = restricted(items_of(meeting, "Operation Fennel")[0])

    changes.release(
        item=item, on=dt.date(2026, 11, 20), reason="It is over.", by=UserFactory()
    )

    item = AgendaItem.objects.get(pk=item.pk)
    assert item.public_title == "Operation Fennel"
    assert Restriction.objects.get().released_on == dt.date(2026, 11, 20)


def test_an_item_is_released_after_its_meeting_too(client, office, meeting, sign_in):
    item = restricted(items_of(meeting, "Operation Fennel")[0])
    Meeting.objects.update(status="held")
    sign_in(Role.CHIEF_EXECUTIVE)

    client.post(url(office, "item-release", item.pk), {"reason": "It is over."})

    assert not AgendaItem.objects.get(pk=item.pk).is_restricted


def test_rule_15_an_information_request_stands_on_the_draft_agenda_until_answered(
    client, office, meeting, sign_in
):
    sign_in(Role.SCRUTINY)
    items_of(meeting, "Budget")
    asked = asked_for(meeting)
    address = url(office, "meeting", meeting.pk)

    page = client.get(address).content.decode()
    assert "How many suspects are interviewed by appointment?" in page
    assert "1 answer is owed to this meeting" in page

    InformationRequest.objects.filter(pk=asked.pk).update(
        answer="Forty.", answered_by="ACC Rowe", answered_at=timezone.now()
    )
    page = client.get(address).content.decode()
    assert "How many suspects are interviewed by appointment?" not in page


def test_rule_15_it_stands_before_the_agenda_is_begun(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(body__office=office)
    asked_for(meeting)

    page = client.get(url(office, "meeting", meeting.pk)).content.decode()

    assert "How many suspects are interviewed by appointment?" in page


def test_the_item_of_actions_shows_what_is_open_from_this_body(
    client, office, meeting, sign_in
):
    sign_in(Role.AUDITOR)
    (item,) = items_of(meeting, "Actions from earlier meetings")
    AgendaItem.objects.update(kind="actions")
    earlier = AgendaItemFactory(
        meeting__body=meeting.body, meeting__held_on="2026-09-01"
    )
    elsewhere = AgendaItemFactory(meeting__body__office=office)
    for number, (of, title) in enumerate(
        ((earlier, "Count them"), (elsewhere, "Not ours")), start=1
    ):
        Action.objects.create(
            office=office,
            number=number,
            title=title,
            item=of,
            owner_name="ACC Rowe",
            organisation=office.force,
            raised_on=dt.date(2026, 9, 1),
            first_due_on=dt.date(2026, 12, 18),
            due_on=dt.date(2026, 12, 18),
            by=UserFactory(),
        )

    page = client.get(url(office, "item", item.pk)).content.decode()

    assert "Count them" in page
    assert "Not ours" not in page


def test_a_meeting_shows_its_timetable_with_totals(client, office, meeting, sign_in):
    sign_in(Role.SCRUTINY)
    items_of(meeting, "Budget", "Custody")
    meeting.items.filter(title="Budget").update(duration=25)
    meeting.items.filter(title="Custody").update(duration=60)

    page = client.get(url(office, "meeting", meeting.pk)).content.decode()

    # 14:00 for 25 minutes, then 14:25 for an hour: until 15:25.
    assert "2:25pm" in page
    assert "1 hour 25 minutes, to 3:25pm" in page


def test_the_order_is_changed_without_javascript(client, office, meeting, sign_in):
    sign_in(Role.SCRUTINY)
    _first, second = items_of(meeting, "Budget", "Custody")

    answer = client.post(
        url(office, "item-move", second.pk), {"step": "-1", "seen": "1"}
    )

    assert answer["Location"].endswith(f"/meetings/{meeting.pk}/#item-{second.pk}")
    assert titles_of(meeting) == ["Custody", "Budget"]
    assert client.post(url(office, "item-move", second.pk)).status_code == 400


def test_the_buttons_of_the_order_carry_the_token_that_a_post_needs(
    client, office, meeting, sign_in
):
    sign_in(Role.SCRUTINY)
    items_of(meeting, "Budget", "Custody")

    page = client.get(url(office, "meeting", meeting.pk)).content.decode()

    # Two items, a form each, and the form that signs out.
    assert page.count("csrfmiddlewaretoken") == 3


def test_somebody_is_invited_to_one_item(client, office, meeting, sign_in):
    sign_in(Role.SCRUTINY)
    (item,) = items_of(meeting, "Custody")

    client.post(url(office, "invite", item.pk), {"name": "ACC Rowe"})
    page = client.get(url(office, "item", item.pk)).content.decode()
    assert "ACC Rowe" in page

    client.post(url(office, "uninvite", Invitee.objects.get().pk))
    assert not Invitee.objects.exists()


def test_an_item_is_added_and_edited_on_the_page(client, office, meeting, sign_in):
    sign_in(Role.SCRUTINY)
    said = {"title": "Custody", "kind": "topic", "duration": "35", "lead": "Tom Askew"}

    client.post(url(office, "item-add", meeting.pk), said)
    item = meeting.items.get()
    wrong = client.post(
        url(office, "item-edit", item.pk), said | {"duration": "0", "based_on": "1"}
    )
    client.post(
        url(office, "item-edit", item.pk), said | {"duration": "40", "based_on": "1"}
    )

    assert "Give 1 to 480 minutes." in wrong.content.decode()
    item.refresh_from_db()
    assert (item.duration, item.revision) == (40, 2)


def test_two_who_change_one_item_see_both_texts(client, office, meeting, sign_in):
    sign_in(Role.SCRUTINY)
    (item,) = items_of(meeting, "Custody")
    address = url(office, "item-edit", item.pk)

    page = saved_by_both(
        client, address, theirs={"kind": "topic"}, mine={"note": "Say what is next."}
    )

    assert both_texts(page) == [
        ("Kind", "Topic of the programme", "For information"),
        ("What the meeting is asked to do", "", "Say what is next."),
    ]
    save_over(client, address, page, kind="topic")
    item.refresh_from_db()
    assert (item.kind, item.note) == ("topic", "Say what is next.")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMISSIONER, Role.PRIORITY_LEAD])
def test_only_officers_build_agendas(client, office, meeting, sign_in, role):
    sign_in(role)

    answer = client.post(url(office, "item-add", meeting.pk), {"title": "Custody"})

    assert answer.status_code == 403


def test_nobody_of_another_office_reaches_an_item(client, sign_in, office):
    sign_in(Role.SCRUTINY, Role.CHIEF_EXECUTIVE)
    item = AgendaItemFactory()
    names = ("item", "item-edit", "item-remove", "item-move", "item-restrict", "invite")

    for name in names:
        assert client.post(url(office, name, item.pk)).status_code == 404, name


def test_a_longer_agenda_costs_no_more_queries(
    client, office, meeting, sign_in, django_assert_num_queries
):
    sign_in(Role.SCRUTINY)
    for _ in range(2):
        AgendaItemFactory.create_batch(3, meeting=meeting)
        # Four for who asks; the meeting, its items, their papers and invitees, and
        # what is owed to it.
        with django_assert_num_queries(9):
            client.get(url(office, "meeting", meeting.pk))
