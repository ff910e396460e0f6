"""What a panel recommends: recorded, answered, published, closed, and on record."""

import datetime as dt

import pytest
from django.db import IntegrityError

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import Appointment, AuditLine, Post
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import recommendations as changes
from scrutiny.domain.workflow import RECOMMENDATION
from scrutiny.models import PanelRecommendation
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    PanelRecommendationFactory,
    UserFactory,
    person,
)

MET = dt.date(2026, 3, 6)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def meeting(office):
    panel = BodyFactory(office=office)
    return MeetingFactory(body=panel, held_on=MET, status="held")


def standing(office, role, **facts):
    return standing_of(person(office, role, **facts), office, on=clock.today())


def made(meeting, **said):
    known = {
        "office": meeting.body.office,
        "text": "Publish the waiting times.",
        "meeting": meeting,
        "respond_by": dt.date(2026, 4, 3),
    }
    return PanelRecommendation(**(known | said))


def test_the_support_officer_records_it_and_it_is_numbered(office, meeting):
    by = standing(office, Role.PANEL_SUPPORT, name="Daniel Cho")

    first = changes.record(recommendation=made(meeting), by=by)
    second = changes.record(recommendation=made(meeting, kind="request"), by=by)

    assert (first.number, second.number) == (1, 2)
    assert str(second) == "Request 2"
    assert (first.made_on, first.on_behalf_of) == (MET, "")
    assert first.recorded_as == "Daniel Cho, panel support officer"
    line = AuditLine.objects.get(subject_id=str(first.pk), verb="record")
    assert line.after["respond_by"] == "2026-04-03"


def test_the_scrutiny_officer_records_it_on_behalf_and_it_says_so(office, meeting):
    by = standing(office, Role.SCRUTINY, name="Tom Askew")

    with pytest.raises(MoveRefused, match="on whose behalf"):
        changes.record(recommendation=made(meeting), by=by)
    kept = changes.record(
        recommendation=made(meeting, on_behalf_of="Daniel Cho"), by=by
    )

    assert kept.recorded_as == "Tom Askew, scrutiny officer"
    assert kept.on_behalf_of == "Daniel Cho"


@pytest.mark.parametrize(
    "role", [Role.PANEL_MEMBER, Role.COMMISSIONER, Role.CHIEF_EXECUTIVE]
)
def test_nobody_else_records_it(office, meeting, role):
    with pytest.raises(MoveRefused, match="Only the panel's support officer"):
        changes.record(recommendation=made(meeting), by=standing(office, role))


def test_a_date_before_the_meeting_is_refused_and_nothing_is_kept(office, meeting):
    by = standing(office, Role.PANEL_SUPPORT)

    with pytest.raises(MoveRefused, match="before the panel met"):
        changes.record(
            recommendation=made(meeting, respond_by=dt.date(2026, 3, 5)), by=by
        )

    assert not PanelRecommendation.objects.exists()
    assert not AuditLine.objects.filter(verb="record").exists()


def test_the_commissioner_answers_by_name_and_post(office):
    asked = PanelRecommendationFactory(office=office)
    by = standing(office, Role.COMMISSIONER, name="Eleanor Vaisey")
    post = Post.objects.create(
        office=office, organisation=office.force, title="Commissioner"
    )
    Appointment.objects.create(
        post=post, holder_name="Eleanor Vaisey", user=by.user, starts_on=MET
    )

    changes.answer(
        recommendation=asked,
        move="accept_in_part",
        answer="Half of it.",
        reason="The rest is the force's.",
        by=by,
    )

    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == ("accepted_in_part", "accepted_in_part")
    assert asked.answered_as == "Eleanor Vaisey, Commissioner"
    assert asked.answered_on == clock.today()
    assert AuditLine.objects.get(verb="accept_in_part").reason.startswith("The rest")


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COMMISSIONER])
def test_nobody_but_the_commissioner_or_the_deputy_answers(office, role):
    asked = PanelRecommendationFactory(office=office)

    with pytest.raises(MoveRefused, match="Only the Commissioner or the deputy"):
        changes.answer(
            recommendation=asked,
            move="accept",
            answer="Yes.",
            by=standing(office, role),
        )

    asked.refresh_from_db()
    assert asked.state == "made"


def test_it_is_answered_once(office):
    asked = PanelRecommendationFactory(office=office, accepted=True)

    with pytest.raises(MoveRefused, match="has to be made"):
        changes.answer(
            recommendation=asked,
            move="decline",
            answer="No.",
            reason="Later thought better of.",
            by=standing(office, Role.COMMISSIONER),
        )


def test_the_database_holds_no_refusal_without_a_reason(office):
    with pytest.raises(IntegrityError, match="what_is_not_accepted_whole_has_a_reason"):
        PanelRecommendationFactory(
            office=office, accepted=True, state="not_accepted", outcome="not_accepted"
        )


