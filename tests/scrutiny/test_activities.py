"""Oversight activities: that they happened is kept, and nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import activities as changes
from scrutiny.models import ActivityRecord, OversightActivity
from tests.factories import ActivityFactory, OfficeFactory, person

TODAY = dt.date(2025, 11, 20)


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    user = person(office, Role.SCRUTINY, name="Tom Askew")
    client.force_login(user)
    return user


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def test_a_record_has_no_room_for_what_was_said_or_seen():
    """A day, an area from a list, and who pressed: no column holds words."""
    words = [
        field.name
        for field in ActivityRecord._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    ]

    assert words == []


def test_one_press_records_today_and_a_second_is_refused(client, office, officer):
    activity = ActivityFactory(office=office)

    first = client.post(url(office, "activity-today", activity.pk), follow=True)
    second = client.post(url(office, "activity-today", activity.pk), follow=True)

    record = ActivityRecord.objects.get()
    assert (record.happened_on, record.area, record.by) == (TODAY, None, officer)
    assert "is recorded for today" in first.content.decode()
    assert "That is recorded already." in second.content.decode()
    line = AuditLine.objects.get(office=office)
    assert (line.verb, line.after) == (
        "record",
        {"area": "", "happened_on": "2025-11-20"},
    )


def test_an_activity_with_areas_is_recorded_in_one_of_its_own(client, office, officer):
    activity = ActivityFactory(office=office, often="year", areas=["North", "South"])
    elsewhere = ActivityFactory(office=office, areas=["West"]).areas.get()
    north = activity.areas.get(name="North")
    address = url(office, "activity-today", activity.pk)

    for area in ("", elsewhere.pk):
        page = client.post(address, {"area": area}, follow=True)
        assert "Say in which area it happened." in page.content.decode()
    client.post(address, {"area": north.pk})

    assert ActivityRecord.objects.get().area == north
    page = client.get(url(office, "activities")).content.decode()
    assert "1 of 2 done, 1 still to do." in page
    assert "Every year, once in each of 2 areas" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-11-21", "still ahead"),
        ("2025-03-31", "The activity began on 1 April 2025"),
        ("", "Give the day on which it happened."),
    ],
)
def test_another_day_is_refused_beside_the_form_where_it_cannot_be(
    client, office, officer, day, words
):
    activity = ActivityFactory(office=office)

    page = client.post(
        url(office, "activity-record", activity.pk), {"happened_on": day}
    )

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not ActivityRecord.objects.exists()


def test_a_mistake_is_struck_out_and_the_log_keeps_it(client, office, officer):
    activity = ActivityFactory(office=office)
    record = changes.record(activity=activity, happened_on=TODAY, area=None, by=officer)

    client.post(url(office, "record-strike-out", record.pk))

    assert not ActivityRecord.objects.exists()
    line = AuditLine.objects.filter(office=office).first()
    assert (line.verb, line.before["happened_on"]) == ("strike out", "2025-11-20")


def test_an_area_in_which_it_happened_stays(client, office, officer):
    activity = ActivityFactory(office=office, areas=["North", "South"])
    north = activity.areas.get(name="North")
    changes.record(activity=activity, happened_on=TODAY, area=north, by=officer)
    said = {"name": activity.name, "often": "year", "starts_on": "2025-04-01"}

    kept = client.post(
        url(office, "activity-edit", activity.pk), said | {"areas": "South"}
    )
    assert "It has happened in North, so that area stays" in kept.content.decode()

    client.post(
        url(office, "activity-edit", activity.pk), said | {"areas": "North\n\nEast\n"}
    )
    assert [area.name for area in activity.areas.all()] == ["East", "North"]


def test_an_activity_is_added_with_its_areas(client, office, officer):
    client.post(
        url(office, "activity-add"),
        {
            "name": "Local meeting",
            "often": "year",
            "starts_on": "2025-04-01",
            "areas": "North\nSouth",
        },
    )

    activity = OversightActivity.objects.get()
    assert activity.promise == "every year, once in each of 2 areas"


def test_nothing_is_recorded_after_its_end(office, officer):
    activity = ActivityFactory(office=office, ended_on=dt.date(2025, 10, 31))

    with pytest.raises(MoveRefused, match="had ended by then"):
        changes.record(activity=activity, happened_on=TODAY, area=None, by=officer)
    with pytest.raises(ValidationError):
        ActivityFactory.build(
            office=office, ended_on=dt.date(2025, 3, 1)
        ).validate_constraints()


def test_the_list_costs_the_same_however_many_there_are(client, office, officer):
    def add(count):
        for activity in ActivityFactory.create_batch(count, office=office, areas=["N"]):
            area = activity.areas.get()
            changes.record(activity=activity, happened_on=TODAY, area=area, by=officer)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(url(office, "activities"))
        return len(seen)

    add(1)
    few = queries()
    add(12)

    assert queries() == few


@pytest.mark.parametrize("role", [Role.DATA_PROVIDER, Role.PANEL_MEMBER])
def test_the_force_and_the_panel_see_nothing_of_it(client, office, role):
    client.force_login(person(office, role))
    activity = ActivityFactory(office=office)

    for name in ("programme", "topics", "coverage", "suggestions", "activities"):
        assert client.get(url(office, name)).status_code == 403
    assert client.get(url(office, "activity", activity.pk)).status_code == 403


def test_an_activity_that_begins_on_the_last_day_there_is_breaks_no_page(
    client, office, officer
):
    said = {"name": "Local meeting", "often": "year", "starts_on": "9999-12-31"}

    client.post(url(office, "activity-add"), said)

    assert "Nothing was to be done yet." in (
        client.get(url(office, "activities")).content.decode()
    )
