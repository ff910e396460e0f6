"""The forward programme as a publication: public topics alone, and nothing beside."""

import datetime as dt
import json
from itertools import islice

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.models import Restriction
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.programme import build_programme
from reports.changes import programmes as changes
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.models import Consideration, Dismissal, Topic
from scrutiny.reading.suggesting import suggestions_for
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    ConsiderationFactory,
    MeetingFactory,
    OfficeFactory,
    PriorityFactory,
    TopicFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes

TODAY = dt.date(2025, 11, 20)
MEETING_ON = dt.date(2025, 12, 12)


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


def public_topic(office, **facts):
    return TopicFactory(office=office, programmed=True, public=True, **facts)


def published(office):
    return changes.publish_programme(office=office, by=UserFactory())


def planted(office):
    """Fifty strings in all that the programme keeps for the office."""
    left = iter(CANARIES)
    by, at = UserFactory(name=next(left)), dt.datetime(2025, 9, 1, 9, tzinfo=dt.UTC)
    known = public_topic(office, title="Calls at night")
    for topic in (known, TopicFactory(office=office, title=next(left))):
        facts = {
            "why": f"Because of {next(left)} in the west",
            "rigour": {
                name: f"Answer {next(left)} of the check"
                for name in ("remit", "evidence", "others", "openness")
            },
            "directed_by": by,
            "directed_as": next(left),
            "directed_why": f"Directed since {next(left)} is urgent",
        }
        Topic.objects.filter(pk=topic.pk).update(**facts)
        ConsiderationFactory(
            topic=topic,
            findings=f"We found {next(left)} in the log",
            recommendations=f"Let {next(left)} be trained",
        )
        ActionFactory(office=office, topic=topic, title=f"Do {next(left)}")
    for visibility in ("panel", "shared", "office"):
        TopicFactory(
            office=office,
            programmed=True,
            visibility=visibility,
            title=f"Theme {next(left)}",
            summary=f"Summary {next(left)}",
            suggested_as=f"action-{next(left)}",
        )
    TopicFactory(
        office=office, state="dropped", title=next(left), dropped_why=next(left)
    )
    closed_board = MeetingFactory(
        body__office=office,
        body__name=f"Gold {next(left)}",
        body__visibility="office",
        held_on=MEETING_ON,
        place=next(left),
    )
    Topic.objects.filter(pk=known.pk).update(meeting=closed_board)
    draft = PriorityFactory(
        plan__office=office, plan__drafted=True, title=f"Draft {next(left)}"
    )
    known.priorities.add(draft)
    ActionFactory(
        office=office,
        title=next(left),
        owner_name=next(left),
        first_due_on=dt.date(2025, 9, 1),
    )
    assert suggestions_for(office, on=TODAY)[0].title in CANARIES
    while drawn := tuple(islice(left, 3)):
        key, title, reason = drawn
        Dismissal.objects.create(
            office=office, key=key, title=title, reason=reason, by=by, at=at
        )


def test_none_of_50_canaries_kept_for_the_office_is_in_any_public_programme(
    client, office
):
    planted(office)

    publication = published(office)

    everything = b"\n".join(public_bytes())
    names = " ".join(
        f"{drawn.format} {drawn.part}"
        for drawn in publication.document.renderings.all()
    )
    page = client.get(publication.address).content
    listing = client.get(f"/{office.slug}/programme/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
        assert canary not in names
    assert b"Calls at night" in page
    assert b"How quickly calls are answered at night." in page
    assert b"No public meeting is settled." in page


def test_the_programme_says_when_and_where_each_public_topic_is_looked_at(
    client, office
):
    board = MeetingFactory(
        body__office=office,
        body__name="Accountability Board",
        body__visibility="public",
        held_on=MEETING_ON,
    )
    topic = public_topic(office, title="Calls at night", meeting=board, domain="f")
    topic.priorities.add(PriorityFactory(plan__office=office, title="Safe streets"))
    public_topic(
        office,
        title="Custody",
        state="closed",
        quarter_start=dt.date(2025, 7, 1),
    )
    public_topic(office, title="Vetting", quarter_start=dt.date(2026, 4, 1))

    page = client.get(published(office).address).content.decode()

    assert "Accountability Board, Friday 12 December 2025" in page
    assert "Safe streets; Value for money" in page
    # Q2 has a topic that was looked at, and this quarter one to come; the next has
    # none, and after the last that has one nothing follows.
    told = [page.index(f'id="q-2025-Q{n}"') for n in (2, 3, 4)]
    assert told == sorted(told)
    assert "Q1 2025/26" not in page
    assert page.count("Nothing is announced for this quarter yet.") == 1
    assert 'id="q-2026-Q2"' not in page


def test_whoever_reads_of_meetings_is_led_to_the_programme(client, office):
    meetings, programme = f"/{office.slug}/scrutiny/", f"/{office.slug}/programme/"
    assert "Also published" not in client.get(meetings).content.decode()
    public_topic(office)
    publication = published(office)

    beside = client.get(meetings).content.decode().partition("Also published")[2]
    assert f'href="{programme}"' in beside.partition("</p>")[0]
    assert publication.address in client.get(programme).content.decode()


def test_a_programme_without_a_public_topic_is_not_published(office):
    TopicFactory(office=office, programmed=True)

    with pytest.raises(MoveRefused, match="No topic with a quarter is public"):
        published(office)

    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"title": "Operation Fennel"}, "the title of topic T9"),
        ({"why": "Searches begin at the depot"}, "the reason of topic T9"),
    ],
)
def test_a_public_text_that_names_what_is_kept_stops_the_programme(
    office, facts, words
):
    TopicFactory(office=office, number=9, **facts)
    public_topic(
        office,
        number=10,
        summary="Operation Fennel: searches begin\nat the depot in May.",
    )

    with pytest.raises(MoveRefused, match=words):
        published(office)