def test_it_is_closed_once_the_response_is_out(office):
    asked = PanelRecommendationFactory(office=office, accepted=True)
    by = UserFactory()

    with pytest.raises(MoveRefused, match="has to be response published"):
        changes.close(recommendation=asked, by=by)
    changes.publish_response(recommendation=asked, on=dt.date(2026, 4, 2), by=by)
    changes.close(recommendation=asked, by=by)

    asked.refresh_from_db()
    assert asked.state == "closed"
    assert asked.published_on == dt.date(2026, 4, 2)
    assert asked.closed_on == clock.today()


def test_two_who_set_it_right_at_once_both_see_the_others_words(office):
    asked = PanelRecommendationFactory(office=office)
    by = standing(office, Role.PANEL_SUPPORT)
    mine = PanelRecommendation.objects.get(pk=asked.pk)
    mine.text = "Publish them by district."
    changes.edit(recommendation=mine, based_on=1, by=by)

    asked.text = "Publish them by month."
    with pytest.raises(WrittenMeanwhile) as refused:
        changes.edit(recommendation=asked, based_on=1, by=by)

    assert refused.value.theirs.text == "Publish them by district."


def test_what_is_overdue_follows_from_the_day(office):
    asked = PanelRecommendationFactory(office=office, respond_by=dt.date(2026, 4, 3))
    rows = PanelRecommendation.objects.for_office(office)

    assert not rows.overdue(on=dt.date(2026, 4, 3))
    assert list(rows.overdue(on=dt.date(2026, 4, 4))) == [asked]
    changes.answer(
        recommendation=asked,
        move="accept",
        answer="Yes.",
        by=standing(office, Role.COMMISSIONER),
    )
    assert list(rows.overdue(on=dt.date(2026, 4, 4))) == [asked]
    changes.publish_response(
        recommendation=asked, on=dt.date(2026, 4, 5), by=UserFactory()
    )
    assert not rows.overdue(on=dt.date(2026, 4, 6))


def test_a_note_that_the_response_says_is_refused_before_it_is_answered(office):
    """What is answered is not answered anew: it could never be published."""
    asked = PanelRecommendationFactory(office=office)
    panel = asked.meeting.body

    with pytest.raises(MoveRefused, match="the office's own note"):
        changes.answer(
            recommendation=asked,
            move="accept",
            answer="Yes.",
            note=f"Ask them first.\n{panel.name}",
            by=standing(office, Role.COMMISSIONER),
        )

    asked.refresh_from_db()
    assert asked.state == "made"


MOVES = {
    "accept": lambda asked, by: answered(asked, "accept", by),
    "accept_in_part": lambda asked, by: answered(asked, "accept_in_part", by),
    "decline": lambda asked, by: answered(asked, "decline", by),
    "publish_the_response_to": lambda asked, by: changes.publish_response(
        recommendation=asked, on=dt.date(2026, 4, 2), by=by.user
    ),
    "close": lambda asked, by: changes.close(recommendation=asked, by=by.user),
}


def answered(asked, move, by):
    changes.answer(
        recommendation=asked, move=move, answer="So.", reason="It is so.", by=by
    )


def in_state(office, state):
    if state == "made":
        return PanelRecommendationFactory(office=office)
    answers = ("accepted", "accepted_in_part", "not_accepted")
    outcome = state if state in answers else "accepted"
    out = None if state in answers else dt.date(2026, 4, 2)
    return PanelRecommendationFactory(
        office=office,
        accepted=True,
        state=state,
        outcome=outcome,
        reason="It is so.",
        published_on=out,
    )


@pytest.mark.parametrize("state", sorted(RECOMMENDATION.states))
@pytest.mark.parametrize("move", RECOMMENDATION.moves, ids=lambda move: move.name)
def test_a_recommendation_moves_where_it_may_and_nowhere_else(office, state, move):
    asked, by = in_state(office, state), standing(office, Role.COMMISSIONER)

    if state in move.sources:
        MOVES[move.name](asked, by)
    else:
        with pytest.raises(MoveRefused, match="it has to be"):
            MOVES[move.name](asked, by)

    asked.refresh_from_db()
    assert asked.state == (move.target if state in move.sources else state)


def test_a_long_name_with_every_role_has_room_in_the_record(office, meeting):
    user = person(office, *Role, name="A" * 150)
    by = standing_of(user, office, on=clock.today())

    kept = changes.record(recommendation=made(meeting, on_behalf_of="D. Cho"), by=by)
    changes.answer(recommendation=kept, move="accept", answer="Yes.", by=by)

    kept.refresh_from_db()
    assert len(kept.recorded_as) == len(kept.answered_as) == 200
