"""A small number that is hidden stays hidden: freeze, publication and what is told."""

import pytest

from opcc.core.moves import MoveRefused
from reports.build import build_edition
from reports.build.blockers import blockers
from reports.changes import editions, freezing, publications
from reports.models import Edition
from tests.reports.desk_scene import QUARTER, fresh
from tests.reports.small_scene import SmallScene, frozen

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
    assert fresh(edition).publication is None
