"""What changed, to read: in one edition, and between any two that are public."""

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from measures.domain.quantity import Kind, Unit
from measures.domain.rating import State
from measures.domain.series import Point, Series, Symbol
from opcc.core.roles import Role
from reports.build.guard import leak_refusal
from reports.domain.content import fingerprint, from_bytes, to_bytes
from reports.domain.difference import between
from reports.domain.measure_part import Figure
from reports.domain.revising import revisions
from reports.models import Document
from reports.render import parts_html, render_all
from tests.factories import OfficeFactory, person
from tests.factories.publications import (
    CorrectionFactory,
    PublicationFactory,
    RenderingFactory,
)
from tests.reports.desk_scene import Scene
from tests.reports.domain.contents import QUARTER, commitment, edition_of, part_of

LAST = QUARTER - 1
SINCE = "Quarter 1, 2026/27, edition 1, published 26 August 2026"


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def thefts(value, *, now=None, symbol=""):
    """Shop theft: the last quarter's figure as it reads, and this one's if given."""
    figures = {LAST: Figure(f"[{symbol}]", symbol=symbol) if symbol else shown(value)}
    if now is not None:
        figures = {QUARTER: shown(now)} | figures
    part = part_of("2I", "0")
    newest = next(iter(figures))
    points = (point(period, each) for period, each in reversed(figures.items()))
    return replace(
        part,
        name="=Shop theft",
        unit=Unit(Kind.COUNT, "offences", 0),
        figure=figures[newest],
        previous=figures[LAST] if now is not None else Figure("[x]", symbol="x"),
        rows=tuple(
            replace(part.rows[0], period=period, figure=each)
            for period, each in figures.items()
        ),
        chart=replace(part.chart, series=Series(Kind.COUNT, tuple(points))),
    )


def shown(value):
    return Figure(f"{int(value):,}", Decimal(value))


def point(period, figure):
    symbol = Symbol(figure.symbol) if figure.symbol else None
    return Point(period, figure.value, symbol=symbol)


def first():
    part = part_of("1A", "81.0", state=State.GREEN, period=LAST)
    line = commitment("C01", "on_track")
    return edition_of(part, thefts("1648"), quarter=LAST, commitments=(line,))


def second():
    """1A fell to red, 2I is revised by 10, a target and a date moved."""
    part = replace(
        part_of("1A", "74.0", state=State.RED),
        target_text="85%",
        previous=Figure("81.0%", Decimal("81.0")),
    )
    line = commitment("C01", "on_track")
    later = replace(line, due_on=line.due_on + dt.timedelta(days=90))
    told = edition_of(part, thefts("1638", now="1700"), commitments=(later,))
    return replace(told, changes=between(first(), told, since=SINCE))


def published(office, content, slug, *, pages=None, **facts):
    quarter = content.quarter
    facts = {"title": f"Quarter {quarter.number}, {quarter.financial_year}"} | facts
    return PublicationFactory(
        office=office,
        slug=slug,
        period_key=quarter.key,
        document__content=to_bytes(content),
        pages=pages or {"": f"<h1>{slug}</h1>"},
        **facts,
    )


@pytest.fixture
def both(office):
    """The first quarter's edition, and the second's with all that is stored of it."""
    drawn = parts_html(second())
    return (
        published(office, first(), "2026-q1"),
        published(
            office,
            second(),
            "2026-q2",
            pages=drawn,
            public_from=dt.datetime(2025, 12, 26, 9, 30, tzinfo=dt.UTC),
        ),
    )


def text_of(response):
    return " ".join(response.content.decode().split())


def changed(client, slug):
    return client.get(f"/westmarch/reports/{slug}/changed/")


def compared(client, before="2026-q1", now="2026-q2"):
    return client.get(f"/westmarch/reports/compare/?from={before}&to={now}")


# -- one edition


def test_an_edition_tells_on_a_page_of_its_own_what_was_stored_of_its_changes(
    client, both
):
    page = changed(client, "2026-q2")

    assert parts_html(second())["differences"].encode() in page.content
    words = text_of(page)
    assert f"Compared with {SINCE}" in words
    assert "Green to red: 81.0%, now 74.0%." in words
    assert "1,648" in words
    assert "10 lower" in words
    assert "(0.6%)" in words  # 10 of 1,648
    assert "85%" in words
    assert "90 days later" in words
    assert words.count("<h1") == 1


