"""The desk's pages of reports: who sees what, and what a button does."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.models import Observation
from opcc.core.roles import Role
from reports.changes import editions, freezing
from reports.models import Correction, Edition, Publication
from tests.factories import MeetingFactory, person
from tests.reports.desk_scene import Scene, fresh


def url(scene, name, *args):
    return reverse(f"reports:{name}", args=[scene.office.slug, *args])


def seen(client, scene, by, name, *args):
    client.force_login(by)
    page = client.get(url(scene, name, *args))
    assert page.status_code == 200
    return page.content.decode()


def sent(client, scene, by, name, *args, **given):
    """What the page says after a form was sent and its redirect followed."""
    client.force_login(by)
    page = client.post(url(scene, name, *args), given, follow=True)
    assert page.status_code == 200
    return page.content.decode()


PAGES = ["edition", "edition-blockers", "edition-preview", "freezing"]


@pytest.mark.parametrize("name", [*PAGES, "edition-edit", "edition-freeze"])
def test_a_stranger_signs_in_and_an_outsider_finds_nothing(client, name):
    scene, other = Scene(), Scene()
    address = url(scene, name, scene.draft().pk)

    assert client.get(address).status_code == 302
    client.force_login(other.builder)
    assert client.get(address).status_code == 404


def test_an_edition_of_another_office_is_not_found(client):
    scene, other = Scene(), Scene()
    client.force_login(scene.builder)

    for name in (*PAGES, "edition-edit", "edition-sign-off", "edition-return"):
        address = url(scene, name, other.draft().pk)
        assert client.get(address).status_code in (403, 404)


MAY = {
    "edition-add": {Role.PERFORMANCE},
    "edition-edit": {Role.PERFORMANCE},
    "edition-freeze": {Role.PERFORMANCE},
    "edition-sign-off": {Role.CHIEF_EXECUTIVE},
    "edition-approve": {Role.COMMISSIONER},
    "edition-publish": {Role.CHIEF_EXECUTIVE},
    "edition-embargo": {Role.CHIEF_EXECUTIVE},
    "edition-return": {Role.PERFORMANCE, Role.CHIEF_EXECUTIVE, Role.COMMISSIONER},
    "plan-publish": {Role.CHIEF_EXECUTIVE, Role.COMMISSIONER},
    "edition": {
        Role.PERFORMANCE,
        Role.SCRUTINY,
        Role.PRIORITY_LEAD,
        Role.CHIEF_EXECUTIVE,
        Role.COMMISSIONER,
        Role.AUDITOR,
    },
}


@pytest.mark.parametrize("name", MAY)
def test_only_whose_it_is_gets_the_page(client, name):
    scene = Scene()
    pk = scene.plan.pk if name == "plan-publish" else scene.draft().pk
    args = [] if name == "edition-add" else [pk]

    for role in Role:
        client.force_login(person(scene.office, role))
        status = client.get(url(scene, name, *args)).status_code
        assert (status == 403) == (role not in MAY[name]), role


def test_an_office_without_an_edition_is_told_what_one_is(client):
    scene = Scene()

    page = seen(client, scene, scene.builder, "editions")
    assert "There is no edition yet" in page
    assert page.count(url(scene, "edition-add")) == 2
    page = seen(client, scene, scene.chief, "editions")
    assert url(scene, "edition-add") not in page


def test_an_edition_is_started_from_the_form(client):
    scene = Scene()
    ahead = timezone.localdate() + dt.timedelta(days=20)
    meeting = MeetingFactory(body=scene.body, held_on=ahead)
    page = seen(client, scene, scene.builder, "edition-add")
    assert f'<option value="{scene.plan.pk}" selected>' in page

    key = page.split('name="quarter_key"')[1].split('<option value="')[1][:7]
    page = sent(
        client,
        scene,
        scene.builder,
        "edition-add",
        quarter_key=key,
        plan=scene.plan.pk,
        meeting=meeting.pk,
        as_at=timezone.localdate().isoformat(),
    )

    last = Edition.objects.get()
    assert "The edition is started." in page
    assert (last.period.key, last.built_by) == (key, scene.builder)
    assert last.title == f"Quarter {key[-1]}, {last.period.financial_year}"


def test_figures_are_not_as_at_a_day_within_the_quarter(client):
    scene = Scene()
    edition = scene.draft()
    page = sent(
        client,
        scene,
        scene.builder,
        "edition-edit",
        edition.pk,
        title="Quarter 2",
        meeting=edition.meeting_id,
        as_at="2026-09-29",
    )

    assert "The quarter ends on 30 September 2026" in page


def test_a_frozen_edition_is_not_offered_for_change(client):
    scene = Scene()
    edition = scene.kept()

    address = url(scene, "edition-edit", edition.pk)
    assert address not in seen(client, scene, scene.builder, "edition", edition.pk)
    client.force_login(scene.builder)
    page = client.get(address, follow=True).content.decode()
    assert "return it to draft first" in page


def test_a_draft_shows_what_stops_it_and_leads_there(client):
    scene = Scene()
    Observation.objects.update(state="entered")
    edition = scene.draft()

    page = seen(client, scene, scene.builder, "edition", edition.pk)
    assert "1 thing stops it from being frozen." in page
    assert url(scene, "edition-freeze", edition.pk) not in page
    page = seen(client, scene, scene.builder, "edition-blockers", edition.pk)
    assert "is not validated." in page
    assert reverse("measures:measure", args=[scene.office.slug, "1A"]) in page
    page = sent(client, scene, scene.builder, "edition-freeze", edition.pk)
    assert "Something stands in the way of this edition" in page


def test_the_way_from_draft_to_the_public_by_its_buttons(client):
    scene = Scene()
    edition = scene.draft()

    page = sent(client, scene, scene.builder, "edition-freeze", edition.pk)
    assert "You can leave" in page
    assert "every 2s" in page
    assert "It is being frozen" in seen(
        client, scene, scene.chief, "edition", edition.pk
    )
    assert freezing.freeze(edition.pk)
    page = seen(client, scene, scene.builder, "freezing", edition.pk)
    assert "The edition is frozen" in page
    assert "every 2s" not in page

    for name, by, said in (
        ("edition-sign-off", scene.chief, "The edition is signed off."),
        ("edition-approve", scene.commissioner, "The edition is approved."),
        ("edition-publish", scene.chief, "The edition is published."),
    ):
        page = seen(client, scene, by, "edition", edition.pk)
        assert url(scene, name, edition.pk) in page
        assert said in sent(client, scene, by, name, edition.pk)
    assert fresh(edition).state == "published"


def test_htmx_gets_the_progress_alone(client):
    scene = Scene()
    edition = freezing.ask(edition=scene.draft(), by=scene.builder)
    client.force_login(scene.builder)

    page = client.get(
        url(scene, "freezing", edition.pk), headers={"HX-Request": "true"}
    ).content.decode()

    assert "<html" not in page
    assert "Waiting" in page


def test_a_failed_freeze_says_what_to_do(client):
    scene = Scene()
    edition = scene.draft()
    Edition.objects.update(freeze_error="OSError: No space left on device")

    page = seen(client, scene, scene.builder, "freezing", edition.pk)
    assert "Nothing was stored" in page
    assert "No space left on device" in page
    assert url(scene, "edition-freeze", edition.pk) in page


def test_nobody_is_offered_to_pass_what_they_built(client):
    scene = Scene()
    edition = scene.kept()
    Edition.objects.update(built_by=scene.chief)

    page = seen(client, scene, scene.chief, "edition", edition.pk)
    assert "You built this edition, so somebody else has to sign it off." in page
    assert url(scene, "edition-sign-off", edition.pk) not in page
    page = sent(client, scene, scene.chief, "edition-sign-off", edition.pk)
    assert "somebody else has to sign it off" in page
    assert fresh(edition).state == "frozen"


def test_a_waiver_is_asked_for_where_the_office_allows_it(client):
    scene = Scene(allows_waivers=True)
    edition = scene.kept()
    assert "waiver" not in seen(
        client, scene, scene.chief, "edition-sign-off", edition.pk
    )
    Edition.objects.update(built_by=scene.chief)

    page = sent(client, scene, scene.chief, "edition-sign-off", edition.pk)
    assert "Reason for the waiver" in page
    assert fresh(edition).state == "frozen"
    sent(
        client, scene, scene.chief, "edition-sign-off", edition.pk, waiver="We are few."
    )
    assert fresh(edition).state == "signed_off"
    assert "We are few." in seen(client, scene, scene.chief, "edition", edition.pk)


def test_a_move_that_is_not_open_is_refused_with_a_sentence(client):
    scene = Scene()
    edition = scene.draft()

    page = sent(client, scene, scene.commissioner, "edition-approve", edition.pk)
    assert "You cannot approve an edition that is draft" in page


def test_returning_asks_for_the_reason_and_shows_it_to_the_builder(client):
    scene = Scene()
    edition = scene.kept()

    page = sent(client, scene, scene.chief, "edition-return", edition.pk)
    assert "What has to change" in page
    sent(client, scene, scene.chief, "edition-return", edition.pk, reason="Explain 1A.")

    page = seen(client, scene, scene.builder, "edition", edition.pk)
    assert "Explain 1A." in page


def test_an_embargo_is_set_from_the_form(client):
    scene = Scene()
    edition = scene.approved()
    until = timezone.localtime() + dt.timedelta(days=2)
    page = sent(
        client,
        scene,
        scene.chief,
        "edition-embargo",
        edition.pk,
        until="2020-01-01T09:00",
    )
    assert "Give a moment that is still to come" in page

    sent(
        client,
        scene,
        scene.chief,
        "edition-embargo",
        edition.pk,
        until=f"{until:%Y-%m-%dT%H:%M}",
    )
    assert fresh(edition).state == "embargoed"
    panel = person(scene.office, Role.PANEL_MEMBER)
    client.force_login(panel)
    assert client.get(url(scene, "edition", edition.pk)).status_code == 403


def test_a_draft_is_previewed_as_a_draft_and_a_frozen_one_as_stored(client):
    scene = Scene()
    edition = scene.draft()
    page = seen(client, scene, scene.chief, "edition-preview", edition.pk)
    assert "Not for publication" in page
    assert "Victims are as satisfied as before." in page

    scene.kept(edition)
    scene.office.name = "Renamed"
    scene.office.save()
    page = seen(client, scene, scene.chief, "edition-preview", edition.pk)
    assert "Not for publication" not in page
    stored = edition.document.renderings.get(format="html", part="")
    assert bytes(stored.body).decode() in page


def test_what_was_frozen_is_downloaded_byte_for_byte(client):
    scene = Scene()
    edition = scene.kept()
    client.force_login(scene.chief)

    answer = client.get(url(scene, "download", edition.pk, "pdf"))
    assert answer.content == f"%PDF-1.7 of {edition}".encode()
    assert answer["Content-Type"] == "application/pdf"
    assert f'"{scene.office.slug}-2026-q2.pdf"' in answer["Content-Disposition"]
    for media in ("html", "csv", "exe"):
        address = url(scene, "download", edition.pk, media)
        assert client.get(address).status_code == 404


def test_a_correction_is_read_once_more_before_it_is_published(client):
    scene = Scene()
    publication = scene.published().publication
    given = {"severity": "figure", "measure_code": "1A", "text": "82.0% is 81.0%."}

    page = sent(client, scene, scene.builder, "correct", publication.pk, **given)
    assert "Publish this correction?" in page
    assert Correction.objects.count() == 0
    page = sent(
        client, scene, scene.builder, "correct", publication.pk, sure="yes", **given
    )
    assert "The correction is published." in page
    assert Correction.objects.get().text == "82.0% is 81.0%."
    assert "Corrected" in page
    address = url(scene, "correct", publication.pk)
    assert address in seen(client, scene, scene.chief, "publications")
    assert "What you can do" in seen(client, scene, scene.chief, "publications")
    assert "What you can do" not in seen(
        client, scene, scene.commissioner, "publications"
    )
    assert address not in seen(client, scene, scene.commissioner, "publications")


def test_the_plan_is_published_from_the_ledger(client):
    scene = Scene()
    page = seen(client, scene, scene.builder, "publications")
    assert "is issued and not published" in page
    assert url(scene, "plan-publish", scene.plan.pk) not in page
    page = seen(client, scene, scene.commissioner, "publications")
    assert url(scene, "plan-publish", scene.plan.pk) in page

    page = sent(client, scene, scene.commissioner, "plan-publish", scene.plan.pk)
    assert "The plan is published." in page
    assert "is issued and not published" not in page
    assert Publication.objects.get().document.sha256[:12] in page


def test_more_editions_cost_the_list_no_more_queries(
    client, django_assert_max_num_queries
):
    scene = Scene()
    for _ in range(6):
        scene.draft()
    client.force_login(scene.chief)

    # Session, user, office, roles; the count and the page of editions.
    with django_assert_max_num_queries(6):
        assert client.get(url(scene, "editions")).status_code == 200


def test_more_measures_and_corrections_cost_the_edition_page_no_more_queries(
    client, django_assert_max_num_queries
):
    scene = Scene()
    for code in ("1B", "1C", "1D"):
        scene.add_measure(code, "60")
    edition = scene.draft()
    client.force_login(scene.chief)

    # Session, user, office, roles, the edition, its history and what is in its way; and
    # five for whether the panel or the office would be told more.
    with django_assert_max_num_queries(34):
        assert client.get(url(scene, "edition", edition.pk)).status_code == 200


def test_a_long_ledger_costs_no_more_queries(client, django_assert_max_num_queries):
    scene = Scene()
    for _ in range(3):
        scene.published()
    client.force_login(scene.chief)

    # Session, user, office, roles; count, entries, corrections; the plan, and
    # whether it is published.
    with django_assert_max_num_queries(9):
        assert client.get(url(scene, "publications")).status_code == 200


def test_the_list_shows_each_state_in_words(client):
    scene = Scene()
    scene.published()
    editions.send_back(edition=scene.kept(), by=scene.chief, reason="No.")

    page = seen(client, scene, scene.chief, "editions")
    assert "Published" in page
    assert "Draft" in page
