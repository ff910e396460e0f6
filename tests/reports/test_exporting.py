"""An office's public face as files: whole, as it is served, and without a server."""

import datetime as dt
import hashlib
import re
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone

from opcc.core.models import Office
from reports.exporting import MANIFEST, relinking, site
from reports.models.publications import Rendering
from tests.factories import OfficeFactory
from tests.factories.publications import CorrectionFactory, PublicationFactory
from tests.reports.archive import broken, pages
from tests.reports.domain.contents import part_of
from tests.reports.test_taking import BEFORE, published

STORED = (
    '<h1 id="top">Quarter 2</h1><h2 id="m1A">1A</h2><p>Seen '
    "<a href=\"/westmarch/plan/issue-1/\">in the plan</a>, <a href='#top'>above</a>, "
    '<a href="https://force.example/x?a=1&amp;b=2">the force</a> and '
    '<a href="/westmarch/desk/">at the desk</a>. {{ caf\u00e9 }}</p>'
)


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    office = OfficeFactory(slug="westmarch", name="Westmarch PCC")
    PublicationFactory(office=office, as_plan=True, slug="issue-1", title="The plan")
    later = published(office, part_of("1A"), pages={"": STORED, "1A": "<p>1A</p>"})
    CorrectionFactory(publication=later, measure_code="1A")
    pages = {"": '<h1 id="m1A">Q1</h1><p id="m2B">', "1A": "1A", "2B": "2B"}
    earlier = {"quarter": BEFORE, "superseded_by": later, "pages": pages}
    published(office, part_of("1A"), part_of("2B"), **earlier)
    return office


def exported(to, slug="westmarch"):
    out = StringIO()
    call_command("export_site", slug, str(to), stdout=out)
    return out.getvalue()


