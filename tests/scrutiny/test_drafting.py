"""Draft questions from exceptions: composed there, stored here, once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core.roles import Role
from scrutiny.changes import questions as changes
from scrutiny.models import Question
from tests.factories import CommitmentFactory, person
from tests.measures.exception_scene import Quarter, state


@pytest.fixture
def quarter():
    return Quarter()


@pytest.fixture
def page(client, quarter):
    client.force_login(person(quarter.office, Role.SCRUTINY))
    return reverse("scrutiny:questions-from-exceptions", args=[quarter.office.slug])


def test_what_an_exception_would_ask_is_drafted_about_its_measure(
    client, quarter, page
):
    measure = quarter.measure("70")
    (row,) = quarter.find()

    shown = client.get(page).content.decode()
    assert row.questions[0][:40] in shown

    client.post(page, {"exception": row.pk})

    drafts = list(Question.objects.order_by("number"))
    assert tuple(draft.text for draft in drafts) == row.questions
    assert {(draft.state, draft.source) for draft in drafts} == {("draft", "exception")}
    assert [list(draft.measures.all()) for draft in drafts] == [[measure]] * len(drafts)


def test_the_same_question_is_drafted_once(client, quarter, page):
    quarter.measure("70")
    (row,) = quarter.find()

    client.post(page, {"exception": row.pk})
    count = Question.objects.count()
    client.post(page, {"exception": row.pk})

    assert Question.objects.count() == count > 0
    assert "Written down already" in client.get(page).content.decode()


@pytest.mark.parametrize("became", ["reworded", "dropped"])
def test_a_question_of_an_exception_is_known_whatever_became_of_it(
    client, quarter, page, became
):
    quarter.measure("70")
    (row,) = quarter.find()
    client.post(page, {"exception": row.pk})
    count = Question.objects.count()
    first = Question.objects.earliest("number")
    if became == "dropped":
        changes.drop(question=first, reason="Answered in July", by=quarter.officer)
    else:
        Question.objects.filter(pk=first.pk).update(text="Why has it fallen?")

    client.post(page, {"exception": row.pk})

    assert Question.objects.count() == count
    assert f"Question {first.number}</a>" in client.get(page).content.decode()


def test_what_a_commitment_composes_is_kept_under_its_objective(quarter):
    late = CommitmentFactory(objective=quarter.objective, status="in_progress")
    state(late, quarter.lead, dt.date(2026, 8, 3), "delayed")
    row = quarter.call_in(late)

    drafts = changes.draft_from(exception=row, by=quarter.officer)

    assert [list(draft.objectives.all()) for draft in drafts] == [
        [quarter.objective]
    ] * len(row.questions)
    assert drafts


def test_the_same_words_about_another_measure_are_another_question(quarter):
    for code in ("1A", "1B"):
        quarter.measure("70", code=code)
    one, other = quarter.find()

    changes.draft_from(exception=one, by=quarter.officer)

    assert len(changes.draft_from(exception=other, by=quarter.officer)) == len(
        other.questions
    )


def test_more_exceptions_cost_no_more_queries(
    client, quarter, page, django_assert_max_num_queries
):
    quarter.measure("70", code="1A")
    quarter.find()
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for code in ("1B", "1C", "1D"):
        quarter.measure("70", code=code)
    for row in quarter.find():
        changes.draft_from(exception=row, by=quarter.officer)

    with django_assert_max_num_queries(len(few)):
        client.get(page)


def test_nothing_is_drafted_where_nothing_is_ticked(client, quarter, page):
    quarter.measure("70")
    quarter.find()

    answer = client.post(page, follow=True)

    assert "Tick the exceptions" in answer.content.decode()
    assert not Question.objects.exists()


def test_without_exceptions_the_page_says_where_they_come_from(client, page):
    assert "No exception is found yet" in client.get(page).content.decode()


def test_a_provider_drafts_nothing(client, quarter, page):
    client.force_login(person(quarter.office, Role.DATA_PROVIDER))

    assert client.get(page).status_code == 403


def test_another_offices_exceptions_are_none_of_ours(client, quarter, page):
    other = Quarter()
    other.measure("70")
    (row,) = other.find()

    client.post(page, {"exception": row.pk})

    assert not Question.objects.exists()
