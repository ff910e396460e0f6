"""The public face: what a stranger, and a member of the panel, reads and does not."""

import datetime as dt
import json
import re

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from opcc.core.hours import said_hour
from opcc.core.roles import Role
from reports.models.publications import Rendering
from reports.public import accent
from tests.factories import OfficeFactory, person
from tests.factories.publications import CorrectionFactory, PublicationFactory


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC", accent="#1f4b57")


def tomorrow():
    return timezone.now() + dt.timedelta(days=1)


def read(client, name, *args):
    return client.get(reverse(f"public:{name}", args=args))


# -- a new office


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("home", "Nothing has been published yet"),
        ("plan-list", "No plan has been published here yet"),
        ("measures", "No measure has been published yet"),
        ("edition-list", "No report has been published yet"),
    ],
)
def test_a_new_office_says_that_nothing_is_published(client, office, name, words):
    response = read(client, name, "westmarch")

    assert response.status_code == 200
    assert words in response.content.decode()
    assert "Westmarch PCC" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["home", "plan-list", "measures", "edition-list", "accent"]
)
def test_an_office_that_is_not_there_is_not_found(client, name):
    assert read(client, name, "nowhere").status_code == 404


# -- documents


def test_a_stored_document_stands_unchanged_in_its_page(client, office):
    body = "<h1>Qu\u2019arter &amp;</h1>\n  <p class='x'>{{ no tag }} caf\u00e9</p>\n\n"
    PublicationFactory(office=office, pages={"": body})

    page = read(client, "edition", "westmarch", "2025-q2").content

    assert body.encode() in page


def test_a_report_says_what_its_document_cannot_know(client, office):
    publication = PublicationFactory(office=office)

    page = read(client, "edition", "westmarch", "2025-q2").content.decode()

    assert "Published 26 November 2025" in page
    assert "Judith Farrow, Chief Executive, 9 November 2025" in page
    assert "Ada Marsh, Police and Crime Commissioner, 12 November 2025" in page
    assert f"/verify/?sha256={publication.document.sha256}" in page
    assert "westmarch-2025-q2-edition-1.pdf" in page
    title = re.search(r"<title>\s*(.*?)\s*</title>", page, re.DOTALL)[1]
    assert title == "Quarter 2, 2025/26 – Reports – Westmarch PCC"


def test_a_document_says_its_language(client, office):
    PublicationFactory(office=office, language="cy", pages={"": "<h1>Chwarter 2</h1>"})

    page = read(client, "edition", "westmarch", "2025-q2").content.decode()

    assert '<div lang="cy"><h1>Chwarter 2</h1></div>' in page


def test_a_correction_stands_at_the_top_of_the_report(client, office):
    publication = PublicationFactory(office=office)
    CorrectionFactory(publication=publication, measure_code="2I", text="It is 1,638.")

    page = read(client, "edition", "westmarch", "2025-q2").content.decode()

    assert "Corrected on 9 December 2025: measure 2I" in page
    assert page.index("It is 1,638.") < page.index("<h1>Quarter 2, 2025/26</h1>")


def test_an_edition_that_was_superseded_leads_to_the_later_one(client, office):
    later = PublicationFactory(
        office=office, slug="2025-q2-edition-2", title="Quarter 2, edition 2"
    )
    PublicationFactory(office=office, superseded_by=later)

    page = read(client, "edition", "westmarch", "2025-q2").content.decode()

    assert "A later edition has taken this one" in page
    assert '<a href="/westmarch/reports/2025-q2-edition-2/">' in page


def test_a_later_edition_under_embargo_is_not_given_away(client, office):
    later = PublicationFactory(
        office=office, slug="q2b", title="The secret edition", public_from=tomorrow()
    )
    PublicationFactory(office=office, superseded_by=later)

    for name, args in [("edition", ["2025-q2"]), ("edition-list", []), ("home", [])]:
        assert b"secret" not in read(client, name, "westmarch", *args).content


