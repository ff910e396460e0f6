"""Responses to inspections as publications: true about their day, free of the rest."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import Appointment, Post, Restriction
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.response import build_response
from reports.changes import responses as changes
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.changes import inspections
from scrutiny.models import (
    ActionUpdate,
    FindingView,
    InspectionReport,
    SentResponse,
)
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    FindingFactory,
    InspectionReportFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes

IN_TIME = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
"""The last lawful day of a report of 15 January 2026."""

TOO_LATE = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
"""Nine days later."""


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def report(office):
    return InspectionReportFactory(
        office=office, complete=True, reference="PEEL 2025", title="Crime recording"
    )


def published(report, *, at=IN_TIME):
    with clock.told(at):
        office = report.office
        commissioner = person(office, Role.COMMISSIONER)
        by = standing_of(commissioner, office, on=clock.today())
        inspections.decide(report=report, by=by)
        return changes.publish_response(report=report, by=commissioner)


def said(page):
    return " ".join(page.content.decode().split())


def test_the_public_reads_each_recommendation_with_its_answer(client, office, report):
    first = FindingFactory(
        report=report,
        number=1,
        text="Record crimes within a day.",
        response="We **accept** it.",
    )
    FindingFactory(
        report=report, number=2, text="Buy cars.", none_because="It has enough."
    )
    FindingFactory(report=report, number=1, kind="area", text="Not answered here.")
    ActionFactory(
        office=office,
        finding=first,
        number=7,
        title="Crimes are recorded in a day",
        first_due_on=dt.date(2026, 6, 30),
    )

    publication = published(report)

    page = said(client.get(publication.address))
    assert publication.address == f"/{office.slug}/inspections/peel-2025/"
    assert "Response to PEEL 2025: Crime recording" in page
    assert "Record crimes within a day." in page
    assert "We <strong>accept</strong> it." in page
    assert "Crimes are recorded in a day" in page
    assert "30 June 2026" in page
    assert str(office.force) in page
    assert "It has enough." in page
    assert "The force has begun." in page
    assert "Not answered here." not in page
    assert "in time" in page


def test_a_response_that_is_late_says_by_how_many_days(client, report):
    publication = published(report, at=TOO_LATE)

    page = said(client.get(publication.address))
    assert "9 days late" in page
    assert "which ended on 11 March 2026" in page
    assert InspectionReport.objects.get().response_published_on == TOO_LATE.date()


def test_the_last_lawful_day_is_in_time(report):
    content = build_response(report, on=dt.date(2026, 3, 11))
    late = build_response(report, on=dt.date(2026, 3, 12))

    assert (content.days_late, late.days_late) == (0, 1)


def test_a_response_says_that_no_comments_came(client, report):
    InspectionReport.objects.update(
        comments="", comments_received_on=None, no_comments_by="2026-03-01"
    )
    publication = published(report)

    assert "None had come by 1 March 2026." in said(client.get(publication.address))


def test_owners_are_named_by_their_post_or_organisation_and_never_by_name(
    office, report
):
    owner = UserFactory(name="Rowan Ashby")
    post = Post.objects.create(
        office=office, organisation=office.force, title="Head of Crime Recording"
    )
    Appointment.objects.create(
        post=post,
        user=owner,
        holder_name="Rowan Ashby",
        starts_on=dt.date(2025, 1, 1),
        acting=True,
    )
    finding = FindingFactory(report=report)
    ActionFactory(office=office, finding=finding, owner=owner, owner_name="Rowan Ashby")
    ActionFactory(office=office, finding=finding, owner_name="Sam Elder")

    publication = published(report)

    (answered,) = contents.from_bytes(bytes(publication.document.content)).findings
    assert [action.owner for action in answered.actions] == [
        "Acting Head of Crime Recording",
        str(office.force),
    ]
    assert b"Rowan Ashby" not in b"".join(public_bytes())
    assert b"Sam Elder" not in b"".join(public_bytes())


def test_what_was_sent_by_then_is_told_with_its_day(client, office, report):
    officer = person(office, Role.SCRUTINY)
    with clock.told(IN_TIME):
        by = standing_of(person(office, Role.COMMISSIONER), office, on=clock.today())
        inspections.decide(report=report, by=by)
        sending = SentResponse(
            report=report,
            to="secretary_of_state",
            sent_on=dt.date(2026, 3, 11),
            how="By email, receipt in file 12.",
        )
        inspections.note_sent(sending=sending, by=officer)
        publication = changes.publish_response(report=report, by=officer)

    page = said(client.get(publication.address))
    assert "Copy sent to: Secretary of State</dt><dd>11 March 2026" in page
    assert "file 12" not in page


def test_an_action_from_a_restricted_item_is_told_by_its_safe_title(
    client, office, report
):
    item = restricted(office, reason="It names an informant.")
    finding = FindingFactory(report=report)
    ActionFactory(office=office, finding=finding, item=item, title="Move the informant")

    page = said(client.get(published(report).address))

    assert "An operational matter. Not public: Could harm policing" in page
    assert "Move the informant" not in page


def test_words_that_give_a_restricted_action_away_stop_the_publication(office, report):
    finding = FindingFactory(report=report, response="We shall move the informant.")
    action = ActionFactory(
        office=office,
        finding=finding,
        item=restricted(office),
        title="Move the informant",
    )

    with pytest.raises(MoveRefused, match=f"the title of action {action.number} and"):
        published(report)

    report.refresh_from_db()
    assert report.response_published_on is None
    assert not Publication.objects.exists()


def test_a_response_that_is_not_decided_is_not_published(report):
    with pytest.raises(MoveRefused, match="it has to be decided"):
        changes.publish_response(report=report, by=UserFactory())


# -- what is the office's own


def restricted(office, title="Custody in the west", **said):
    restriction = Restriction.objects.create(
        office=office,
        reason_code="operational",
        decided_by=UserFactory(),
        decided_on=dt.date(2026, 1, 20),
        review_on=dt.date(2027, 1, 20),
        **({"reason": "A line of investigation.", "asked_by": "The force"} | said),
    )
    return AgendaItemFactory(
        meeting__body__office=office,
        restriction=restriction,
        title=title,
        safe_title="An operational matter",
        note=said.get("reason", ""),
    )


def planted(report):
    """Fifty strings in all that is the office's own; what is left over in updates."""
    left = iter(CANARIES)
    report.note = next(left)
    report.save()
    by = UserFactory(name=f"Person {next(left)}")
    at = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    for number in range(1, 4):
        finding = FindingFactory(report=report, number=number, note=next(left))
        for side in ("force", "inspectorate"):
            FindingView.objects.create(
                finding=finding,
                side=side,
                view="complete",
                on=dt.date(2026, 2, 1),
                said_by=next(left),
                reason=next(left),
                by=by,
                at=at,
            )
        action = ActionFactory(
            office=report.office,
            finding=finding,
            title=f"Train {next(left)}",
            detail=next(left),
            evidence=next(left),
            came_from=next(left),
            owner_name=next(left),
            item=restricted(
                report.office,
                title=next(left),
                reason=next(left),
                asked_by=f"Asker {next(left)}",
            ),
        )
        ActionUpdate.objects.create(
            action=action, text=next(left), said_by=next(left), by=by, at=at
        )
    FindingFactory(report=report, number=1, kind="cause", text=next(left))
    open_to_all = FindingFactory(report=report, number=4)
    action = ActionFactory(
        office=report.office,
        finding=open_to_all,
        title="Train the crews of division 2",
        owner_name=next(left),
    )
    for canary in left:
        ActionUpdate.objects.create(action=action, text=canary, said_by="x", at=at)


