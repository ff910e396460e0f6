"""The statement of an annual report: who writes it, who gives it, and what it lacks."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.domain.rating import State
from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.periods import Period
from opcc.core.roles import Role
from reports.build.annual_blockers import blockers
from reports.changes import annual as changes
from reports.models import AnnualReport, Publication
from tests.factories import person
from tests.reports.year_scene import (
    NOW,
    QUARTERS,
    SAID,
    TODAY,
    YearScene,
    given,
    started,
    stated,
    write,
)

GREEN, AMBER, RED = State.GREEN, State.AMBER, State.RED
FALLING = (("84.0", GREEN), ("79.0", AMBER), ("71.0", RED), ("62.0", RED))


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(NOW):
        yield


@pytest.fixture
def scene(db):
    return YearScene()


def stopping(report):
    return [each.text for each in blockers(report, on=TODAY) if each.is_error]


def test_without_a_statement_it_is_not_published(scene):
    scene.tell_year(*FALLING)
    report = started(scene)

    assert stopping(report) == ["The statement is missing."]
    with pytest.raises(MoveRefused, match="The statement is missing"):
        changes.publish(report=report, by=scene.chief)


def test_a_statement_that_an_officer_drafted_is_nobodys_until_it_is_given(scene):
    scene.tell_year(*FALLING)
    report = write(started(scene), scene, scene.builder)

    assert "Nobody has given the statement yet" in stopping(report)[0]
    report = write(report, scene, scene.commissioner)
    assert stopping(report) == []
    assert (report.stated_by, report.stated_on) == (scene.commissioner, TODAY)
    report = write(report, scene, scene.builder, "Something else.")
    assert "Nobody has given the statement yet" in stopping(report)[0]


def test_a_statement_is_not_lost_where_two_write_at_once(scene):
    scene.tell_year(*FALLING)
    report = started(scene)
    write(report, scene, scene.commissioner)

    with pytest.raises(WrittenMeanwhile):
        changes.write(
            report=report,
            statement="Mine.",
            based_on=report.revision,
            by=standing_of(scene.builder, scene.office, on=TODAY),
        )


@pytest.mark.parametrize(
    ("quarters", "is_enough"),
    [((1,), False), ((2,), False), ((4,), True), ((1, 2), True), ((), False)],
)
def test_it_needs_two_reports_or_that_of_the_last_quarter(scene, quarters, is_enough):
    for number in quarters:
        quarter = QUARTERS[number - 1]
        scene.tell(quarter, stated("2A", ("84.0", GREEN), upto=quarter))
    report = given(scene)

    found = [text for text in stopping(report) if "two quarters" in text]

    assert (found == []) is is_enough


def test_a_missing_report_is_worth_a_look_and_stops_nothing(scene):
    scene.tell(QUARTERS[3], stated("2A", *FALLING, upto=QUARTERS[3]))
    report = given(scene)

    found = blockers(report, on=TODAY)

    assert [each.is_error for each in found] == [False, False, False]
    assert "Q1 2025/26" in found[0].text


def test_a_year_that_has_not_ended_is_not_reported(scene):
    this_year = Period.quarter(2026, 1)
    scene.tell(this_year, stated("2A", ("84.0", GREEN), upto=this_year))
    report = write(started(scene, Period.year(2026)), scene, scene.commissioner)

    assert "The year 2026/27 has not ended." in stopping(report)


def test_a_year_is_written_about_once_at_a_time(scene):
    scene.tell_year(*FALLING)
    started(scene)

    with pytest.raises(ValidationError, match="begun already"):
        started(scene)


def test_a_statement_that_names_a_measure_that_is_not_public_is_refused(scene):
    scene.tell_year(*FALLING)
    hidden = scene.add_measure("1H", visibility="office")
    hidden.versions.update(name="Calls to the covert line")
    report = write(
        started(scene),
        scene,
        scene.commissioner,
        "We counted calls to the covert line.",
    )

    with pytest.raises(MoveRefused, match="of measure 1H and restricted"):
        changes.publish(report=report, by=scene.chief)


def test_html_in_a_statement_is_taken_out_and_told(client, scene):
    scene.tell_year(*FALLING)
    report = started(scene)
    client.force_login(scene.commissioner)
    address = reverse("reports:annual-statement", args=[scene.office.slug, report.pk])

    page = client.post(
        address,
        {"statement": "A <b>good</b> year.", "based_on": report.revision},
        follow=True,
    ).content.decode()

    report.refresh_from_db()
    assert report.statement == "A good year."
    assert "Taken out: HTML" in page


def test_it_goes_from_its_start_to_the_public_by_three_people(client, scene):
    scene.tell_year(*FALLING)
    slug = scene.office.slug
    client.force_login(scene.builder)
    listed = client.get(reverse("reports:annual-reports", args=[slug])).content.decode()
    assert reverse("reports:annual-add", args=[slug]) in listed
    client.post(reverse("reports:annual-add", args=[slug]), {"year": "2025/26"})
    report = AnnualReport.objects.get()
    args = [slug, report.pk]
    assert client.post(reverse("reports:annual-publish", args=args)).status_code == 403

    client.force_login(scene.commissioner)
    client.post(
        reverse("reports:annual-statement", args=args),
        {"statement": SAID, "based_on": report.revision},
    )
    preview = client.get(reverse("reports:annual-preview", args=args)).content.decode()
    assert SAID in preview and "Not for publication" in preview

    client.force_login(scene.chief)
    assert (
        SAID
        in client.get(reverse("reports:annual-publish", args=args)).content.decode()
    )
    assert not Publication.objects.filter(kind="annual").exists()
    page = client.post(reverse("reports:annual-publish", args=args), follow=True)

    address = f"/{slug}/annual-reports/2025-26/"
    assert address in page.content.decode()
    assert SAID in client.get(address).content.decode()
    assert (
        f"/{slug}/annual-reports/" in client.get(f"/{slug}/reports/").content.decode()
    )


def test_its_page_leads_to_what_it_lacks(client, scene):
    scene.tell(QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0]))
    report = started(scene)
    client.force_login(scene.chief)
    args = [scene.office.slug, report.pk]

    page = client.get(reverse("reports:annual", args=args)).content.decode()

    assert "The statement is missing." in page
    assert reverse("reports:annual-statement", args=args) in page
    assert reverse("reports:annual-publish", args=args) not in page
    assert client.get(reverse("reports:annual-publish", args=args)).status_code == 302


def test_before_any_report_the_list_says_when_one_can_be_started(client, scene):
    client.force_login(person(scene.office, Role.PERFORMANCE))

    page = client.get(reverse("reports:annual-reports", args=[scene.office.slug]))

    assert "No annual report yet" in page.content.decode()
    assert "Start an annual report" not in page.content.decode()