def test_the_report_the_list_and_the_home_page_lead_to_what_changed(client, both):
    link = 'href="/westmarch/reports/2026-q2/changed/"'
    compare = 'href="/westmarch/reports/compare/"'
    assert link in text_of(client.get("/westmarch/reports/2026-q2/"))
    assert link in text_of(client.get("/westmarch/"))
    assert compare in text_of(client.get("/westmarch/reports/"))
    assert compare in text_of(changed(client, "2026-q2"))


def test_the_top_of_an_edition_counts_its_differences_and_leads_to_them(both):
    top = parts_html(second())["changed"]
    assert "Different from that edition: 1 figure, 1 target, 1 date." in top
    assert 'href="/westmarch/reports/2026-q2/changed/"' in top
    assert "1 figure of the last edition is revised: 2I." in top


def test_a_first_report_says_that_there_is_none_before_it(client, office):
    published(office, first(), "2026-q1", pages={"": "x", "changed": "<p>glance</p>"})

    page = text_of(changed(client, "2026-q1"))

    assert "This is the first report" in page
    assert "glance" not in page


def test_a_report_stored_before_shows_the_short_lists_that_it_has(client, office):
    published(office, first(), "2026-q1")
    pages = {"": "x", "changed": "<p>1A is worse</p>"}
    published(office, second(), "2026-q2", pages=pages)

    page = text_of(changed(client, "2026-q2"))

    assert "<p>1A is worse</p>" in page
    assert "when only the main changes were kept" in page


def test_a_report_that_is_not_there_has_no_page_of_changes(client, both):
    assert changed(client, "2031-q1").status_code == 404


def stored_list():
    content = second()
    drawn = {(media, part): body for media, part, body in quick(content)}
    return drawn["csv", "revisions"]


def quick(content):
    """The renderings that come before the PDF."""
    for media, part, body in render_all(content, to_bytes(content)):
        if media == "json":
            return
        yield media, part, body


def rows_of(body):
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_the_revised_figures_are_a_file_of_the_report(client, both):
    body = stored_list()
    RenderingFactory(
        document=both[1].document, format="csv", part="revisions", body=body
    )

    page = text_of(changed(client, "2026-q2"))
    file = client.get("/westmarch/reports/2026-q2/changed/revisions.csv")

    assert 'href="/westmarch/reports/2026-q2/changed/revisions.csv"' in page
    assert file.content == body
    assert file["ETag"] == f'"{fingerprint(body)}"'
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    name = "westmarch-2026-q2-revisions.csv"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_list_of_revised_figures_says_each_before_now_and_by_how_much():
    (row,) = rows_of(stored_list())
    assert row == {
        "code": "2I",
        "measure": "'=Shop theft",
        "breakdown": "",
        "period": "2026-Q1",
        "period_start": "2026-04-01",
        "period_end": "2026-06-30",
        "before": "1648",
        "before_symbol": "",
        "now": "1638",
        "now_symbol": "",
        "unit": "offences",
        "revision": "-10",
        "revision_per_cent": "-0.6",
        "numerator_before": "",
        "numerator_now": "",
        "denominator_before": "",
        "denominator_now": "",
        "vintage": "",
        "edition": "Quarter 2, 2026/27, edition 1",
        "compared_with": SINCE,
    }


def test_a_report_that_revises_nothing_has_no_list(client, office):
    assert "revisions" not in [part for _, part, _ in quick(first())]
    published(office, first(), "2026-q1")
    address = "/westmarch/reports/2026-q1/changed/revisions.csv"
    assert client.get(address).status_code == 404


def test_what_changed_is_under_embargo_like_its_report(client, both, office):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    secret = published(
        office,
        second(),
        "2026-q3",
        pages={"": "x", "differences": "<p>secret</p>"},
        public_from=tomorrow,
    )
    RenderingFactory(
        document=secret.document, format="csv", part="revisions", body=b"secret"
    )
    file = "/westmarch/reports/2026-q3/changed/revisions.csv"

    assert changed(client, "2026-q3").status_code == 404
    assert client.get(file).status_code == 404

    client.force_login(person(office, Role.PANEL_MEMBER))
    assert b"<p>secret</p>" in changed(client, "2026-q3").content
    assert changed(client, "2026-q3")["Cache-Control"] == "private, no-store"
    assert client.get(file)["Cache-Control"] == "private, no-store"