def files(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_every_link_of_an_export_leads_to_something_on_the_disk(office, tmp_path):
    exported(tmp_path / "out")

    assert len(pages(tmp_path / "out")) > 15
    assert broken(tmp_path / "out") == []


def test_an_export_holds_no_form_no_link_to_the_desk_and_none_to_sign_in(
    office, tmp_path
):
    exported(tmp_path / "out")

    for page in pages(tmp_path / "out").values():
        assert page.tags.isdisjoint({"form", "input", "button", "script"})
    for name, body in files(tmp_path / "out").items():
        if name.endswith(".html"):
            assert b"/desk/" not in body
            assert b"Sign in" not in body
            assert b"data-live" not in body


def test_everything_that_is_public_is_in_it(office, tmp_path):
    exported(tmp_path / "out")

    assert {
        "index.html",
        "accent.css",
        "plan/index.html",
        "plan/issue-1/index.html",
        "plan/issue-1/issue-1.pdf",
        "reports/2026-q1/index.html",
        "reports/2026-q2/westmarch-2026-q2-edition-1.csv",
        "measures/index.html",
        "measures/1A/westmarch-1A-editions.csv",
        "measures/1A/westmarch-1A.xlsx",
        "measures/2B/westmarch-2B.json",
        "about-the-data/index.html",
        "accessibility/index.html",
        "api/publications.json",
        "static/css/opcc.css",
        "static/fonts/source-sans-3-latin-400-normal.woff2",
    } <= set(files(tmp_path / "out"))


def test_every_page_leads_to_the_accessibility_statement_on_the_disk(office, tmp_path):
    exported(tmp_path / "out")

    for file in pages(tmp_path / "out"):
        said = file.read_text()
        assert 'index.html">Accessibility statement</a>' in said, file
    told = (tmp_path / "out" / "accessibility" / "index.html").read_text()
    assert "Web Content Accessibility Guidelines" in told
    assert "Known limits" in told


def test_every_stored_file_is_byte_for_byte_what_is_served(client, office, tmp_path):
    exported(tmp_path / "out")
    found = files(tmp_path / "out")

    for row in Rendering.objects.exclude(format="html"):
        place = f"{row.document.publication.address}".removeprefix("/westmarch/")
        (name,) = [
            name
            for name in found
            if name.startswith(place) and name.endswith(f".{row.format}")
        ]
        assert found[name] == bytes(row.body)
        assert found[name] == client.get(f"/westmarch/{name}").content


def test_a_page_is_the_served_one_but_for_its_links(client, office, tmp_path):
    exported(tmp_path / "out")

    page = files(tmp_path / "out")["reports/2026-q2/index.html"].decode()

    assert (
        STORED.replace(
            "/westmarch/plan/issue-1/", "../../plan/issue-1/index.html"
        ).replace(' href="/westmarch/desk/"', "")
        in page
    )
    canonical = "http://localhost:8000/westmarch/reports/2026-q2/"
    assert f'<link rel="canonical" href="{canonical}">' in page
    served = client.get("/westmarch/reports/2026-q2/").content.decode()
    assert words(page) == words(served)


def words(page):
    """What a page says in its main part."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)[0]
    said = re.sub(r"<[^>]*>", " ", main.replace("Check it", ""))
    return said.split()


def test_a_link_that_reaches_for_other_files_of_the_server_leads_nowhere(
    office, tmp_path
):
    page = '<h1 id="m1A">Q</h1><a href="/static/%2e%2e/%2e%2e/etc/passwd">x</a>'
    PublicationFactory(office=office, slug="odd", pages={"": page})

    exported(tmp_path / "out")

    assert "<a>x</a>" in files(tmp_path / "out")["reports/odd/index.html"].decode()
    assert broken(tmp_path / "out") == []


def test_a_link_to_what_needs_the_service_goes_with_its_words(office, tmp_path):
    page = '<h1 id="m1A">Q</h1><p><a href="/westmarch/measures/1A/explore/">Try</a></p>'
    PublicationFactory(office=office, slug="odd", pages={"": page})

    exported(tmp_path / "out")

    told = files(tmp_path / "out")["reports/odd/index.html"].decode()
    assert '<h1 id="m1A">Q</h1><p></p>' in told
    assert "measures/1A/explore/index.html" not in files(tmp_path / "out")


def test_what_is_under_embargo_is_not_exported(office, tmp_path):
    published(
        office,
        part_of("9ZEPHYR"),
        slug="secret",
        title="The secret edition",
        period_key="2026-Q3",
        public_from=timezone.now() + dt.timedelta(days=1),
    )

    exported(tmp_path / "out")

    for name, body in files(tmp_path / "out").items():
        assert "secret" not in name
        assert b"secret" not in body
        assert b"9ZEPHYR" not in body


def test_nothing_of_another_office_is_exported(office, tmp_path):
    PublicationFactory(title="Eastmarch only")

    exported(tmp_path / "out")

    assert all(b"Eastmarch" not in body for body in files(tmp_path / "out").values())


def test_the_manifest_says_when_and_what_each_file_was(office, tmp_path):
    exported(tmp_path / "out")
    found = files(tmp_path / "out")

    lines = found.pop(MANIFEST).decode().splitlines()
    said = dict(line.split("  ")[::-1] for line in lines if line[0] != "#")

    assert re.match(r"# Made at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$", lines[1])
    assert said == {
        name: hashlib.sha256(body).hexdigest() for name, body in found.items()
    }


def test_an_earlier_export_of_the_office_is_replaced_whole(office, tmp_path):
    exported(tmp_path / "out")
    (tmp_path / "out" / "stray.html").write_text("left from before")

    exported(tmp_path / "out")

    assert "stray.html" not in files(tmp_path / "out")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("held", ["notes.txt", MANIFEST])
def test_a_folder_with_something_else_in_it_is_refused_and_left(office, tmp_path, held):
    (tmp_path / held).write_text("# The public pages of eastmarch\n")

    with pytest.raises(CommandError, match="no earlier export of westmarch"):
        exported(tmp_path)

    assert list(files(tmp_path)) == [held]


def test_an_empty_folder_is_filled(office, tmp_path):
    (tmp_path / "out").mkdir()

    exported(tmp_path / "out")

    assert "index.html" in files(tmp_path / "out")


def test_an_export_that_breaks_off_leaves_the_earlier_one_as_it_was(
    office, tmp_path, monkeypatch
):
    exported(tmp_path / "out")
    before = files(tmp_path / "out")
    monkeypatch.setattr(site._Walk, "turn_links", lambda walk: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        exported(tmp_path / "out")

    assert files(tmp_path / "out") == before
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_bytes_that_were_tampered_with_are_not_exported(office, tmp_path):
    drawn = Rendering.objects.filter(format="pdf").first()
    QuerySet(Rendering).filter(pk=drawn.pk).update(body=b"%PDF of somebody else")

    with pytest.raises(CommandError, match="not what was signed off"):
        exported(tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_an_office_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No office has the address nowhere"):
        exported(tmp_path / "out", "nowhere")


def test_a_new_office_is_exported_too(tmp_path):
    assert Office.objects.count() == 0
    OfficeFactory(slug="westmarch")

    said = exported(tmp_path / "out")

    assert broken(tmp_path / "out") == []
    assert "MANIFEST says what each file was" in said


def test_progress_is_told(office, tmp_path):
    said = exported(tmp_path / "out").splitlines()

    assert re.fullmatch(r"25 files, \d+ addresses to go", said[0])


# -- pages, without their server


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="k" href="/a/">A</a>', '<a class="k" href="../a/index.html">A</a>'),
        ("<a href='/a/'\n id=i>A</a>", '<a href="../a/index.html"\n id=i>A</a>'),
        ('<a href="/b/?c=1&amp;d=2">B</a>', "<a>B</a>"),
        ('<p>é &amp; {{ x }}<br/></p>\n<IMG SRC="/a/">', None),
        (
            "<ul><li data-live><ul><li><a href='/a/'>A</a></li></ul></li>"
            "<li>B</li></ul>",
            "<ul><li>B</li></ul>",
        ),
        ('x<form action="/b/"><input><p>q</p></form>y', "xy"),
        ('<ul><li><a href="/live/">L<b>x</b></a></li></ul>', "<ul><li></li></ul>"),
        ('<link rel="alternate" href="/live/"><p>kept</p>', "<p>kept</p>"),
        ("<meta data-live><p>kept</p>", "<p>kept</p>"),
        ("<p data-live>gone<br>\n<img src='/a/'></p>\n<p>kept</p>", "\n<p>kept</p>"),
    ],
)
def test_only_links_and_what_needs_a_server_are_changed(html, expected):
    known = {"/a/": "../a/index.html", "/live/": relinking.LEAVE_OUT}

    found = relinking.relinked(html, lambda address, _tag: known.get(address))

    if expected is None:
        expected = html.replace('SRC="/a/"', 'SRC="../a/index.html"')
    assert found == expected
