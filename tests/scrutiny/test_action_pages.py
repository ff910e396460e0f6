"""The register, an action's page, and what each person can do there."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Role
from scrutiny.models import Action, AgendaItem, SavedView
from scrutiny.register import Counts
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    person,
)

NOW = dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC)
"""34 days after 30 September, when the actions of the tests are due."""


@pytest.fixture(autouse=True)
def third_of_november():
    with clock.told(NOW):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def as_(*roles, **facts):
        user = person(office, *roles, **facts)
        client.force_login(user)
        return user

    return as_


def url(office, name="actions", *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def text_of(client, address, said=None):
    if said is None:
        return client.get(address, follow=True).content.decode()
    return client.post(address, said, follow=True).content.decode()


def item_of(office, **facts):
    board = BodyFactory(office=office, name="Strategic Board", short_name="Board")
    meeting = MeetingFactory(body=board, held_on=dt.date(2025, 6, 2), status="held")
    return AgendaItem.objects.create(
        meeting=meeting, order=5, title="Burglary", **facts
    )


# -- the register


@pytest.mark.parametrize(
    ("open_", "overdue", "finding"),
    [
        (23, 3, "three of 23 open are overdue"),
        (23, 1, "one of 23 open is overdue"),
        (4, 0, "none of four open is overdue"),
        (0, 0, "none is open"),
        (12, 11, "11 of 12 open are overdue"),
    ],
)
def test_the_title_of_the_register_is_counted(open_, overdue, finding):
    assert Counts(open_, overdue).finding == finding


def test_the_register_says_how_many_are_overdue(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office)
    ActionFactory(office=office, first_due_on=dt.date(2025, 12, 18))
    ActionFactory(office=office, over=True)
    ActionFactory()  # another office's

    page = text_of(client, url(office))

    assert "Actions: one of two open is overdue" in page


def test_an_action_stands_with_its_origin_and_what_became_of_its_date(
    client, office, sign_in
):
    sign_in(Role.AUDITOR)
    action = ActionFactory(
        office=office,
        number=41,
        title="Sunday visits restored",
        item=item_of(office),
        first_due_on=dt.date(2025, 8, 31),
        date_changed=1,
    )
    action.measures.add(MeasureFactory(office=office, code="2B"))

    page = text_of(client, url(office))

    # 31 August moved by 30 days is 30 September; 3 November is 34 days later.
    assert "Board, 2 June, item 5." in page
    assert "Measure 2B" in " ".join(page.split())
    assert "30 Sep 2025" in page
    assert "first due 31 Aug 2025, moved once" in page
    assert "Overdue 34 days" in page
    assert "Escalated" in page


def test_what_is_overdue_stands_first_then_what_is_due_soonest(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office, title="Ahead", first_due_on=dt.date(2025, 12, 1))
    ActionFactory(
        office=office,
        title="Offered",
        offered=True,
        first_due_on=dt.date(2025, 9, 1),
    )
    ActionFactory(office=office, title="Late", first_due_on=dt.date(2025, 10, 1))
    ActionFactory(office=office, title="Latest", first_due_on=dt.date(2025, 9, 15))

    table = client.get(url(office)).context["table"]

    titles = [line.action.title for line in table.data]
    assert titles == ["Latest", "Late", "Offered", "Ahead"]


def test_pages_of_the_register_join_without_a_gap(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory.create_batch(20, office=office)
    ActionFactory.create_batch(20, office=office, first_due_on=dt.date(2025, 12, 1))

    seen = []
    for number in (1, 2):
        page = client.get(url(office), {"page": number})
        seen += [line.action.pk for line in page.context["table"].data]

    assert len(seen) == len(set(seen)) == 40
    late = set(Action.objects.filter(first_due_on__lt=NOW).values_list("pk", flat=True))
    assert set(seen[:20]) == late


def test_more_actions_cost_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.SCRUTINY)
    measure = MeasureFactory(office=office)

    for _ in range(2):
        for action in ActionFactory.create_batch(
            8, office=office, item=item_of_once(office), date_changed=1
        ):
            action.measures.add(measure)
        # Four for who asks; five for the filter's choices (organisations, bodies,
        # priorities, measures and their versions); one counts, one fetches those
        # that are overdue; three for links and dates; saved views.
        with django_assert_num_queries(15):
            client.get(url(office))


def item_of_once(office):
    return AgendaItem.objects.filter(meeting__body__office=office).first() or item_of(
        office
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Late", "Offered"}),
        ({"state": "overdue"}, {"Late"}),
        ({"state": "closed"}, {"Over"}),
        ({"state": "every"}, {"Late", "Offered", "Over"}),
        ({"words": "offer"}, {"Offered"}),
        ({"words": "linwood"}, {"Late"}),
        ({"owner": "mine"}, {"Offered"}),
    ],
)
def test_the_register_is_narrowed(client, office, sign_in, asked, found):
    user = sign_in(Role.SCRUTINY)
    ActionFactory(office=office, title="Late")
    ActionFactory(
        office=office, title="Offered", offered=True, owner=user, owner_name="Tom"
    )
    ActionFactory(office=office, title="Over", over=True)

    lines = client.get(url(office), asked).context["table"].data

    assert {line.action.title for line in lines} == found


def test_the_register_is_narrowed_to_a_body_a_measure_or_an_organisation(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    ActionFactory(office=office)
    haven = OrganisationFactory(office=office, name="Haven")
    theirs = ActionFactory(office=office, organisation=haven)
    item = item_of(office)
    raised = ActionFactory(office=office, item=item)
    measure = MeasureFactory(office=office)
    about = ActionFactory(office=office)
    about.measures.add(measure)

    def found(**asked):
        return [
            line.action.pk
            for line in client.get(url(office), asked).context["table"].data
        ]

    assert found(owner=haven.pk) == [theirs.pk]
    assert found(body=item.meeting.body_id) == [raised.pk]
    assert found(about=f"m{measure.pk}") == [about.pk]


def test_what_narrows_the_register_can_be_taken_away(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = client.get(url(office), {"state": "closed", "words": "visit"})

    assert page.context["chips"] == [
        ("Closed", "?words=visit"),
        ("“visit”", "?state=closed"),
    ]


@pytest.mark.parametrize("asked", ["state=nonsense", "about=m", "body=x", "page=999"])
def test_an_address_that_makes_no_sense_is_no_error(client, office, sign_in, asked):
    sign_in(Role.SCRUTINY)
    ActionFactory(office=office)

    assert client.get(f"{url(office)}?{asked}").status_code == 200


def test_somebody_keeps_a_view_of_their_own(client, office, sign_in):
    user = sign_in(Role.SCRUTINY)
    kept = {"name": "Closed visits", "query": "state=closed&words=visit"}

    page = text_of(client, url(office, "view-save"), kept)

    assert "“Closed visits” is kept." in page
    view = SavedView.objects.get(person=user)
    assert "You have a view of that name." in text_of(
        client, url(office, "view-save"), kept
    )
    sign_in(Role.AUDITOR)
    assert "Closed visits" not in text_of(client, url(office))
    assert client.post(url(office, "view-drop", view.pk)).status_code == 404
    client.force_login(user)
    client.post(url(office, "view-drop", view.pk))
    assert not SavedView.objects.exists()


def test_the_register_leaves_as_csv_and_nothing_in_it_runs(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office, number=41, title='=HYPERLINK("x")')
    ActionFactory(office=office, over=True)

    response = client.get(url(office, "actions-export"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Reference"] == "41"
    assert row["Action"] == '\'=HYPERLINK("x")'
    assert row["Days overdue"] == "34"
    assert row["Delivery by age"] == "Delayed"
    assert row["Escalated to"] == "the chief executive"


def test_an_empty_register_says_what_to_do(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = text_of(client, url(office))

    assert "Actions: none is open" in page
    assert "No action matches" in page


# -- raising one

SAID = {
    "title": "Publish the method",
    "owner_name": "Priya Nandra",
    "first_due_on": "2025-12-18",
}


def test_an_action_is_raised(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    said = {**SAID, "organisation": office.force.pk}

    page = text_of(client, url(office, "action-add"), said)

    assert "Action 1 is raised." in page
    assert Action.objects.get().raised_on == dt.date(2025, 11, 3)


def test_a_due_date_before_the_meeting_is_refused_and_nothing_is_lost(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    said = {
        **SAID,
        "organisation": office.force.pk,
        "item": item_of(office).pk,
        "first_due_on": "2025-06-01",
    }

    page = text_of(client, url(office, "action-add"), said)

    assert "It is due before it was raised, on 2 June 2025" in page
    assert "Publish the method" in page
    assert not Action.objects.exists()


def test_an_action_of_a_meeting_was_raised_there(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    item = item_of(office)
    said = {**SAID, "organisation": office.force.pk, "item": item.pk}

    client.post(url(office, "action-add"), said)

    action = Action.objects.get()
    assert (action.item, action.raised_on) == (item, dt.date(2025, 6, 2))


def test_an_owner_with_a_sign_in_is_named_as_they_sign_in(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    lead = person(office, Role.PRIORITY_LEAD, name="Meera Castell")
    said = {**SAID, "owner_name": "", "owner": lead.pk}

    client.post(url(office, "action-add"), {**said, "organisation": office.force.pk})

    assert Action.objects.get().owner_name == "Meera Castell"


def test_an_action_has_an_owner(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    said = {**SAID, "owner_name": "", "organisation": office.force.pk}

    page = text_of(client, url(office, "action-add"), said)

    assert "Name the one person who owns it." in page


def test_what_another_changed_meanwhile_is_shown_and_nothing_is_lost(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    action = ActionFactory(office=office, title="As it was")
    said = {
        "title": "As I put it",
        "owner_name": "ACC Linwood",
        "organisation": office.force.pk,
        "revision": 1,
    }
    Action.objects.update(title="As they put it", revision=2)
    address = url(office, "action-edit", action.key)

    page = client.post(address, said)

    assert "Somebody changed this action while you wrote." in page.content.decode()
    assert "It now says: As they put it" in page.content.decode()
    assert page.context["form"]["title"].value() == "As I put it"
    text_of(
        client, address, {**said, "revision": page.context["form"]["revision"].value()}
    )
    assert Action.objects.get().title == "As I put it"


# -- on its page


def test_the_machine_and_the_role_offer_the_moves(client, office, sign_in):
    action = ActionFactory(office=office, offered=True)

    def offered(*roles, **facts):
        sign_in(*roles, **facts)
        page = client.get(url(office, "action", action.key))
        return [button.words for button in page.context["buttons"]]

    assert offered(Role.SCRUTINY) == ["Add an update", "Close it", "Send it back"]
    assert offered(Role.CHIEF_EXECUTIVE) == ["Close it", "Send it back"]
    assert offered(Role.DATA_PROVIDER) == ["Add an update"]
    assert offered(Role.AUDITOR) == []


def test_a_close_by_the_owner_is_refused_with_the_rule(client, office, sign_in):
    owner = sign_in(Role.SCRUTINY)
    action = ActionFactory(office=office, owner=owner, offered=True)

    page = text_of(client, url(office, "action-close", action.key), {"text": "Seen"})

    assert "somebody else has to close it" in page
    assert "Seen" in page
    assert Action.objects.get().state == "pending_sign_off"


def test_an_action_goes_from_raised_to_closed_by_two_people(client, office, sign_in):
    sign_in(Role.DATA_PROVIDER, name="Sam Whitlock")
    action = ActionFactory(office=office, state="raised")

    text_of(client, url(office, "action-start", action.key), {})
    text_of(client, url(office, "action-update", action.key), {"text": "Half done."})
    page = text_of(
        client, url(office, "action-offer", action.key), {"text": "The roster"}
    )
    assert "waits for somebody else to close it" in page
    sign_in(Role.CHIEF_EXECUTIVE, name="Judith Farrow")
    page = text_of(client, url(office, "action-close", action.key), {"text": "Seen."})

    assert "The action is closed." in page
    assert "Half done." in page
    assert "Sam Whitlock, data provider" in page
    assert "Judith Farrow, chief executive" in page
    assert Action.objects.get().ended_on == dt.date(2025, 11, 3)


def test_a_second_change_of_date_is_refused_to_the_officer_and_granted_higher(
    client, office, sign_in
):
    action = ActionFactory(office=office, date_changed=1)
    sign_in(Role.DATA_PROVIDER)
    asked = {"to_day": "2025-12-18", "reason": "The contractor is late."}
    text_of(client, url(office, "action-date", action.key), asked)
    change = action.date_changes.last()
    address = url(office, "date-decide", change.pk)

    sign_in(Role.SCRUTINY)
    page = text_of(client, address, {"outcome": "grant", "why": ""})
    assert "the chief executive decides on another change" in page
    sign_in(Role.CHIEF_EXECUTIVE)
    assert "The contractor is late." in text_of(client, address)
    text_of(client, address, {"outcome": "grant", "why": ""})

    assert Action.objects.get().due_on == dt.date(2025, 12, 18)


@pytest.mark.parametrize(
    ("step", "said", "state"),
    [
        ("action-accept", {"text": "Too dear"}, "accepted_risk"),
        (
            "action-supersede",
            {"text": "The new contract", "successor": ""},
            "superseded",
        ),
    ],
)
def test_an_action_that_is_not_done_ends_with_its_reason(
    client, office, sign_in, step, said, state
):
    sign_in(Role.SCRUTINY)
    action = ActionFactory(office=office)

    assert "Say" in text_of(client, url(office, step, action.key), {"text": ""})
    text_of(client, url(office, step, action.key), said)

    assert Action.objects.get().state == state


def test_a_successor_is_named_by_its_number(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    action = ActionFactory(office=office)
    successor = ActionFactory(office=office)
    ActionFactory(number=999)  # another office's
    address = url(office, "action-supersede", action.key)

    page = text_of(client, address, {"text": "Joined", "successor": 999})
    assert "There is no action 999." in page
    text_of(client, address, {"text": "Joined", "successor": successor.number})

    action.refresh_from_db()
    assert action.superseded_by == successor


# -- owners outside the office


def test_a_provider_sees_the_actions_of_their_organisation_and_no_other(
    client, office, sign_in
):
    haven = OrganisationFactory(office=office, name="Haven Westmarch")
    sign_in(Role.DATA_PROVIDER, organisation=haven)
    ActionFactory(office=office, title="The force’s")
    ActionFactory(office=office, title="Theirs", organisation=haven)
    other = Action.objects.get(title="The force’s")

    page = text_of(client, url(office))

    assert "Actions: one of one open is overdue" in page
    assert "Theirs" in page
    assert "The force’s" not in page
    assert client.get(url(office, "action", other.key)).status_code == 404
    assert client.post(url(office, "action-start", other.key)).status_code == 404


def test_a_provider_cannot_count_the_others_by_numbers_or_addresses(
    client, office, sign_in
):
    sign_in(Role.DATA_PROVIDER)
    action = ActionFactory(office=office, number=7141)

    page = text_of(client, url(office, "action", action.key))
    register = text_of(client, url(office))

    assert "7141" not in page + register
    assert "Escalated" not in page + register
    assert action.key.upper() in page
    assert str(action.pk) not in url(office, "action", action.key)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (1, "first due 30 Sep 2025, moved once"),
        (2, "first due 30 Sep 2025, moved twice"),
        (3, "first due 30 Sep 2025, moved 3 times"),
    ],
)
def test_a_date_that_moved_says_how_often(client, office, sign_in, times, words):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office, date_changed=times)

    assert words in text_of(client, url(office))


def test_a_provider_is_not_shown_the_title_of_an_item_that_is_not_public(
    client, office, sign_in
):
    sign_in(Role.DATA_PROVIDER)
    action = ActionFactory(office=office, item=item_of(office))

    page = text_of(client, url(office, "action", action.key))

    assert "Board, 2 June, item 5" in page
    assert "Burglary" not in page


def test_a_reader_of_the_desk_reports_on_no_action_of_another(client, office, sign_in):
    sign_in(Role.PRIORITY_LEAD)
    action = ActionFactory(office=office)

    answer = client.post(url(office, "action-update", action.key), {"text": "Done."})

    assert answer.status_code == 403
    assert not action.updates.exists()


@pytest.mark.parametrize("name", ["action", "action-edit", "action-close"])
def test_no_action_crosses_offices(client, office, sign_in, name):
    sign_in(Role.SCRUTINY)

    assert client.get(url(office, name, ActionFactory().key)).status_code == 404
