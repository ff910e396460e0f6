"""What changed in one edition: its page, its list, the desk's and the guard's view."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from opcc.core.roles import Role
from reports.build.guard import leak_refusal
from reports.domain.content import fingerprint, from_bytes, to_bytes
from reports.domain.difference import between
from reports.domain.measure_part import Answer
from reports.domain.revising import revisions
from reports.render import parts_html, render_all
from tests.factories import OfficeFactory, person
from tests.factories.publications import CorrectionFactory, RenderingFactory
from tests.reports.changing import (
    LAST,
    SINCE,
    both_published,
    changed,
    first,
    published,
    rows_of,
    second,
    text_of,
    thefts,
)
from tests.reports.desk_scene import Scene
from tests.reports.domain.contents import edition_of, part_of, withheld


@pytest.fixture(autouse=True)
def forget_pages():
    cache.clear()


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


@pytest.fixture
def both(office):
    return both_published(office)


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


def test_a_measure_that_also_changed_leads_to_its_page_and_one_that_is_gone_not():
    old = edition_of(part_of("4H", "80.0"), part_of("9Z"), quarter=LAST)
    now = edition_of(withheld("4H", symbol="x"), part_of("1A"))
    content = replace(now, changes=between(old, now, since=SINCE))

    drawn = parts_html(content)
    assert [line.code for line in content.changes.also] == ["4H", "1A", "9Z"]
    for part in ("changed", "differences"):
        links = re.findall(r'href="/westmarch/measures/(\w+)/"', drawn[part])
        assert {"4H", "1A"} <= set(links)
        assert "9Z" not in links
        assert "<b>Measure 9Z</b>" in drawn[part]
    assert '<a href="#m4H"><b>Measure 4H</b></a>' in drawn[""]


def test_a_rewritten_answer_is_told_before_and_now_in_words_and_marks():
    before = (Answer("why", "Why?", "The suite **closed** early in May."),)
    after = (Answer("why", "Why?", "The suite opened early in May & June."),)
    old = edition_of(replace(part_of("1A"), answers=before), quarter=LAST)
    now = edition_of(replace(part_of("1A"), answers=after))
    content = replace(now, changes=between(old, now, since=SINCE))

    page = parts_html(content)["differences"]
    assert re.search(r"<del>.*?Taken out: ?</span>closed<", page)
    assert re.search(r"<ins>.*?Put in: ?</span>opened<", page)
    assert "May &amp; June." in page
    assert from_bytes(to_bytes(content)) == content


def test_no_heading_stands_above_the_name_of_a_page_that_is_corrected(client, both):
    CorrectionFactory(publication=both[1], text="It is 1,638.")

    for address in ("", "changed/"):
        page = text_of(client.get(f"/westmarch/reports/2026-q2/{address}"))
        above, _h1, _below = page.partition("<h1")
        assert "It is 1,638." in above
        assert re.search(r"<h[1-6]", above) is None


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


def test_what_changed_is_no_measure_to_whoever_asks_for_one(client, both):
    for name in ("", "westmarch-differences.csv"):
        address = f"/westmarch/measures/differences/{name}"
        assert client.get(address).status_code == 404
    known = client.get("/westmarch/sitemap.xml").content.decode()
    assert "/westmarch/measures/1A/" in known
    assert "/westmarch/measures/differences/" not in known


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
