"""Embargo: who might read before the public, who did, and what is said of them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.roles import Role
from reports.changes import editions
from reports.models import EarlySight, Publication
from tests.factories import person
from tests.reports.desk_scene import Scene

BEGAN = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)
OPENED = dt.datetime(2026, 11, 10, 8, 30, tzinfo=dt.UTC)
PUBLIC = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def member(scene):
    return person(scene.office, Role.PANEL_MEMBER, name="Ruth Abernethy")


@pytest.fixture
def edition(scene, member):
    """Under embargo from 9 to 12 November 2026."""
    with clock.told(BEGAN):
        return editions.embargo(edition=scene.approved(), until=PUBLIC, by=scene.chief)


def opened(client, user, address, *, at=OPENED):
    client.force_login(user)
    with clock.told(at):
        page = client.get(address)
        assert page.status_code == 200
        return page.content.decode(errors="replace")


def row_of(user):
    return EarlySight.objects.get(user=user)


def test_an_embargo_begins_with_everybody_who_may_read_it(scene, edition):
    # By their posts where they hold one, and by their roles where not; neither the
    # administrator nor a provider may read papers before the public.
    listed = [(row.name, row.post) for row in edition.publication.early_sight.all()]

    assert listed == [
        ("Judith Farrow", "Chief Executive"),
        ("Alan Reeve", "Commissioner"),
        ("Ruth Abernethy", "Panel member"),
        ("Priya Nandra", "Performance officer"),
    ]
    assert {row.named_at for row in EarlySight.objects.all()} == {BEGAN}
    assert not EarlySight.objects.exclude(opened_at=None).exists()


def test_nobody_without_sight_is_listed(scene):
    person(scene.office, Role.ADMINISTRATOR)
    person(scene.office, Role.DATA_PROVIDER)
    person(scene.office, Role.AUDITOR, is_active=False)
    with clock.told(BEGAN):
        editions.embargo(edition=scene.approved(), until=PUBLIC, by=scene.chief)

    assert EarlySight.objects.count() == 3


def test_what_is_published_at_once_gives_nobody_early_sight(scene):
    scene.published()

    assert not EarlySight.objects.exists()


def test_the_first_time_that_somebody_opens_the_page_is_noted(
    client, scene, member, edition
):
    address = edition.publication.address
    opened(client, member, address)
    opened(client, member, address, at=OPENED + dt.timedelta(hours=1))

    assert row_of(member).opened_at == OPENED
    assert row_of(scene.chief).opened_at is None
    assert AuditLine.objects.filter(verb="open", by=member).count() == 1


def test_a_file_is_opened_too(client, member, edition):
    address = edition.publication.address
    slug = edition.office.slug
    opened(client, member, f"{address}{slug}-2026-q2-edition-1.pdf")

    assert row_of(member).opened_at == OPENED


@pytest.mark.parametrize("name", ["edition-preview", "download"])
def test_the_desk_is_a_place_where_it_is_opened(client, scene, edition, name):
    args = [scene.office.slug, edition.pk] + ["pdf"] * (name == "download")
    opened(client, scene.builder, reverse(f"reports:{name}", args=args))

    assert row_of(scene.builder).opened_at == OPENED


def test_a_question_about_it_is_put_by_who_opened_it(client, member, edition):
    slug = edition.office.slug
    page = reverse("public:panel-question", args=[slug, "edition", edition.slug])
    opened(client, member, page)

    assert row_of(member).opened_at == OPENED


def test_whoever_came_later_is_listed_once_they_open_it(client, scene, edition):
    late = person(scene.office, Role.PANEL_SUPPORT, name="Hugh Carne")
    opened(client, late, edition.publication.address)

    row = row_of(late)
    assert (row.post, row.named_at, row.opened_at) == (
        "Panel support officer",
        None,
        OPENED,
    )


def test_a_stranger_leaves_no_trace(client, edition):
    with clock.told(OPENED):
        assert client.get(edition.publication.address).status_code == 404

    assert not EarlySight.objects.exclude(opened_at=None).exists()


def test_what_is_public_is_opened_by_nobody_in_particular(client, member, edition):
    opened(client, member, edition.publication.address, at=PUBLIC)

    assert row_of(member).opened_at is None


def test_the_public_page_lists_the_posts_with_days_and_no_name(
    client, scene, member, edition
):
    person(scene.office, Role.PANEL_MEMBER)
    address = edition.publication.address
    opened(client, member, address)
    client.logout()
    with clock.told(PUBLIC):
        page = " ".join(client.get(address).content.decode().split())

    assert "Who had early sight" in page
    assert "<b>Panel member</b>" in page
    assert "from 9 November 2026, 9am; opened first on 10 November 2026, 8:30am" in page
    assert "<b>Chief Executive</b>" in page
    assert "from 9 November 2026, 9am; not opened" in page
    assert "Ruth Abernethy" not in page


def test_under_embargo_the_page_says_nothing_of_who_sees_it(client, member, edition):
    page = opened(client, member, edition.publication.address)

    assert "Who had early sight" not in page


def test_the_desk_lists_them_by_name(client, scene, member, edition):
    opened(client, member, edition.publication.address)
    address = reverse(
        "reports:publication-people", args=[scene.office.slug, edition.publication.pk]
    )
    page = opened(client, scene.chief, address)

    assert "Ruth Abernethy" in page
    assert "10 November 2026, 8:30am" in page
    assert "Never" in page
    assert address in opened(
        client, scene.chief, reverse("reports:publications", args=[scene.office.slug])
    )


def test_the_people_of_another_office_are_not_shown(client, edition):
    elsewhere = Scene()
    client.force_login(elsewhere.chief)
    publication = Publication.objects.get()
    address = reverse(
        "reports:publication-people", args=[elsewhere.office.slug, publication.pk]
    )

    assert client.get(address).status_code == 404


def test_an_embargo_ended_early_ends_what_is_noted(client, scene, member, edition):
    editions.publish(edition=edition, by=scene.chief)
    opened(client, member, edition.publication.address, at=timezone.now())

    assert row_of(member).opened_at is None
