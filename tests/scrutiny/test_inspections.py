"""Inspection reports and findings: what changes, what is refused, what is kept."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import findings, inspections
from scrutiny.domain.workflow import FINDING_VIEW, INSPECTION_RESPONSE
from scrutiny.models import (
    Finding,
    FindingView,
    InspectionReport,
    SentResponse,
)
from tests.factories import (
    ActionFactory,
    FindingFactory,
    InspectionReportFactory,
    OfficeFactory,
    person,
)

TODAY = dt.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def march():
    with clock.told(dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.SCRUTINY)


@pytest.fixture
def commissioner(office):
    return standing_of(person(office, Role.COMMISSIONER), office, on=TODAY)


def in_state(office, state):
    """A complete report whose response has come so far."""
    report = InspectionReportFactory(office=office, complete=True)
    if state != "draft":
        commissioner = person(office, Role.COMMISSIONER)
        by = standing_of(commissioner, office, on=TODAY)
        inspections.decide(report=report, by=by)
    if state == "published":
        inspections.publish(report=report, on=TODAY, by=by.user)
    report.refresh_from_db()
    return report


MOVES = {
    "decide": lambda report, by: inspections.decide(report=report, by=by),
    "send_back": lambda report, by: inspections.send_back(
        report=report, reason="A word is wrong.", by=by.user
    ),
    "publish": lambda report, by: inspections.publish(
        report=report, on=TODAY, by=by.user
    ),
}


@pytest.mark.parametrize("state", sorted(INSPECTION_RESPONSE.states))
@pytest.mark.parametrize("name", MOVES)
def test_a_response_makes_its_legal_moves_and_no_other(
    office, commissioner, name, state
):
    report = in_state(office, state)
    move = INSPECTION_RESPONSE.move(name)

    if state in move.sources:
        MOVES[name](report, commissioner)
        report.refresh_from_db()
        assert report.state == move.target
        line = AuditLine.objects.filter(office=office).first()
        assert (line.before["state"], line.after["state"]) == (state, move.target)
    else:
        with pytest.raises(MoveRefused, match="it has to be"):
            MOVES[name](report, commissioner)


def test_a_report_is_recorded_with_its_last_lawful_day(office, officer):
    report = InspectionReport(
        office=office,
        reference="PEEL 2025",
        title="How well the force records crime",
        inspectorate="The Inspectorate",
        published_on=dt.date(2026, 1, 15),
    )

    inspections.add(report=report, by=officer)

    report.refresh_from_db()
    assert report.respond_by == dt.date(2026, 3, 11)
    assert AuditLine.objects.filter(office=office).first().verb == "add"


def test_another_day_of_publication_moves_the_last_lawful_day(office, officer):
    report = InspectionReportFactory(office=office)
    report.published_on = dt.date(2026, 1, 16)

    inspections.edit(report=report, based_on=1, by=officer)

    report.refresh_from_db()
    assert report.respond_by == dt.date(2026, 3, 12)


def test_a_reference_is_used_once_in_an_office(office, officer):
    InspectionReportFactory(office=office, reference="PEEL 2025")
    again = InspectionReportFactory.build(
        office=office, reference="PEEL 2025", respond_by=None
    )

    with pytest.raises(ValidationError, match="of that reference is recorded"):
        inspections.add(report=again, by=officer)


def test_two_people_at_once_lose_nothing(office, officer):
    report = InspectionReportFactory(office=office)
    theirs = InspectionReport.objects.get(pk=report.pk)
    theirs.note = "Theirs"
    inspections.edit(report=theirs, based_on=1, by=officer)

    report.note = "Mine"
    with pytest.raises(WrittenMeanwhile) as refusal:
        inspections.edit(report=report, based_on=1, by=officer)

    assert refusal.value.theirs.note == "Theirs"


def test_nobody_decides_a_response_without_an_answer_to_each_recommendation(
    office, commissioner
):
    report = InspectionReportFactory(office=office, complete=True)
    FindingFactory(report=report, number=1, none_because="Done before the report.")
    second = FindingFactory(report=report, number=2)
    FindingFactory(report=report, number=1, kind="area")

    with pytest.raises(MoveRefused, match="an action for recommendation 2, or say"):
        inspections.decide(report=report, by=commissioner)
    ActionFactory(office=office, finding=second)
    inspections.decide(report=report, by=commissioner)

    report.refresh_from_db()
    assert report.decided_by == commissioner.user
    assert report.decided_on == TODAY


def test_nobody_decides_a_response_before_the_chief_constable_was_heard(
    office, officer, commissioner
):
    report = InspectionReportFactory(
        office=office, complete=True, comments_received_on=None, comments=""
    )

    with pytest.raises(MoveRefused, match="or that none came"):
        inspections.decide(report=report, by=commissioner)
    by_day = dt.date(2026, 3, 1)
    inspections.note_no_comments(report=report, by_day=by_day, by=officer)
    inspections.decide(report=report, by=commissioner)

    report.refresh_from_db()
    assert (report.state, report.no_comments_by) == ("decided", by_day)


def test_the_officer_who_drafts_a_response_does_not_decide_it(office, officer):
    report = InspectionReportFactory(office=office, complete=True)
    by = standing_of(officer, office, on=TODAY)

    with pytest.raises(MoveRefused, match="The Commissioner decides"):
        inspections.decide(report=report, by=by)


def test_comments_that_come_late_replace_that_none_came(office, officer):
    report = InspectionReportFactory(
        office=office, comments_invited_on=dt.date(2026, 1, 20)
    )
    day = dt.date(2026, 3, 1)
    inspections.note_no_comments(report=report, by_day=day, by=officer)

    inspections.receive_comments(
        report=report, on=dt.date(2026, 3, 2), text="We agree.", by=officer
    )

    report.refresh_from_db()
    assert report.comments == "We agree."
    assert report.no_comments_by is None


def test_comments_are_not_received_before_they_were_invited(office, officer):
    report = InspectionReportFactory(office=office)

    with pytest.raises(MoveRefused, match="Invite the chief constable's comments"):
        inspections.receive_comments(report=report, on=TODAY, text="x", by=officer)
    inspections.invite_comments(report=report, on=dt.date(2026, 2, 1), by=officer)
    with pytest.raises(MoveRefused, match="before Sunday 1 February 2026"):
        inspections.receive_comments(
            report=report, on=dt.date(2026, 1, 31), text="x", by=officer
        )


def test_a_report_of_another_matter_is_not_answered(office, officer, commissioner):
    report = InspectionReportFactory(
        office=office, complete=True, applies=False, not_applies_reason="Fire only."
    )

    with pytest.raises(MoveRefused, match="No response is due"):
        inspections.decide(report=report, by=commissioner)
    with pytest.raises(MoveRefused, match="No response is due"):
        inspections.invite_comments(report=report, on=TODAY, by=officer)


@pytest.mark.parametrize(
    ("state", "words"), [("decided", "send it back to draft"), ("published", "stands")]
)
def test_what_is_decided_is_changed_no_more(office, officer, state, words):
    report = in_state(office, state)
    finding = FindingFactory(report=report)

    with pytest.raises(MoveRefused, match=words):
        inspections.edit(report=report, based_on=1, by=officer)
    with pytest.raises(MoveRefused, match=words):
        inspections.write(report=report, introduction="x", based_on=1, by=officer)
    with pytest.raises(MoveRefused, match=words):
        findings.answer(
            finding=finding, response="x", none_because="", based_on=1, by=officer
        )
    with pytest.raises(MoveRefused, match=words):
        findings.add(finding=FindingFactory.build(report=report), by=officer)


def test_a_response_is_sent_once_it_is_decided_and_the_evidence_stays(office, officer):
    sent = {"to": "secretary_of_state", "sent_on": TODAY, "how": "By email."}
    draft = in_state(office, "draft")
    with pytest.raises(MoveRefused, match="Decide the response before"):
        inspections.note_sent(sending=SentResponse(report=draft, **sent), by=officer)
    decided = in_state(office, "decided")

    inspections.note_sent(sending=SentResponse(report=decided, **sent), by=officer)

    evidence = decided.sendings.get()
    assert evidence.by == officer
    with pytest.raises(TypeError):
        SentResponse.objects.filter(pk=evidence.pk).update(how="By post.")


# -- findings


def test_a_reason_for_no_action_does_not_stand_beside_an_action(office, officer):
    finding = FindingFactory(report__office=office)
    ActionFactory(office=office, finding=finding)

    with pytest.raises(MoveRefused, match="An action follows from this already"):
        findings.answer(
            finding=finding,
            response="",
            none_because="Not ours.",
            based_on=1,
            by=officer,
        )


def view(finding, side, what, *, by, on=TODAY, said_by="ACC Linwood", reason=""):
    statement = FindingView(
        finding=finding, side=side, view=what, on=on, said_by=said_by, reason=reason
    )
    return findings.state_view(
        statement=statement,
        by=standing_of(by, finding.report.office, on=TODAY),
    )


@pytest.mark.parametrize("side", Finding.Side.values)
@pytest.mark.parametrize("state", sorted(FINDING_VIEW.states))
@pytest.mark.parametrize("wanted", sorted(FINDING_VIEW.states))
def test_each_view_makes_its_legal_moves_and_leaves_the_others_alone(
    office, officer, side, state, wanted
):
    finding = FindingFactory(report__office=office, **{f"{side}_view": state})

    if wanted == state:
        with pytest.raises(MoveRefused, match="it has to be"):
            view(finding, side, wanted, by=officer, reason="It is so.")
        return
    view(finding, side, wanted, by=officer, reason="It is so.")

    finding.refresh_from_db()
    others = [finding.view_of(each) for each in Finding.Side.values if each != side]
    assert finding.view_of(side) == wanted
    assert set(others) == {"open"}


def test_a_finding_is_reopened_with_a_reason(office, officer):
    finding = FindingFactory(report__office=office, force_view="complete")

    with pytest.raises(MoveRefused, match="Give a reason to reopen"):
        view(finding, "force", "open", by=officer)


def test_the_view_of_others_names_who_stated_it_and_the_office_its_own(office, officer):
    finding = FindingFactory(report__office=office)

    with pytest.raises(MoveRefused, match="Say who stated the force's view"):
        view(finding, "force", "complete", by=officer, said_by=" ")
    said = view(finding, "office", "complete", by=officer, said_by="")

    assert said.said_by == f"{officer.name}, scrutiny officer"


def test_views_are_stated_in_the_order_of_their_days(office, officer):
    finding = FindingFactory(report__office=office)
    view(finding, "force", "complete", by=officer, on=dt.date(2026, 3, 10))

    with pytest.raises(MoveRefused, match="before Tuesday 10 March 2026"):
        view(
            finding,
            "force",
            "open",
            by=officer,
            on=dt.date(2026, 3, 9),
            reason="Back again.",
        )


def test_open_findings_are_those_of_the_office_that_not_all_call_complete(office):
    complete = dict.fromkeys(
        ("force_view", "office_view", "inspectorate_view"), "complete"
    )
    FindingFactory(report__office=office, **complete)
    FindingFactory()
    waits = FindingFactory(
        report__office=office, **complete | {"inspectorate_view": "open"}
    )

    mine = Finding.objects.for_office(office)
    assert list(mine.open()) == [waits]
    assert list(mine.differing()) == [waits]


def test_reports_are_found_by_their_clock_and_counted_with_what_is_open(office):
    ran_out = InspectionReportFactory(office=office)
    runs = InspectionReportFactory(office=office, published_on=dt.date(2026, 2, 1))
    kept = in_state(office, "published")
    InspectionReport.objects.filter(pk=kept.pk).update(
        response_published_on=kept.respond_by
    )
    InspectionReportFactory(office=office, applies=False, not_applies_reason="Fire.")
    FindingFactory(report=runs)
    FindingFactory(
        report=runs,
        force_view="complete",
        office_view="complete",
        inspectorate_view="complete",
    )

    reports = InspectionReport.objects.for_office(office)
    assert list(reports.missed(on=TODAY)) == [ran_out]
    assert list(reports.running(on=TODAY)) == [runs]
    assert list(reports.kept()) == [kept]
    counts = {each.pk: each for each in reports.with_counts()}
    assert (counts[runs.pk].findings_open, counts[runs.pk].findings_all) == (1, 2)
    assert (counts[kept.pk].findings_open, counts[kept.pk].findings_all) == (0, 0)


def test_an_action_says_which_finding_it_came_from(office, officer, client):
    report = InspectionReportFactory(office=office, reference="PEEL 2025")
    action = ActionFactory(
        office=office, finding=FindingFactory(report=report, number=3)
    )
    client.force_login(officer)

    page = client.get(f"/{office.slug}/desk/scrutiny/actions/{action.key}/")

    assert "PEEL 2025, recommendation 3" in page.content.decode()


# -- between the decision and the publication


def test_a_response_whose_action_was_superseded_since_is_not_published(
    office, commissioner
):
    report = InspectionReportFactory(office=office, complete=True)
    action = ActionFactory(office=office, finding=FindingFactory(report=report))
    inspections.decide(report=report, by=commissioner)
    type(action).objects.update(state="superseded", ended_on=TODAY)

    with pytest.raises(MoveRefused, match="Raise an action for recommendation"):
        inspections.publish(report=report, on=TODAY, by=commissioner.user)

    report.refresh_from_db()
    assert report.state == "decided"


def test_a_recommendation_whose_action_was_superseded_waits_for_an_answer(office):
    waits, done = FindingFactory.create_batch(2, report__office=office)
    ActionFactory(office=office, finding=waits, state="superseded", ended_on=TODAY)
    for finding in (waits, done):
        ActionFactory(
            office=office, finding=finding, state="superseded", ended_on=TODAY
        )
    ActionFactory(office=office, finding=done)
    FindingFactory(report__office=office, none_because="It is done.")
    FindingFactory(report__office=office, kind="area")
    elsewhere = {"applies": False, "not_applies_reason": "Fire."}
    FindingFactory(report=InspectionReportFactory(office=office, **elsewhere))

    assert list(Finding.objects.for_office(office).unanswered()) == [waits]


def test_two_who_write_the_comments_down_lose_nothing(office, officer):
    report = InspectionReportFactory(
        office=office, comments_invited_on=dt.date(2026, 1, 20)
    )
    seen, on = report.comments_print, dt.date(2026, 2, 10)
    inspections.receive_comments(
        report=report, on=on, text="We agree.", by=officer, based_on=seen
    )

    with pytest.raises(WrittenMeanwhile) as refusal:
        inspections.receive_comments(
            report=report, on=on, text="We differ.", by=officer, based_on=seen
        )

    assert refusal.value.theirs.comments == "We agree."


@pytest.mark.parametrize(
    "change",
    [
        lambda report: InspectionReport.objects.update(introduction="Other words."),
        lambda report: InspectionReport.objects.update(comments="We differ."),
        lambda report: report.findings.update(response="We decline."),
        lambda report: ActionFactory(
            office=report.office, finding=report.findings.get(), title="Buy boats"
        ),
    ],
)
def test_nobody_decides_a_response_in_words_that_they_have_not_read(
    office, commissioner, change
):
    report = InspectionReportFactory(office=office, complete=True)
    FindingFactory(report=report, none_because="It is done.")
    seen = InspectionReport.objects.get().response_print()
    change(report)

    with pytest.raises(WrittenMeanwhile):
        inspections.decide(report=report, by=commissioner, seen=seen)

    assert InspectionReport.objects.get().state == "draft"
    seen = InspectionReport.objects.get().response_print()
    inspections.decide(report=report, by=commissioner, seen=seen)
    assert InspectionReport.objects.get().state == "decided"
