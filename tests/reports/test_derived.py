"""What is made of a published report: overview, summary, exceptions, an objective."""

import datetime as dt
import html
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.html import strip_tags

from measures.domain.rating import State
from measures.models import Commentary, MeasureVersion, Observation
from opcc.core import clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build import build_edition
from reports.build.derived import choices, derive
from reports.changes import derived as changes
from reports.domain import content as contents
from reports.domain.content import ChangedLine
from reports.domain.measure_part import Oversight
from reports.models import Edition, Publication
from reports.render import to_html, to_print_html
from reports.render.pdf import to_pdf
from reports.render.sheets import Sheet
from reports.verification import problems
from tests.documents.sample import FROZEN_ON, Westmarch
from tests.factories import person
from tests.reports.canaries import CANARIES, public_bytes
from tests.reports.desk_scene import Scene
from tests.reports.domain.contents import edition_of, judged, part_of

SHA = "a" * 64
NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</w'
)
LANDSCAPE = (841.89, 595.28)
"""An A4 page on its side, in points."""
PRINT = Path(__file__).parents[2] / "static/css/edition-print.css"
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """An edition of 46 measures with everything that an edition may say."""
    with django_db_blocker.unblock(), transaction.atomic():
        westmarch = Westmarch()
        westmarch.fill(46)
        content = build_edition(westmarch.edition(), frozen_on=FROZEN_ON)
        transaction.set_rollback(True)
    return content


def made(edition, key):
    choice = next(each for each in choices(edition) if each.key == key)
    return derive(edition, choice, sha256=SHA, on=FROZEN_ON)


def numbers(page):
    return set(NUMBER.findall(strip_tags(page.replace("<", " <"))))


def printed(content, tmp_path):
    path = tmp_path / f"{content.kind}.pdf"
    path.write_bytes(to_pdf(to_print_html(content, SHA)))
    return path


def pages_of(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said)[1])


