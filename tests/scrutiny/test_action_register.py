"""The register of actions: its order, its cost, and what narrows it."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Role
from scrutiny.models import Action, AgendaItem, SavedView
from scrutiny.register import Counts
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CommitmentFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
    person,
)

NOW = dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC)
"""34 days after 30 September, when the actions of the tests are due."""


@pytest.fixture(autouse=True)
def third_of_november():
    with clock.told(NOW):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def as_(*roles, **facts):
        user = person(office, *roles, **facts)
        client.force_login(user)
        return user

    return as_


def url(office, name="actions", *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def text_of(client, address, said=None):
    if said is None:
        return client.get(address, follow=True).content.decode()
    return client.post(address, said, follow=True).content.decode()


def item_of(office, **facts):
    board = BodyFactory(office=office, name="Strategic Board", short_name="Board")
    meeting = MeetingFactory(body=board, held_on=dt.date(2025, 6, 2), status="held")
    return AgendaItem.objects.create(
        meeting=meeting, order=5, title="Burglary", **facts
    )


# -- the register


@pytest.mark.parametrize(
    ("open_", "overdue", "finding"),
    [
        (23, 3, "three of 23 open are overdue"),
        (23, 1, "one of 23 open is overdue"),
        (4, 0, "none of four open is overdue"),
        (0, 0, "none is open"),
        (12, 11, "11 of 12 open are overdue"),
    ],
)
def test_the_title_of_the_register_is_counted(open_, overdue, finding):
    assert Counts(open_, overdue).finding == finding


def test_the_register_says_how_many_are_overdue(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office)
    ActionFactory(office=office, first_due_on=dt.date(2025, 12, 18))
    ActionFactory(office=office, over=True)
    ActionFactory()  # another office's

    page = text_of(client, url(office))

    assert "Actions: one of two open is overdue" in page


def test_an_action_stands_with_its_origin_and_what_became_of_its_date(
    client, office, sign_in
):
    sign_in(Role.AUDITOR)
    action = ActionFactory(
        office=office,
        number=41,
        title="Sunday visits restored",
        item=item_of(office),
        first_due_on=dt.date(2025, 8, 31),
        date_changed=1,
    )
    action.measures.add(MeasureFactory(office=office, code="2B"))

    page = text_of(client, url(office))

    # 31 August moved by 30 days is 30 September; 3 November is 34 days later.
    assert "Board, 2 June, item 5." in page
    assert "Measure 2B" in " ".join(page.split())
    assert "30 Sep 2025" in page
    assert "first due 31 Aug 2025, moved once" in page
    assert "Overdue 34 days" in page
    assert "Escalated" in page


def test_what_is_overdue_stands_first_then_what_is_due_soonest(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office, title="Ahead", first_due_on=dt.date(2025, 12, 1))
    ActionFactory(
        office=office,
        title="Offered",
        offered=True,
        first_due_on=dt.date(2025, 9, 1),
    )
    ActionFactory(office=office, title="Late", first_due_on=dt.date(2025, 10, 1))
    ActionFactory(office=office, title="Latest", first_due_on=dt.date(2025, 9, 15))

    table = client.get(url(office)).context["table"]

    titles = [line.action.title for line in table.data]
    assert titles == ["Latest", "Late", "Offered", "Ahead"]


def test_pages_of_the_register_join_without_a_gap(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory.create_batch(20, office=office)
    ActionFactory.create_batch(20, office=office, first_due_on=dt.date(2025, 12, 1))

    seen = []
    for number in (1, 2):
        page = client.get(url(office), {"page": number})
        seen += [line.action.pk for line in page.context["table"].data]

    assert len(seen) == len(set(seen)) == 40
    late = set(Action.objects.filter(first_due_on__lt=NOW).values_list("pk", flat=True))
    assert set(seen[:20]) == late


def test_more_actions_cost_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.SCRUTINY)
    measure = MeasureFactory(office=office)

    for _ in range(2):
        for action in ActionFactory.create_batch(
            8, office=office, item=item_of_once(office), date_changed=1
        ):
            action.measures.add(measure)
        # Four for who asks; five for the filter's choices (organisations, bodies,
        # priorities, measures and their versions); one counts, one fetches those
        # that are overdue; three for links and dates; saved views.
        with django_assert_num_queries(15):
            client.get(url(office))


def item_of_once(office):
    return AgendaItem.objects.filter(meeting__body__office=office).first() or item_of(
        office
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Late", "Offered"}),
        ({"state": "overdue"}, {"Late"}),
        ({"state": "closed"}, {"Over"}),
        ({"state": "every"}, {"Late", "Offered", "Over"}),
        ({"words": "offer"}, {"Offered"}),
        ({"words": "linwood"}, {"Late"}),
        ({"owner": "mine"}, {"Offered"}),
    ],
)
def test_the_register_is_narrowed(client, office, sign_in, asked, found):
    user = sign_in(Role.SCRUTINY)
    ActionFactory(office=office, title="Late")
    ActionFactory(
        office=office, title="Offered", offered=True, owner=user, owner_name="Tom"
    )
    ActionFactory(office=office, title="Over", over=True)

    lines = client.get(url(office), asked).context["table"].data

    assert {line.action.title for line in lines} == found


def test_the_register_is_narrowed_to_a_body_a_measure_or_an_organisation(
    client, office, sign_in
):
    sign_in(Role.SCRUTINY)
    ActionFactory(office=office)
    haven = OrganisationFactory(office=office, name="Haven")
    theirs = ActionFactory(office=office, organisation=haven)
    item = item_of(office)
    raised = ActionFactory(office=office, item=item)
    measure = MeasureFactory(office=office)
    about = ActionFactory(office=office)
    about.measures.add(measure)

    def found(**asked):
        return [
            line.action.pk
            for line in client.get(url(office), asked).context["table"].data
        ]

    assert found(owner=haven.pk) == [theirs.pk]
    assert found(body=item.meeting.body_id) == [raised.pk]
    assert found(about=f"m{measure.pk}") == [about.pk]


def test_what_narrows_the_register_can_be_taken_away(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = client.get(url(office), {"state": "closed", "words": "visit"})

    assert page.context["chips"] == [
        ("Closed", "?words=visit"),
        ("“visit”", "?state=closed"),
    ]


@pytest.mark.parametrize("asked", ["state=nonsense", "about=m", "body=x", "page=999"])
def test_an_address_that_makes_no_sense_is_no_error(client, office, sign_in, asked):
    sign_in(Role.SCRUTINY)
    ActionFactory(office=office)

    assert client.get(f"{url(office)}?{asked}").status_code == 200


def test_somebody_keeps_a_view_of_their_own(client, office, sign_in):
    user = sign_in(Role.SCRUTINY)
    kept = {"name": "Closed visits", "query": "state=closed&words=visit"}

    page = text_of(client, url(office, "view-save"), kept)

    assert "“Closed visits” is kept." in page
    view = SavedView.objects.get(person=user)
    assert "You have a view of that name." in text_of(
        client, url(office, "view-save"), kept
    )
    sign_in(Role.AUDITOR)
    assert "Closed visits" not in text_of(client, url(office))
    assert client.post(url(office, "view-drop", view.pk)).status_code == 404
    client.force_login(user)
    client.post(url(office, "view-drop", view.pk))
    assert not SavedView.objects.exists()


def test_the_register_leaves_as_csv_and_nothing_in_it_runs(client, office, sign_in):
    sign_in(Role.AUDITOR)
    ActionFactory(office=office, number=41, title='=HYPERLINK("x")')
    ActionFactory(office=office, over=True)

    response = client.get(url(office, "actions-export"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Reference"] == "41"
    assert row["Action"] == '\'=HYPERLINK("x")'
    assert row["Days overdue"] == "34"
    assert row["Delivery by age"] == "Delayed"
    assert row["Escalated to"] == "the chief executive"


def test_a_provider_learns_of_nothing_beside_their_action(client, office, sign_in):
    sign_in(Role.DATA_PROVIDER)
    asked = QuestionFactory(office=office, number=9731)
    of_question = ActionFactory(office=office, question=asked)
    of_question.measures.add(MeasureFactory(office=office, code="SECRET1"))
    of_question.commitments.add(CommitmentFactory(reference="SECRET2"))
    ActionFactory(office=office, item=item_of(office))

    page = text_of(client, url(office))
    answer = client.get(url(office, "actions-export"))
    sheet = b"".join(answer.streaming_content).decode("utf-8-sig")
    own = text_of(client, url(office, "action", of_question.key))

    # Not the number of the question or of the item, nor what it is linked to.
    for said in (page, sheet, own):
        assert "A question" in said
        assert "9731" not in said
        assert "SECRET" not in said
    for said in (page, sheet):
        assert "Board, 2 June" in said
        assert "item 5" not in said


def test_an_empty_register_says_what_to_do(client, office, sign_in):
    sign_in(Role.SCRUTINY)

    page = text_of(client, url(office))

    assert "Actions: none is open" in page
    assert "No action matches" in page