def test_a_short_answer_to_the_check_stops_nothing(office):
    public_topic(office, rigour={"others": "None"}, summary="None has looked yet.")

    assert published(office).address


def test_a_later_issue_takes_the_place_of_the_one_before(client, office):
    topic = public_topic(office, title="Calls at night")
    first = published(office)
    before = client.get(first.address).content.decode()
    Topic.objects.filter(pk=topic.pk).update(title="Calls at weekends")

    second = published(office)

    first.refresh_from_db()
    assert first.superseded_by == second
    assert second.address != first.address
    after = client.get(first.address).content.decode()
    assert "Calls at night" in before
    assert "Calls at night" in after
    assert "Calls at weekends" not in after
    assert "Calls at weekends" in client.get(second.address).content.decode()
    assert list(problems()) == []


def test_it_is_built_in_as_many_queries_however_long(office, django_assert_num_queries):
    priority = PriorityFactory(plan__office=office)
    for topic in [public_topic(office) for _n in range(6)]:
        topic.priorities.add(priority)
        ConsiderationFactory(topic=topic)

    # Those that wait, of which there is none; the others, their priorities and plans.
    with django_assert_num_queries(4):
        build_programme(office, issue=1, on=TODAY)


def test_it_reads_back_as_stored_and_its_pdf_is_accessible(office, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    public_topic(office)
    stored = bytes(published(office).document.content)

    content = contents.from_bytes(stored)
    assert contents.to_bytes(content) == stored
    assert json.loads(stored)["kind"] == "programme"
    path = tmp_path / "programme.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_scrutiny_officer_reads_it_first_and_publishes_it(client, office):
    public_topic(office, title="Calls at night")
    TopicFactory(office=office, programmed=True, title="Kept inside")
    client.force_login(person(office, Role.SCRUTINY))
    address = reverse("reports:programme-publish", args=[office.slug])

    asked = client.get(address).content.decode()
    assert "Calls at night" in asked
    assert "Kept inside" not in asked
    page = client.post(address, follow=True).content.decode()

    assert "The forward programme is published." in page
    assert Publication.objects.get().kind == "programme"


def test_nothing_public_is_said_of_a_restriction_or_a_consideration(office):
    """The format has no place for them: whoever adds one sees this test."""
    fields = {
        name
        for kept in (Topic, Consideration, Restriction)
        for name in (field.name for field in kept._meta.get_fields())
    }
    said = set(json.loads(_stored(office))["quarters"][0]["topics"][0])

    assert said == {"title", "summary", "about", "meeting", "state", "is_ahead"}
    assert {"why", "findings", "directed_why"} <= fields - said


def _stored(office):
    public_topic(office, quarter_start=dt.date(2025, 10, 1))
    return bytes(published(office).document.content)


def test_a_topic_named_after_restricted_business_stops_the_programme(office):
    held = Restriction.objects.create(
        office=office,
        reason_code="operational",
        reason="A line of investigation.",
        asked_by="The force",
        decided_by=UserFactory(),
        decided_on=dt.date(2025, 9, 1),
        review_on=dt.date(2026, 9, 1),
    )
    item = AgendaItemFactory(
        meeting__body__office=office, restriction=held, safe_title="A matter"
    )
    ActionFactory(office=office, number=12, title="Move the informant", item=item)
    public_topic(office, title="Move the informant", suggested_as="action-12")

    with pytest.raises(MoveRefused, match="the title of action 12"):
        published(office)

    Restriction.objects.update(released_on=TODAY)
    assert published(office).address


def test_a_meeting_that_is_cancelled_is_not_announced(client, office):
    board = MeetingFactory(
        body__office=office,
        body__name="Accountability Board",
        body__visibility="public",
        held_on=MEETING_ON,
        status="cancelled",
    )
    public_topic(office, meeting=board)

    page = client.get(published(office).address).content.decode()

    assert "Accountability Board" not in page
    assert "No public meeting is settled." in page


def test_words_of_an_ended_topic_that_are_public_by_it_stop_no_programme(office):
    """Nobody could take them out: the programme would never be published again."""
    words = "Calls at night are answered late."
    topic = public_topic(office, state="closed", why=words)
    ConsiderationFactory(topic=topic, findings=words)
    Topic.objects.update(summary=words)
    assert published(office).address

    Topic.objects.update(state="programmed")
    with pytest.raises(MoveRefused, match="the reason of topic"):
        published(office)