# -- any two


def test_two_reports_are_compared_from_what_was_frozen_of_them(client, both):
    page = compared(client)
    words = text_of(page)

    assert page.status_code == 200
    assert "Green to red: 81.0%, now 74.0%." in words
    assert "10 lower" in words
    assert "90 days later" in words
    assert '<option value="2026-q1" selected>' in words
    assert "/compare/revisions.csv?from=2026-q1&amp;to=2026-q2" in words


def test_two_reports_may_be_compared_backwards_and_the_page_says_so(client, both):
    words = text_of(compared(client, "2026-q2", "2026-q1"))

    assert "the differences are told backwards" in words
    assert 'href="?from=2026-q1&amp;to=2026-q2"' in words
    assert "10 higher" in words


def test_the_form_offers_the_last_two_reports(client, both):
    words = text_of(client.get("/westmarch/reports/compare/"))

    assert 'name="from"' in words
    assert words.index('value="2026-q1" selected') < words.index(
        'value="2026-q2" selected'
    )
    assert "Positions" not in words


def test_a_report_that_was_superseded_may_be_compared_and_is_said_to_be(
    client, both, office
):
    late = published(office, second(), "2026-q2-edition-2", title="Quarter 2 again")
    before = published(office, first(), "2025-q4", superseded_by=late)
    CorrectionFactory(publication=before)

    words = text_of(compared(client, "2025-q4", "2026-q2"))

    assert "Superseded by" in words
    assert (
        '<a href="/westmarch/reports/2026-q2-edition-2/">Quarter 2 again</a>' in words
    )
    assert ", superseded</option>" in words
    assert "1 correction" in words


def test_what_took_its_place_under_embargo_is_not_given_away(client, both, office):
    soon = timezone.now() + dt.timedelta(days=1)
    late = published(office, second(), "q2b", title="Secret", public_from=soon)
    published(office, first(), "2025-q4", superseded_by=late)

    words = text_of(compared(client, "2025-q4", "2026-q2"))

    assert "Secret" not in words
    assert "superseded" not in words
    assert "q2b" not in words


def test_a_report_under_embargo_is_as_unknown_as_one_that_never_was(
    client, both, office
):
    soon = timezone.now() + dt.timedelta(days=1)
    published(office, second(), "2031-q3", public_from=soon)

    hidden = compared(client, "2026-q1", "2031-q3")
    nothing = compared(client, "2026-q1", "2031-q4")

    assert hidden.status_code == nothing.status_code == 404
    assert "No report “2031-q3” is published here." in text_of(hidden)
    assert hidden.content.replace(b"2031-q3", b"") == nothing.content.replace(
        b"2031-q4", b""
    )
    assert nothing["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("from=2026-q1&to=2026-q1", "Choose two different reports."),
        ("from=2026-q1", "Choose a report."),
        ("from=&to=2026-q2", "Choose a report."),
        ("from=<b>&to=2026-q2", "No report “&lt;b&gt;” is published here."),
    ],
)
def test_a_choice_that_cannot_be_compared_says_what_to_do(client, both, asked, words):
    page = client.get(f"/westmarch/reports/compare/?{asked}")

    assert page.status_code == 404
    assert words in text_of(page)
    assert "There is a problem" in text_of(page)


def test_with_fewer_than_two_reports_there_is_nothing_to_compare(client, office):
    published(office, first(), "2026-q1")

    page = client.get("/westmarch/reports/compare/")

    assert page.status_code == 200
    assert "There are no two reports to compare yet" in text_of(page)
    assert "<select" not in text_of(page)
    assert "/compare/" not in text_of(client.get("/westmarch/reports/"))
    assert client.get("/nowhere/reports/compare/").status_code == 404


def test_another_offices_reports_are_not_compared(client, both):
    published(OfficeFactory(), second(), "2026-q4")
    assert compared(client, "2026-q1", "2026-q4").status_code == 404


