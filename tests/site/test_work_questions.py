"""Questions in My work: to whom each of them is due."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site.work.questions import questions_due
from tests.factories import OfficeFactory, OrganisationFactory, QuestionFactory, person

ON = dt.date(2026, 11, 23)
LATE = dt.date(2026, 11, 20)


@pytest.fixture
def office():
    return OfficeFactory()


def due(user, office):
    return list(questions_due(standing_of(user, office, on=ON), on=ON))


def test_a_question_is_due_from_the_people_of_the_organisation_asked(office):
    partner = OrganisationFactory(office=office)
    sam = person(office, Role.DATA_PROVIDER)
    joan = person(office, Role.DATA_PROVIDER, organisation=partner)
    question = QuestionFactory(office=office, asked=True, text="Why so few?")
    QuestionFactory(office=office, asked_of=office.force)

    (owed,) = due(sam, office)

    assert (owed.on, owed.what, owed.word) == (
        question.due_on,
        "Answer: Why so few?",
        "Asked",
    )
    assert owed.url.endswith(f"/answers/{question.key}/")
    assert due(joan, office) == []


def test_an_answer_that_has_not_come_is_for_who_asked_to_chase(office):
    tom, eleanor = person(office, Role.SCRUTINY), person(office, Role.COMMISSIONER)
    QuestionFactory(office=office, asked=True, number=27, by=eleanor, due_on=LATE)

    (owed,) = due(eleanor, office)

    assert (owed.on, owed.word, owed.tone) == (LATE, "Overdue", "late")
    assert owed.what.endswith("for the answer to question 27")
    assert due(tom, office) == []


def test_drafts_are_one_line_for_the_scrutiny_officer(office):
    tom, eleanor = person(office, Role.SCRUTINY), person(office, Role.COMMISSIONER)
    QuestionFactory(office=office, source="exception")
    QuestionFactory(office=office, source="panel")

    (owed,) = due(tom, office)

    assert owed.what == "Ask or drop 2 draft questions"
    assert owed.detail == "Performance exception, The panel"
    assert due(eleanor, office) == []