def words_of(path):
    """Each word with its box in points: text, left, top, right and bottom."""
    command = ["pdftotext", "-bbox", path, "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for found in WORD.finditer(said):
        yield html.unescape(found[5]), *(float(end) for end in found.groups()[:4])


def lengthened(edition):
    """Its measures with names of sixty letters, which take two lines each."""
    name = "Victims of domestic abuse who were told of what came of it"
    return renamed(edition, lambda part: replace(part, name=f"{name} {part.code[:2]}"))


def renamed(edition, change):
    return replace(
        edition,
        priorities=tuple(
            replace(
                priority,
                objectives=tuple(
                    replace(each, parts=tuple(map(change, each.parts)))
                    for each in priority.objectives
                ),
            )
            for priority in edition.priorities
        ),
    )


@pytest.mark.parametrize("key", ["overview", "summary", "exceptions", "objective-2-1"])
def test_every_number_of_a_derived_document_stands_in_the_edition(whole, key):
    said = numbers(to_html(whole)) | numbers(contents.to_bytes(whole).decode())

    content = made(whole, key)

    body = to_html(content).partition('<div class="ed__body">')[2]
    assert numbers(body) - said == set()
    assert len(numbers(body)) > 5


@pytest.mark.parametrize("change", [lambda edition: edition, lengthened])
def test_an_overview_of_46_measures_is_one_page_with_every_row_whole(
    whole, tmp_path, change
):
    edition = change(whole)
    path = printed(made(edition, "overview"), tmp_path)

    assert pages_of(path) == 1
    words = list(words_of(path))
    text = " ".join(word[0] for word in words)
    for part in edition.parts:
        for word in (part.code, *part.name.split(), *part.figure.full.split()):
            assert word in text, part.code
    width, height = LANDSCAPE
    assert all(word[1] > 0 and word[3] < width for word in words)
    assert all(word[2] > 0 and word[4] < height for word in words)
    # No two words lie over each other: none runs into the next column or row.
    assert list(overlapping(words)) == []


def overlapping(words):
    """Pairs of words whose middles share a line and whose boxes cross by a point."""
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            same_line = abs((one[2] + one[4]) - (other[2] + other[4])) < 6
            across = min(one[3], other[3]) - max(one[1], other[1])
            if same_line and across > 1:
                yield one[0], other[0]


def test_an_overview_has_no_letter_below_seven_and_a_half_points():
    rules = [
        each for each in PRINT.read_text().splitlines() if each.startswith(".over")
    ]
    said = re.findall(r"font(?:-size)?:[^;]*?([\d.]+)pt", " ".join(rules))

    assert len(said) > 5
    assert min(map(float, said)) >= 7.5


def test_an_overview_parts_its_columns_as_evenly_as_may_be(whole):
    left, right = Sheet(made(whole, "overview")).columns

    told = [part.code for block in (*left, *right) for part in block.parts]
    assert told == [part.code for p in whole.priorities for part in p.parts]
    heights = [sum(len(block.parts) for block in column) for column in (left, right)]
    assert abs(heights[0] - heights[1]) <= 8


def test_names_lead_from_an_overview_to_the_pages_of_measures(whole):
    page = to_html(made(whole, "overview"))

    assert '<a href="/westmarch/measures/1A/">' in page
    assert 'href="#m1A"' not in page


def test_a_summary_is_one_page_however_much_changed(whole, tmp_path):
    many = tuple(
        ChangedLine(
            f"{n}A",
            "Victims told of progress within 28 days of a report",
            "Amber to red: 66.1%, now 64.2%. June 2026 is below the trial "
            "lower limit of 65.3%.",
        )
        for n in range(12)
    )
    did = "I wrote to the chief constable and asked for a plan in public. " * 9
    edition = renamed(whole, lambda p: replace(p, oversight=Oversight(did=did)))
    edition = replace(
        edition, changes=replace(edition.changes, since="Q1", worse=many, better=many)
    )

    content = made(edition, "summary")

    assert pages_of(printed(content, tmp_path)) == 1
    page = strip_tags(to_html(content))
    assert whole.cover.standfirst in page
    # Each takes two of the seven lines that there are for the worse, and the better.
    assert page.count("Amber to red: 66.1%") == 6
    assert page.count("And 9 more in the report.") == 2


def test_exceptions_are_the_red_and_those_that_chance_does_not_explain():
    edition = edition_of(
        part_of("1A", state=State.RED),
        part_of("1B"),
        judged(part_of("1C")),
        judged(part_of("1D"), tone="better"),
        part_of("1E", state=State.AMBER),
    )

    told = made(edition, "exceptions")

    assert [part.code for part in told.edition.parts] == ["1A", "1C"]
    assert told.edition.part("1A") == edition.part("1A")
    assert told.whole == 5
    assert "2 of the report's 5 measures." in strip_tags(to_html(told))


def test_a_report_without_an_exception_offers_none():
    keys = [each.key for each in choices(edition_of(part_of("1A")))]

    assert keys == ["overview", "summary", "objective-1-1"]


def test_an_objective_has_its_measures_in_full_and_its_commitments(whole):
    told = made(whole, "objective-2-1").edition

    (priority,) = told.priorities
    assert [each.number for each in priority.objectives] == ["2.1"]
    assert priority.objectives[0] == whole.priorities[1].objectives[0]
    assert {each.objective for each in told.commitments} == {"2.1"}


@pytest.mark.parametrize("key", ["overview", "summary", "exceptions", "objective-1-1"])
def test_each_reads_back_as_stored_and_its_pdf_is_accessible(whole, tmp_path, key):
    pdfua = pytest.importorskip("pdfua")
    stored = contents.to_bytes(made(whole, key))

    content = contents.from_bytes(stored)

    assert contents.to_bytes(content) == stored
    path = printed(content, tmp_path)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    assert path.read_bytes() == to_pdf(to_print_html(content, SHA))


# -- publishing


@pytest.fixture
def scene(db):
    return Scene()


def published(edition, key, by):
    with clock.told(NOW):
        return changes.publish_derived(
            edition=edition, choice=changes.chosen(edition, key), by=by
        )


def test_none_of_50_canaries_in_rows_is_in_what_is_made_of_a_published_report(
    client, scene
):
    edition = scene.published(scene.frozen())
    left = iter(CANARIES)
    for version in MeasureVersion.objects.all():
        version.name, version.definition, version.source = (next(left) for _n in "abc")
        version.save()
    for number, canary in enumerate(left, start=1):
        Commentary.objects.create(
            measure=scene.measure,
            number=number,
            period_kind="quarter",
            period_start=edition.period_start,
            period_end=edition.period_end,
            by=scene.builder,
            at=NOW,
            happening=canary,
            did=canary,
        )
    assert Observation.objects.exists()

    told = contents.from_bytes(bytes(edition.document.content))
    keys = [each.key for each in choices(told) if each.key != "exceptions"]
    assert len(keys) == 3
    for key in keys:
        page = client.get(published(edition, key, scene.chief).address).content
        for canary in CANARIES:
            assert canary.encode() not in page, canary
    everything = b"\n".join(public_bytes())
    assert [each for each in CANARIES if each.encode() in everything] == []
    assert list(problems()) == []


@pytest.mark.parametrize("state", ["draft", "frozen", "approved", "superseded"])
def test_only_a_published_report_gives_other_documents(scene, state):
    edition = scene.at("published")
    choice = changes.chosen(edition, "overview")
    Edition.objects.filter(pk=edition.pk).update(state=state)

    with pytest.raises(MoveRefused, match="published and not superseded"):
        changes.publish_derived(edition=edition, choice=choice, by=scene.chief)


def test_each_is_published_once(scene):
    edition = scene.published()
    published(edition, "summary", scene.chief)

    with pytest.raises(MoveRefused, match="published already"):
        published(edition, "summary", scene.chief)

    assert Publication.objects.filter(kind="summary").count() == 1


def test_the_chief_executive_publishes_them_from_the_page_of_the_report(client, scene):
    edition = scene.published()
    client.force_login(scene.chief)
    args = [scene.office.slug, edition.pk]
    address = reverse("reports:derived", args=args)
    assert address in client.get(reverse("reports:edition", args=args)).content.decode()
    one = reverse("reports:derived-publish", args=[*args, "overview"])
    assert one in client.get(address).content.decode()
    assert "Of 1 measures" in client.get(one).content.decode()
    assert not Publication.objects.filter(kind="overview").exists()

    page = client.post(one, follow=True).content.decode()

    overview = Publication.objects.get(kind="overview")
    assert "“Board overview” is published." in page
    assert overview.address in page
    assert overview.address == f"/{scene.office.slug}/overviews/{edition.slug}/"
    again = client.post(one).content.decode()
    assert "This is published already." in again


def test_nobody_else_is_led_to_them(client, scene):
    edition = scene.published()
    client.force_login(person(scene.office, Role.PERFORMANCE))
    args = [scene.office.slug, edition.pk]
    address = reverse("reports:derived", args=args)

    assert (
        address
        not in client.get(reverse("reports:edition", args=args)).content.decode()
    )
    assert client.get(address).status_code == 403


def test_a_draft_has_no_page_of_them(client, scene):
    client.force_login(scene.chief)
    edition = scene.draft()
    args = [scene.office.slug, edition.pk]

    assert client.get(reverse("reports:derived", args=args)).status_code == 404