def test_the_plan_in_force_is_the_one_published_last(client, office):
    PublicationFactory(office=office, as_plan=True, slug="issue-1", title="Issue one")
    PublicationFactory(
        office=office,
        as_plan=True,
        slug="issue-2",
        title="Issue two",
        public_from=dt.datetime(2025, 12, 1, tzinfo=dt.UTC),
    )

    page = read(client, "plan-list", "westmarch").content.decode()
    older = read(client, "plan", "westmarch", "issue-1").content.decode()

    assert "<h1>Issue two</h1>" in page
    assert '<a href="/westmarch/plan/issue-1/">Issue one</a>' in page
    assert "<h1>Issue one</h1>" in older


# -- lists


def test_the_home_page_opens_with_the_latest_report_and_what_changed(client, office):
    first = {"period_key": "2025-Q1", "slug": "2025-q1", "title": "The first quarter"}
    # A second edition of an old quarter is newer, but not the latest report.
    PublicationFactory(office=office, public_from=timezone.now(), **first)
    PublicationFactory(
        office=office,
        title="The second quarter",
        standfirst="Calls are answered faster.",
        pages={"": "<h1>Whole</h1>", "changed": "<p>What changed: 1A</p>"},
    )
    PublicationFactory(office=office, as_plan=True)

    page = read(client, "home", "westmarch").content.decode()

    assert "Calls are answered faster." in page
    assert "<p>What changed: 1A</p>" in page
    assert "Police and Crime Plan 2024 to 2028" in page
    assert page.index("The second quarter") < page.index("The first quarter")


def test_the_list_of_reports_counts_corrections_and_names_files(client, office):
    publication = PublicationFactory(office=office)
    CorrectionFactory.create_batch(2, publication=publication)

    page = read(client, "edition-list", "westmarch").content.decode()

    assert "2 corrections" in page
    assert "/westmarch/reports/2025-q2/westmarch-2025-q2-edition-1.csv" in page
    assert "23\xa0bytes" in page  # the PDF of the factory


def test_the_measures_are_those_of_the_latest_public_edition(client, office):
    old = {"period_key": "2025-Q1", "slug": "2025-q1", "title": "First"}
    PublicationFactory(office=office, pages={"scorecard": "<p>Old</p>"}, **old)
    PublicationFactory(office=office, pages={"scorecard": "<p>New</p>"})
    PublicationFactory(
        office=office,
        slug="2025-q3",
        period_key="2025-Q3",
        public_from=tomorrow(),
        pages={"scorecard": "<p>Secret</p>"},
    )

    page = read(client, "measures", "westmarch").content.decode()

    assert "<p>New</p>" in page
    assert "As published on 26 November 2025" in page
    assert '<a href="/westmarch/reports/2025-q2/">' in page


def test_a_measure_is_read_where_it_was_last_published(client, office):
    old = {"period_key": "2025-Q1", "slug": "2025-q1", "title": "First"}
    gone = PublicationFactory(office=office, pages={"1A": "<p>1A of Q1</p>"}, **old)
    PublicationFactory(office=office, pages={"2B": "<p>2B of Q2</p>"})
    CorrectionFactory(publication=gone, measure_code="1A", text="It was 12.")
    CorrectionFactory(publication=gone, measure_code="3C", text="Of another.")

    page = read(client, "measure", "westmarch", "1A").content.decode()

    assert "<p>1A of Q1</p>" in page
    assert '<a href="/westmarch/reports/2025-q1/#m1A">First</a>' in page
    assert "2025-q2" not in page
    assert "It was 12." in page
    assert "Of another." not in page


def test_a_measures_page_is_titled_by_its_name_in_the_frozen_content(client, office):
    part = {"code": "1A", "name": "Arrests for domestic abuse"}
    content = {"priorities": [{"objectives": [{"parts": [part]}]}]}
    PublicationFactory(
        office=office,
        pages={"1A": "<p>1A</p>"},
        document__content=json.dumps(content).encode(),
    )

    page = read(client, "measure", "westmarch", "1A").content.decode()

    title = " ".join(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1].split())
    assert title == "1A Arrests for domestic abuse – Measures – Westmarch PCC"


