"""The panel's questions: against which paragraph, before which meeting, and whose."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.moves import MoveRefused
from opcc.core.roles import MAY, Can, Role
from reports.build import build_edition
from reports.changes import editions
from reports.domain import content as contents
from reports.domain.paragraphs import paragraphs
from reports.models import VersionOpening
from reports.render import to_html
from scrutiny.changes import questions
from scrutiny.domain import enquiry
from scrutiny.models import Meeting, Question
from tests.factories import BodyFactory, MeetingFactory, OfficeFactory, person
from tests.factories.publications import DocumentFactory, PublicationFactory
from tests.reports.desk_scene import AS_AT, Scene
from tests.reports.domain.test_covers import in_style
from tests.reports.test_blockers import write
from tests.reports.test_versions import SOON
from tests.reports.version_scene import VersionScene

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
    assert found[1] == "1A.2 What is happening? It rose."
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
    # Its page was stored before paragraphs had ids.
    assert question.about_url.endswith(f"/reports/{scene.publication.slug}/#m1A")
    assert list(question.measures.all()) == [scene.measure]
    assert "Rose how?" in page


def test_a_question_leads_to_its_paragraph_where_the_page_was_drawn_with_it(
    client, scene
):
    document = DocumentFactory(
        office=scene.office, content=contents.to_bytes(scene.content)
    )
    drawn = PublicationFactory(
        office=scene.office,
        document=document,
        slug="drawn",
        pages={"": to_html(scene.content)},
    )
    client.force_login(person(scene.office, Role.PANEL_MEMBER))
    form, place = ask_at(scene.office, "edition", "drawn"), f"{drawn.address}#p-1A.2"

    assert f'href="{place}"' in client.get(f"{form}?paragraph=1A.2").content.decode()
    sent = {"paragraph": "1A.2", "text": "How?", "meeting": scene.ahead.pk}
    client.post(form, sent)

    assert Question.objects.get().about_url == place
    assert client.get(drawn.address).content.decode().count('id="p-1A.2"') == 1


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


# -- documents of other kinds, and who may ask about them


@pytest.fixture
def cover(scene):
    """A cover report in the default style: Recommendations are its 3 and 4."""
    document = DocumentFactory(
        office=scene.office,
        kind="cover",
        content=contents.to_bytes(in_style("default")),
    )
    return PublicationFactory(
        office=scene.office,
        document=document,
        kind="cover",
        slug="panel-performance",
        title="Performance: Panel",
    )


@pytest.fixture
def member(client, scene):
    member = person(scene.office, Role.PANEL_MEMBER, name="Ruth Abernethy")
    client.force_login(member)
    return member


def ask_at(office, *args):
    return reverse("public:panel-question", args=[office.slug, *args])


def test_a_question_is_put_against_a_numbered_paragraph_of_a_cover_report(
    client, scene, cover, member
):
    form = ask_at(scene.office, "cover", cover.slug)
    listed = client.get(form.removesuffix("question/")).content.decode()
    assert f'{form}?paragraph=3"' in listed
    shown = client.get(f"{form}?paragraph=3").content.decode()
    assert "Performance: Panel, paragraph 3" in shown
    assert "“Members are invited to note this report.”" in shown

    client.post(
        form, {"paragraph": "3", "text": "Noted how?", "meeting": scene.ahead.pk}
    )

    question = Question.objects.get()
    assert question.about == "Performance: Panel, paragraph 3"
    assert question.about_url == f"{cover.address}#recommendation-1"
    assert not question.measures.exists()


def test_a_paragraph_that_the_document_lacks_is_refused_by_name(
    client, scene, cover, member
):
    form = ask_at(scene.office, "cover", cover.slug)
    sentence = "“Performance: Panel” has no paragraph 99. Choose one from the list."

    assert sentence in client.get(f"{form}?paragraph=99").content.decode()
    sent = {"paragraph": "99", "text": "Why?", "meeting": scene.ahead.pk}
    assert sentence in client.post(form, sent).content.decode()
    assert not Question.objects.exists()


def test_a_title_with_a_percent_sign_is_refused_as_any_other(client, scene, member):
    document = DocumentFactory(
        office=scene.office, content=contents.to_bytes(scene.content)
    )
    odd = PublicationFactory(
        office=scene.office, document=document, slug="odd", title="Up 5%s"
    )

    sent = {"paragraph": "99", "text": "Why?", "meeting": scene.ahead.pk}
    page = client.post(ask_at(scene.office, "edition", odd.slug), sent)

    assert "“Up 5%s” has no paragraph 99" in page.content.decode()


def test_what_may_be_asked_about_is_listed_and_nothing_of_another_office(
    client, scene, cover, member
):
    other = PublicationFactory(title="Of another office")

    page = client.get(reverse("public:panel-documents", args=[scene.office.slug]))

    assert "Performance: Panel" in page.content.decode()
    assert "Quarter 2, 2026/27" in page.content.decode()
    assert "Of another office" not in page.content.decode()
    elsewhere = ask_at(scene.office, "edition", "of-another-office")
    assert client.get(elsewhere).status_code == 404
    assert client.get(ask_at(other.office, "edition", other.slug)).status_code == 404


def test_whoever_may_not_read_early_asks_only_about_what_is_public(
    client, scene, cover, member, monkeypatch
):
    early = PublicationFactory(
        office=scene.office,
        document=DocumentFactory(office=scene.office, content=cover.document.content),
        slug="early",
        title="Not public yet",
        public_from=dt.datetime(2099, 1, 1, tzinfo=dt.UTC),
    )
    asked = ask_at(scene.office, "edition", early.slug)
    assert client.get(asked).status_code == 200

    monkeypatch.setitem(MAY, Role.PANEL_MEMBER, frozenset({Can.PUT_QUESTIONS}))

    assert client.get(asked).status_code == 404
    page = client.get(reverse("public:panel-documents", args=[scene.office.slug]))
    assert "Not public yet" not in page.content.decode()
    assert cover.title in page.content.decode()


def test_the_address_of_before_leads_to_the_question_about_the_edition(
    client, scene, member
):
    slug = scene.publication.slug

    page = client.get(f"/{scene.office.slug}/papers/{slug}/question/")

    assert page["Location"] == ask_at(scene.office, "edition", slug)


def test_of_the_panels_version_a_member_asks_once_the_papers_are_out(client):
    scene = VersionScene()
    approved = scene.approved()
    client.force_login(scene.member)
    of_version = ask_at(scene.office, "panel", "2026-q2")
    assert client.get(of_version).status_code == 404

    editions.embargo(edition=approved, until=SOON, by=scene.chief)

    # 7P is the panel's: the version has it, and what will be public has it not.
    assert "7P.1" in client.get(of_version).content.decode()
    of_public = ask_at(scene.office, "edition", "2026-q2")
    assert "7P.1" not in client.get(of_public).content.decode()
    opened = VersionOpening.objects.get()
    assert opened.user == scene.member
    read = client.get(f"/{scene.office.slug}/papers/2026-q2/").content.decode()
    assert of_version.removesuffix("question/") in read


def test_the_office_reads_at_the_desk_what_a_question_is_about(
    client, scene, cover, member
):
    form = ask_at(scene.office, "cover", cover.slug)
    client.post(
        form, {"paragraph": "3", "text": "Noted how?", "meeting": scene.ahead.pk}
    )
    client.force_login(person(scene.office, Role.SCRUTINY))
    about = "Performance: Panel, paragraph 3"

    listed = client.get(reverse("scrutiny:questions", args=[scene.office.slug]))
    assert f'<span class="muted">{about}</span>' in listed.content.decode()
    question = Question.objects.get()
    one = reverse("scrutiny:question", args=[scene.office.slug, question.pk])
    link = f'<a href="{cover.address}#recommendation-1">{about}</a>'
    assert link in client.get(one).content.decode()


def test_whoever_drops_it_is_told_that_the_member_reads_why(
    client, scene, cover, member
):
    form = ask_at(scene.office, "cover", cover.slug)
    client.post(
        form, {"paragraph": "3", "text": "Noted how?", "meeting": scene.ahead.pk}
    )
    client.force_login(person(scene.office, Role.SCRUTINY))

    drop = reverse(
        "scrutiny:question-drop", args=[scene.office.slug, Question.objects.get().pk]
    )

    words = "the panel member who put it reads it"
    assert words in client.get(drop).content.decode()
