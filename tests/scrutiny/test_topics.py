"""Topics of the programme: what changes, what is refused, and what is kept."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.changes import topics as changes
from scrutiny.domain.workflow import TOPIC
from scrutiny.models import Consideration, Topic
from tests.factories import (
    ConsiderationFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    PriorityFactory,
    TopicFactory,
    person,
)
from tests.factories.programme import ANSWERED

TODAY = dt.date(2025, 11, 20)
NOW = Period.quarter(2025, 3)  # October to December 2025


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.SCRUTINY, name="Tom Askew")


@pytest.fixture
def commissioner(office):
    user = person(office, Role.COMMISSIONER, name="Eleanor Vaisey")
    return standing_of(user, office, on=TODAY)


def in_state(office, state):
    """A topic that has come as far as this."""
    if state in ("suggested", "recommended"):
        return TopicFactory(office=office, checked=True, state=state)
    if state == "dropped":
        return TopicFactory(office=office, state=state, dropped_why="No time")
    due_on = TODAY if state in ("considered", "follow_up_due") else None
    topic = TopicFactory(
        office=office, programmed=True, state=state, follow_up_on=due_on
    )
    if due_on:
        ConsiderationFactory(topic=topic)
    return topic


def considered(topic, by, **said):
    facts = {"considered_on": TODAY, "findings": "Waits are long."} | said
    follow_up_on = facts.pop("follow_up_on", None)
    consideration = Consideration(topic=topic, **facts)
    return changes.consider(
        consideration=consideration, follow_up_on=follow_up_on, by=by
    )


def planned(topic, by):
    return changes.plan(topic=topic, quarter=NOW, meeting=None, by=by)


def directed(topic, by):
    user = person(topic.office, Role.CHIEF_EXECUTIVE, name="Judith Farrow")
    return changes.direct(
        topic=topic,
        reason="Asked for by residents.",
        quarter=NOW,
        meeting=None,
        by=standing_of(user, topic.office, on=TODAY),
    )


def fallen_due(topic, by):
    if not changes.fall_due(on=TODAY):
        raise MoveRefused("You cannot follow up what is not due.")


MOVES = {
    "recommend": lambda topic, by: changes.recommend(topic=topic, by=by),
    "programme": planned,
    "direct": directed,
    "consider": considered,
    "follow_up": fallen_due,
    "close": lambda topic, by: changes.close(topic=topic, by=by),
    "programme_again": planned,
    "drop": lambda topic, by: changes.drop(topic=topic, reason="No time", by=by),
}


@pytest.mark.parametrize("state", sorted(TOPIC.states))
@pytest.mark.parametrize("move", TOPIC.moves, ids=lambda move: move.name)
def test_a_topic_moves_where_it_may_and_nowhere_else(office, officer, state, move):
    topic = in_state(office, state)
    # One verb puts a topic on the programme, whichever of these states it is in; a
    # follow-up that is due by today is moved on first.
    may = {
        "programme": ("recommended", "considered", "follow_up_due"),
        "programme_again": ("recommended", "considered", "follow_up_due"),
    }.get(move.name, move.sources)

    if state in may:
        MOVES[move.name](topic, officer)
        assert Topic.objects.get(pk=topic.pk).state == move.target
    else:
        with pytest.raises(MoveRefused, match="You cannot"):
            MOVES[move.name](topic, officer)
        assert Topic.objects.get(pk=topic.pk).state == state


def test_a_topic_is_numbered_in_its_office_and_stands_last(office, officer):
    TopicFactory(office=office, number=7, order=9)
    TopicFactory(number=40, order=40)  # of another office
    priority = PriorityFactory(plan__office=office)
    measure = MeasureFactory(office=office, code="1A")

    topic = changes.add(
        topic=Topic(office=office, title="Calls", why="Long waits", source="public"),
        by=officer,
        priorities=[priority],
        measures=[measure],
    )

    assert (topic.number, topic.order, topic.state) == (8, 10, "suggested")
    line = AuditLine.objects.filter(office=office).first()
    assert (line.verb, line.by_name) == ("suggest", "Tom Askew")
    assert line.after["measures"] == ["1A"]
    assert line.after["why"] == "Long waits"


def test_a_topic_with_a_line_unanswered_is_not_recommended(office, officer):
    topic = TopicFactory(office=office, rigour=ANSWERED | {"others": ""})

    with pytest.raises(MoveRefused, match="Is somebody else looking at it already"):
        changes.recommend(topic=topic, by=officer)

    changes.answer_rigour(
        topic=topic, answers=ANSWERED | {"others": "None"}, by=officer
    )
    assert changes.recommend(topic=topic, by=officer).state == "recommended"


def test_a_rigour_check_is_kept_half_way_and_closed_with_the_recommendation(
    office, officer
):
    topic = TopicFactory(office=office)
    changes.answer_rigour(topic=topic, answers={"remit": " The plan. "}, by=officer)

    topic.refresh_from_db()
    assert topic.rigour["remit"] == "The plan."
    assert len(topic.unanswered) == 5

    recommended = TopicFactory(office=office, checked=True, state="recommended")
    with pytest.raises(MoveRefused, match="before a topic is recommended"):
        changes.answer_rigour(topic=recommended, answers={}, by=officer)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("commissioner", "chief_executive")]
)
def test_only_the_commissioner_and_the_chief_executive_direct_a_topic(office, role):
    topic = TopicFactory(office=office)
    by = standing_of(person(office, role), office, on=TODAY)

    with pytest.raises(MoveRefused, match="Only the Commissioner"):
        changes.direct(topic=topic, reason="Now", quarter=NOW, meeting=None, by=by)


def test_a_directed_topic_keeps_by_whom_and_why(office, commissioner):
    topic = TopicFactory(office=office)
    with pytest.raises(MoveRefused, match="Say why"):
        changes.direct(
            topic=topic, reason=" ", quarter=NOW, meeting=None, by=commissioner
        )

    changes.direct(
        topic=topic,
        reason="Residents asked.",
        quarter=NOW,
        meeting=None,
        by=commissioner,
    )

    topic.refresh_from_db()
    assert topic.directed_as == "Eleanor Vaisey, commissioner"
    assert topic.directed_why == "Residents asked."
    line = AuditLine.objects.filter(office=office).first()
    assert (line.verb, line.reason) == ("direct", "Residents asked.")


def test_a_topic_is_not_put_on_a_meeting_of_another_quarter(office, officer):
    topic = TopicFactory(office=office, checked=True, state="recommended")
    meeting = MeetingFactory(body__office=office, held_on=dt.date(2026, 1, 15))

    with pytest.raises(MoveRefused, match="not in Q3 2025/26"):
        changes.plan(topic=topic, quarter=NOW, meeting=meeting, by=officer)

    changes.plan(topic=topic, quarter=NOW + 1, meeting=meeting, by=officer)
    topic.refresh_from_db()
    assert (topic.quarter, topic.meeting) == (NOW + 1, meeting)


def test_a_programmed_topic_is_given_another_quarter(office, officer):
    topic = TopicFactory(office=office, programmed=True)

    changes.replan(topic=topic, quarter=NOW + 2, meeting=None, by=officer)

    topic.refresh_from_db()
    assert (topic.state, topic.quarter) == ("programmed", NOW + 2)
    line = AuditLine.objects.filter(office=office).first()
    assert line.before == {"quarter_start": "2025-10-01"}
    assert line.after == {"quarter_start": "2026-04-01"}


def test_a_follow_up_on_the_day_of_consideration_is_refused(office, officer):
    topic = TopicFactory(office=office, programmed=True)

    with pytest.raises(MoveRefused, match="after that day"):
        considered(topic, officer, follow_up_on=TODAY)

    assert not topic.considerations.exists()


def test_what_was_found_stays_and_a_second_look_stands_beside_it(office, officer):
    topic = TopicFactory(office=office, programmed=True)
    considered(
        topic,
        officer,
        considered_on=dt.date(2025, 10, 1),
        findings="Waits are long.",
        recommendations="Staff the night.",
        follow_up_on=TODAY,
    )
    changes.plan(topic=topic, quarter=NOW, meeting=None, by=officer)
    considered(topic, officer, findings="Waits are shorter.")

    found = [each.findings for each in topic.considerations.all()]
    assert found == ["Waits are long.", "Waits are shorter."]
    with pytest.raises(TypeError, match="never changed"):
        Consideration.objects.update(findings="Nothing")
    topic.refresh_from_db()
    assert (topic.state, topic.follow_up_on) == ("considered", None)


def test_the_daily_round_moves_what_is_due_once_and_in_nobodys_name(office, officer):
    due = in_state(office, "considered")
    later = TopicFactory(
        office=office,
        programmed=True,
        state="considered",
        follow_up_on=dt.date(2025, 11, 21),
    )
    out = StringIO()

    call_command("tick", stdout=out)
    call_command("tick", stdout=out)

    states = [Topic.objects.get(pk=topic.pk).state for topic in (due, later)]
    assert states == ["follow_up_due", "considered"]
    assert out.getvalue().count("To be looked at again") == 1
    line = AuditLine.objects.get(office=office)
    assert (line.verb, line.by, line.by_name) == ("follow_up", None, "the service")


def test_a_follow_up_date_may_be_set_after_the_consideration(office, officer):
    topic = TopicFactory(office=office, programmed=True)
    considered(topic, officer, considered_on=dt.date(2025, 11, 3))

    with pytest.raises(MoveRefused, match="Monday 3 November 2025"):
        changes.set_follow_up(
            topic=topic, follow_up_on=dt.date(2025, 11, 3), by=officer
        )
    changes.set_follow_up(topic=topic, follow_up_on=dt.date(2026, 5, 4), by=officer)

    topic.refresh_from_db()
    assert topic.follow_up_on == dt.date(2026, 5, 4)


def test_two_people_at_once_on_a_topic_lose_nothing(office, officer):
    topic = TopicFactory(office=office, title="Calls")
    seen = topic.revision
    mine, theirs = (Topic.objects.get(pk=topic.pk) for _n in range(2))
    theirs.title = "Calls at weekends"
    about = {"priorities": [], "measures": []}
    changes.edit(topic=theirs, based_on=seen, by=officer, **about)

    mine.title = "Calls at night"
    with pytest.raises(WrittenMeanwhile) as refusal:
        changes.edit(topic=mine, based_on=seen, by=officer, **about)

    assert refusal.value.theirs.title == "Calls at weekends"


def test_a_topic_that_ended_stays_as_it_was(office, officer):
    topic = TopicFactory(office=office, state="dropped", dropped_why="No time")

    with pytest.raises(MoveRefused, match="stays as it was"):
        changes.edit(
            topic=topic,
            based_on=topic.revision,
            by=officer,
            priorities=[],
            measures=[],
        )


def test_a_public_topic_says_what_the_public_reads(office, officer):
    topic = Topic(
        office=office, title="Calls", why="W", source="public", visibility="public"
    )
    with pytest.raises(ValidationError, match="what the public reads"):
        changes.add(topic=topic, by=officer)


def test_the_order_of_priority_is_changed_within_a_quarter(office, officer):
    first, second = TopicFactory.create_batch(2, office=office, programmed=True)
    TopicFactory(office=office, programmed=True, quarter_start=dt.date(2026, 1, 1))
    third = TopicFactory(office=office, programmed=True)

    changes.raise_topic(topic=third, earlier=True, by=officer)
    changes.raise_topic(topic=first, earlier=True, by=officer)  # the first already

    rows = Topic.objects.for_office(office).filter(quarter_start=NOW.start)
    assert list(rows) == [first, third, second]


def test_two_who_answer_the_rigour_check_at_once_lose_nothing(office, officer):
    topic = TopicFactory(office=office)
    seen = topic.rigour_print
    theirs = {"remit": "The plan."}
    changes.answer_rigour(topic=topic, answers=theirs, by=officer, based_on=seen)

    with pytest.raises(WrittenMeanwhile) as refusal:
        changes.answer_rigour(
            topic=topic, answers={"remit": "The duty."}, by=officer, based_on=seen
        )

    assert refusal.value.theirs.rigour["remit"] == "The plan."


def test_another_title_is_no_other_answer_to_the_rigour_check(office, officer):
    topic = TopicFactory(office=office)
    seen = topic.rigour_print
    about = {"priorities": [], "measures": []}
    changes.edit(topic=topic, based_on=topic.revision, by=officer, **about)

    changes.answer_rigour(
        topic=topic, answers={"remit": "The duty."}, by=officer, based_on=seen
    )

    assert Topic.objects.get().rigour["remit"] == "The duty."


def test_what_was_looked_at_without_its_cancelled_meeting_does_not_name_it(
    office, officer
):
    off = MeetingFactory(body__office=office, held_on=TODAY, status="cancelled")
    topic = TopicFactory(office=office, programmed=True, meeting=off)

    considered(topic, officer)

    assert topic.considerations.get().meeting is None
