"""The demonstration's public face: of publications alone, and whole on a disk."""

import json
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from opcc.core import clock
from opcc.core.models import Restriction
from reports import models
from reports.exporting.site import starts
from reports.models import Publication, Rendering
from tests.reports.archive import broken, pages

PUBLISHED = {
    models.Publication,
    models.Document,
    models.Rendering,
    models.Correction,
    models.Outcome,
    models.Passage,
    models.EarlySight,
    models.Announcement,
    models.Letter,
    models.LeftAnnouncements,
}
"""What the public face reads, with its index and who was told: all that may stay."""

CONTENT = ("plans", "measures", "scrutiny", "reports")


BOOKS = re.compile(r"/measures/(?!1A/).*\.xlsx$")
"""Workbooks that are not made again: of 46 measures one is enough."""


def read(office):
    """Every public page and file, by address, as a stranger is served it."""
    cache.clear()
    client = Client()
    paths = (path for path in starts(office, at=clock.now()) if not BOOKS.search(path))
    answers = {path: client.get(path) for path in paths}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.content for path, answer in answers.items()}


def content_tables():
    rows = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model is Restriction
        or (model._meta.app_label in CONTENT and model not in PUBLISHED)
    ]
    return sorted({model._meta.db_table for model in rows})


def test_the_public_face_is_the_same_when_every_other_table_is_empty(office):
    before = read(office)
    tables = content_tables()
    assert len(tables) > 60
    assert {"measures_measure", "plans_planversion", "core_restriction"} <= set(tables)

    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        after = read(office)
        transaction.set_rollback(True)

    assert set(after) == set(before)
    differing = [path for path in before if after[path] != before[path]]
    assert differing == []
    assert apps.get_model("measures", "Measure").objects.exists()


@pytest.fixture(scope="module")
def folder(said, tmp_path_factory):
    to = tmp_path_factory.mktemp("archive") / "westmarch"
    call_command("export_site", "westmarch", str(to), stdout=StringIO())
    return to


def test_every_link_of_its_export_leads_to_something_on_the_disk(folder):
    assert broken(folder) == []


def test_its_export_holds_no_form_and_no_link_to_the_desk(folder):
    read = pages(folder)

    assert len(read) > 80
    for page in read.values():
        assert page.tags.isdisjoint({"form", "input", "button"})
        assert not any("/desk/" in address for address in page.leads_to)
        assert not any("/accounts/" in address for address in page.leads_to)


def test_its_export_holds_every_stored_file_byte_for_byte(office, folder):
    said = json.loads((folder / "api" / "publications.json").read_text())
    listed = {
        file["address"]: file for row in said["publications"] for file in row["files"]
    }
    stored = Rendering.objects.filter(document__publication__office=office)

    assert len(listed) == stored.exclude(format="html").count()
    assert {row["sha256"] for row in listed.values()} == set(
        stored.exclude(format="html").values_list("sha256", flat=True)
    )
    client = Client()
    for address, file in listed.items():
        held = (folder / address.removeprefix("/westmarch/")).read_bytes()
        assert held == client.get(address).content
        assert len(held) == file["size"]


def test_its_export_holds_every_stored_page(office, folder):
    """Byte for byte, where the page has no link that had to be turned."""
    held = 0
    for row in Publication.objects.for_office(office).select_related("document"):
        page = folder / row.address.removeprefix("/westmarch/") / "index.html"
        body = bytes(row.document.renderings.get(format="html", part="").body)
        if b'href="/westmarch/' not in body:
            held += body in page.read_bytes() or b'href="papers/' in body
    assert held > 10
