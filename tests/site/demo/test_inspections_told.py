"""The demonstration: three inspections, their clocks, and findings seen three ways."""

from reports.domain.content import from_bytes
from reports.models import Kind, Publication
from scrutiny.models import Finding, InspectionReport


def clocks(office, days):
    reports = InspectionReport.objects.for_office(office)
    return {each.reference: each.clock(on=days.today) for each in reports}


def test_one_report_was_answered_in_time_one_late_and_one_runs(office, days):
    stand = {name: clock.clock for name, clock in clocks(office, days).items()}

    assert stand == {
        "Custody 2026": "kept",
        "PEEL 2026": "missed",
        "Contact 2026": "running",
    }


def test_the_running_clock_leaves_time_to_try_an_answer(office, days):
    running = clocks(office, days)["Contact 2026"]

    # Published 43 days ago or on the working day before: 56 days less that.
    assert 8 <= running.days <= 12


def test_the_late_response_says_so_where_the_public_reads_it(office, client):
    published = Publication.objects.for_office(office).filter(kind=Kind.RESPONSE)
    late = {
        each.title: from_bytes(bytes(each.document.content)).days_late
        for each in published
    }

    assert sorted(late.values())[0] == 0
    # Seven working days are nine calendar days at least.
    assert sorted(late.values())[1] >= 9
    peel = published.get(slug="peel-2026")
    assert "days late" in client.get(peel.address).content.decode()


def test_findings_are_seen_differently_and_one_is_done(office):
    findings = Finding.objects.for_office(office)

    assert findings.complete().get().origin == "Custody 2026, recommendation 1"
    differing = {each.origin: each.views for each in findings.differing()}
    assert differing == {
        "Custody 2026, recommendation 2": ("complete", "open", "open"),
        "PEEL 2026, recommendation 1": ("complete", "open", "open"),
        "PEEL 2026, recommendation 2": ("complete", "complete", "open"),
    }
    assert set(findings.values_list("kind", flat=True)) == set(Finding.Kind.values)


def test_no_note_of_the_office_is_in_what_was_published(office):
    published = Publication.objects.for_office(office).filter(kind=Kind.RESPONSE)
    stored = b"".join(bytes(each.document.content) for each in published)

    for report in InspectionReport.objects.for_office(office):
        assert report.note.encode() not in stored
