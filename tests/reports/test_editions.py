"""An edition's way: what moves it, who may not, and what is kept of it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import MAY, Can, Role
from reports.changes import editions, freezing
from reports.domain.workflow import EDITION
from reports.models import Document, Edition, Publication
from tests.factories import person
from tests.reports.desk_scene import Scene, fresh

LATER = dt.timedelta(days=2)


def tomorrow():
    return timezone.now() + dt.timedelta(days=1)


CHANGES = {
    "freeze": lambda s, e: freezing.ask(edition=e, by=s.builder),
    "sign_off": lambda s, e: editions.sign_off(edition=e, by=s.chief),
    "approve": lambda s, e: editions.approve(edition=e, by=s.commissioner),
    "embargo": lambda s, e: editions.embargo(edition=e, until=tomorrow(), by=s.chief),
    "publish": lambda s, e: editions.publish(edition=e, by=s.chief),
    "return": lambda s, e: editions.send_back(edition=e, by=s.chief, reason="No."),
}


@pytest.mark.parametrize("state", sorted(EDITION.states))
@pytest.mark.parametrize("name", CHANGES)
def test_every_move_is_made_from_its_own_states_and_no_other(name, state):
    scene = Scene()
    edition = scene.at(state)
    move = EDITION.move(name)

    if state in move.sources:
        CHANGES[name](scene, edition)
        if name != "freeze":  # a worker makes that move later
            assert fresh(edition).state == move.target
    else:
        with pytest.raises(MoveRefused, match="You cannot"):
            CHANGES[name](scene, edition)
        assert fresh(edition).state == state


@pytest.mark.parametrize(
    ("state", "change", "said"),
    [
        ("frozen", editions.sign_off, "somebody else has to sign it off"),
        ("signed_off", editions.approve, "somebody else has to approve it"),
    ],
)
def test_nobody_passes_what_they_built(state, change, said):
    scene = Scene()
    edition = scene.at(state)

    with pytest.raises(MoveRefused, match=said):
        change(edition=edition, by=scene.builder)
    with pytest.raises(MoveRefused, match=said):
        change(edition=edition, by=scene.builder, waiver="We are few.")


def test_a_waiver_is_recorded_where_the_office_allows_it():
    scene = Scene(allows_waivers=True)
    edition = scene.at("frozen")

    with pytest.raises(MoveRefused):
        editions.sign_off(edition=edition, by=scene.builder)
    editions.sign_off(edition=edition, by=scene.builder, waiver="We are two people.")

    line = AuditLine.objects.filter(verb="sign_off").get()
    assert (line.by, line.reason) == (scene.builder, "We are two people.")


def test_an_edition_without_a_title_is_named_by_its_quarter_and_financial_year():
    assert Scene().draft().title == "Quarter 2, 2026/27"


def test_whoever_changes_a_draft_has_built_it():
    scene = Scene()
    colleague = person(scene.office, Role.PERFORMANCE)
    edition = editions.amend(edition=scene.draft(), by=colleague, standfirst="New.")

    assert edition.built_by == colleague
    assert edition.standfirst == "New."


def test_a_frozen_edition_is_not_changed():
    scene = Scene()

    with pytest.raises(MoveRefused, match="return it to draft first"):
        editions.amend(edition=scene.kept(), by=scene.builder, standfirst="New.")


def test_a_returned_edition_keeps_its_frozen_document():
    scene = Scene()
    edition = scene.kept()
    frozen = edition.document

    editions.send_back(edition=edition, by=scene.chief, reason="1A is not explained.")

    edition = fresh(edition)
    assert (edition.state, edition.document) == ("draft", None)
    assert Document.objects.get(pk=frozen.pk).renderings.count() == 3
    line = AuditLine.objects.get(verb="return")
    assert line.reason == "1A is not explained."
    assert line.before["document"] == frozen.sha256


def test_returning_needs_a_reason():
    scene = Scene()

    with pytest.raises(MoveRefused, match="Give a reason"):
        editions.send_back(edition=scene.kept(), by=scene.chief, reason=" ")


def test_the_signatures_are_those_of_the_posts_held():
    publication = Scene().published().publication

    assert publication.signed_off.startswith("Judith Farrow, Chief Executive, ")
    assert publication.approved.startswith("Alan Reeve, Commissioner, ")


def test_a_second_edition_of_a_quarter_supersedes_the_first():
    scene = Scene()
    first = scene.published()
    second = scene.draft()
    assert (first.slug, second.slug) == ("2026-q2", "2026-q2-edition-2")

    second = scene.published(scene.kept(second))

    assert fresh(first).state == "superseded"
    assert fresh(first).publication.superseded_by == second.publication
    assert fresh(second).state == "published"


def test_the_panel_reads_an_embargoed_edition_before_the_public():
    scene = Scene()
    until = tomorrow()
    edition = editions.embargo(edition=scene.approved(), until=until, by=scene.chief)
    ledger, now = Publication.objects.for_office(scene.office), timezone.now()

    assert list(ledger.embargoed(at=now)) == [edition.publication]
    assert not ledger.public(at=now).exists()
    assert list(ledger.public(at=until)) == [edition.publication]
    assert Can.READ_PANEL_PAPERS in MAY[Role.PANEL_MEMBER]
    assert Can.READ_DESK not in MAY[Role.PANEL_MEMBER]


def test_an_embargo_does_not_end_in_the_past():
    scene = Scene()

    with pytest.raises(MoveRefused, match="still to come"):
        editions.embargo(edition=scene.approved(), until=timezone.now(), by=scene.chief)


def test_a_tick_ends_an_embargo_once(capsys):
    scene = Scene()
    edition = scene.approved()
    editions.embargo(edition=edition, until=tomorrow(), by=scene.chief)
    call_command("tick")
    assert fresh(edition).state == "embargoed"

    Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now())
    call_command("tick")
    call_command("tick")

    assert fresh(edition).state == "published"
    assert capsys.readouterr().out == f"Published: {edition}\n"
    assert AuditLine.objects.filter(
        subject_kind="reports.Edition", verb="publish"
    ).get()
    assert not editions.release(edition=edition, at=timezone.now() + LATER)


def test_an_embargo_may_be_ended_early():
    scene = Scene()
    edition = scene.approved()
    editions.embargo(edition=edition, until=tomorrow(), by=scene.chief)

    editions.publish(edition=edition, by=scene.chief)

    assert fresh(edition).publication.is_public(at=timezone.now())
    assert Publication.objects.count() == 1
