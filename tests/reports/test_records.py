"""Responses to the panel and decisions as publications: frozen, and without secrets."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.models import Restriction
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.changes import records as changes
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.models import Decision, PanelRecommendation
from tests.factories import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    OfficeFactory,
    PanelRecommendationFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes


@pytest.fixture
def office():
    return OfficeFactory()


def restriction(office, **said):
    known = {
        "office": office,
        "reason_code": "commercial",
        "reason": "Bidders would learn of each other.",
        "asked_by": "Judith Farrow",
        "decided_by": UserFactory(),
        "decided_on": dt.date(2026, 4, 1),
        "review_on": dt.date(2026, 10, 1),
    }
    return Restriction.objects.create(**(known | said))


def exempt(office, **said):
    known = {
        "taken": True,
        "exempt": "They offered 1,204,000 pounds.",
        "safe_words": "The prices of the bidders.",
        "restriction": restriction(office),
    }
    return DecisionFactory(office=office, **(known | said))


def planted(office):
    """Fifty strings in exempt parts, in notes, in reasons, and in who asked."""
    left = iter(CANARIES)
    for _ in range(4):
        why = restriction(
            office,
            reason=f"Reason {next(left)}\nand {next(left)}",
            asked_by=f"Asker {next(left)}",
        )
        exempt(
            office,
            restriction=why,
            exempt="\n\n".join(f"Price {next(left)}" for _ in range(4)),
            note="\n".join(f"Note {next(left)}" for _ in range(3)),
        )
    for _ in range(2):
        note = "\n".join(f"Note {next(left)}" for _ in range(5))
        PanelRecommendationFactory(office=office, accepted=True, note=note)
    assert next(left, None) is None


def test_none_of_50_canaries_in_exempt_parts_and_notes_is_in_anything_public(
    client, office
):
    planted(office)
    by = UserFactory()
    for decision in Decision.objects.with_all():
        changes.publish_decision(taken=decision, by=by)
    for answered in PanelRecommendation.objects.with_all():
        changes.publish_answer(answered=answered, by=by)

    everything = b"\n".join(public_bytes())
    pages = b"\n".join(
        client.get(address).content
        for address in (
            *(entry.address for entry in Publication.objects.all()),
            f"/{office.slug}/decisions/",
            f"/{office.slug}/recommendations/",
        )
    )
    assert Publication.objects.count() == 6
    for canary in CANARIES:
        assert canary.encode() not in everything + pages, canary
    assert b"The prices of the bidders." in pages
    assert b"Commercial confidence" in pages


def test_a_public_part_that_says_what_is_exempt_stops_the_publication(office):
    decision = exempt(
        office, reasons="It was best.\nThey offered\n1,204,000 pounds. Others more."
    )

    with pytest.raises(MoveRefused, match="which is the exempt part and restricted"):
        changes.publish_decision(taken=decision, by=UserFactory())

    decision.refresh_from_db()
    assert decision.state == "taken"
    assert not Publication.objects.exists()


def test_a_response_that_quotes_the_offices_note_is_stopped(office):
    answered = PanelRecommendationFactory(
        office=office,
        accepted=True,
        answer="Yes. The chair is difficult.",
        note="The chair is difficult.",
    )

    with pytest.raises(MoveRefused, match="the office's own note"):
        changes.publish_answer(answered=answered, by=UserFactory())

    answered.refresh_from_db()
    assert answered.state == "accepted"


def test_what_was_exempt_is_published_once_it_is_released(office):
    decision = exempt(
        office, restriction=restriction(office, released_on=dt.date(2026, 9, 1))
    )

    entry = changes.publish_decision(taken=decision, by=UserFactory())

    stored = bytes(entry.document.content).decode()
    assert "They offered 1,204,000 pounds." in stored
    assert "Commercial confidence" not in stored


def test_publishing_the_response_makes_the_move_and_shows_it_to_everybody(
    client, office
):
    panel = BodyFactory(office=office, name="Westmarch Panel")
    met = MeetingFactory(body=panel, held_on=dt.date(2026, 3, 6), status="held")
    answered = PanelRecommendationFactory(
        office=office,
        number=3,
        meeting=met,
        accepted=True,
        state="accepted_in_part",
        outcome="accepted_in_part",
        text="Publish the waiting times.",
        reason="Some are the force's.",
        respond_by=dt.date(2026, 4, 3),
    )

    entry = changes.publish_answer(answered=answered, by=UserFactory())

    answered.refresh_from_db()
    assert answered.state == "response_published"
    assert entry.address == f"/{office.slug}/recommendations/recommendation-3/"
    page = client.get(entry.address).content.decode()
    for words in (
        "Publish the waiting times.",
        "Accepted in part",
        "Some are the force",
        "Eleanor Vaisey, Police and Crime Commissioner",
        "after the date that the panel set",
    ):
        assert words in page, words
    assert list(problems()) == []


def test_it_is_published_once(office):
    answered = PanelRecommendationFactory(office=office, accepted=True)
    changes.publish_answer(answered=answered, by=UserFactory())

    with pytest.raises(MoveRefused, match="has to be accepted"):
        changes.publish_answer(answered=answered, by=UserFactory())


@pytest.mark.parametrize("kind", ["answer", "decision"])
def test_a_record_reads_back_as_stored_and_its_pdf_is_accessible(
    office, kind, tmp_path
):
    pdfua = pytest.importorskip("pdfua")
    by = UserFactory()
    if kind == "answer":
        answered = PanelRecommendationFactory(office=office, accepted=True)
        entry = changes.publish_answer(answered=answered, by=by)
    else:
        entry = changes.publish_decision(taken=exempt(office), by=by)

    stored = bytes(entry.document.content)
    content = contents.from_bytes(stored)
    drawn = to_pdf(to_print_html(content, contents.fingerprint(stored)))

    assert contents.to_bytes(content) == stored
    assert drawn == bytes(entry.document.renderings.get(format="pdf").body)
    path = tmp_path / "record.pdf"
    path.write_bytes(drawn)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_chief_executive_reads_it_as_it_will_be_then_publishes(client, office):
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    decision = exempt(office)
    address = reverse("reports:decision-publish", args=[office.slug, decision.pk])

    before = client.get(address).content.decode()
    assert "The prices of the bidders." in before
    assert "1,204,000" not in before
    page = client.post(address, {}, follow=True).content.decode()

    assert "The record is published." in page
    assert Publication.objects.get().slug == decision.slug


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.COMMISSIONER, Role.AUDITOR])
@pytest.mark.parametrize("kind", ["answer", "decision"])
def test_only_the_chief_executive_publishes(client, office, role, kind):
    client.force_login(person(office, role))

    address = reverse(f"reports:{kind}-publish", args=[office.slug, 1])
    assert client.post(address, {}).status_code == 403


# -- the panel's own pages


def test_the_support_officer_records_and_sees_the_response_once_it_is_out(
    client, office
):
    client.force_login(person(office, Role.PANEL_SUPPORT, name="Daniel Cho"))
    panel = BodyFactory(office=office)
    met = MeetingFactory(body=panel, held_on=dt.date(2026, 3, 6), status="held")
    listed = reverse("public:panel-said", args=[office.slug])

    page = client.post(
        reverse("public:panel-said-add", args=[office.slug]),
        {
            "kind": "recommendation",
            "text": "Publish the waiting times.",
            "meeting": met.pk,
            "respond_by": "2099-04-03",
        },
        follow=True,
    ).content.decode()
    assert "Recommendation 1 is recorded." in page
    assert "No response yet" in page

    PanelRecommendation.objects.update(
        state="accepted",
        outcome="accepted",
        answer="It will be.",
        answered_by=UserFactory(),
        answered_as="Eleanor Vaisey",
        answered_on=dt.date(2026, 3, 20),
        note="Not for them.",
    )
    waiting = client.get(listed).content.decode()
    assert "No response yet" in waiting
    assert "Accepted" not in waiting
    answered = PanelRecommendation.objects.with_all().get()
    changes.publish_answer(answered=answered, by=UserFactory())

    out = client.get(listed).content.decode()
    assert "Accepted: read the response" in out
    assert "Not for them." not in out
    close = reverse("public:panel-said-close", args=[office.slug, answered.pk])
    assert "Closed" in client.post(close, follow=True).content.decode()


def test_the_support_officer_sees_what_the_office_saved_meanwhile(client, office):
    client.force_login(person(office, Role.PANEL_SUPPORT))
    panel = BodyFactory(office=office)
    met = MeetingFactory(body=panel, held_on=dt.date(2026, 3, 6), status="held")
    said = PanelRecommendationFactory(
        office=office, meeting=met, text="By month.", revision=2, on_behalf_of="D. Cho"
    )

    page = client.post(
        reverse("public:panel-said-edit", args=[office.slug, said.pk]),
        {
            "based_on": "1",
            "kind": "recommendation",
            "text": "By district.",
            "meeting": met.pk,
            "respond_by": "2099-01-05",
        },
    ).content.decode()

    assert "Somebody else saved this while you wrote" in page
    assert "By month." in page
    assert "By district." in page


def test_a_panel_member_reads_what_the_panel_said_and_records_nothing(client, office):
    client.force_login(person(office, Role.PANEL_MEMBER))
    said = PanelRecommendationFactory(office=office)

    page = client.get(reverse("public:panel-said", args=[office.slug]))

    assert said.text in page.content.decode()
    add = reverse("public:panel-said-add", args=[office.slug])
    assert add not in page.content.decode()
    assert client.get(add).status_code == 403


def test_the_support_officer_does_not_see_the_offices_desk(client, office):
    client.force_login(person(office, Role.PANEL_SUPPORT))
    said = PanelRecommendationFactory(office=office)

    for name, args in (("recommendations", ()), ("recommendation", (said.pk,))):
        address = reverse(f"scrutiny:{name}", args=[office.slug, *args])
        assert client.get(address).status_code == 403


def test_what_another_panel_said_is_not_there(client, office):
    client.force_login(person(office, Role.PANEL_SUPPORT))
    elsewhere = PanelRecommendationFactory()

    listed = client.get(reverse("public:panel-said", args=[office.slug]))
    address = reverse("public:panel-said-edit", args=[office.slug, elsewhere.pk])

    assert elsewhere.text not in listed.content.decode()
    assert client.get(address).status_code == 404


def test_words_that_everybody_reads_in_any_case_stop_no_publication(office):
    """A record that is taken, and a response, cannot be reworded to let them pass."""
    by = UserFactory()
    why = restriction(office, reason="Commercial confidence")
    exempt(office, restriction=why, note="Decision\n---")
    PanelRecommendationFactory(
        office=office,
        accepted=True,
        text="Publish the waiting times.\nBy district.",
        note="Accepted\nBy district.\nAnswer",
    )

    changes.publish_decision(taken=Decision.objects.with_all().get(), by=by)
    changes.publish_answer(answered=PanelRecommendation.objects.with_all().get(), by=by)

    assert Publication.objects.count() == 2


def test_the_support_officer_is_asked_before_a_response_is_closed(client, office):
    client.force_login(person(office, Role.PANEL_SUPPORT))
    said = PanelRecommendationFactory(
        office=office,
        accepted=True,
        state="response_published",
        published_on=dt.date(2026, 4, 2),
    )
    address = reverse("public:panel-said-close", args=[office.slug, said.pk])

    asked = client.get(address).content.decode()

    assert said.text in asked
    assert "Close it" in asked
    said.refresh_from_db()
    assert said.state == "response_published"
