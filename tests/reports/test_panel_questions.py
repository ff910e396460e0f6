"""The panel's questions: against which paragraph, before which meeting, and whose."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build import build_edition
from reports.domain import content as contents
from reports.domain.paragraphs import paragraphs
from scrutiny.changes import questions
from scrutiny.domain import enquiry
from scrutiny.models import Meeting, Question
from tests.factories import BodyFactory, MeetingFactory, OfficeFactory, person
from tests.factories.publications import DocumentFactory, PublicationFactory
from tests.reports.desk_scene import AS_AT, Scene
from tests.reports.test_blockers import write

FAR = dt.date(2099, 1, 9)


@pytest.fixture
def scene():
    """An edition with one commentary, published, and a panel that meets far ahead."""
    scene = Scene()
    write(scene, scene.measure, happening="It rose.", why="Not known.", asked="Why?")
    scene.content = build_edition(scene.draft(), frozen_on=AS_AT)
    document = DocumentFactory(
        office=scene.office, content=contents.to_bytes(scene.content)
    )
    scene.publication = PublicationFactory(
        office=scene.office, document=document, title="Quarter 2, 2026/27"
    )
    panel = BodyFactory(office=scene.office, name="Panel")
    scene.ahead = MeetingFactory(body=panel, held_on=FAR)
    return scene


@pytest.fixture
def address(scene):
    return reverse(
        "public:panel-question",
        args=[scene.office.slug, "edition", scene.publication.slug],
    )


def test_paragraphs_are_numbered_in_the_order_of_the_page(scene):
    found = [each.words for each in paragraphs(scene.content)]

    assert [words.split()[0] for words in found] == ["1A.1", "1A.2", "1A.3", "1A.4"]
    assert found[1].startswith("1A.2 What is happening")
    assert found[3].endswith("asked, concluded and did")


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.PANEL_SUPPORT])
def test_a_panel_member_puts_a_question_which_the_office_finds_as_a_draft(
    client, scene, address, role
):
    ruth = person(scene.office, role)
    client.force_login(ruth)

    page = client.post(
        address,
        {"paragraph": "1A.2", "text": "Rose how?", "meeting": scene.ahead.pk},
        follow=True,
    ).content.decode()

    question = Question.objects.get()
    assert (question.source, question.state, question.by) == ("panel", "draft", ruth)
    assert question.for_meeting == scene.ahead
    assert question.about == "Quarter 2, 2026/27, paragraph 1A.2"
    assert question.about_url.endswith(f"/reports/{scene.publication.slug}/#m1A")
    assert list(question.measures.all()) == [scene.measure]
    assert "Rose how?" in page


def test_a_member_reads_their_own_questions_and_nobody_elses(client, scene):
    other = person(scene.office, Role.PANEL_MEMBER)
    questions.put(
        office=scene.office,
        text="Of somebody else?",
        about="",
        about_url="",
        meeting=scene.ahead,
        codes=[],
        by=other,
    )
    client.force_login(person(scene.office, Role.PANEL_MEMBER))

    page = client.get(reverse("public:panel-questions", args=[scene.office.slug]))

    assert "Of somebody else?" not in page.content.decode()
    assert "You have put no question yet" in page.content.decode()


def test_a_question_without_words_or_paragraph_keeps_what_was_typed(
    client, scene, address
):
    client.force_login(person(scene.office, Role.PANEL_MEMBER))

    page = client.post(
        address, {"paragraph": "7Z.9", "text": "", "meeting": scene.ahead.pk}
    ).content.decode()

    assert "Write the question." in page
    assert "“Quarter 2, 2026/27” has no paragraph 7Z.9" in page
    assert not Question.objects.exists()


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.COMMISSIONER, Role.DATA_PROVIDER])
def test_the_office_and_the_force_put_no_panel_question(client, scene, address, role):
    client.force_login(person(scene.office, role))

    assert client.get(address).status_code == 403


def test_a_panel_member_of_another_office_finds_nothing(client, scene, address):
    client.force_login(person(OfficeFactory(), Role.PANEL_MEMBER))

    assert client.get(address).status_code == 404


def test_without_a_meeting_ahead_the_page_says_whom_to_ask(client, scene, address):
    Meeting.objects.update(status="cancelled")
    client.force_login(person(scene.office, Role.PANEL_MEMBER))

    page = client.get(address).content.decode()

    assert "No meeting of the panel is in the diary" in page


def test_a_question_is_put_before_the_day_of_the_meeting_and_not_on_it():
    enquiry.check_before(held_on=FAR, status="planned", on=FAR - dt.timedelta(days=1))

    with pytest.raises(MoveRefused, match="before that day"):
        enquiry.check_before(held_on=FAR, status="planned", on=FAR)
    with pytest.raises(MoveRefused, match="cancelled"):
        enquiry.check_before(held_on=FAR, status="cancelled", on=dt.date(2026, 1, 1))