def test_none_of_50_canaries_in_what_is_the_offices_own_is_in_anything_public(
    client, office, report
):
    planted(report)
    publication = published(report)

    everything = b"\n".join(public_bytes())
    page = client.get(publication.address).content
    listing = client.get(f"/{office.slug}/inspections/").content
    assert b"Train the crews of division 2" in page
    assert b"Response to PEEL 2025" in listing
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary


def test_what_is_published_stays_whatever_becomes_of_the_findings(client, report):
    finding = FindingFactory(report=report, none_because="It is done.")
    publication = published(report)
    before = client.get(publication.address).content

    finding.text = "Something else"
    finding.save()
    InspectionReport.objects.update(introduction="Other words")

    assert client.get(publication.address).content == before
    assert list(problems()) == []


def test_the_pdf_is_accessible(report, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    ActionFactory(office=report.office, finding=FindingFactory(report=report))
    stored = bytes(published(report, at=TOO_LATE).document.content)

    page = to_print_html(contents.from_bytes(stored), contents.fingerprint(stored))
    path = tmp_path / "response.pdf"
    path.write_bytes(to_pdf(page))

    assert [str(finding) for finding in pdfua.validate(path).findings] == []


# -- at the desk


def test_the_chief_executive_publishes_after_reading_what_the_public_will_read(
    client, office, report
):
    FindingFactory(report=report, text="Buy cars.", none_because="It has enough.")
    with clock.told(IN_TIME):
        by = standing_of(person(office, Role.COMMISSIONER), office, on=clock.today())
        inspections.decide(report=report, by=by)
        client.force_login(person(office, Role.CHIEF_EXECUTIVE))
        address = reverse("reports:response-publish", args=[office.slug, report.pk])

        asked = said(client.get(address))
        page = said(client.post(address, follow=True))

    assert "Last day: publish today, Wed 11 Mar 2026." in asked
    assert "It has enough." in asked
    assert "The response is published." in page
    assert "Kept: published on Wed 11 Mar 2026" in page
    leads = client.get(reverse("reports:response", args=[office.slug, report.pk]))
    assert leads["Location"] == Publication.objects.get().address


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.COMMISSIONER, Role.AUDITOR])
def test_only_the_chief_executive_publishes_a_response(client, office, report, role):
    client.force_login(person(office, role))
    address = reverse("reports:response-publish", args=[office.slug, report.pk])

    assert client.post(address).status_code == 403