@pytest.mark.parametrize("code", ["9Z", "scorecard", "changed"])
def test_what_is_no_measure_has_no_page(client, office, code):
    PublicationFactory(office=office, pages={"scorecard": "a", "changed": "b"})

    assert read(client, "measure", "westmarch", code).status_code == 404


def test_nothing_of_another_office_is_shown(client, office):
    PublicationFactory(title="Eastmarch only", pages={"": "x", "1A": "x"})

    assert read(client, "edition", "westmarch", "2025-q2").status_code == 404
    assert read(client, "measure", "westmarch", "1A").status_code == 404
    assert b"Eastmarch only" not in read(client, "edition-list", "westmarch").content
    assert b"Eastmarch only" not in read(client, "home", "westmarch").content


# -- embargo


@pytest.fixture
def embargoed(office):
    return PublicationFactory(
        office=office,
        title="The embargoed quarter",
        public_from=tomorrow(),
        pages=dict.fromkeys(("", "1A", "scorecard", "changed"), "<p>secret</p>"),
    )


PDF = "westmarch-2025-q2-edition-1.pdf"


def test_a_stranger_finds_nothing_that_is_under_embargo(client, embargoed):
    assert read(client, "edition", "westmarch", "2025-q2").status_code == 404
    assert read(client, "edition-file", "westmarch", "2025-q2", PDF).status_code == 404
    assert read(client, "measure", "westmarch", "1A").status_code == 404
    for name in ("home", "edition-list", "measures"):
        page = read(client, name, "westmarch").content
        assert b"secret" not in page
        assert b"embargoed" not in page


def with_an_old_session():
    client = Client()
    client.cookies["sessionid"] = "made-up"
    return client


def test_an_embargo_looks_like_nothing_at_all(embargoed):
    hidden = read(with_an_old_session(), "edition", "westmarch", "2025-q2")
    nothing = read(with_an_old_session(), "edition", "westmarch", "2031-q2")

    # The page offers to look for the words of its own address, and no more.
    assert hidden.content.replace(b"2025 q2", b"2031 q2") == nothing.content
    assert hidden.headers == nothing.headers
    assert hidden.cookies.output() == nothing.cookies.output()


