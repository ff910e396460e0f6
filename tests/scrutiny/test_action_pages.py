"""An action's page, and what each person can do there."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Role
from scrutiny.models import Action, AgendaItem
from tests.at_once import both_texts, save_over
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
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


def test_an_action_is_raised_from_a_question_with_what_is_known_of_it(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    asked = QuestionFactory(office=office, asked=True)
    measure = MeasureFactory(office=office)
    asked.measures.add(measure)
    page = text_of(client, url(office, "question", asked.pk))
    address = f"{url(office, 'action-add')}?question={asked.pk}"
    assert f'href="{address}"' in page

    form = client.get(address).context["form"]

    assert form["question"].value() == str(asked.pk)
    assert form["organisation"].value() == office.force.pk
    assert form["measures"].value() == [measure.pk]


@pytest.mark.parametrize("question", ["x", "999999", "of another office"])
def test_an_address_with_a_question_that_is_not_ours_begins_an_empty_action(
    client, office, sign_in, question
):
    sign_in(Role.SCRUTINY)
    if question == "of another office":
        question = QuestionFactory(asked=True).pk

    form = client.get(url(office, "action-add"), {"question": question}).context["form"]

    assert form["organisation"].value() is None


def test_an_action_is_raised_from_an_item_that_is_minuted(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    item = item_of(office)
    page = text_of(client, url(office, "minuted-item", item.pk))
    address = f"{url(office, 'action-add')}?item={item.pk}"
    assert f'href="{address}"' in page

    assert client.get(address).context["form"]["item"].value() == str(item.pk)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMISSIONER])
def test_who_keeps_no_register_is_not_led_to_raise_an_action(
    client, office, sign_in, role
):
    sign_in(role)
    asked = QuestionFactory(office=office, asked=True)
    for address in (
        url(office, "question", asked.pk),
        url(office, "minuted-item", item_of(office).pk),
    ):
        assert url(office, "action-add") not in text_of(client, address)


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
        "based_on": 1,
    }
    haven = OrganisationFactory(office=office, name="Haven")
    Action.objects.update(title="As they put it", organisation=haven, revision=2)
    action.measures.add(MeasureFactory(office=office, code="2B"))
    address = url(office, "action-edit", action.key)

    page = client.post(address, said)

    assert both_texts(page) == [
        ("Action", "As they put it", "As I put it"),
        ("Owner’s organisation", "Haven", str(office.force)),
        ("Measures", "2B Victims satisfied with the service", ""),
    ]
    assert page.context["form"]["title"].value() == "As I put it"
    assert Action.objects.get().title == "As they put it"
    save_over(client, address, page)
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


def test_a_waiver_is_asked_of_the_owner_alone_where_the_office_allows_it(
    client, sign_in, office
):
    office.allows_waivers = True
    office.save()
    owner = sign_in(Role.SCRUTINY)
    action = ActionFactory(office=office, owner=owner, offered=True)
    other = ActionFactory(office=office, offered=True)
    address = url(office, "action-close", action.key)
    assert "Reason for the waiver" in text_of(client, address)
    assert "waiver" not in text_of(client, url(office, "action-close", other.key))

    refused = text_of(client, address, {"text": "Seen", "waiver": ""})
    assert "Seen" in refused
    assert Action.objects.get(pk=action.pk).state == "pending_sign_off"
    text_of(client, address, {"text": "Seen", "waiver": "We are two people."})

    assert Action.objects.get(pk=action.pk).state == "closed"


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
    action = ActionFactory(office=office, number=7141, key="k7qp3m9d")

    page = text_of(client, url(office, "action", action.key))
    register = text_of(client, url(office))

    assert "7141" not in page + register
    assert "Escalated" not in page + register
    assert action.key.upper() in page
    assert url(office, "action", action.key).endswith(f"/actions/{action.key}/")


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

    assert "Board, 2 June" in page
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
