"""The demonstration: meetings, actions, questions, and what is due from each."""

import datetime as dt

import pytest
from django.db.models import Count, Q

from measures.models import (
    CycleException,
)
from reports.models import Edition, Publication
from scrutiny.domain.workflow import ACTION
from scrutiny.models import (
    Action,
    AgendaItem,
    AssuranceStatement,
    DateChange,
    FactCheck,
    InformationRequest,
    Meeting,
    Question,
)
from tests.site.demo.telling import worklist

# -- meetings, and what is due


def test_the_panel_met_every_quarter_and_meets_again_soon(office, days):
    panel = Meeting.objects.for_office(office).filter(body__kind="panel")

    assert panel.filter(held_on__lt=days.today).count() >= 4
    ahead = panel.upcoming(on=days.today).first()
    draft = Edition.objects.get(office=office, state="draft")
    assert draft.meeting == ahead
    assert Meeting.objects.for_office(office).filter(status="cancelled").count() == 1


def test_the_board_met_in_public_and_held_one_item_back(office, days):
    agendas = Publication.objects.for_office(office).of_kind("agenda")
    board = Meeting.objects.for_office(office).filter(body__name="Accountability Board")

    assert agendas.count() >= 5
    assert board.filter(status="held").count() >= 2
    held_back = AgendaItem.objects.for_office(office).filter(restriction__isnull=False)
    assert {item.public_title for item in held_back} == {"An operational matter"}
    for agenda in agendas:
        assert b"Kestrel" not in bytes(agenda.document.content)


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("meera.castell", "Paper: What victims say"),
        ("judith.farrow", "Review why “Operation Kestrel"),
        ("priya.nandra", "Validate"),
        ("priya.nandra", "Finish and freeze"),
        ("sam.whitlock", "Return for"),
        ("joan.okello", "Return for"),
        ("marta.lindqvist", "Return for"),
        ("judith.farrow", "Review why 5E"),
        ("meera.castell", "Answer"),
        ("owen.thistlewood", "Commitment 2.2c"),
        ("sam.whitlock", "Explain why calls are abandoned"),
        ("joan.okello", "Let victims choose text or letter"),
        ("judith.farrow", "Decide whether action"),
        ("tom.askew", "Sign off action"),
        ("tom.askew", "Ask or drop 2 draft questions"),
        ("tom.askew", "Ask People and standards for the answer"),
        ("sam.whitlock", "Answer: Why did the second morning crew"),
        ("joan.okello", "Answer: What do victims say"),
        ("tom.askew", "Answer Contact 2026"),
        ("tom.askew", "Chase what follows from PEEL 2026, recommendation 1"),
    ],
)
def test_my_work_holds_what_is_due_from_each(office, days, who, what):
    things = worklist(office, days, f"{who}@westmarch.example")

    assert any(thing.startswith(what) for thing in things), things


def test_the_quarter_in_progress_has_exceptions_in_every_stage(office, days):
    rows = CycleException.objects.for_office(office).of(days.quarter).with_all()
    called = [row.code for row in rows if row.call_ins.all()]

    assert called == ["3A"]
    assert [row.code for row in rows if row.is_written and row.measure] == ["1A", "2F"]
    assert len([row for row in rows if row.reason]) == 1
    assert any(row.needs_answer and row.measure for row in rows)
    assert any(row.commitment for row in rows)


def test_every_exception_of_a_published_quarter_was_answered(office, days):
    rows = CycleException.objects.for_office(office).exclude(
        cycle__period_start=days.quarter.start
    )

    assert rows.holding().count() > 20
    assert not rows.unanswered().exists()


# -- actions


def test_sixty_actions_stand_in_every_state(office):
    actions = Action.objects.for_office(office)

    # Sixty of the register's own, three that the minutes of two boards raised, and
    # four that follow from findings of inspections.
    assert actions.count() == 67
    assert set(actions.values_list("state", flat=True)) == ACTION.states
    assert actions.filter(owner=None).exclude(owner_email="").count() >= 10


def test_one_action_was_moved_twice_and_kept_its_first_date(office):
    granted = Count("date_changes", Q(date_changes__outcome="granted"))
    moved = Action.objects.for_office(office).annotate(times=granted).filter(times=2)

    action = moved.get()
    assert action.due_on == action.first_due_on + dt.timedelta(days=60)


def test_some_actions_are_late_and_two_changes_of_date_wait(office, days):
    late = Action.objects.for_office(office).overdue(on=days.today)

    assert late.count() >= 3
    waiting = DateChange.objects.filter(action__office=office, outcome="")
    assert {change.action.title for change in waiting} == {
        "Agree a data sharing form with the health trust",
        "Reduce repeat visits to the same ten addresses",
    }


def test_an_information_request_was_not_answered_and_comes_back(office, days):
    board = Meeting.objects.for_office(office).get(
        body__name="Accountability Board", held_on=days.board(1)
    )

    back = InformationRequest.objects.standing_on(board)

    assert back.count() == 2
    assert back.filter(for_meeting__held_on__lt=board.held_on).count() == 1


# -- what was asked, minuted and concluded


def test_questions_are_in_every_state_and_from_every_source(office, days):
    questions = list(Question.objects.for_office(office).with_part_answers())

    assert len(questions) == 13
    assert {question.standing(on=days.today)[0] for question in questions} == {
        "Draft",
        "Asked",
        "Answered in part",
        "Overdue",
        "Answered",
        "Dropped",
    }
    assert {question.source for question in questions} == set(Question.Source.values)


def test_the_panel_has_one_answer_and_one_question_that_waits(office):
    put = Question.objects.for_office(office).put_by_members()

    assert {(each.about.split(",")[-1], each.state) for each in put} == {
        (" paragraph 2E.1", "draft"),
        (" paragraph 6", "answered"),
    }
    assert {each.by.name for each in put} == {"Ruth Abernethy"}


def test_two_boards_have_minutes_of_which_one_s_are_published(office):
    minuted = Meeting.objects.for_office(office).exclude(minutes="none")
    stated = AssuranceStatement.objects.for_office(office)

    assert [each.minutes for each in minuted.order_by("held_on")] == [
        "published",
        "agreed",
    ]
    assert {statement.grade for statement in stated} == {
        "assured",
        "partly",
        "not_assured",
    }
    assert {statement.by.name for statement in stated} == {"Eleanor Vaisey"}


def test_the_facts_of_both_reports_were_confirmed_before_they_were_frozen(office, days):
    for back in (-2, -1):
        check = FactCheck.objects.for_office(office).get(
            period_start=days.back(back).start
        )
        edition = Edition.objects.get(office=office, period_start=days.back(back).start)
        assert check.confirmed_at < edition.document.frozen_at
