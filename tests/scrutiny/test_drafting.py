"""Draft questions from exceptions: composed there, stored here, once."""

import pytest
from django.urls import reverse

from opcc.core.roles import Role
from scrutiny.models import Question
from tests.factories import person
from tests.measures.exception_scene import Quarter


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
