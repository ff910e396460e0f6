"""From one source to several audiences: public, panel and office versions."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.models import Measure
from opcc.core import clock
from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from plans.models import Commitment
from reports import announcing
from reports.build.guard import leak_refusal
from reports.build.versions import build_versions
from reports.changes import editions, freezing, publications
from reports.domain.audiences import BANNERS
from reports.domain.content import from_bytes
from reports.models import (
    EarlySight,
    EditionVersion,
    Letter,
    Publication,
    Rendering,
    VersionOpening,
)
from tests.factories import MeasureFactory, person
from tests.reports.canaries import CANARIES, public_bytes, unpacked
from tests.reports.desk_scene import QUARTER, Scene, fresh
from tests.reports.small_scene import SmallScene
from tests.reports.test_every_rendering import pages_of
from tests.reports.version_scene import OFFICES, PANELS, VersionScene

FROZEN_ON = dt.date(2026, 10, 20)
SOON = dt.datetime(2030, 1, 1, 9, tzinfo=dt.UTC)


def built(scene):
    return built_of(scene.draft())


def built_of(edition):
    return build_versions(edition, frozen_on=FROZEN_ON)


def version(audience):
    return EditionVersion.objects.get(audience=audience)


def embargoed(scene):
    return editions.embargo(edition=scene.approved(), until=SOON, by=scene.chief)


def read(client, scene, *path):
    return client.get("/".join([f"/{scene.office.slug}/papers/2026-q2", *path]))


def everything(version):
    """All that a version says, in every format."""
    yield version.document.title.encode()
    yield version.filename.encode()
    yield bytes(version.document.content)
    for drawn in version.document.renderings.all():
        yield from unpacked(drawn)


def test_the_public_version_names_what_is_withheld_why_by_whom_and_until_when():
    scene = VersionScene()

    told = built(scene)["public"].redactions

    assert [(each.where, each.what) for each in told] == [
        ("5W", "Victims satisfied with the service"),
        ("5S", "Victims satisfied with the service"),
    ]
    assert {each.reason for each in told} == {"Could harm policing or an investigation"}
    assert {each.decided_by for each in told} == {"Chief Executive"}
    assert {each.decided_on for each in told} == {dt.date(2026, 10, 7)}
    assert {each.review_on for each in told} == {dt.date(2027, 1, 31)}


def test_what_is_withheld_from_the_public_is_told_the_panel_only_if_somebody_said_so():
    said = built(VersionScene())

    shown = {
        audience: [content.part(code).figure.text for code in ("5W", "5S")]
        for audience, content in said.items()
    }
    assert shown == {
        "public": ["[w]", "[w]"],
        "panel": ["[w]", "62.9%"],
        "office": ["61.7%", "62.9%"],
    }
    assert [each.where for each in said["panel"].redactions] == ["5W"]
    assert said["office"].redactions == ()
    assert said["panel"].part("5S").notes[0].startswith("Withheld from the public: ")


def test_a_measure_is_told_those_who_may_know_that_there_is_one():
    said = built(VersionScene())

    told = {audience: [p.code for p in c.parts] for audience, c in said.items()}
    assert told == {
        "public": ["1A", "5W", "5S"],
        "panel": ["1A", "7P", "5W", "5S"],
        "office": ["1A", "7P", "8O", "5W", "5S"],
    }
    marked = {part.code: part.audience for part in said["office"].parts}
    assert marked == {
        "1A": "public",
        "7P": "panel",
        "8O": "office",
        "5W": "office",
        "5S": "panel",
    }
    commitments = {a: len(content.commitments) for a, content in said.items()}
    assert commitments == {"public": 0, "panel": 1, "office": 2}


def test_a_small_number_stays_hidden_from_the_panel_and_from_the_offices_version():
    scene = Scene()
    MeasureFactory(
        office=scene.office,
        code="7P",
        objective=scene.objective,
        visibility="panel",
        is_sensitive=True,
        version={"kind": "count", "unit_name": "children", "decimals": 0},
        values={QUARTER: "3"},
    )

    panels = built(scene)["panel"]

    assert panels.part("7P").figure.text == "[c]"
    assert [part.code for part in panels.parts] == ["1A", "7P"]


def test_what_only_the_panel_is_told_may_not_give_a_hidden_figure_away_either():
    # 36 in the twelve months to September, less 11, 10 and 12, leaves the hidden 3.
    scene = SmallScene(visibility="panel")
    scene.state_twelve_months()
    edition = scene.draft()

    with pytest.raises(MoveRefused, match="Something stands in the way"):
        freezing.ask(edition=edition, by=scene.builder)
    content = built_of(edition)["panel"]
    refusal = leak_refusal(scene.office, content)
    assert "July to September 2026" in refusal


def test_where_nothing_is_kept_from_the_public_there_is_no_other_version():
    scene = Scene()
    edition = scene.frozen()

    assert not EditionVersion.objects.exists()
    assert edition.document.renderings.filter(format="pdf").exists()


def test_what_only_the_office_may_know_makes_no_version_for_the_panel():
    scene = Scene()
    scene.add_measure("8O", "74", visibility="office")

    assert list(built(scene)) == ["public", "office"]


def test_nothing_of_the_panel_or_the_office_is_in_anything_public(client):
    scene = VersionScene()
    edition = scene.published(scene.frozen())
    assert {v.audience for v in EditionVersion.objects.all()} == {"panel", "office"}

    public = list(public_bytes())
    for canary in CANARIES:
        assert not any(canary.encode() in body for body in public), canary
    for hidden in ("7P", "8O", "62.9", "61.7", "Panel version"):
        assert not [said for said in printed(edition.document) if hidden in said]
    panels = list(everything(version("panel")))
    for canary in OFFICES:
        assert not any(canary.encode() in body for body in panels), canary
    assert not [s for s in printed(version("panel").document) if "61.7" in s]
    for audience, words in (("panel", PANELS[:18]), ("office", OFFICES[:16])):
        content = bytes(version(audience).document.content).decode()
        told = [each for each in words if each in content]
        assert len(told) >= len(words) - 3, "they were there to be left out"
    anybody_reads(client, scene)


def printed(document):
    """What it says where a reader sees it, but for spreadsheets."""
    for drawn in document.renderings.exclude(format="xlsx"):
        body = bytes(drawn.body)
        yield from pages_of(body) if drawn.format == "pdf" else [body.decode()]


def anybody_reads(client, scene):
    """No page that a stranger opens says a word of it, or that there is any."""
    home = f"/{scene.office.slug}/"
    pages = ["", "reports/", "reports/2026-q2/", "measures/", "measures/5W/"]
    for path in pages:
        page = client.get(f"{home}{path}").content.decode()
        assert not [each for each in CANARIES if each in page], path
        assert "anel version" not in page, path
    assert client.get(f"{home}measures/7P/").status_code == 404
    assert f'href="{home}reports/2026-q2/#withheld"' in page


def test_every_page_of_a_version_says_for_whom_it_is(client):
    scene = VersionScene()
    edition = scene.frozen()

    for audience in ("panel", "office"):
        renderings = version(audience).document.renderings
        pages = list(pages_of(bytes(renderings.get(format="pdf").body)))
        assert all(BANNERS[audience] in page for page in pages)
        in_head_and_foot = [page.count(BANNERS[audience]) for page in pages[1:]]
        assert min(in_head_and_foot) == 2
        html = bytes(renderings.get(format="html").body).decode()
        assert f'<p class="ed-version">{BANNERS[audience]}</p>' in html
    public = bytes(edition.document.renderings.get(format="html", part="").body)
    assert b"ed-version" not in public
    assert b'<a href="#withheld">' in public


def test_a_version_never_enters_the_ledger_of_publications():
    scene = VersionScene()
    scene.published()

    with pytest.raises(MoveRefused, match="This is the panel version"):
        publications.enter(
            document=version("panel").document,
            slug="2026-q2-panel",
            public_from=SOON,
            by=scene.chief,
        )
    assert Publication.objects.count() == 1


def test_a_version_is_drawn_from_what_was_frozen_and_again_when_it_is_frozen_again():
    scene = VersionScene()
    edition = scene.frozen()
    first = version("panel")
    assert first.beside == edition.document
    values = scene.confided.observations.values_list("state", flat=True)
    assert set(values) == {"locked"}
    frozen = AuditLine.objects.get(verb="freeze")
    assert frozen.after["panel version"] == first.document.sha256

    scene.confided.versions.update(name="Told anew")
    edition = editions.send_back(edition=edition, by=scene.chief, reason="A slip.")
    assert list(EditionVersion.objects.of(edition)) == []

    freezing.ask(edition=edition, by=scene.builder)
    assert freezing.freeze(edition.pk)

    kept = EditionVersion.objects.filter(audience="panel").order_by("pk")
    names = [from_bytes(bytes(v.document.content)).part("7P").name for v in kept]
    assert names == [PANELS[1], "Told anew"]
    assert kept.last() in EditionVersion.objects.of(fresh(edition))


def test_the_panel_reads_its_version_from_the_embargo_on_and_it_is_noted(client):
    scene = VersionScene()
    approved = scene.approved()
    client.force_login(scene.member)
    assert read(client, scene, "").status_code == 404

    editions.embargo(edition=approved, until=SOON, by=scene.chief)
    page = read(client, scene, "")

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert PANELS[1] in page.content.decode()
    listed = client.get(f"/{scene.office.slug}/papers/").content.decode()
    assert f"/{scene.office.slug}/papers/2026-q2/" in listed
    opened = VersionOpening.objects.get()
    assert (opened.name, opened.post) == ("Ruth Abernethy", "Panel member")
    assert EarlySight.objects.get(user=scene.member).opened_at
    read(client, scene, "")
    assert VersionOpening.objects.count() == 1
    openings = AuditLine.objects.filter(verb="open", by=scene.member)
    assert openings.count() == 2


def test_the_panel_takes_its_files_away_and_reads_on_once_the_report_is_public(client):
    scene = VersionScene()
    editions.publish(edition=embargoed(scene), by=scene.chief)
    client.force_login(person(scene.office, Role.PANEL_SUPPORT))

    page = read(client, scene, "").content.decode()
    for media in ("pdf", "csv", "json"):
        name = f"{scene.office.slug}-2026-q2-edition-1-panel-version.{media}"
        assert f"/papers/2026-q2/{name}" in page
        file = read(client, scene, name)
        drawn = version("panel").document.renderings.get(format=media)
        assert file.content == bytes(drawn.body)
        assert name in file["Content-Disposition"]
    office = name.replace("panel", "office")
    assert read(client, scene, office).status_code == 404


@pytest.mark.parametrize("role", [Role.DATA_PROVIDER, Role.ADMINISTRATOR])
def test_nobody_else_reads_what_is_the_panels(client, role):
    scene = VersionScene()
    embargoed(scene)
    name = f"{scene.office.slug}-2026-q2-edition-1-panel-version.pdf"
    for path in ("", name):
        assert "/accounts/login/" in read(client, scene, path)["Location"]
    elsewhere = Scene()
    client.force_login(person(elsewhere.office, Role.PANEL_MEMBER))
    for path in ("", name):
        assert read(client, scene, path).status_code == 404
    somebody = person(scene.office, role)
    client.force_login(somebody)
    for path in ("", name):
        assert read(client, scene, path).status_code == 403


def test_the_office_reads_every_version_at_the_desk_and_the_panel_none_there(client):
    scene = VersionScene()
    edition = scene.kept()
    home = reverse("reports:edition", args=[scene.office.slug, edition.pk])
    client.force_login(scene.builder)
    page = client.get(home).content.decode()
    for audience, words in (("panel", PANELS[1]), ("office", OFFICES[1])):
        address = f"{home}versions/{audience}/"
        assert f'href="{address}"' in page
        assert words in client.get(address).content.decode()
        file = client.get(f"{address}json/download/")
        assert file.content == bytes(version(audience).document.content)
    assert client.get(f"{home}versions/public/").status_code == 404

    client.force_login(scene.member)
    assert client.get(f"{home}versions/panel/").status_code == 403


def test_a_draft_shows_the_office_what_each_version_would_say(client):
    scene = VersionScene()
    edition = scene.draft()
    home = reverse("reports:edition", args=[scene.office.slug, edition.pk])
    client.force_login(scene.builder)

    assert f'href="{home}versions/panel/"' in client.get(home).content.decode()
    drawn = client.get(f"{home}versions/panel/").content.decode()
    assert PANELS[1] in drawn
    assert OFFICES[1] not in drawn
    assert OFFICES[1] in client.get(f"{home}versions/office/").content.decode()
    public = client.get(f"{home}preview/").content.decode()
    assert not [each for each in CANARIES if each in public]


def test_of_a_draft_without_a_version_for_the_office_its_link_leads_to_the_panels(
    client,
):
    scene = VersionScene()
    edition = scene.draft()
    for held in (Measure, Restriction, Commitment):
        held.objects.filter(visibility="office").update(visibility="panel")
    home = reverse("reports:edition", args=[scene.office.slug, edition.pk])
    client.force_login(scene.builder)

    answer = client.get(f"{home}versions/office/", follow=True)

    assert answer.redirect_chain == [(f"{home}versions/panel/", 302)]
    assert "would say no more than this one" in answer.content.decode()


def test_a_file_of_the_panel_is_recognised_only_for_whoever_may_read_it(client):
    scene = VersionScene()
    embargoed(scene)
    drawn = Rendering.objects.get(document__version__audience="panel", format="pdf")
    offices = version("office").document.sha256

    def asked(**given):
        return client.post(reverse("verify:verify"), given).content.decode()

    def file():
        return asked(file=SimpleUploadedFile("a.pdf", bytes(drawn.body)))

    assert "It is none of ours" in file()
    client.force_login(person(scene.office, Role.DATA_PROVIDER))
    assert "It is none of ours" in file()
    client.force_login(scene.member)
    assert "This is the PDF of the panel version of" in file()
    assert "It is none of ours" in asked(sha256=offices)
    client.force_login(scene.builder)
    assert "This is the JSON of the office version of" in asked(sha256=offices)


def test_an_announcement_names_what_is_public_and_no_version():
    scene = VersionScene()
    scene.published()

    begun = announcing.begin_due(at=clock.now())

    assert len(begun) == 1
    told = [announcing.message(each).message().as_string() for each in letters()]
    assert told
    for words in ("anel version", "ffice version", "/papers/2026-q2", *CANARIES):
        assert not [text for text in told if words in text], words


def letters():
    return Letter.objects.select_related("to", "announcement__publication__office")
