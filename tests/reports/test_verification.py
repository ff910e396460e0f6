"""Checking a document: open to all, and silent about what is not public."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reports import forms
from reports.changes import editions
from reports.models import Document
from tests.reports import desk_scene
from tests.reports.desk_scene import Scene


def check(client, **given):
    page = client.post(reverse("verify:verify"), given)
    assert page.status_code == 200
    return page.content.decode()


def drawn(edition, media):
    return edition.document.renderings.get(format=media, part="")


def test_anybody_may_ask(client):
    page = client.get(reverse("verify:verify"))

    assert "Check a document" in page.content.decode()


@pytest.mark.parametrize(
    ("media", "what"), [("pdf", "PDF"), ("html", "HTML"), ("json", "JSON")]
)
def test_a_hash_of_ours_is_recognised(client, media, what):
    scene = Scene()
    edition = scene.published()
    sha256 = drawn(edition, media).sha256

    said = check(client, sha256=f" {sha256.upper()} ")

    assert f"This is the {what} of “Quarter 2, 2026/27, edition 1”" in said
    assert f"published by {scene.office}" in said
    assert f'href="/{scene.office.slug}/reports/2026-q2/"' in said


def test_a_file_of_ours_is_recognised_and_not_kept(client):
    edition = Scene().published()
    pdf = bytes(drawn(edition, "pdf").body)
    documents = Document.objects.count()

    said = check(client, file=SimpleUploadedFile("report.pdf", pdf))

    assert "It is ours, and as it was published" in said
    assert Document.objects.count() == documents


def test_a_file_with_one_byte_changed_is_none_of_ours(client):
    edition = Scene().published()
    pdf = bytes(drawn(edition, "pdf").body)

    said = check(client, file=SimpleUploadedFile("report.pdf", pdf[:-1] + b"X"))

    assert "It is none of ours" in said


def test_a_superseded_edition_is_ours_and_says_so(client):
    scene = Scene()
    first = scene.published()
    scene.published()

    said = check(client, sha256=drawn(first, "pdf").sha256)

    assert "It is superseded by Quarter 2, 2026/27, edition 2." in said


def test_of_two_documents_with_the_same_bytes_the_newest_is_told(client, monkeypatch):
    scene = Scene()
    monkeypatch.setattr(desk_scene, "PDF_OF_THE_SCENE", "%PDF-1.7 of both")
    first = scene.published()
    second = scene.published()
    assert drawn(first, "pdf").sha256 == drawn(second, "pdf").sha256

    said = check(client, sha256=drawn(first, "pdf").sha256)

    assert f"This is the PDF of “{second}”" in said


def test_an_edition_that_is_not_public_is_not_recognised(client):
    scene = Scene()
    edition = scene.approved()
    sha256 = drawn(edition, "pdf").sha256
    assert "It is none of ours" in check(client, sha256=sha256)

    until = timezone.now() + dt.timedelta(days=1)
    editions.embargo(edition=edition, until=until, by=scene.chief)
    assert "It is none of ours" in check(client, sha256=sha256)


@pytest.mark.parametrize("given", ["", "abc", "g" * 64])
def test_what_is_no_hash_is_refused_with_a_sentence(client, given):
    said = check(client, sha256=given)

    assert "There is a problem" in said
    assert "It is none of ours" not in said


def test_a_file_larger_than_25_mb_is_refused(client, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST_FILE", 3)

    said = check(client, file=SimpleUploadedFile("report.pdf", b"1234"))

    assert "larger than 25 MB" in said
