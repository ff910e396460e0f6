"""Pages of questions and answers: who sees what, and what they are told."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from opcc.core.roles import Role
from scrutiny.models import Question
from tests.factories import (
    MeasureFactory,
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
    person,
)

FAR = dt.date(2099, 1, 5)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    user = person(office, Role.SCRUTINY, email="tom@westmarch.example")
    client.force_login(user)
    return user


@pytest.fixture
def provider(office):
    return person(office, Role.DATA_PROVIDER, email="sam@westmarch.example")


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def test_an_officer_drafts_a_question_and_is_shown_it(client, office, officer):
    measure = MeasureFactory(office=office)

    response = client.post(
        url(office, "question-add"),
        {"text": "Why?", "source": "public", "measures": [measure.pk], "domain": "f"},
        follow=True,
    )

    question = Question.objects.get()
    assert list(question.measures.all()) == [measure]
    assert "Value for money" in response.content.decode()


def test_those_who_answer_are_told_by_email_in_both_forms(
    client, office, officer, provider
):
    question = QuestionFactory(office=office, text="Why <now>?")

    page = client.post(
        url(office, "question-ask", question.pk),
        {"asked_of": office.force.pk, "due_on": "2099-01-05"},
        follow=True,
    )

    (message,) = mail.outbox
    html = message.alternatives[0][0]
    assert message.to == [provider.email]
    assert message.reply_to == [officer.email]
    assert "5 January 2099" in message.subject
    assert "Why <now>?" in message.body
    assert "Why &lt;now&gt;?" in html
    assert f"/answers/{question.key}/" in message.body
    assert str(question.number) not in message.body
    assert "1 person" in page.content.decode()


def test_an_organisation_without_people_is_asked_and_the_office_is_warned(
    client, office, officer
):
    question = QuestionFactory(office=office)
    partner = OrganisationFactory(office=office)

    page = client.post(
        url(office, "question-ask", question.pk),
        {"asked_of": partner.pk, "due_on": "2099-01-05"},
        follow=True,
    )

    assert mail.outbox == []
    assert "nobody was told" in page.content.decode()


def test_a_question_without_a_day_is_refused_beside_the_field(client, office, officer):
    question = QuestionFactory(office=office)

    page = client.post(
        url(office, "question-ask", question.pk), {"asked_of": office.force.pk}
    )

    assert page.status_code == 200
    assert "Say by when the answer is due." in page.content.decode()


def test_nobody_asks_in_words_that_they_have_not_read(client, office, officer):
    question = QuestionFactory(office=office, text="Why so few?")
    client.force_login(officer)
    address = url(office, "question-ask", question.pk)
    seen = client.get(address).context["form"]["seen"].value()
    said = {"asked_of": office.force.pk, "due_on": "2099-01-05", "seen": seen}
    Question.objects.update(text="Why so many?", revision=seen + 1)

    page = client.post(address, said)

    assert "Somebody changed this question" in page.content.decode()
    assert "Why so many?" in page.content.decode()
    assert Question.objects.get().state == "draft"
    client.post(address, said | {"seen": page.context["form"]["seen"].value()})
    assert Question.objects.get().state == "asked"


def test_a_provider_answers_and_reads_their_answer(client, office, provider):
    question = QuestionFactory(office=office, asked=True, text="Why so few?")
    client.force_login(provider)

    page = client.post(
        url(office, "answer", question.key),
        {"text": "Custody closed.", "answered_by": "DCC Hale", "evidence": "A study"},
        follow=True,
    ).content.decode()

    assert "Custody closed." in page
    assert "A study" in page
    assert Question.objects.get().state == "answered"


def test_an_answer_without_words_loses_nothing_else(client, office, provider):
    question = QuestionFactory(office=office, asked=True)
    client.force_login(provider)

    page = client.post(
        url(office, "answer", question.key),
        {"text": "", "answered_by": "DCC Hale", "evidence": "The travel study"},
    ).content.decode()

    assert "Write the answer." in page
    assert "The travel study" in page


def test_an_answer_typed_while_the_office_wrote_one_down_is_not_lost(
    client, office, provider
):
    question = QuestionFactory(office=office, asked=True)
    Question.objects.update(state="answered")
    client.force_login(provider)

    page = client.post(
        url(office, "answer", question.key),
        {"text": "Two pages of it.", "answered_by": "DCC Hale"},
    ).content.decode()

    assert "You cannot answer a question that is answered" in page
    assert "Two pages of it." in page


def test_a_provider_learns_nothing_of_what_others_were_asked(client, office, provider):
    """Not its words, not its number, not that it is there."""
    other = OrganisationFactory(office=office, name="Haven")
    mine = QuestionFactory(office=office, asked=True, number=8713, text="Ours?")
    theirs = QuestionFactory(
        office=office, asked=True, asked_of=other, number=8714, text="Secret?"
    )
    draft = QuestionFactory(office=office, asked_of=office.force, text="Hidden?")
    client.force_login(provider)

    pages = [
        client.get(url(office, "answers")).content.decode(),
        client.get(url(office, "answer", mine.key)).content.decode(),
        client.get(reverse("site:my-work", args=[office.slug])).content.decode(),
    ]

    assert "Ours?" in pages[0]
    for page in pages:
        for hidden in ("Secret?", "Hidden?", "8713", "8714", str(theirs.key), "Haven"):
            assert hidden not in page
    for each in (theirs, draft):
        assert client.get(url(office, "answer", each.key)).status_code == 404
        answered = client.post(url(office, "answer", each.key), {"text": "x"})
        assert answered.status_code == 404


def test_the_address_of_an_answer_is_no_number(client, office, provider):
    question = QuestionFactory(office=office, asked=True)
    client.force_login(provider)
    by_number = url(office, "answer", question.key).replace(
        str(question.key), str(question.pk)
    )

    page = client.get(url(office, "answers")).content.decode()

    assert url(office, "answer", question.key) in page
    assert by_number not in page
    assert client.get(by_number).status_code == 404


def test_a_provider_is_shown_only_the_measures_that_are_theirs(
    client, office, provider
):
    other = OrganisationFactory(office=office)
    question = QuestionFactory(office=office, asked=True)
    question.measures.set(
        [
            MeasureFactory(office=office, code="1A"),
            MeasureFactory(office=office, code="9ZEPHYR", provider=other),
        ]
    )
    client.force_login(provider)

    page = client.get(url(office, "answer", question.key)).content.decode()

    assert "1A" in page
    assert "9ZEPHYR" not in page


@pytest.mark.parametrize("name", ["questions", "question", "question-ask"])
def test_a_provider_does_not_reach_the_office_s_pages(client, office, provider, name):
    question = QuestionFactory(office=office, asked=True)
    client.force_login(provider)
    args = [] if name == "questions" else [question.pk]

    assert client.get(url(office, name, *args)).status_code == 403


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("draft", ["Draft?"]),
        ("unanswered", ["Late?", "Asked?"]),
        ("overdue", ["Late?"]),
        ("answered", ["Answered?"]),
        ("dropped", ["Dropped?"]),
    ],
)
def test_the_list_is_narrowed_by_how_far_a_question_is(
    client, office, officer, shown, found
):
    make = lambda text, **facts: QuestionFactory(  # noqa: E731
        office=office, text=text, **facts
    )
    make("Draft?")
    make("Asked?", asked=True)
    make("Late?", asked=True, due_on=dt.date(2026, 11, 3))
    make("Answered?", asked=True, state="answered")
    make("Dropped?", state="dropped", dropped_reason="Elsewhere")

    page = client.get(url(office, "questions"), {"shown": shown})

    assert [row.record.text for row in page.context["table"].rows] == found


def test_the_list_is_narrowed_by_source_and_by_whom_it_was_put_to(
    client, office, officer
):
    partner = OrganisationFactory(office=office)
    QuestionFactory(office=office, asked=True, text="Of the force?", source="risk")
    QuestionFactory(office=office, asked=True, asked_of=partner, text="Of them?")

    by_source = client.get(url(office, "questions"), {"source": "risk"})
    by_whom = client.get(url(office, "questions"), {"asked_of": partner.pk})

    texts = [
        [row.record.text for row in page.context["table"].rows]
        for page in (by_source, by_whom)
    ]
    assert texts == [["Of the force?"], ["Of them?"]]


def test_an_empty_list_says_what_to_do(client, office, officer):
    page = client.get(url(office, "questions")).content.decode()

    assert "No question matches" in page
    assert "Draft a question" in page


def test_more_questions_cost_no_more_queries(
    client, office, officer, django_assert_max_num_queries
):
    QuestionFactory.create_batch(2, office=office, asked=True)
    client.get(url(office, "questions"))
    with django_assert_max_num_queries(20) as few:
        client.get(url(office, "questions"))
    QuestionFactory.create_batch(8, office=office, asked=True)
    with django_assert_max_num_queries(20) as many:
        client.get(url(office, "questions"))

    assert len(few) == len(many)


def test_both_texts_of_a_draft_are_shown_and_the_next_save_takes(
    client, office, officer
):
    question = QuestionFactory(
        office=office, text="Theirs?", revision=2, source="inspection"
    )
    said = {"text": "Mine?", "source": "public"}
    address = url(office, "question-edit", question.pk)

    page = client.post(address, said | {"based_on": 1})
    html = page.content.decode()

    assert "Theirs?" in html
    assert "Mine?" in html
    assert 'class="voice"><p>Inspection</p>' in html
    assert 'class="voice"><p>The public</p>' in html
    assert 'name="based_on" value="2"' in html
    client.post(address, said | {"based_on": 2})
    assert Question.objects.get().text == "Mine?"


def test_what_was_said_at_a_meeting_is_written_down_as_such(client, office, officer):
    question = QuestionFactory(office=office, asked=True)

    page = client.post(
        url(office, "question-answer", question.pk),
        {"text": "We think so.", "answered_by": "Mina Castell, Haven"},
        follow=True,
    ).content.decode()

    assert "Mina Castell, Haven, at the meeting" in page


def test_a_move_that_is_too_late_says_so_on_the_form(client, office, officer):
    question = QuestionFactory(office=office, asked=True)

    page = client.post(url(office, "question-drop", question.pk), {"reason": "No"})

    assert "You cannot drop a question that is asked" in page.content.decode()
