"""Minutes: what changes, who may, and what two people see."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import minutes as changes
from scrutiny.domain.workflow import MINUTES
from scrutiny.models import (
    Action,
    AgendaItem,
    AssuranceStatement,
    InformationRequest,
    Meeting,
    Minute,
    Question,
)
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    BodyFactory,
    MeasureFactory,
    MeetingFactory,
    OfficeFactory,
    QuestionFactory,
    UserFactory,
    person,
)

HELD = dt.date(2026, 11, 3)
LATER = dt.date(2026, 12, 18)
NOW = dt.datetime(2026, 11, 3, 14, 58, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def body(office):
    return BodyFactory(office=office)


@pytest.fixture
def meeting(body):
    return MeetingFactory(body=body, held_on=HELD, status="held", minutes="draft")


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, title="Domestic abuse: arrests")


@pytest.fixture
def sign_in(client, office):
    def as_role(role):
        user = person(office, role)
        client.force_login(user)
        return user

    return as_role


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def write(item, text, based_on, **said):
    said = {"decisions": "", "by": UserFactory()} | said
    return changes.write(item=item, text=text, based_on=based_on, **said)


# -- minutes


def test_a_meeting_whose_minutes_are_begun_is_held(body):
    meeting = MeetingFactory(body=body, held_on=HELD, status="agenda_published")

    changes.begin(meeting=meeting, by=UserFactory())

    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes) == ("held", "draft")
    verbs = AuditLine.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["hold", "begin the minutes of"]


@pytest.mark.parametrize("status", ["planned", "agenda_draft", "cancelled"])
def test_a_meeting_without_a_published_agenda_is_not_minuted(body, status):
    meeting = MeetingFactory(body=body, held_on=HELD, status=status)

    with pytest.raises(MoveRefused, match="You cannot hold a meeting"):
        changes.begin(meeting=meeting, by=UserFactory())


def test_minutes_are_not_begun_before_the_meeting_s_day(body):
    meeting = MeetingFactory(
        body=body, held_on=dt.date(2099, 1, 6), status="agenda_published"
    )

    with pytest.raises(MoveRefused, match="has not been held yet"):
        changes.begin(meeting=meeting, by=UserFactory())


@pytest.mark.parametrize("state", sorted(MINUTES.states))
def test_minutes_are_agreed_from_draft_and_no_other_state(body, state):
    meeting = MeetingFactory(body=body, held_on=HELD, status="held", minutes=state)

    if state == "draft":
        changes.agree(meeting=meeting, by=UserFactory())
        assert Meeting.objects.get().minutes == "agreed"
    else:
        with pytest.raises(MoveRefused, match="You cannot agree minutes"):
            changes.agree(meeting=meeting, by=UserFactory())


def test_minutes_in_which_an_item_is_silent_are_not_agreed(meeting, item):
    with pytest.raises(MoveRefused, match="Domestic abuse: arrests"):
        changes.agree(meeting=meeting, by=UserFactory())


def test_minutes_that_tell_what_is_restricted_are_not_agreed(meeting, item):
    held = AgendaItemFactory(
        meeting=meeting,
        title="Operation Fennel",
        safe_title="An operational matter",
        restriction=Restriction.objects.create(
            office=meeting.body.office,
            reason_code="operational",
            reason="People would be warned.",
            asked_by="Chief Constable",
            decided_by=UserFactory(),
            decided_on=HELD,
            review_on=LATER,
        ),
    )
    write(held, "Searches begin.", 0, decisions="Search the depot")
    write(item, "Money was found to search\nthe depot.", 0)

    with pytest.raises(MoveRefused, match="restricted under An operational matter"):
        changes.agree(meeting=meeting, by=UserFactory())

    write(item, "Money was found.", 1)
    changes.agree(meeting=meeting, by=UserFactory())
    assert Meeting.objects.get().minutes == "agreed"


def test_agreed_minutes_are_not_written_in(meeting, item):
    write(item, "Noted.", 0)
    changes.agree(meeting=meeting, by=UserFactory())

    with pytest.raises(MoveRefused, match="not changed any more"):
        write(item, "Noted again.", 1)


def test_a_minute_keeps_who_wrote_it_and_what_it_said_before(item):
    write(item, "Noted.", 0)
    tom = UserFactory(name="Tom Askew")
    write(item, "Noted and agreed.", 1, by=tom)

    minute = Minute.objects.get()
    line = AuditLine.objects.first()
    assert (minute.by, minute.revision) == (tom, 2)
    assert (line.before, line.after) == (
        {"text": "Noted."},
        {"text": "Noted and agreed."},
    )


def test_saving_the_same_words_writes_nothing(item):
    write(item, "Noted.\r\nAgreed.", 0)
    lines = AuditLine.objects.count()

    write(item, "Noted.\nAgreed.", 0)

    assert Minute.objects.get().revision == 1
    assert AuditLine.objects.count() == lines


def test_of_two_people_at_one_minute_neither_overwrites_the_other(item):
    write(item, "She asked.", 0)

    with pytest.raises(WrittenMeanwhile) as refusal:
        write(item, "He answered.", 0)

    assert refusal.value.theirs.text == "She asked."
    assert Minute.objects.get().text == "She asked."


def test_a_page_saves_as_its_author_writes(client, office, item, sign_in):
    sign_in(Role.SCRUTINY)
    address = url(office, "minute-write", item.pk)

    answer = client.post(
        address, {"text": "She asked.", "based_on": 0}, headers={"HX-Request": "true"}
    ).content.decode()

    assert Minute.objects.get().text == "She asked."
    assert 'name="based_on" value="1"' in answer
    assert "<textarea" not in answer


def test_autosave_shows_both_texts_and_saves_over_nobody(client, office, item, sign_in):
    sign_in(Role.SCRUTINY)
    write(item, "She asked.", 0, by=UserFactory(name="Priya Nandra"))
    address = url(office, "minute-write", item.pk)
    said = {"text": "He answered.", "based_on": 0}

    for _again in range(2):
        answer = client.post(address, said, headers={"HX-Request": "true"})
        html = answer.content.decode()
        assert "Priya Nandra saved this" in html
        assert "She asked." in html
        assert "He answered." in html
        assert 'name="based_on" value="0"' in html
    assert Minute.objects.get().text == "She asked."

    client.post(address, said | {"text": "Both.", "over": 1})
    assert Minute.objects.get().text == "Both."


def test_without_javascript_both_texts_are_shown_and_mine_stays_typed(
    client, office, item, sign_in
):
    sign_in(Role.SCRUTINY)
    write(item, "She asked.", 0)

    html = client.post(
        url(office, "minute-write", item.pk), {"text": "He answered.", "based_on": 0}
    ).content.decode()

    assert "He answered.</textarea>" in html
    assert "She asked." in html
    assert 'name="over" value="1"' in html


def test_without_javascript_a_minute_is_saved_by_its_button(
    client, office, item, sign_in
):
    sign_in(Role.SCRUTINY)

    page = client.post(
        url(office, "minute-write", item.pk),
        {"text": "She asked.", "decisions": "To write.", "based_on": 0},
        follow=True,
    ).content.decode()

    assert "The minute is saved." in page
    assert "She asked.</textarea>" in page


def test_the_minutes_are_begun_and_agreed_on_their_page(client, office, body, sign_in):
    sign_in(Role.SCRUTINY)
    meeting = MeetingFactory(body=body, held_on=HELD, status="agenda_published")
    page = client.get(url(office, "minutes", meeting.pk)).content.decode()
    assert "Begin the minutes" in page

    client.post(url(office, "minutes-begin", meeting.pk))
    client.post(url(office, "minutes-agree", meeting.pk))

    meeting.refresh_from_db()
    assert meeting.minutes == "agreed"


# -- what is captured


def test_what_a_meeting_asks_for_is_captured_under_its_item(
    client, office, item, sign_in
):
    sign_in(Role.SCRUTINY)
    force = office.force.pk

    client.post(
        url(office, "action-capture", item.pk),
        {
            "action-title": "Count interviews by appointment",
            "action-owner_name": "ACC Rowe",
            "action-organisation": force,
            "action-due_on": "2026-12-18",
        },
    )
    client.post(
        url(office, "request-capture", item.pk),
        {
            "request-text": "Custody travel times",
            "request-asked_of": force,
            "request-due_on": "2026-12-18",
        },
    )
    page = client.post(
        url(office, "question-capture", item.pk),
        {"question-text": "Since when?", "question-asked_of": force},
        follow=True,
    ).content.decode()

    action, asked, question = (
        model.objects.get() for model in (Action, InformationRequest, Question)
    )
    assert (action.item, action.raised_on, action.first_due_on) == (item, HELD, LATER)
    assert (asked.item, asked.due_on) == (item, LATER)
    assert (question.item, question.state) == (item, "draft")
    for words in ("Count interviews", "Custody travel times", "Since when?"):
        assert words in page


CAPTURED = {
    "action": {"title": "Count", "owner_name": "ACC Rowe", "due_on": "2026-12-18"},
    "request": {"text": "Travel times", "due_on": "2026-12-18"},
    "question": {"text": "Since when?"},
}


@pytest.mark.parametrize("name", CAPTURED)
def test_nothing_is_added_to_what_minutes_asked_for_once_they_are_agreed(
    client, office, item, sign_in, name
):
    sign_in(Role.SCRUTINY)
    Meeting.objects.update(minutes="agreed")
    whom = "organisation" if name == "action" else "asked_of"
    said = CAPTURED[name] | {whom: office.force.pk}

    page = client.post(
        url(office, f"{name}-capture", item.pk),
        {f"{name}-{field}": value for field, value in said.items()},
    )

    assert "not changed any more" in page.content.decode()
    for kind in (Action, InformationRequest, Question):
        assert not kind.objects.exists()


def test_an_action_that_would_be_due_before_the_meeting_is_refused_and_kept_typed(
    client, office, item, sign_in
):
    sign_in(Role.SCRUTINY)

    page = client.post(
        url(office, "action-capture", item.pk),
        {
            "action-title": "Count interviews",
            "action-owner_name": "ACC Rowe",
            "action-organisation": office.force.pk,
            "action-due_on": "2026-11-02",
        },
    ).content.decode()

    assert "before it was raised, on 3 November 2026" in page
    assert 'value="Count interviews"' in page
    assert not Action.objects.exists()


def test_an_action_may_be_about_what_was_asked_about_under_its_item(
    client, office, item, sign_in
):
    sign_in(Role.SCRUTINY)
    measure, other = MeasureFactory(office=office), MeasureFactory(office=office)
    QuestionFactory(office=office, item=item).measures.add(measure)
    QuestionFactory(office=office).measures.add(other)

    form = client.get(url(office, "minuted-item", item.pk)).context["action_form"]
    said = {
        "action-title": "Count interviews",
        "action-owner_name": "ACC Rowe",
        "action-organisation": office.force.pk,
        "action-due_on": "2026-12-01",
    }
    for about in (other, measure):
        client.post(
            url(office, "action-capture", item.pk),
            {**said, "action-measure": about.pk},
        )

    assert list(form.fields["measure"].queryset) == [measure]
    assert form["measure"].value() == measure.pk
    assert list(Action.objects.get().measures.all()) == [measure]


def test_matters_arising_are_the_open_actions_of_the_body_s_earlier_meetings(
    client, office, body, meeting, item, sign_in
):
    sign_in(Role.AUDITOR)
    earlier = AgendaItemFactory(
        meeting=MeetingFactory(body=body, held_on=dt.date(2026, 9, 1), status="held")
    )
    elsewhere = AgendaItemFactory(
        meeting=MeetingFactory(
            body=BodyFactory(office=office), held_on=dt.date(2026, 9, 1)
        )
    )

    ActionFactory(office=office, item=earlier, title="Still to do")
    ActionFactory(office=office, item=elsewhere, title="Of another body")
    ActionFactory(office=office, item=item, title="Of this very meeting")
    ActionFactory(office=office, item=earlier, title="Done", over=True)
    page = client.get(url(office, "minutes", meeting.pk))

    assert [action.title for action in page.context["arising"]] == ["Still to do"]


# -- the pages


def test_a_longer_meeting_costs_no_more_queries(
    client, office, meeting, item, sign_in, django_assert_max_num_queries
):
    sign_in(Role.SCRUTINY)
    address = url(office, "minuted-item", item.pk)

    def fill(count):
        for each in AgendaItemFactory.create_batch(count, meeting=meeting):
            AssuranceStatement.objects.create(
                item=each, grade="partly", reason="So", by=UserFactory(), at=NOW
            )
        QuestionFactory.create_batch(count, office=office, item=item, asked=True)

    fill(1)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    fill(6)
    with django_assert_max_num_queries(40) as many:
        client.get(address)

    assert len(few) == len(many)


def test_an_item_of_another_office_is_not_found(client, office, sign_in):
    sign_in(Role.SCRUTINY)
    theirs = AgendaItemFactory()

    assert client.get(url(office, "minuted-item", theirs.pk)).status_code == 404
    assert AgendaItem.objects.for_office(office).count() == 0
