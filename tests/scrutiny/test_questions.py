"""Questions: what changes, what is refused, and what is kept."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import questions as changes
from scrutiny.domain.workflow import QUESTION
from scrutiny.models import Question, Response
from tests.factories import (
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
    UserFactory,
    person,
)

TODAY = dt.date.today
FAR = dt.date(2099, 1, 5)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.SCRUTINY)


def in_state(office, state):
    """A question that has come as far as this."""
    if state in ("draft", "dropped"):
        reason = "Asked elsewhere" if state == "dropped" else ""
        return QuestionFactory(office=office, state=state, dropped_reason=reason)
    return QuestionFactory(office=office, asked=True, state=state)


def standing(user, office):
    return standing_of(user, office, on=dt.date(2026, 11, 22))


def reply(question, by, **said):
    response = Response(
        question=question, **({"text": "Because.", "answered_by": "DCC Hale"} | said)
    )
    return changes.answer(response=response, by=standing(by, question.office))


MOVES = {
    "ask": lambda q, by: changes.ask(
        question=q, asked_of=q.office.force, due_on=FAR, by=by
    ),
    "drop": lambda q, by: changes.drop(question=q, reason="Asked elsewhere", by=by),
    "answer": reply,
    "ask_again": lambda q, by: changes.ask_again(
        question=q, reason="Since when?", due_on=FAR, by=by
    ),
}


@pytest.mark.parametrize("state", sorted(QUESTION.states))
@pytest.mark.parametrize("move", QUESTION.moves, ids=lambda move: move.name)
def test_a_question_moves_where_it_may_and_nowhere_else(office, officer, state, move):
    question = in_state(office, state)

    if state in move.sources:
        MOVES[move.name](question, officer)
        assert Question.objects.get(pk=question.pk).state == move.target
    else:
        with pytest.raises(MoveRefused, match="You cannot"):
            MOVES[move.name](question, officer)
        assert Question.objects.get(pk=question.pk).state == state


def test_questions_are_numbered_one_by_one_in_their_office(office, officer):
    QuestionFactory(number=80)

    made = [
        changes.draft(
            question=Question(office=office, text=text, source="public"), by=officer
        )
        for text in ("Why?", "Since when?")
    ]

    assert [question.number for question in made] == [1, 2]


def test_a_blank_question_is_not_kept(office, officer):
    with pytest.raises(MoveRefused, match="Write the question"):
        changes.draft(question=Question(office=office, text=" "), by=officer)


def test_asking_says_of_whom_since_when_and_by_when(office, officer):
    question = QuestionFactory(office=office)
    partner = OrganisationFactory(office=office)

    changes.ask(question=question, asked_of=partner, due_on=FAR, by=officer)

    question.refresh_from_db()
    assert (question.asked_of, question.due_on) == (partner, FAR)
    assert question.asked_on == TODAY()
    assert question.askings.get().by == officer
    assert AuditLine.objects.get().verb == "ask"


def test_nobody_asks_for_an_answer_in_the_past(office, officer):
    question = QuestionFactory(office=office)

    with pytest.raises(MoveRefused, match="before the question is asked"):
        changes.ask(
            question=question,
            asked_of=office.force,
            due_on=dt.date(2026, 1, 5),
            by=officer,
        )


def test_part_of_an_answer_leaves_the_question_open(office):
    question = QuestionFactory(office=office, asked=True)
    provider = person(office, Role.DATA_PROVIDER)

    reply(question, provider, is_partial=True, rest_due_on=FAR)
    reply(question, provider, text="And the rest.")

    question.refresh_from_db()
    assert question.state == "answered"
    assert [r.is_partial for r in question.responses.all()] == [True, False]


def test_only_the_organisation_asked_answers(office):
    elsewhere = OrganisationFactory(office=office)
    provider = person(office, Role.DATA_PROVIDER, organisation=elsewhere)
    question = QuestionFactory(office=office, asked=True)

    with pytest.raises(MoveRefused, match="not put to your organisation"):
        reply(question, provider)

    assert not question.responses.exists()


def test_an_answer_is_never_changed(office):
    question = QuestionFactory(office=office, asked=True)
    reply(question, person(office, Role.DATA_PROVIDER))

    with pytest.raises(TypeError, match="never changed"):
        Response.objects.update(text="Otherwise.")


def test_asked_again_a_question_keeps_its_first_day_and_both_reasons(office, officer):
    question = QuestionFactory(office=office, asked=True)
    reply(question, officer)

    changes.ask_again(question=question, reason="Since when?", due_on=FAR, by=officer)

    question.refresh_from_db()
    assert question.asked_on == dt.date(2026, 11, 2)
    assert [a.reason for a in question.askings.all()] == ["", "Since when?"]


def test_an_earlier_part_does_not_make_a_new_asking_answered_in_part(office, officer):
    question = QuestionFactory(office=office, asked=True)
    reply(question, officer, is_partial=True)
    assert Question.objects.with_part_answers().get().in_part

    reply(question, officer)
    changes.ask_again(question=question, reason="More", due_on=FAR, by=officer)

    assert not Question.objects.with_part_answers().get().in_part


def test_two_people_at_one_draft_see_both_texts(office, officer):
    question = QuestionFactory(office=office, text="Why?")
    about = {"measures": [], "objectives": []}
    mine = Question.objects.get(pk=question.pk)
    question.text = "Why now?"
    changes.edit(question=question, based_on=1, by=officer, **about)

    mine.text = "Why ever?"
    with pytest.raises(WrittenMeanwhile) as refusal:
        changes.edit(question=mine, based_on=1, by=UserFactory(), **about)

    assert refusal.value.theirs.text == "Why now?"
    assert Question.objects.get().text == "Why now?"


def test_what_was_asked_stays_as_it_was_asked(office, officer):
    question = QuestionFactory(office=office, asked=True, text="Why?")
    question.text = "Why not?"

    with pytest.raises(MoveRefused, match="stays as asked"):
        changes.edit(
            question=question, based_on=1, by=officer, measures=[], objectives=[]
        )
