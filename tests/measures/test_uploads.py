"""Files that are sent: shown first, stored once, by a worker where they are large."""

import datetime as dt
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from measures import tasks, uploading
from measures.changes import imports, uploads
from measures.models import Observation, Upload
from measures.models import uploads as models
from opcc.core.models import AuditLine
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
ONE_ROW = "measure,period,value\nBurglary,2026-Q1,412"


@pytest.fixture
def office():
    return OfficeFactory()


def upload(client, office, text, name="values.csv"):
    page = reverse("returns:upload", args=[office.slug])
    sent = {"file": SimpleUploadedFile(name, text.encode())}
    return client.post(page, sent, follow=True)


def test_an_upload_is_shown_before_anything_is_stored(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)

    page = upload(client, office, "measure,period,value\nBurglary,2026-Q1,412")

    assert "Nothing is stored yet." in page.content.decode()
    assert not Observation.objects.exists()

    client.post(page.request["PATH_INFO"])
    assert Observation.objects.get().value == 412


def test_an_upload_is_imported_once(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    page = upload(client, office, "measure,period,value\nBurglary,2026-Q1,412")
    preview = page.request["PATH_INFO"]
    client.post(preview)

    again = client.post(preview, follow=True)

    assert "imported already" in again.content.decode()
    assert AuditLine.objects.filter(verb="import").count() == 1


def test_rejected_rows_are_left_out_only_if_that_is_ticked(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    rows = "measure,period,value\nBurglary,2026-Q1,412\nBurglary,2026-Q2,13O"
    preview = upload(client, office, rows).request["PATH_INFO"]

    client.post(preview)
    assert not Observation.objects.exists()

    client.post(preview, {"partial": "yes"})
    assert Observation.objects.get().value == 412


def test_rejected_rows_come_back_harmless_with_their_reasons(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    rows = "measure,period,value\nBurglary,2026-Q1,=1+1\nBurglary,2026-Q2,5"
    upload(client, office, rows)

    url = reverse("returns:rejected", args=[office.slug, Upload.objects.get().pk])
    text = client.get(url).content.decode("utf-8-sig")

    heading, row = text.splitlines()
    assert heading == "measure,period,value,row,column,reason"
    assert row.startswith("Burglary,2026-Q1,'=1+1,2,value,The cell holds a formula.")


def test_what_is_no_spreadsheet_is_refused_on_the_form(client, office):
    client.force_login(person(office, Role.PERFORMANCE))

    page = upload(client, office, "%PDF-1.7", name="values.pdf")

    assert "This is a document" in page.content.decode()
    assert not Upload.objects.exists()


def test_another_offices_upload_is_not_found(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    upload(client, office, "measure,period,value\nBurglary,2026-Q1,412")
    other = OfficeFactory()
    client.force_login(person(other, Role.PERFORMANCE))

    page = reverse("returns:preview", args=[other.slug, Upload.objects.get().pk])

    assert client.get(page).status_code == 404


def test_a_file_is_checked_again_when_what_is_stored_has_changed(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    measure = MeasureFactory(office=office, version=COUNT)
    upload(client, office, ONE_ROW)
    kept = Upload.objects.get()
    assert kept.report["new"] == 1
    ObservationFactory(measure=measure, period=Q1, value=412)

    client.post(reverse("returns:check", args=[office.slug, kept.pk]))

    kept.refresh_from_db()
    assert (kept.report["new"], kept.report["unchanged"]) == (0, 1)


# -- a large file is a worker's


@pytest.fixture
def large(monkeypatch):
    """Every file counts as large."""
    monkeypatch.setattr(models, "SMALL", 0)


def work():
    """What a worker's round does: what was lost is nudged, then each nudge is done."""
    call_command("tick", stdout=StringIO())
    for pk in tasks.nudged():
        uploading.work_on(pk)


def test_a_large_file_is_checked_and_stored_by_a_worker(client, office, large):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)

    page = upload(client, office, ONE_ROW)
    preview = page.request["PATH_INFO"]
    assert "Checking every row" in page.content.decode()

    work()
    assert "New values" in client.get(preview).content.decode()
    assert not Observation.objects.exists()

    page = client.post(preview, follow=True)
    assert "Storing the values" in page.content.decode()
    assert not Observation.objects.exists()

    work()
    assert Observation.objects.get().value == 412
    assert "Imported" in client.get(preview).content.decode()


def test_work_that_a_killed_worker_lost_is_taken_up_again(client, office, large):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    upload(client, office, ONE_ROW)
    pk = Upload.objects.get().pk
    DBTaskResult.objects.all().delete()
    long_ago = timezone.now() - uploads.LEASE - dt.timedelta(seconds=1)
    assert uploads.take(pk, at=long_ago)

    work()

    assert Upload.objects.get().report["new"] == 1


def test_while_a_worker_has_a_file_another_leaves_it(client, office, large):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    upload(client, office, ONE_ROW)
    pk = Upload.objects.get().pk

    assert uploads.take(pk, at=timezone.now())
    assert not uploading.work_on(pk)


def test_two_workers_store_a_file_once(client, office, large):
    by = person(office, Role.PERFORMANCE)
    client.force_login(by)
    MeasureFactory(office=office, version=COUNT)
    upload(client, office, ONE_ROW)
    work()
    pk = Upload.objects.get().pk
    uploads.ask(upload=Upload.objects.get(), work="store", by=by, at=timezone.now())
    first = uploads.take(pk, at=timezone.now())
    late = timezone.now() + uploads.LEASE * 2
    second = uploads.take(pk, at=late)

    stored = [uploading._work_on(each) for each in (first, second)]

    assert stored == [True, False]
    assert AuditLine.objects.filter(verb="import").count() == 1


def test_what_fails_stores_nothing_and_says_so(client, office, large, monkeypatch):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    preview = upload(client, office, ONE_ROW).request["PATH_INFO"]
    work()

    def breaks(**facts):
        raise RuntimeError

    monkeypatch.setattr(imports, "store", breaks)
    client.post(preview)
    with pytest.raises(RuntimeError):
        work()

    page = client.get(preview).content.decode()
    assert "Something went wrong on our side." in page
    assert not Observation.objects.exists()
    assert Upload.objects.get().imported_at is None


# -- a provider's own file


@pytest.fixture
def provider(client, office):
    """A provider of the force's figures, signed in."""
    user = person(office, Role.DATA_PROVIDER)
    client.force_login(user)
    return user


def send(client, office, text, organisation=None):
    of = organisation or office.force
    page = reverse("returns:upload-return", args=[office.slug, Q1.key, of.pk])
    sent = {"file": SimpleUploadedFile("return.csv", text.encode())}
    return client.post(page, sent, follow=True)


def test_a_provider_sends_their_return_as_a_file(client, office, provider):
    MeasureFactory(office=office, version=COUNT)

    preview = send(client, office, ONE_ROW).request["PATH_INFO"]
    done = client.post(preview)

    row = Observation.objects.get()
    assert (row.value, row.entered_by) == (412, provider)
    back = reverse("returns:return", args=[office.slug, Q1.key, office.force.pk])
    assert done["Location"] == back


@pytest.mark.parametrize(
    ("row", "code"),
    [("Robbery,2026-Q1,7", "unknown_measure"), ("Burglary,2025-Q4,7", "window")],
)
def test_only_what_the_return_owes_is_taken(client, office, provider, row, code):
    MeasureFactory(office=office, version=COUNT)
    other = OrganisationFactory(office=office)
    MeasureFactory(office=office, provider=other, version=COUNT | {"name": "Robbery"})

    send(client, office, f"{ONE_ROW}\n{row}")

    (refused,) = Upload.objects.get().report["rejections"]
    assert refused["row"] == 3
    assert code in refused["code"]


def test_a_row_of_a_return_that_is_left_blank_states_nothing(client, office, provider):
    MeasureFactory(office=office, version=COUNT)
    MeasureFactory(office=office, version=COUNT | {"name": "Robbery"})

    send(client, office, f"{ONE_ROW}\nRobbery,2026-Q1,")

    report = Upload.objects.get().report
    assert (report["rows"], report["new"], report["rejected"]) == (1, 1, 0)
    assert "One row is left blank: its figure stays as it is." in report["notes"]


def test_a_provider_sends_no_file_for_the_whole_office(client, office, provider):
    page = reverse("returns:upload", args=[office.slug])

    assert client.get(page).status_code == 403


def test_a_provider_sees_no_file_of_others(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    MeasureFactory(office=office, version=COUNT)
    upload(client, office, ONE_ROW)
    send(client, office, ONE_ROW)
    whole, own = Upload.objects.order_by("pk")
    other = OrganisationFactory(office=office)

    def statuses(user):
        client.force_login(user)
        pages = [
            reverse("returns:preview", args=[office.slug, kept.pk])
            for kept in (whole, own)
        ]
        return [client.get(page).status_code for page in pages]

    assert statuses(person(office, Role.DATA_PROVIDER)) == [404, 200]
    elsewhere = person(office, Role.DATA_PROVIDER, organisation=other)
    assert statuses(elsewhere) == [404, 404]


def test_nobody_sends_a_return_of_another_organisation(client, office, provider):
    other = OrganisationFactory(office=office)

    assert send(client, office, ONE_ROW, other).status_code == 404
