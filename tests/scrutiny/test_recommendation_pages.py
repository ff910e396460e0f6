"""Pages of recommendations, decisions and specified information at the desk."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Role
from scrutiny.domain.keeping import usual_list
from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation
from tests.factories import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    OfficeFactory,
    PanelRecommendationFactory,
    SpecifiedInformationFactory,
    UserFactory,
    person,
)

MET = dt.date(2026, 3, 6)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def as_role(role):
        user = person(office, role)
        client.force_login(user)
        return user

    return as_role


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def read(client, address):
    return client.get(address).content.decode()


def test_the_officer_records_what_the_panel_said_on_behalf_of_its_support(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    panel = BodyFactory(office=office)
    meeting = MeetingFactory(body=panel, held_on=MET, status="held")
    said = {
        "kind": "request",
        "text": "Bring the figures by district.",
        "meeting": meeting.pk,
        "respond_by": "2026-03-05",
        "on_behalf_of": "Daniel Cho",
    }
    address = url(office, "recommendation-add")

    refused = client.post(address, said).content.decode()
    assert "before the panel met, on Friday 6 March 2026" in refused
    assert "Bring the figures by district." in refused
    page = client.post(address, said | {"respond_by": "2026-04-03"}, follow=True)

    assert "On behalf of Daniel Cho." in page.content.decode()
    assert PanelRecommendation.objects.get().kind == "request"


def test_the_commissioner_answers_and_a_decline_without_a_reason_is_refused(
    client, office, sign_in
):
    sign_in(Role.COMMISSIONER)
    asked = PanelRecommendationFactory(office=office)
    address = url(office, "recommendation-answer", asked.pk)

    refused = client.post(address, {"move": "decline", "answer": "It will not be."})
    assert "Give a reason to decline" in refused.content.decode()
    page = client.post(
        address,
        {
            "move": "decline",
            "answer": "It will not be.",
            "reason": "It is the force's.",
        },
        follow=True,
    ).content.decode()

    assert "Not published yet." in page
    assert "It is the force&#x27;s." in page


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.CHIEF_EXECUTIVE])
def test_nobody_else_is_offered_to_answer(client, office, sign_in, role):
    sign_in(role)
    asked = PanelRecommendationFactory(office=office)

    page = read(client, url(office, "recommendation", asked.pk))

    assert url(office, "recommendation-answer", asked.pk) not in page


def test_the_register_is_narrowed_to_what_is_overdue(client, office, sign_in):
    sign_in(Role.AUDITOR)
    late = PanelRecommendationFactory(office=office, respond_by=dt.date(2026, 4, 1))
    ahead = PanelRecommendationFactory(office=office)

    page = read(client, url(office, "recommendations") + "?shown=overdue")

    assert late.text in page
    assert ahead.text not in page
    assert "Overdue" in page


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("recommendations", PanelRecommendationFactory),
        ("decisions", DecisionFactory),
        ("information", SpecifiedInformationFactory),
    ],
)
def test_a_longer_register_costs_no_more_queries(
    client, office, sign_in, name, factory, django_assert_max_num_queries
):
    sign_in(Role.SCRUTINY)
    factory.create_batch(2, office=office)
    client.get(url(office, name))
    with django_assert_max_num_queries(9) as few:
        client.get(url(office, name))
    factory.create_batch(12, office=office)
    with django_assert_max_num_queries(9) as many:
        client.get(url(office, name))

    assert len(few.captured_queries) == len(many.captured_queries)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("recommendations", "records what the panel recommends"),
        ("decisions", "or begin a record"),
        ("information", "or add the usual list"),
    ],
)
def test_an_empty_register_says_what_to_do(client, office, sign_in, name, words):
    sign_in(Role.SCRUTINY)

    assert words in read(client, url(office, name))


def test_a_register_leaves_as_a_file_without_notes_and_exempt_parts(
    client, office, sign_in
):
    sign_in(Role.AUDITOR)
    PanelRecommendationFactory(office=office, text="=1+1", note="CanaryNote")
    DecisionFactory(office=office, number=4, exempt="CanaryExempt", note="CanaryNote")
    SpecifiedInformationFactory(office=office, kept_by="Office manager")

    files = {
        name: b"".join(client.get(url(office, f"{name}-export")).streaming_content)
        for name in ("recommendations", "decisions", "information")
    }

    assert b"'=1+1" in files["recommendations"]
    assert b"2026/004" in files["decisions"]
    assert b"Office manager" in files["information"]
    assert not any(b"Canary" in each for each in files.values())


def test_a_record_is_begun_and_taken_on_the_pages(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    said = {
        "title": "Victim support",
        "summary": "Let it.",
        "reasons": "It is best.",
        "options": "Extend.",
        "value": "250000",
        "visibility": "public",
    }
    page = client.post(url(office, "decision-add"), said, follow=True).content.decode()
    decision = Decision.objects.get()
    assert f"{clock.today().year}/001: Victim support" in page
    assert "£250,000" in page
    assert url(office, "decision-take", decision.pk) not in page

    sign_in(Role.COMMISSIONER)
    page = client.post(
        url(office, "decision-take", decision.pk),
        {"taken_on": clock.today().isoformat()},
        follow=True,
    ).content.decode()

    assert "The decision is taken." in page


def test_the_chief_executive_is_asked_for_the_delegation(client, office, sign_in):
    sign_in(Role.CHIEF_EXECUTIVE)
    decision = DecisionFactory(office=office)
    address = url(office, "decision-take", decision.pk)
    today = clock.today().isoformat()

    refused = client.post(address, {"taken_on": today}).content.decode()
    assert "Say under which delegation you take it" in refused
    client.post(address, {"taken_on": today, "delegation": "Scheme of consent, 4.2"})

    decision.refresh_from_db()
    assert decision.delegation == "Scheme of consent, 4.2"


def test_the_exempt_part_is_restricted_with_a_reason_and_words_for_the_public(
    client, office, sign_in
):
    sign_in(Role.CHIEF_EXECUTIVE)
    decision = DecisionFactory(office=office, exempt="They offered 1,204,000 pounds.")

    page = client.post(
        url(office, "decision-restrict", decision.pk),
        {
            "safe_words": "The prices of the bidders.",
            "reason_code": "commercial",
            "reason": "They would learn of each other.",
            "asked_by": "Judith Farrow",
            "decided_on": "2026-04-01",
            "review_on": "2026-10-01",
        },
        follow=True,
    ).content.decode()

    assert "The prices of the bidders." in page
    assert "Commercial confidence" in page
    assert "Release the exempt part" in page


def test_two_who_write_a_record_see_both_texts(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    decision = DecisionFactory(office=office, revision=2, reasons="It was cheapest.")
    said = {
        "based_on": "1",
        "title": decision.title,
        "summary": decision.summary,
        "reasons": "It was best.",
        "options": decision.options,
        "visibility": "public",
    }

    page = client.post(url(office, "decision-edit", decision.pk), said).content.decode()

    assert "Somebody else saved this while you wrote" in page
    assert "It was cheapest." in page
    assert "It was best." in page


def test_the_usual_list_is_added_by_one_button(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = client.post(url(office, "information-usual"), follow=True).content.decode()

    assert f"{len(usual_list())} lines are added." in page
    assert "Never checked; it is to be checked every year." in page
    again = client.post(url(office, "information-usual"), follow=True)
    assert "on the register already" in again.content.decode()


def test_a_line_is_checked_and_a_missing_one_wants_a_word(client, office, sign_in):
    officer = sign_in(Role.CHIEF_EXECUTIVE)
    item = SpecifiedInformationFactory(office=office)
    address = url(office, "information-check", item.pk)

    refused = client.post(address, {"found": "no"}).content.decode()
    assert "Say what is missing, and what is done about it." in refused
    page = client.post(
        address, {"found": "no", "note": "The page is gone."}, follow=True
    ).content.decode()

    assert "Not found when it was looked for today." in page
    assert SpecifiedInformation.objects.get().checked_by == officer


def test_an_auditor_reads_the_register_and_changes_nothing(client, office, sign_in):
    sign_in(Role.AUDITOR)
    item = SpecifiedInformationFactory(office=office)

    page = read(client, url(office, "information"))

    assert item.text in page
    assert "Add the usual list" not in page
    assert url(office, "information-check", item.pk) not in page


def test_what_stands_in_another_office_is_not_there(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    elsewhere = {
        "recommendation": PanelRecommendationFactory(),
        "decision": DecisionFactory(by=UserFactory()),
        "information-check": SpecifiedInformationFactory(),
    }

    for name, row in elsewhere.items():
        assert client.get(url(office, name, row.pk)).status_code == 404


def test_the_record_is_read_before_it_is_taken_and_again_where_it_has_changed(
    client, office, sign_in
):
    sign_in(Role.COMMISSIONER)
    decision = DecisionFactory(office=office, revision=2, exempt="The price.")
    address = url(office, "decision-take", decision.pk)
    today = clock.today().isoformat()

    asked = read(client, address)
    assert decision.reasons in asked
    assert "The price." in asked
    page = client.post(address, {"taken_on": today, "seen": 1}).content.decode()

    assert "Somebody changed this record while you read it." in page
    assert 'name="seen" value="2"' in page
    assert Decision.objects.get().state == "draft"


def test_a_value_below_nought_is_refused_beside_its_field(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    said = {"title": "A contract", "value": "-1", "visibility": "public"}

    page = client.post(url(office, "decision-add"), said)

    assert page.context["form"].errors["value"] == ["Give a value of 0 or more."]


def test_an_address_that_is_too_long_is_refused_beside_its_field(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    item = SpecifiedInformationFactory(office=office)
    long = f"https://pcc.westmarch.example/{'a' * 200}/"

    page = client.post(
        url(office, "information-check", item.pk), {"found": "yes", "address": long}
    )

    assert "address" in page.context["form"].errors
