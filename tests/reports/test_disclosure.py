"""A small number that is hidden stays hidden: freeze, publication and what is told."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from reports.build import build_edition
from reports.build.blockers import blockers
from reports.build.guard import Earlier
from reports.build.proposing import draft_guarded
from reports.changes import disclosure, editions, freezing, publications
from reports.domain.disclosed import Strand
from reports.models import DisclosureProposal, Edition, Suppression
from tests.reports.desk_scene import BEFORE, QUARTER, Scene, fresh
from tests.reports.small_scene import QUARTERS, SmallScene, frozen
from tests.reports.test_desk import seen, sent, url

TODAY = QUARTER.end.replace(month=10, day=20)


def errors(edition):
    found = blockers(Edition.objects.get(pk=edition.pk), on=TODAY)
    return [each.text for each in found if each.is_error]


def built(edition):
    return build_edition(edition, frozen_on=TODAY)


def trapped():
    """The worked trap: the edition before is published, the next in draft."""
    scene = SmallScene()
    scene.state_twelve_months()
    scene.published_before()
    return scene, scene.draft()


def test_a_hidden_quarter_alone_stops_nothing():
    scene = SmallScene()
    scene.published_before()
    edition = scene.draft()

    assert built(edition).part("1G").figure.text == "[c]"
    assert errors(edition) == []
    assert frozen(edition, scene).state == "frozen"


def test_the_worked_trap_stops_the_edition():
    _scene, edition = trapped()

    # 36 - 42 + 9 = 3; or, as all of them are told, 36 - 11 - 10 - 12 = 3.
    assert errors(edition) == [
        "1G Children harmed twice gives a hidden figure away: July to September 2026."
    ]


def test_no_set_of_published_figures_lets_a_suppressed_cell_be_worked_out():
    """Rule 10: neither asked for, nor frozen, nor entered in the ledger."""
    scene, edition = trapped()

    with pytest.raises(MoveRefused, match="stands in the way"):
        freezing.ask(edition=edition, by=scene.builder)
    Edition.objects.filter(pk=edition.pk).update(
        freeze_asked_at="2026-10-20T09:00Z", freeze_asked_by=scene.builder
    )
    with pytest.raises(freezing.FreezeFailed, match="give hidden figures away"):
        freezing.freeze(edition.pk)
    assert fresh(edition).state == "draft"

    approved = scene.approved(scene.kept(fresh(edition)))
    with pytest.raises(MoveRefused, match="You cannot publish this edition"):
        editions.publish(edition=approved, by=scene.chief)
    with pytest.raises(MoveRefused, match="give hidden figures away"):
        publications.enter(
            document=approved.document,
            slug="by-another-way",
            public_from=approved.approved_at,
            by=scene.chief,
        )
    until = timezone.now() + dt.timedelta(days=7)
    with pytest.raises(MoveRefused, match="You cannot publish this edition"):
        editions.embargo(edition=approved, until=until, by=scene.chief)
    assert fresh(edition).publication is None


def test_earlier_editions_are_read_as_they_were_stored():
    scene, edition = trapped()
    scene.small.observations.filter(period_end=BEFORE.end).update(value=99)

    (guarded,) = draft_guarded(edition)

    (before,) = guarded.earlier
    assert before.cells[Strand(), BEFORE] == 12
    assert [each.statement.low for each in before.sources] == [42]


def test_what_is_superseded_or_under_embargo_was_told_too():
    scene = SmallScene()
    scene.published_before()
    scene.published_before()  # supersedes the first
    later = scene.approved(scene.kept())
    until = timezone.now() + dt.timedelta(days=7)
    editions.embargo(edition=later, until=until, by=scene.chief)

    told = Earlier.of(scene.office)

    assert [name for name, _parts in told.editions] == [
        "Quarter 1, 2026/27, edition 1",
        "Quarter 1, 2026/27, edition 2",
        "Quarter 2, 2026/27, edition 1",
    ]


# -- the page, what it proposes, and what is decided


def page_of(client, scene, edition, by=None):
    return seen(client, scene, by or scene.builder, "disclosure", edition.pk)


def proposed_for(client, scene, edition):
    return sent(client, scene, scene.builder, "disclosure-propose", edition.pk)


def worked_out(scene, edition):
    (guarded,) = draft_guarded(edition)
    row, _new = disclosure.ask(
        edition=edition, measure=scene.small, fingerprint=guarded.fingerprint
    )
    assert disclosure.work_out(row.pk)
    row.refresh_from_db()
    return row


def test_the_page_says_in_words_what_could_be_worked_out(client):
    scene, edition = trapped()

    page = page_of(client, scene, edition)

    assert "July to September 2026 can be worked out as exactly 3: 36 (" in page
    assert "Stops the edition" in page
    assert "It is being worked out." in proposed_for(client, scene, edition)
    assert DBTaskResult.objects.count() == 1
    proposed_for(client, scene, edition)
    assert DBTaskResult.objects.count() == 1  # asked for once


def test_to_read_the_page_changes_nothing(client):
    scene, edition = trapped()
    lines = AuditLine.objects.count()

    for by in (scene.builder, scene.commissioner):
        client.force_login(by)
        with CaptureQueriesContext(connection) as seen_by:
            page = client.get(url(scene, "disclosure", edition.pk)).content.decode()
        verbs = {each["sql"].split()[0] for each in seen_by}
        assert not verbs & {"INSERT", "UPDATE", "DELETE"}
        offered = by == scene.builder
        assert (url(scene, "disclosure-propose", edition.pk) in page) == offered

    assert not DisclosureProposal.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert AuditLine.objects.count() == lines


def test_only_those_who_build_editions_ask_what_to_hide(client):
    scene, edition = trapped()
    client.force_login(scene.commissioner)

    address = url(scene, "disclosure-propose", edition.pk)
    assert client.post(address).status_code == 403
    client.force_login(scene.builder)
    assert client.get(address).status_code == 405
    assert not DisclosureProposal.objects.exists()


def test_nobody_asks_what_to_hide_in_an_edition_past_its_draft(client):
    scene = SmallScene()

    page = proposed_for(client, scene, scene.kept())

    assert "decided while an edition is a draft" in page
    assert not DisclosureProposal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worked_trap_is_mended_by_what_the_page_proposes(client):
    scene, edition = trapped()
    proposed_for(client, scene, edition)
    call_command("work", once=True)

    page = page_of(client, scene, edition)
    assert "October 2025 to September 2026" in page
    assert "Hide these as well" in page
    row = DisclosureProposal.objects.get()
    page = sent(
        client,
        scene,
        scene.builder,
        "disclosure-hide",
        edition.pk,
        row.pk,
        reason="A small number could be worked out.",
    )

    assert "They are hidden." in page
    assert "Safe" in page
    twelve = built(edition).part("1G").comparison("rolling_12")
    assert twelve.total.text == "[c]"
    assert twelve.amount == "not stated"
    assert frozen(edition, scene).state == "frozen"


def test_a_decision_has_a_reason_and_stands_in_the_audit():
    scene, edition = trapped()
    row = worked_out(scene, edition)

    with pytest.raises(ValidationError):
        disclosure.apply(proposal=row, reason=" ", by=scene.builder)
    made = disclosure.apply(proposal=row, reason="It is theirs.", by=scene.builder)

    line = AuditLine.objects.filter(verb="hide").get()
    assert line.after == {
        "measure": "1G",
        "part": "",
        "period": "2025-10..2026-09",
    }
    assert (line.reason, line.by) == ("It is theirs.", scene.builder)
    assert [each.period for each in made] == [Period.rolling(QUARTER.end)]


def test_what_was_proposed_from_other_figures_is_never_applied():
    scene, edition = trapped()
    row = worked_out(scene, edition)
    scene.small.observations.filter(period_start=QUARTERS[3].start).update(value=21)

    with pytest.raises(MoveRefused, match="has changed since"):
        disclosure.apply(proposal=row, reason="It is theirs.", by=scene.builder)
    assert Suppression.objects.count() == 0


def test_a_proposal_of_other_figures_is_not_worked_out():
    scene, edition = trapped()
    row, _new = disclosure.ask(
        edition=edition, measure=scene.small, fingerprint="0" * 64
    )

    assert not disclosure.work_out(row.pk)
    assert not DisclosureProposal.objects.exists()


def test_a_proposal_is_worked_out_by_one_worker_and_taken_up_where_one_died():
    scene, edition = trapped()
    (guarded,) = draft_guarded(edition)
    row, _new = disclosure.ask(
        edition=edition, measure=scene.small, fingerprint=guarded.fingerprint
    )
    at_work = timezone.now() + dt.timedelta(seconds=60)
    DisclosureProposal.objects.update(lease_until=at_work)

    assert not disclosure.work_out(row.pk)

    DisclosureProposal.objects.update(lease_until=timezone.now() - dt.timedelta(1))
    call_command("tick")
    nudges = DBTaskResult.objects.filter(task_path__endswith=".work_out")
    assert nudges.count() == 1
    assert disclosure.work_out(row.pk)
    assert not disclosure.work_out(row.pk)  # a nudge too many


def test_a_decision_holds_for_later_editions_and_may_be_withdrawn(client):
    scene, edition = trapped()
    row = worked_out(scene, edition)
    (made,) = disclosure.apply(proposal=row, reason="It is theirs.", by=scene.builder)
    assert errors(edition) == []
    later = scene.draft()
    assert built(later).part("1G").comparison("rolling_12").total.text == "[c]"

    assert str(made) in page_of(client, scene, edition)
    page = sent(
        client,
        scene,
        scene.builder,
        "disclosure-withdraw",
        edition.pk,
        made.pk,
        reason="The total is published by the force.",
    )

    assert "It is shown again." in page
    assert built(edition).part("1G").comparison("rolling_12").total.text == "36"
    assert len(errors(edition)) == 1
    with pytest.raises(MoveRefused, match="does not hold any more"):
        disclosure.withdraw(
            suppression=made, edition=edition, reason="Again.", by=scene.builder
        )


def test_nothing_is_decided_about_an_edition_past_its_draft():
    scene = SmallScene()
    edition = scene.kept()

    with pytest.raises(MoveRefused, match="while an edition is a draft"):
        disclosure.hide(
            edition=edition,
            measure=scene.small,
            places=[("", QUARTER)],
            reason="It is theirs.",
            by=scene.builder,
        )


def test_a_leak_that_arose_since_the_freeze_stops_the_publication():
    scene = SmallScene()
    frozen_first = scene.approved(scene.kept())  # without totals of twelve months
    scene.state_twelve_months()
    other = scene.draft()
    scene.small.observations.filter(period_start=QUARTER.start).exclude(
        period_kind="rolling"
    ).update(value=40)
    scene.small.observations.filter(
        period_kind="rolling", period_end=QUARTER.end
    ).update(value=36)
    published = scene.published(scene.kept(other))
    assert published.state == "published"

    # The other edition told 40, of which this one says that it is hidden.
    with pytest.raises(MoveRefused, match="You cannot publish this edition"):
        editions.publish(edition=frozen_first, by=scene.chief)


# -- what earlier editions gave away


def shown_before():
    """The quarter before was published as 3, before the measure was sensitive."""
    scene = SmallScene(numbers=[(BEFORE, 3), (QUARTER, 20)])
    scene.small.is_sensitive = False
    scene.small.save()
    publication = scene.published_before().publication
    scene.small.is_sensitive = True
    scene.small.save()
    return scene, scene.draft(), publication


def test_what_an_earlier_edition_showed_is_said_to_be_lost(client):
    scene, edition, _publication = shown_before()

    assert len(errors(edition)) == 1
    page = page_of(client, scene, edition)

    assert "What earlier editions gave away already" in page
    assert "April to June 2026 can be worked out as exactly 3" in page
    assert "Nothing that is hidden now takes that back." in page
    assert "Hide these as well" not in page
    assert not DisclosureProposal.objects.exists()


def test_a_correction_that_names_the_measure_lets_the_edition_go_on(client):
    scene, edition, publication = shown_before()

    publications.correct(
        publication=publication,
        by=scene.chief,
        severity="figure",
        text="A figure that could identify a child was shown.",
        measure_code="1G",
    )

    assert errors(edition) == []
    assert "Said in a correction" in page_of(client, scene, edition)


def test_a_measure_that_is_withheld_stops_nothing():
    scene, edition, _publication = shown_before()
    scene.small.restriction = Restriction.objects.create(
        office=scene.office,
        reason_code=Restriction.ReasonCode.OPERATIONAL,
        reason="Children could be identified.",
        asked_by="The force",
        decided_by=scene.chief,
        decided_on=dt.date(2026, 10, 1),
        review_on=dt.date(2027, 1, 31),
    )
    scene.small.save()

    assert errors(edition) == []


# -- the page for others, and without anything hidden


def test_without_small_numbers_the_page_says_so(client):
    scene = Scene()

    page = page_of(client, scene, scene.draft())

    assert "Nothing is hidden in this edition" in page


def test_only_those_who_build_editions_decide(client):
    scene, edition = trapped()
    row = worked_out(scene, edition)

    page = page_of(client, scene, edition, by=scene.commissioner)

    assert "A performance officer decides that." in page
    address = url(scene, "disclosure-hide", edition.pk, row.pk)
    assert client.post(address, {"reason": "Mine."}).status_code == 403


def test_more_measures_without_small_numbers_cost_the_page_no_more_queries(
    client, django_assert_max_num_queries
):
    scene = SmallScene()
    edition = scene.draft()
    client.force_login(scene.builder)
    for code in ("1B", "1C", "1D"):
        scene.add_measure(code, "82")

    with django_assert_max_num_queries(20):
        assert client.get(url(scene, "disclosure", edition.pk)).status_code == 200