def test_a_second_report_of_a_like_reference_has_its_own_address(office, report):
    first = published(report)
    again = InspectionReportFactory(office=office, complete=True, reference="PEEL-2025")

    assert published(again).slug != first.slug


def test_all_that_the_public_will_read_is_shown_before_it_is_published(
    client, office, report
):
    FindingFactory(report=report, response="We shall buy **none**.", none_because="So.")
    with clock.told(IN_TIME):
        by = standing_of(person(office, Role.COMMISSIONER), office, on=clock.today())
        inspections.decide(report=report, by=by)
        client.force_login(person(office, Role.CHIEF_EXECUTIVE))
        address = reverse("reports:response-publish", args=[office.slug, report.pk])

        asked = said(client.get(address))

    assert "We shall buy <strong>none</strong>." in asked
    assert "The force has begun." in asked


def test_a_sending_of_an_earlier_text_is_not_told(client, office, report):
    officer = person(office, Role.SCRUTINY)
    by = standing_of(person(office, Role.COMMISSIONER), office, on=IN_TIME.date())
    early = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    with clock.told(early):
        inspections.decide(report=report, by=by)
        sending = SentResponse(
            report=report, to="inspectorate", sent_on=early.date(), how="By email."
        )
        inspections.note_sent(sending=sending, by=officer)
        inspections.send_back(report=report, reason="A word is wrong.", by=by.user)

    publication = published(report)

    assert "Copy sent to" not in said(client.get(publication.address))


@pytest.mark.parametrize("where", ["report", "finding"])
def test_words_of_the_offices_note_stop_the_publication(report, where):
    finding = FindingFactory(report=report, none_because="The force is slow to act.")
    noted = report if where == "report" else finding
    noted.note = "Seen.\nThe force is slow to act."
    noted.save()

    with pytest.raises(MoveRefused, match="is a note of the office on"):
        published(report)


def test_a_note_that_quotes_the_inspectorate_stops_nothing(report):
    finding = FindingFactory(report=report, none_because="It is done.")
    finding.note = finding.text
    finding.save()

    assert published(report).address
