"""Thematic reviews: a topic with the figures of a published report, and what was said
of it in public."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from opcc.core import clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.pack_blockers import of_pack
from reports.build.packs import build_pack
from reports.build.since import content_of
from reports.changes import packs as changes
from reports.changes import publications
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_html, to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.models import Topic
from tests.factories import (
    ConsiderationFactory,
    FindingFactory,
    InspectionReportFactory,
    MeasureFactory,
    QuestionFactory,
    TopicFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes
from tests.reports.desk_scene import Scene
from tests.reports.pack_scene import (
    ASKED_ON,
    action,
    asked,
    board,
    concluded,
    item,
    topic_of,
)
from tests.reports.small_scene import SmallScene

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(NOW):
        yield


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def edition(scene):
    return scene.published()


@pytest.fixture
def topic(scene):
    return topic_of(scene.measure)


def built(topic, edition):
    return build_pack(topic, edition, issue=1, on=TODAY)


def published(topic, edition):
    return changes.publish_pack(topic=topic, edition=edition, by=UserFactory())


# -- what it says


def test_its_figures_are_those_of_the_published_report(scene, topic, edition):
    other = scene.add_measure("1B", "79")

    pack = built(topic, edition)

    told = content_of(edition)
    assert [part.code for part in pack.edition.parts] == ["1A"]
    assert pack.edition.part("1A") == told.part("1A")
    assert pack.sha256 == edition.document.sha256
    assert other.code not in to_html(pack)


def test_it_says_what_was_asked_answered_concluded_found_and_done(
    scene, topic, edition
):
    victims = item(board(scene.office), title="Victims")
    asked(victims, scene.measure, "Who waits?", "Those who call late.")
    concluded(victims, "Late callers still wait.")
    report = InspectionReportFactory(office=scene.office, reference="PEEL 7")
    FindingFactory(report=report, text="Tell victims.").measures.add(scene.measure)
    action(scene.measure, "Count late calls", item=victims)

    pack = built(topic, edition)

    (question,) = pack.questions
    assert (question.text, question.asked_on) == ("Who waits?", ASKED_ON)
    assert [each.text for each in question.answers] == ["Those who call late."]
    assert question.codes == ("1A",)
    (stated,) = pack.conclusions
    assert (stated.item, stated.conclusion.word) == ("Victims", "Partly assured")
    (found,) = pack.findings
    assert (found.text, found.report[:6]) == ("Tell victims.", "PEEL 7")
    (done,) = pack.actions
    assert (done.title, done.owner) == ("Count late calls", str(scene.office.force))
    page = strip_tags(to_html(pack))
    for said in (
        "Who waits?",
        "Late callers still wait.",
        "Tell victims.",
        "late calls",
    ):
        assert said in page


def test_what_was_asked_before_the_year_that_ends_with_the_quarter_is_left_out(
    scene, topic, edition
):
    victims = item(board(scene.office))
    old = asked(victims, scene.measure, "Of long ago?")
    type(old).objects.filter(pk=old.pk).update(asked_on=dt.date(2025, 9, 30))
    first = asked(victims, scene.measure, "Of the first day?")
    type(first).objects.filter(pk=first.pk).update(asked_on=dt.date(2025, 10, 1))

    pack = built(topic, edition)

    # Four quarters end with July to September 2026: the first begins in October 2025.
    assert pack.since == dt.date(2025, 10, 1)
    assert [each.text for each in pack.questions] == ["Of the first day?"]


@pytest.mark.parametrize(
    "meeting",
    [{"visibility": "office"}, {"minutes": "agreed"}, {"minutes": "none"}],
)
def test_what_was_said_where_the_public_did_not_read_it_is_left_out(
    scene, topic, edition, meeting
):
    victims = item(board(scene.office, **meeting))
    asked(victims, scene.measure, "Who waits?", "Those who call late.")
    concluded(victims, "Late callers still wait.")
    action(scene.measure, "Count late calls", item=victims)

    pack = built(topic, edition)

    assert (pack.questions, pack.conclusions, pack.actions) == ((), (), ())


def planted(scene, topic):
    """Fifty strings in what is not public of a topic and of its measures."""
    left, measure = iter(CANARIES), scene.measure
    Topic.objects.filter(pk=topic.pk).update(
        why=f"Because of {next(left)} in the west",
        rigour={name: f"About {next(left)} we say yes" for name in ("remit", "means")},
        directed_by=UserFactory(name=next(left)),
        directed_as=next(left),
        directed_why=f"Directed since {next(left)} is urgent",
    )
    ConsiderationFactory(
        topic=topic,
        findings=f"We found {next(left)} in the log",
        recommendations=f"Let {next(left)} be trained",
    )
    hidden = MeasureFactory(
        office=scene.office,
        code="H1",
        objective=scene.objective,
        visibility="office",
        version={"name": next(left), "definition": f"We count {next(left)} by hand"},
    )
    topic.measures.add(hidden)
    _planted_at_meetings(scene.office, measure, hidden, topic, left)
    report = InspectionReportFactory(office=scene.office, note=next(left))
    finding = FindingFactory(
        report=report, note=next(left), response=f"We shall {next(left)} it soon"
    )
    finding.measures.add(measure)
    action(measure, f"Do {next(left)}", finding=finding, owner_name=next(left))
    for canary in left:
        action(measure, f"Then do {canary}", came_from="A visit")


def _planted_at_meetings(office, measure, hidden, topic, left):
    public, closed = board(office), board(office, visibility="office")
    kept = item(public, title=next(left), note=next(left), held_back=next(left))
    for of in (kept, item(closed, title=next(left)), None):
        asked(of, measure, f"Why is {next(left)} so?", f"Since {next(left)} is.")
        action(measure, f"Let {next(left)} be done", item=of)
        if of:
            concluded(of, f"Of {next(left)} I am not sure")
    open_item = item(public, title="Victims")
    asked(
        open_item,
        measure,
        "Who waits?",
        "Late callers.",
        by=next(left),
        evidence=f"The log of {next(left)}",
    )
    both = asked(open_item, measure, f"What of {next(left)} then?")
    both.measures.add(hidden)
    QuestionFactory(office=office, text=next(left), item=open_item).measures.add(
        measure
    )
    concluded(open_item, "Not yet.", evidence=next(left), gaps=next(left))
    action(measure, "Count them", item=open_item, owner_name=next(left))


def test_none_of_50_canaries_in_what_is_not_public_is_in_a_review(client, scene, topic):
    edition = scene.published(scene.frozen())
    planted(scene, topic)

    publication = published(topic, edition)

    everything = b"\n".join(public_bytes())
    page = client.get(publication.address).content
    listing = client.get(f"/{scene.office.slug}/thematic-reviews/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    for said in (b"Who waits?", b"Late callers.", b"Not yet.", b"Count them"):
        assert said in page
    assert list(problems()) == []


def test_words_that_the_office_keeps_stop_a_review_that_says_them(
    scene, topic, edition
):
    Topic.objects.filter(pk=topic.pk).update(summary="Why nobody answers.")
    ConsiderationFactory(topic=topic, findings="One crew never answered at all.")
    victims = item(board(scene.office))
    asked(victims, scene.measure, "Why?", "One crew never answered at all.")

    with pytest.raises(MoveRefused, match="found under topic"):
        published(topic, edition)


# -- what stands in its way


def stopping(topic, edition):
    found = of_pack(topic, edition, built(topic, edition))
    return [each.text for each in found if each.is_error]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"visibility": "office"}, "The topic is not public"),
        ({"state": "suggested"}, "not on the programme yet"),
    ],
)
def test_a_topic_that_is_not_public_or_not_taken_up_has_no_review(
    topic, edition, facts, why
):
    Topic.objects.filter(pk=topic.pk).update(**facts)
    topic.refresh_from_db()

    assert [why in text for text in stopping(topic, edition)] == [True]
    with pytest.raises(MoveRefused, match=why):
        published(topic, edition)


def test_a_topic_without_a_measure_of_the_report_has_no_review(topic, edition):
    topic.measures.clear()

    with pytest.raises(MoveRefused, match="tells none of the topic's measures"):
        published(topic, edition)


def test_a_measure_that_the_report_does_not_tell_is_named(scene, topic, edition):
    topic.measures.add(MeasureFactory(office=scene.office, code="9Z"))

    found = of_pack(topic, edition, built(topic, edition))

    assert [each.is_error for each in found] == [False]
    assert "9Z" in found[0].text


def test_a_review_takes_no_figure_that_a_later_report_hides(db):
    """12 children were told in April to June; the next report hides that as well."""
    scene = SmallScene()
    before = scene.published_before()
    topic = topic_of(scene.small)
    assert stopping(topic, before) == []
    publications.correct(
        publication=before.publication,
        by=scene.builder,
        severity="figure",
        measure_code="1G",
        text="These figures are no longer told.",
    )
    scene.small.observations.all().delete()
    for quarter, number in ((before.period, 2), (before.period + 1, 3)):
        scene.state(quarter, number)
    later = scene.published(scene.kept(scene.draft_of(before.period + 1)))

    assert "take a later report" in stopping(topic, before)[0]
    with pytest.raises(MoveRefused, match="A later report hides a figure of 1G"):
        published(topic, before)
    assert stopping(topic, later) == []


# -- publishing it


def test_a_second_issue_takes_the_place_of_the_first(topic, edition):
    first = published(topic, edition)

    second = published(topic, edition)

    first.refresh_from_db()
    assert first.slug == "victims-in-the-evening-2026-q2"
    assert second.slug == "victims-in-the-evening-2026-q2-issue-2"
    assert first.superseded_by == second


def test_a_review_of_a_longer_title_is_another_one(scene, topic, edition):
    first = published(topic, edition)
    longer = TopicFactory(
        office=scene.office,
        programmed=True,
        public=True,
        title="Victims in the evening 2026 Q2 issue",
    )
    longer.measures.add(scene.measure)

    published(longer, edition)

    first.refresh_from_db()
    assert first.superseded_by is None


def test_the_chief_executive_publishes_it_from_the_page_of_the_topic(
    client, scene, topic, edition
):
    client.force_login(scene.chief)
    slug = scene.office.slug
    here = reverse("reports:pack", args=[slug, topic.pk])
    page = client.get(reverse("scrutiny:topic", args=[slug, topic.pk]))
    assert here in page.content.decode()
    publishing = reverse("reports:pack-publish", args=[slug, topic.pk, edition.pk])
    assert publishing in client.get(here).content.decode()
    assert "How quickly calls are answered" in client.get(publishing).content.decode()
    assert not Publication.objects.filter(kind="thematic").exists()

    page = client.post(publishing, follow=True).content.decode()

    review = Publication.objects.get(kind="thematic")
    assert "The thematic review is published." in page
    assert review.address in page
    assert review.address == f"/{slug}/thematic-reviews/{review.slug}/"
    meetings = client.get(f"/{slug}/scrutiny/").content.decode()
    assert f"/{slug}/thematic-reviews/" in meetings


def test_the_scrutiny_officer_reads_it_first_and_does_not_publish_it(
    client, scene, topic, edition
):
    client.force_login(person(scene.office, Role.SCRUTINY))
    slug = scene.office.slug
    publishing = reverse("reports:pack-publish", args=[slug, topic.pk, edition.pk])

    page = client.get(reverse("reports:pack", args=[slug, topic.pk])).content.decode()

    assert "How quickly calls are answered" in page
    assert publishing not in page
    assert client.post(publishing).status_code == 403


def test_what_stands_in_its_way_is_shown_in_place_of_the_button(
    client, scene, topic, edition
):
    Topic.objects.filter(pk=topic.pk).update(visibility="office")
    client.force_login(scene.chief)
    args = [scene.office.slug, topic.pk]

    page = client.get(reverse("reports:pack", args=args)).content.decode()

    assert "The topic is not public" in page
    assert reverse("scrutiny:topic-edit", args=args) in page
    publishing = reverse("reports:pack-publish", args=[*args, edition.pk])
    assert publishing not in page
    assert client.get(publishing).status_code == 302


def test_without_a_published_report_the_page_says_what_to_do(client, scene, topic):
    client.force_login(scene.chief)

    page = client.get(reverse("reports:pack", args=[scene.office.slug, topic.pk]))

    assert "No report is published yet" in page.content.decode()


def test_a_review_is_built_in_as_many_queries_however_much_was_said(
    scene, topic, edition, django_assert_num_queries
):
    for number in range(4):
        victims = item(board(scene.office), title=f"Victims {number}")
        asked(victims, scene.measure, "Who waits?", "Those who call late.")
        concluded(victims, "Late callers still wait.")
        report = InspectionReportFactory(office=scene.office)
        FindingFactory(report=report).measures.add(scene.measure)
        action(scene.measure, "Count late calls", item=victims)
    found = Topic.objects.with_all().select_related("office").get(pk=topic.pk)

    with django_assert_num_queries(12):
        pack = built(found, edition)

    assert len(pack.questions) == len(pack.findings) == len(pack.actions) == 4


def test_a_review_reads_back_as_stored_and_its_pdf_is_accessible(
    scene, topic, edition, tmp_path
):
    pdfua = pytest.importorskip("pdfua")
    victims = item(board(scene.office), title="Victims")
    asked(victims, scene.measure, "Who waits?", "Those who call late.")
    concluded(victims, "Late callers still wait.")
    action(scene.measure, "Count late calls", item=victims)
    stored = bytes(published(topic, edition).document.content)

    content = contents.from_bytes(stored)

    assert contents.to_bytes(content) == stored
    path = tmp_path / "review.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
