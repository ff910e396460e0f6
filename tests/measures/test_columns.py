"""What a source calls its columns is said once, and remembered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from measures.models import Observation
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, UserFactory, person

COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
FOREIGN = "crime,when,how many,value\nBurglary,2026-Q1,412,per month\n"
SAID = {
    "column0": "measure",
    "column1": "period",
    "column2": "value",
    "column3": "",
}


@pytest.fixture
def office():
    office = OfficeFactory()
    MeasureFactory(office=office, version=COUNT)
    return office


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def upload(client, office, text=FOREIGN):
    page = reverse("returns:upload", args=[office.slug])
    sent = {"file": SimpleUploadedFile("crime.csv", text.encode())}
    return client.post(page, sent, follow=True)


def test_a_file_with_unknown_headings_asks_what_they_are(desk, office):
    page = upload(desk, office)

    assert page.request["PATH_INFO"].endswith("/columns/")
    assert "how many" in page.content.decode()


def test_the_columns_are_read_as_it_was_said_and_the_next_file_too(desk, office):
    page = upload(desk, office)
    preview = desk.post(page.request["PATH_INFO"], SAID, follow=True)
    desk.post(preview.request["PATH_INFO"])
    assert Observation.objects.get().value == 412

    turned = "when,crime,value,how many\n2026-Q2,Burglary,per month,430\n"
    again = upload(desk, office, turned)

    assert not again.request["PATH_INFO"].endswith("/columns/")
    desk.post(again.request["PATH_INFO"])
    assert Observation.objects.get(value=430).period_start.month == 7


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"column1": ""}, "There is no column for: period"),
        ({"column3": "value"}, "Two columns give the value"),
    ],
)
def test_what_cannot_be_read_so_is_refused_on_the_form(desk, office, said, words):
    page = upload(desk, office)

    answer = desk.post(page.request["PATH_INFO"], SAID | said)

    assert words in answer.content.decode()


def test_another_office_does_not_know_what_the_columns_are(desk, office):
    page = upload(desk, office)
    desk.post(page.request["PATH_INFO"], SAID)
    other = OfficeFactory()
    desk.force_login(person(other, Role.PERFORMANCE))

    assert upload(desk, other).request["PATH_INFO"].endswith("/columns/")


def test_the_command_remembers_a_mapping_for_the_office(office, tmp_path):
    path = tmp_path / "crime.csv"
    path.write_text("crime,when,number\nBurglary,2026-Q1,412\n", encoding="utf-8")
    words = ["import_values", str(path), "--office", office.slug]
    words += ["--by", UserFactory().email]
    with pytest.raises(SystemExit):
        call_command(*words)

    maps = ["--map", "crime=measure", "--map", "when=period", "--map", "number=value"]
    call_command(*words, *maps)
    path.write_text("crime,when,number\nBurglary,2026-Q2,430\n", encoding="utf-8")
    call_command(*words)

    assert set(Observation.objects.values_list("value", flat=True)) == {412, 430}


def test_a_column_cannot_be_what_there_is_not(office, tmp_path):
    path = tmp_path / "crime.csv"
    path.write_text("crime,when,number\nBurglary,2026-Q1,412\n", encoding="utf-8")
    words = ["--office", office.slug, "--by", UserFactory().email]

    with pytest.raises(CommandError, match="cannot be read as"):
        call_command("import_values", str(path), *words, "--map", "crime=crime")