def test_the_panel_reads_before_the_public_and_nobody_keeps_it(
    client, office, embargoed
):
    client.force_login(person(office, Role.PANEL_MEMBER))

    page = read(client, "edition", "westmarch", "2025-q2")
    pdf = read(client, "edition-file", "westmarch", "2025-q2", PDF)

    until = timezone.localtime(embargoed.public_from)
    day = f"{until:%A} {until.day} {until:%B %Y}"
    assert f"Embargoed until {day} at {said_hour(until.time())}" in (
        page.content.decode()
    )
    assert b"<p>secret</p>" in page.content
    assert page["Cache-Control"] == pdf["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers
    assert pdf.content == b"%PDF-1.7 of the quarter"


def test_another_offices_panel_reads_nothing_early(client, embargoed):
    client.force_login(person(OfficeFactory(), Role.PANEL_MEMBER))

    assert read(client, "edition", "westmarch", "2025-q2").status_code == 404


def test_a_data_provider_reads_nothing_early(client, office, embargoed):
    client.force_login(person(office, Role.DATA_PROVIDER))

    assert read(client, "edition", "westmarch", "2025-q2").status_code == 404


def test_an_embargo_ends_by_the_clock(client, office):
    soon = timezone.now() - dt.timedelta(seconds=1)
    PublicationFactory(office=office, public_from=soon)

    assert read(client, "edition", "westmarch", "2025-q2").status_code == 200


# -- downloads, and what is not as it was signed off


def test_a_download_is_the_stored_file_under_a_good_name(client, office):
    PublicationFactory(office=office)

    pdf = read(client, "edition-file", "westmarch", "2025-q2", PDF)
    csv = read(
        client, "edition-file", "westmarch", "2025-q2", PDF.replace("pdf", "csv")
    )

    assert pdf.content == b"%PDF-1.7 of the quarter"
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == f'inline; filename="{PDF}"'
    assert csv.content == b"code,value\n1A,37.2\n"
    assert csv["Content-Disposition"].startswith("attachment; ")
    assert csv["X-Content-Type-Options"] == "nosniff"


def test_a_plan_is_printed_from_an_address_of_its_own(client, office):
    PublicationFactory(office=office, as_plan=True, slug="plan-2024")

    pdf = read(client, "plan-file", "westmarch", "plan-2024", "plan-2024.pdf")

    assert pdf.content == b"%PDF-1.7 of the quarter"


@pytest.mark.parametrize(
    "filename", ["x.pdf", "2025-q2.pdf", PDF.replace("pdf", "html"), "2025-q2"]
)
def test_a_file_has_one_name(client, office, filename):
    PublicationFactory(office=office)

    found = read(client, "edition-file", "westmarch", "2025-q2", filename)

    assert found.status_code == 404


def tamper(**which):
    """Change one stored byte as no verb of the product can."""
    drawn = Rendering.objects.get(**which)
    anyhow = QuerySet(Rendering).filter(pk=drawn.pk)
    anyhow.update(body=b"!" + bytes(drawn.body)[1:])


def test_one_changed_byte_and_the_document_is_not_shown(client, office, caplog):
    PublicationFactory(office=office)
    tamper(format="html")

    page = read(client, "edition", "westmarch", "2025-q2")

    assert page.status_code == 500
    assert b"does not match its fingerprint and is not shown" in page.content
    assert b"Quarter 2" not in page.content
    assert page["Cache-Control"] == "private, no-store"
    assert "does not match its fingerprint: /westmarch/reports/2025-q2/" in caplog.text


def test_one_changed_byte_and_the_file_is_not_sent(client, office):
    PublicationFactory(office=office)
    tamper(format="pdf")

    response = read(client, "edition-file", "westmarch", "2025-q2", PDF)

    assert response.status_code == 500
    assert b"PDF-1.7" not in response.content


def test_a_page_that_is_not_there_leads_to_the_reports(client, office):
    for address in ("/westmarch/reports/2031-q1/", "/westmarch/nothing/here/"):
        response = client.get(address)

        assert response.status_code == 404
        assert b'href="/westmarch/reports/"' in response.content


def test_nobody_writes_to_the_public_face(client, office):
    assert client.post("/westmarch/").status_code == 405


# -- the office's colour


def test_the_offices_colour_is_a_style_sheet_kept_for_a_day(client, office):
    response = read(client, "accent", "westmarch")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert "--office-accent: #1f4b57;" in response.content.decode()
    home = read(client, "home", "westmarch").content.decode()
    assert 'href="/westmarch/accent.css?1f4b57"' in home


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails level AA
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    found = accent.contrast(accent.parse(one), accent.parse(other))

    assert found == pytest.approx(ratio, abs=0.005)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_accent_is_readable_in_light_and_in_dark(colour):
    sheet = accent.style_sheet(accent.written(colour))
    light, _, bar, dark, _, dark_bar = map(
        accent.parse, re.findall("#[0-9a-f]{6}", sheet)
    )

    assert accent.contrast(light, accent.WHITE) >= 7
    assert accent.contrast(dark, accent.DARK_PAPER) >= 7
    assert accent.contrast(bar, accent.WHITE) >= 7
    assert accent.contrast(dark_bar, accent.WHITE) >= 7


def test_an_accent_that_is_dark_enough_is_left_as_it_is():
    assert "--office-accent: #7a1f5c;" in accent.style_sheet("#7a1f5c")