def test_the_revised_figures_of_any_two_are_a_file(client, both):
    address = "/westmarch/reports/compare/revisions.csv?from=2026-q1&to=2026-q2"
    file = client.get(address)

    (row,) = rows_of(file.content)
    assert (row["code"], row["before"], row["now"]) == ("2I", "1648", "1638")
    assert row["measure"] == "'=Shop theft"
    assert row["compared_with"] == "Quarter 1, 2026/27, published 26 November 2025"
    name = "westmarch-2026-q1-to-2026-q2-revisions.csv"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    again = client.get(address, headers={"If-None-Match": file["ETag"]})
    assert again.status_code == 304
    wrong = "/westmarch/reports/compare/revisions.csv?from=2026-q1&to=2031-q1"
    assert client.get(wrong).status_code == 404


def test_a_figure_that_one_of_the_two_hides_is_told_of_neither(client, office):
    published(office, edition_of(thefts("1648"), quarter=LAST), "2026-q1")
    hidden = edition_of(thefts("0", now="1700", symbol="c"))
    published(office, hidden, "2026-q2")

    for page in (compared(client), compared(client, "2026-q2", "2026-q1")):
        assert "No figure that both editions print was revised." in text_of(page)
        assert "1,648" not in text_of(page)


def test_one_changed_byte_and_nothing_is_compared(client, both):
    anyhow = QuerySet(Document).filter(pk=both[0].document_id)
    anyhow.update(content=b"!" + bytes(both[0].document.content)[1:])

    page = compared(client)

    assert page.status_code == 500
    assert b"does not match its fingerprint" in page.content


# -- as cheap as files


def test_a_comparison_is_kept_and_a_correction_makes_it_new(
    client, both, django_assert_num_queries
):
    before = compared(client)
    assert before["Cache-Control"].startswith("public, max-age=60")
    assert before["Vary"] == "Accept-Encoding"

    # The office with its ledger, and its editions.
    with django_assert_num_queries(2):
        again = client.get(
            "/westmarch/reports/compare/?from=2026-q1&to=2026-q2",
            headers={"If-None-Match": before["ETag"]},
        )
    assert again.status_code == 304

    CorrectionFactory(publication=both[0])
    assert compared(client)["ETag"] != before["ETag"]
    other = compared(client, "2026-q2", "2026-q1")
    assert other["ETag"] != compared(client)["ETag"]


def test_more_reports_cost_a_comparison_no_more_queries(
    client, both, office, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as few:
        compared(client)
    for number in range(3):
        published(office, first(), f"2024-q{number}")
    cache.clear()

    with django_assert_max_num_queries(len(few)):
        compared(client)


def test_a_warm_page_of_changes_costs_one_query(
    client, both, django_assert_num_queries
):
    cold = changed(client, "2026-q2")
    with django_assert_num_queries(1):
        assert changed(client, "2026-q2").content == cold.content


# -- at the desk, and the guard


def seen(client, scene, name, edition):
    client.force_login(scene.chief)
    return client.get(reverse(f"reports:{name}", args=[scene.office.slug, edition.pk]))


def test_the_desk_reads_what_changed_in_a_draft_before_it_is_frozen(client):
    scene = Scene()
    scene.published()
    scene.add_measure("1B", "60")
    draft = scene.draft()

    page = text_of(seen(client, scene, "edition-changed", draft))
    preview = text_of(seen(client, scene, "edition-preview", draft))

    assert "New in this edition." in page
    assert "This is what would be frozen today" in page
    desk = reverse("reports:edition-changed", args=[scene.office.slug, draft.pk])
    assert "/changed/" not in preview.replace(desk, "")


def test_the_desk_says_of_a_first_edition_that_there_is_nothing_before_it(client):
    scene = Scene()
    page = text_of(seen(client, scene, "edition-changed", scene.draft()))
    assert "There is nothing to compare it with" in page


def test_an_edition_whose_revisions_recall_a_hidden_figure_is_refused(office):
    (recalled,) = revisions(thefts("1648"), thefts("1638"))
    hidden = edition_of(thefts("0", now="1700", symbol="c"))
    told = replace(hidden.changes, revisions=(recalled,))

    refusal = leak_refusal(office, replace(hidden, changes=told))

    assert refusal == (
        "Its list of revised figures recalls one that it hides: 2I, April to June 2026."
    )


def test_the_differences_of_an_edition_are_stored_and_read_back_as_they_were():
    assert from_bytes(to_bytes(second())) == second()
