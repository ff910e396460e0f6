"""The panel's page: the next meeting, the latest report, and questions with answers."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import Restriction
from opcc.core.roles import Role
from reports.models import AgendaIssue, CoverReport
from scrutiny.changes import questions
from scrutiny.models import Meeting, Response
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.factories.publications import DocumentFactory, PublicationFactory

TODAY = dt.date(2026, 8, 20)
ASKED_AT = dt.datetime(2026, 8, 20, 10, tzinfo=dt.UTC)
HELD_ON = dt.date(2026, 9, 4)
AFTER = dt.datetime(2026, 9, 7, 10, tzinfo=dt.UTC)


class Panel:
    """A panel that meets on 4 September 2026, with Ruth Abernethy on it."""

    def __init__(self):
        self.office = OfficeFactory()
        self.tom = person(self.office, Role.SCRUTINY)
        self.ruth = person(self.office, Role.PANEL_MEMBER, name="Ruth Abernethy")
        body = BodyFactory(office=self.office, name="Panel", visibility="public")
        self.meeting = MeetingFactory(body=body, held_on=HELD_ON, place="County Hall")

    def put(self, text, *, by=None, item=None):
        with clock.told(ASKED_AT):
            question = questions.put(
                office=self.office,
                text=text,
                about="Performance report, paragraph 3",
                about_url="/w/reports-to-meetings/performance/#p-3",
                meeting=self.meeting,
                codes=[],
                by=by or self.ruth,
            )
        question.item = item
        question.save()
        return question

    def ask(self, question):
        with clock.told(ASKED_AT):
            due_on = TODAY + dt.timedelta(days=7)
            force = self.office.force
            return questions.ask(
                question=question, asked_of=force, due_on=due_on, by=self.tom
            )

    def answer(self, question, text, **how):
        response = Response(
            question=self.ask(question) if question.state == "draft" else question,
            text=text,
            evidence="A file of the force",
            answered_by="ACC Rowe",
            **how,
        )
        with clock.told(ASKED_AT):
            standing = standing_of(self.tom, self.office, on=TODAY)
            return questions.answer(response=response, by=standing)

    def item(self, **facts):
        return AgendaItemFactory(meeting=self.meeting, title="Response times", **facts)

    def hold(self):
        Meeting.objects.filter(pk=self.meeting.pk).update(status="held")

    def read(self, client, *, by=None, at=ASKED_AT, name="papers"):
        client.force_login(by or self.ruth)
        with clock.told(at):
            page = client.get(reverse(f"public:{name}", args=[self.office.slug]))
        return " ".join(page.content.decode().split())


@pytest.fixture
def panel():
    return Panel()


def report(office, quarter, **facts):
    """An edition of a quarter of 2026."""
    return PublicationFactory(
        office=office,
        slug=f"2026-q{quarter}",
        title=f"Quarter {quarter}",
        period_key=f"2026-Q{quarter}",
        public_from=dt.datetime(2026, 5 + quarter, 1, 9, tzinfo=dt.UTC),
        **facts,
    )


# -- what is new


def test_a_page_with_nothing_on_it_says_what_will_stand_there(client, panel):
    Meeting.objects.all().delete()

    page = panel.read(client)

    assert "No meeting of the panel is in the diary" in page
    assert "Nothing is under embargo" in page
    assert "No report has been published yet" in page
    assert "You have put no question yet" in page
    assert f'href="/{panel.office.slug}/papers/ask/">Choose a document' in page


def test_the_next_meeting_stands_with_its_agenda_and_its_cover_report(client, panel):
    office = panel.office
    assert "The agenda is not published yet" in panel.read(client)
    agenda, cover = (
        PublicationFactory(office=office, kind=kind, slug=f"panel-{kind}", title=title)
        for kind, title in [("agenda", "Panel"), ("cover", "Performance report")]
    )
    AgendaIssue.objects.create(
        meeting=panel.meeting,
        number=1,
        full=DocumentFactory(office=office),
        publication=agenda,
    )
    CoverReport.objects.create(
        office=office,
        meeting=panel.meeting,
        title="Performance report",
        state="published",
        full=DocumentFactory(office=office),
        publication=cover,
        by=UserFactory(),
        at=ASKED_AT,
    )

    page = panel.read(client)

    assert "<b>Friday 4 September 2026</b>" in page
    assert "County Hall" in page
    assert f'href="{agenda.address}"><b>Agenda and papers</b>' in page
    assert f'href="{cover.address}"><b>Performance report</b>' in page
    ask = reverse("public:panel-paragraphs", args=[office.slug, "cover", cover.slug])
    assert f'href="{ask}"' in page


def test_a_meeting_that_is_cancelled_or_past_is_not_the_next(client, panel):
    Meeting.objects.update(status="cancelled")
    MeetingFactory(body=panel.meeting.body, held_on=TODAY - dt.timedelta(days=1))
    MeetingFactory(body__office=panel.office, body__kind="board", held_on=HELD_ON)

    assert "No meeting of the panel is in the diary" in panel.read(client)


def test_the_latest_report_is_compared_with_the_quarter_before(client, panel):
    first, _second, latest = (report(panel.office, each) for each in (1, 2, 3))
    report(OfficeFactory(), 4)

    page = panel.read(client, at=dt.datetime(2026, 8, 20, 12, tzinfo=dt.UTC))

    assert f"/reports/{latest.slug}/changed/" in page
    assert "compare/?from=2026-q2&amp;to=2026-q3" in page
    assert first.title not in page


def test_the_first_report_has_nothing_to_be_compared_with(client, panel):
    report(panel.office, 1)

    page = panel.read(client)

    assert "What changed in it" in page
    assert "Compare" not in page


# -- questions and answers


def test_a_member_follows_a_question_to_its_answer(client, panel):
    question = panel.put("How many nights was nobody there?")
    page = panel.read(client)
    assert "With the office" in page
    assert "Performance report, paragraph 3</a>" in page
    assert "Put on 20 August 2026 before the meeting of the Panel, 4 September" in page

    question = panel.ask(question)
    page = panel.read(client)
    assert "Asked by the office" in page
    assert "on 20 August 2026; the answer is due on 27 August 2026" in page

    panel.answer(question, "Six nights of ninety.")
    page = panel.read(client)
    assert "Answered on 20 August 2026" in page
    assert f"by {panel.office.force}" in page
    assert "Six nights of ninety." in page
    assert "ACC Rowe" not in page
    assert "A file of the force" not in page


def test_part_of_an_answer_is_shown_as_part(client, panel):
    panel.answer(panel.put("How many?"), "Six so far.", is_partial=True)

    page = panel.read(client)

    assert "Answered in part on 20 August 2026" in page
    assert "Six so far." in page


def test_a_member_is_told_why_the_office_did_not_ask(client, panel):
    question = panel.put("How many?")
    questions.drop(question=question, reason="It is in table 4.", by=panel.tom)

    assert "The office did not ask it: It is in table 4." in panel.read(client)


def test_the_newest_question_stands_first(client, panel):
    panel.put("The older one?")
    panel.put("The newer one?")

    page = panel.read(client)

    assert page.index("The newer one?") < page.index("The older one?")


def test_an_answer_under_business_is_read_once_that_was_heard(client, panel):
    panel.answer(panel.put("How many?", item=panel.item()), "Six nights.")
    page = panel.read(client)
    assert "You read the answer once it was heard at the Panel, 4 September" in page
    assert "Six nights." not in page

    panel.hold()
    page = panel.read(client, at=AFTER)
    assert "Six nights." in page
    assert "Heard under “Response times” at the Panel, 4 September 2026" in page


def test_an_answer_in_restricted_business_is_not_read(client, panel):
    restriction = Restriction.objects.create(
        office=panel.office,
        visibility="office",
        reason="operational",
        decided_by=panel.tom,
        decided_on=TODAY,
        review_on=HELD_ON,
    )
    item = panel.item(restriction=restriction, safe_title="A matter of the force")
    panel.answer(panel.put("How many?", item=item), "Six nights.")
    panel.hold()

    page = panel.read(client, at=AFTER)

    assert "The answer was given in business that the panel could not hear" in page
    assert "Six nights." not in page
    assert "Response times" not in page


def test_a_meeting_that_the_panel_may_not_follow_is_not_named(client, panel):
    group = BodyFactory(office=panel.office, kind="group", name="Performance Group")
    private = AgendaItemFactory(meeting__body=group, meeting__status="planned")
    panel.answer(panel.put("How many?", item=private), "Six nights.")

    page = panel.read(client)

    assert "The answer was given in business that the panel could not hear" in page
    assert "Performance Group" not in page
    assert "Six nights." not in page


def test_what_others_put_is_read_once_heard_and_without_their_names(client, panel):
    other = person(panel.office, Role.PANEL_MEMBER, name="Hugh Carne")
    panel.answer(panel.put("Heard?", by=other, item=panel.item()), "It was.")
    panel.answer(panel.put("Answered to him alone?", by=other), "Quietly.")
    panel.put("Not answered?", by=other)
    assert "Heard?" not in panel.read(client)

    panel.hold()
    page = panel.read(client, at=AFTER)

    assert "Heard?" in page and "It was." in page
    assert "Hugh Carne" not in page
    for words in ("Answered to him alone?", "Quietly.", "Not answered?"):
        assert words not in page


def test_nothing_of_another_office_is_read(client, panel):
    elsewhere = Panel()
    elsewhere.answer(elsewhere.put("Ours?", item=elsewhere.item()), "Theirs.")
    elsewhere.hold()
    for name in ("papers", "panel-questions"):
        assert "Ours?" not in panel.read(client, at=AFTER, name=name)


def test_a_draft_that_the_office_wrote_for_the_panel_is_not_a_members(client, panel):
    question = panel.put("From a letter of the panel?")
    question.for_meeting = None
    question.save()

    assert "From a letter" not in panel.read(client)


def test_the_office_reads_the_page_without_the_questions(client, panel):
    panel.put("How many?")

    page = panel.read(client, by=panel.tom)

    assert "The next meeting" in page
    assert "Your questions" not in page
    assert "Ask about a paragraph" not in page


@pytest.mark.parametrize("name", ["papers", "panel-questions", "panel-documents"])
def test_a_longer_page_costs_no_more_queries(
    client, panel, name, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(number):
        report(panel.office, number)
        for text in ("One?", "Two?"):
            panel.answer(panel.put(text, item=panel.item()), "Yes.")
            other = person(panel.office, Role.PANEL_MEMBER)
            panel.answer(panel.put(text, by=other, item=panel.item()), "No.")

    fill(1)
    panel.hold()
    panel.read(client, at=AFTER, name=name)
    with django_assert_max_num_queries(40) as before:
        panel.read(client, at=AFTER, name=name)
    Meeting.objects.update(status="planned")
    fill(2)
    panel.hold()
    with django_assert_num_queries(len(before)):
        panel.read(client, at=AFTER, name=name)


def test_whoever_answers_is_told_that_a_member_of_the_panel_reads_it(client, panel):
    question = panel.ask(panel.put("How many?"))
    joan = person(panel.office, Role.DATA_PROVIDER, organisation=panel.office.force)
    client.force_login(joan)

    page = client.get(
        reverse("scrutiny:answer", args=[panel.office.slug, question.key])
    )

    assert "A member of the police and crime panel put this" in page.content.decode()
