"""Pages of inspections: who may do what there, and what they say."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Role
from scrutiny.models import Action, Finding, InspectionReport
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    FindingFactory,
    InspectionReportFactory,
    MeasureFactory,
    ObjectiveFactory,
    OfficeFactory,
    person,
)


@pytest.fixture(autouse=True)
def february():
    """Twelve days before the last lawful day of a report of 15 January 2026."""
    with clock.told(dt.datetime(2026, 2, 27, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    user = person(office, Role.SCRUTINY)
    client.force_login(user)
    return user


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def said(page):
    return " ".join(page.content.decode().split())


REPORT = {
    "reference": "PEEL 2025",
    "title": "How well the force records crime",
    "inspectorate": "The Inspectorate of Constabulary",
    "published_on": "2026-01-15",
    "url": "https://inspectorate.example/peel-2025",
    "applies": "on",
}


def test_an_officer_records_a_report_and_its_clock_stands_on_top(
    client, office, officer
):
    page = client.post(url(office, "inspection-add"), REPORT, follow=True)

    assert "12 days left: publish by Wed 11 Mar 2026." in said(page)
    assert "No finding is recorded" in said(page)


def test_a_report_that_needs_no_response_is_refused_without_the_reason(
    client, office, officer
):
    sent = {name: value for name, value in REPORT.items() if name != "applies"}
    page = client.post(url(office, "inspection-add"), sent)

    assert "Say why no response is due" in said(page)
    assert not InspectionReport.objects.exists()
    reason = "It is about the fire service."
    page = client.post(
        url(office, "inspection-add"),
        sent | {"not_applies_reason": reason},
        follow=True,
    )
    assert reason in said(page)
    assert "days left" not in said(page)


def test_two_people_at_once_are_shown_both_texts(client, office, officer):
    report = InspectionReportFactory(office=office)
    where = url(office, "inspection-edit", report.pk)
    client.post(where, REPORT | {"note": "Theirs", "based_on": 1})

    page = client.post(where, REPORT | {"note": "Mine", "based_on": 1})

    assert "Theirs" in said(page)
    assert "Mine" in said(page)
    assert InspectionReport.objects.get().note == "Theirs"


def test_the_comments_are_invited_and_written_down(client, office, officer):
    report = InspectionReportFactory(office=office)

    client.post(url(office, "comments-invite", report.pk), {"on": "2026-01-20"})
    seen = report.comments_print
    page = client.post(
        url(office, "comments-receive", report.pk),
        {"on": "2026-02-10", "text": "The force agrees.", "based_on": seen},
        follow=True,
    )

    assert "The force agrees." in said(page)
    assert "10 February 2026" in said(page)


def test_the_commissioner_is_told_all_that_a_response_lacks(client, office):
    report = InspectionReportFactory(office=office, complete=True)
    FindingFactory(report=report, number=4)
    client.force_login(person(office, Role.COMMISSIONER))

    page = client.post(url(office, "response-decide", report.pk))

    assert "Raise an action for recommendation 4, or say why there is none." in said(
        page
    )
    assert InspectionReport.objects.get().state == "draft"


def test_the_commissioner_decides_and_sends_back_with_a_reason(client, office):
    report = InspectionReportFactory(office=office, complete=True)
    client.force_login(person(office, Role.COMMISSIONER))

    page = client.post(url(office, "response-decide", report.pk), follow=True)
    assert "The response is decided" in said(page)
    client.post(url(office, "response-back", report.pk), {"reason": "A word."})

    assert InspectionReport.objects.get().state == "draft"


def test_the_commissioner_answers_in_person_and_records_nothing_else(client, office):
    finding = FindingFactory(report__office=office)
    client.force_login(person(office, Role.COMMISSIONER))

    page = client.post(
        url(office, "finding-answer", finding.pk),
        {"response": "I accept this.", "none_because": "", "based_on": 1},
        follow=True,
    )

    assert "I accept this." in said(page)
    assert client.get(url(office, "finding-edit", finding.pk)).status_code == 403


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.PERFORMANCE, Role.AUDITOR])
def test_nobody_else_decides_a_response(client, office, role):
    report = InspectionReportFactory(office=office, complete=True)
    client.force_login(person(office, role))

    assert client.post(url(office, "response-decide", report.pk)).status_code == 403


def test_a_finding_is_recorded_with_what_it_concerns(client, office, officer):
    report = InspectionReportFactory(office=office)
    measure = MeasureFactory(office=office)
    sent = {
        "kind": "cause",
        "number": 1,
        "text": "Victims wait too long.",
        "addressed_to": "The chief constable",
        "measures": [measure.pk],
    }

    page = client.post(url(office, "finding-add", report.pk), sent, follow=True)
    again = client.post(url(office, "finding-add", report.pk), sent)

    assert "Cause of concern 1" in said(page)
    assert str(measure) in said(page)
    assert "has one of that kind and number already" in said(again)


def test_three_views_stand_side_by_side_with_who_said_what_when(
    client, office, officer
):
    finding = FindingFactory(report__office=office)

    page = client.post(
        url(office, "finding-view", finding.pk, "force"),
        {"on": "2026-02-20", "said_by": "ACC Linwood", "reason": "All are trained."},
        follow=True,
    )

    assert "Views differ" in said(page)
    assert "ACC Linwood" in said(page)
    assert "20 February 2026" in said(page)
    assert "Record as open again" in said(page)
    assert Finding.objects.get().views == ("complete", "open", "open")


def test_a_view_of_nobody_known_is_not_found(client, office, officer):
    finding = FindingFactory(report__office=office)

    assert client.get(url(office, "finding-view", finding.pk, "panel")).status_code == (
        404
    )


def test_an_action_is_raised_from_a_finding_with_its_words_and_measures(
    client, office, officer
):
    finding = FindingFactory(report__office=office, text="Record within a day.")
    measure = MeasureFactory(office=office)
    finding.measures.add(measure)
    where = f"{url(office, 'action-add')}?finding={finding.pk}"

    begun = client.get(where).context["form"].initial
    client.post(
        where,
        {
            "title": "Crimes are recorded in a day",
            "finding": finding.pk,
            "owner_name": "ACC Linwood",
            "organisation": office.force.pk,
            "first_due_on": "2026-06-30",
        },
    )

    assert begun["detail"] == "Record within a day."
    assert begun["measures"] == [measure.pk]
    assert Action.objects.get().finding == finding


def test_a_finding_of_another_office_begins_no_action(client, office, officer):
    other = FindingFactory(text="Their secret")

    page = client.get(f"{url(office, 'action-add')}?finding={other.pk}")

    assert "Their secret" not in said(page)


def test_an_item_about_inspections_shows_what_is_open(client, office, officer):
    FindingFactory(report__office=office, text="Still to be done.")
    FindingFactory(
        report__office=office,
        text="Long done.",
        force_view="complete",
        office_view="complete",
        inspectorate_view="complete",
    )
    FindingFactory(text="Of another office.")
    item = AgendaItemFactory(meeting__body__office=office, kind="inspections")

    page = said(client.get(url(office, "item", item.pk)))

    assert "Still to be done." in page
    assert "Long done." not in page
    assert "Of another office." not in page


FILTERS = [
    ("inspections", {"clock": "running"}, "Runs", "Ran out"),
    ("inspections", {"clock": "missed"}, "Ran out", "Runs"),
    ("inspections", {"findings": "open"}, "Runs", "Ran out"),
    ("inspections", {"words": "runs"}, "Runs", "Ran out"),
    ("findings", {"kind": "area"}, "Runs slowly", "Runs fast"),
    ("findings", {"stands": "differ"}, "Runs fast", "Runs slowly"),
    ("findings", {"stands": "unanswered"}, "Runs fast", "Runs slowly"),
]


@pytest.mark.parametrize(("name", "query", "shown", "hidden"), FILTERS)
def test_the_registers_are_narrowed(
    client, office, officer, name, query, shown, hidden
):
    runs = InspectionReportFactory(office=office, title="Runs")
    InspectionReportFactory(
        office=office, title="Ran out", published_on=dt.date(2025, 12, 1)
    )
    FindingFactory(report=runs, text="Runs fast", force_view="complete")
    FindingFactory(report=runs, kind="area", text="Runs slowly")

    page = client.get(url(office, name), query, headers={"HX-Request": "true"})

    assert shown in said(page)
    assert hidden not in said(page)


def test_an_empty_register_says_what_it_is_for(client, office, officer):
    assert "56 days in which to answer it" in said(
        client.get(url(office, "inspections"))
    )
    assert "recorded on the page of their report" in said(
        client.get(url(office, "findings"))
    )


@pytest.mark.parametrize("name", ["inspections", "findings", "inspection"])
def test_more_findings_cost_no_more_queries(
    client, office, officer, name, django_assert_max_num_queries
):
    report = InspectionReportFactory(office=office)
    args = [report.pk] if name == "inspection" else []
    for _ in range(12):
        finding = FindingFactory(report=report)
        ActionFactory(office=office, finding=finding)
        InspectionReportFactory(office=office)

    with django_assert_max_num_queries(20):
        assert client.get(url(office, name, *args)).status_code == 200


def test_what_is_of_another_office_is_not_found(client, office, officer):
    finding = FindingFactory()

    assert client.get(url(office, "finding", finding.pk)).status_code == 404
    assert client.get(url(office, "inspection", finding.report_id)).status_code == 404


def test_a_finding_is_removed_after_asking(client, office, officer):
    finding = FindingFactory(report__office=office, text="Buy boats.")
    where = url(office, "finding-remove", finding.pk)
    assert where in said(client.get(url(office, "finding", finding.pk)))

    asked = said(client.get(where))
    assert "Buy boats." in asked
    assert Finding.objects.exists()
    page = client.post(where, follow=True)

    assert "The finding is removed." in said(page)
    assert "No finding is recorded" in said(page)


def test_a_finding_that_has_to_stay_offers_no_removal_and_refuses_it(
    client, office, officer
):
    finding = FindingFactory(report__office=office)
    ActionFactory(office=office, finding=finding)
    where = url(office, "finding-remove", finding.pk)

    assert where not in said(client.get(url(office, "finding", finding.pk)))
    assert "so it stays" in said(client.post(where))
    assert Finding.objects.exists()


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.AUDITOR, Role.DATA_PROVIDER])
def test_nobody_else_removes_a_finding(client, office, role):
    finding = FindingFactory(report__office=office)
    client.force_login(person(office, role))

    assert client.post(url(office, "finding-remove", finding.pk)).status_code == 403


def test_a_finding_of_another_office_is_not_removed(client, office, officer):
    finding = FindingFactory()

    assert client.post(url(office, "finding-remove", finding.pk)).status_code == 404
    assert Finding.objects.exists()


def test_two_who_write_the_comments_down_see_both_texts(client, office, officer):
    report = InspectionReportFactory(
        office=office, comments_invited_on=dt.date(2026, 1, 20)
    )
    where = url(office, "comments-receive", report.pk)
    seen = client.get(where).context["form"].initial["based_on"]
    typed = {"on": "2026-02-10", "based_on": seen}
    client.post(where, typed | {"text": "Theirs.\nIn full."})

    page = client.post(where, typed | {"text": "Mine."})

    assert "Somebody else saved this while you wrote" in said(page)
    assert "Theirs.<br>In full." in said(page)
    assert "Mine." in said(page)
    assert InspectionReport.objects.get().comments.startswith("Theirs.")
    again = page.context["form"].data["based_on"]
    client.post(where, typed | {"text": "Both.", "based_on": again})
    assert InspectionReport.objects.get().comments == "Both."


def test_saving_a_finding_keeps_its_links_to_what_is_no_longer_in_force(
    client, office, officer
):
    finding = FindingFactory(report__office=office)
    retired = MeasureFactory(office=office, state="retired")
    before = ObjectiveFactory(priority__plan__office=office)
    plan = before.priority.plan
    type(plan).objects.filter(pk=plan.pk).update(status="superseded")
    finding.measures.add(retired)
    finding.objectives.add(before)
    where = url(office, "finding-edit", finding.pk)
    form = client.get(where).context["form"]
    typed = {name: form[name].value() for name in ("kind", "number", "addressed_to")}
    boxes = {
        name: [str(row.pk) for row in form.fields[name].queryset]
        for name in ("measures", "objectives")
    }

    client.post(where, {**typed, **boxes, "text": "Other words.", "based_on": 1})

    finding.refresh_from_db()
    assert finding.text == "Other words."
    assert list(finding.measures.all()) == [retired]
    assert list(finding.objectives.all()) == [before]


def test_a_number_that_no_row_can_have_is_no_choice(client, office, officer):
    report = InspectionReportFactory(office=office)
    sent = {"kind": "area", "number": 1, "text": "x", "addressed_to": "The force"}

    page = client.post(
        url(office, "finding-add", report.pk), sent | {"objectives": "9" * 40}
    )

    assert "objectives" in page.context["form"].errors
    assert not Finding.objects.exists()


def test_the_response_is_read_before_it_is_decided_and_again_where_it_has_changed(
    client, office
):
    report = InspectionReportFactory(office=office, complete=True)
    finding = FindingFactory(report=report, none_because="It has enough cars.")
    client.force_login(person(office, Role.COMMISSIONER))
    where = url(office, "response-decide", report.pk)
    page = client.get(where)
    for words in (report.introduction, finding.none_because, report.comments):
        assert words in said(page)
    seen = page.context["form"].initial["seen"]
    Finding.objects.update(none_because="It has bought cars.")

    page = client.post(where, {"seen": seen})

    assert "Somebody changed this response while you read it." in said(page)
    assert "It has bought cars." in said(page)
    assert InspectionReport.objects.get().state == "draft"
    client.post(where, {"seen": page.context["form"].data["seen"]})
    assert InspectionReport.objects.get().state == "decided"
