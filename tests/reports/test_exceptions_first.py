"""Rule 17: every exception has commentary, or a reason for none, before sign-off."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.changes import cycles, exceptions
from measures.models import Commentary, CycleException
from opcc.core.access import standing_of
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.blockers import blockers
from reports.changes import editions
from reports.models import Edition
from tests.factories import person
from tests.reports.desk_scene import QUARTER, Scene

ON = dt.date(2026, 10, 21)


@pytest.fixture
def scene():
    scene = Scene()
    cycle = cycles.schedule(office=scene.office, quarter=QUARTER, by=scene.builder)
    scene.cycle = cycles.move(cycle=cycle, name="open", by=scene.builder, on=ON)
    return scene


def call_in(scene):
    """Something that its figures say nothing about: it is green."""
    return exceptions.call_in(
        cycle=scene.cycle,
        subject=scene.measure,
        source="commissioner",
        reason="Victims ask about it",
        by=standing_of(scene.commissioner, scene.office, on=ON),
        on=ON,
    )


def write(scene, measure):
    return Commentary.objects.create(
        measure=measure,
        number=1,
        by=scene.builder,
        at=timezone.now(),
        happening="It holds.",
        did="She asked.",
        **columns(QUARTER),
    )


def give_reason(scene, row):
    return exceptions.give_reason(
        exception=row,
        reason="Asked and answered at the board",
        seen=row.revision,
        by=standing_of(scene.builder, scene.office, on=ON),
    )


def errors(edition):
    return [b for b in blockers(edition, on=ON) if b.is_error]


def test_every_exception_in_a_cycle_has_commentary_or_a_recorded_reason_before_sign_off(
    scene,
):
    edition = scene.kept()
    row = call_in(scene)

    with pytest.raises(MoveRefused) as refusal:
        editions.sign_off(edition=edition, by=scene.chief)
    assert str(refusal.value) == (
        "1 exception of this quarter has neither commentary nor a recorded reason for "
        "none: 1A."
    )

    give_reason(scene, row)

    signed = editions.sign_off(edition=edition, by=scene.chief)
    assert signed.state == Edition.State.SIGNED_OFF


def test_commentary_lets_it_be_signed_off_too(scene):
    edition = scene.kept()
    call_in(scene)

    write(scene, scene.measure)

    assert editions.sign_off(edition=edition, by=scene.chief).signed_off_by


def test_an_exception_of_another_quarter_stops_nothing(scene):
    edition = scene.kept()
    earlier = cycles.schedule(
        office=scene.office, quarter=QUARTER - 1, by=scene.builder
    )
    scene.cycle = cycles.move(cycle=earlier, name="open", by=scene.builder, on=ON)
    call_in(scene)

    assert editions.sign_off(edition=edition, by=scene.chief).signed_off_by


def test_each_that_waits_is_named_with_its_owner_and_where_it_is_answered(scene):
    row = call_in(scene)
    edition = scene.draft()

    (blocker,) = errors(edition)

    assert blocker.text == (
        "1A Victims satisfied with the service is an exception: it has no commentary, "
        "nor a reason why."
    )
    assert blocker.who == scene.builder.name
    assert (blocker.view, blocker.args) == ("returns:exception", ("2026-Q2", row.pk))
    assert reverse(blocker.view, args=[scene.office.slug, *blocker.args])


def test_a_red_measure_with_a_reason_for_none_stops_nothing(scene):
    scene.add_measure("1B", "60")
    edition = scene.draft()
    assert [b.text for b in errors(edition)] == [
        "1B Victims satisfied with the service is red and has no commentary, and no "
        "reason for none."
    ]

    exceptions.find(cycle=scene.cycle, by=scene.builder, on=ON)
    (waits,) = errors(edition)
    assert waits.view == "returns:exception"

    give_reason(scene, CycleException.objects.get())
    assert errors(edition) == []


def test_who_signs_off_is_led_to_what_waits(client, scene):
    edition = scene.kept()
    row = call_in(scene)
    client.force_login(scene.chief)
    office = scene.office.slug

    page = client.get(reverse("reports:edition", args=[office, edition.pk]))
    assert "1 exception waits for commentary" in page.content.decode()

    page = client.get(reverse("reports:edition-blockers", args=[office, edition.pk]))
    link = reverse("returns:exception", args=[office, QUARTER.key, row.pk])
    assert f'href="{link}"' in page.content.decode()

    response = client.post(
        reverse("reports:edition-sign-off", args=[office, edition.pk]), follow=True
    )
    assert "neither commentary nor a recorded reason" in response.content.decode()


def test_many_exceptions_cost_no_more_queries(scene, django_assert_num_queries):
    lead = person(scene.office, Role.PRIORITY_LEAD)
    for code in ("1B", "1C", "1D"):
        scene.add_measure(code, "60")
    exceptions.find(cycle=scene.cycle, by=lead, on=ON)
    rows = Edition.objects.select_related("office", "plan", "meeting__body")
    edition = rows.get(pk=scene.draft().pk)

    # The twenty-three of an edition without exceptions, and two for theirs.
    with django_assert_num_queries(25):
        assert len(errors(edition)) == 3
