"""The freeze: what it locks, and that it happens once, whoever dies on the way."""

import datetime as dt
import os
import signal
import threading
import time

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from measures.models import Observation
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from reports import render, tasks
from reports.changes import freezing
from reports.domain import content as contents
from reports.models import Document, Edition
from tests.factories import ObservationFactory
from tests.reports.desk_scene import BEFORE, QUARTER, Scene, fresh


def asked(scene) -> Edition:
    return freezing.ask(edition=scene.draft(), by=scene.builder)


def dies(*args):
    """What a killed worker does: it stops, and clears nothing up."""
    raise SystemExit


def test_a_freeze_stores_every_drawing_with_its_hash():
    edition = Scene().frozen()

    drawn = {(r.format, r.part): r for r in edition.document.renderings.all()}
    assert {("html", ""), ("pdf", ""), ("csv", ""), ("xlsx", "")} <= drawn.keys()
    assert ("html", "1A") in drawn
    assert bytes(drawn["pdf", ""].body).startswith(b"%PDF-")
    assert bytes(drawn["json", ""].body) == bytes(edition.document.content)
    assert all(contents.fingerprint(r.body) == r.sha256 for r in drawn.values())


def test_after_a_freeze_the_values_it_prints_are_locked():
    scene = Scene()
    other = ObservationFactory(measure__office=scene.office, period=QUARTER)
    scene.frozen()

    states = dict(scene.measure.observations.values_list("period_start", "state"))
    assert states == {BEFORE.start: "locked", QUARTER.start: "locked"}
    assert Observation.objects.get(pk=other.pk).state == "validated"


def test_a_value_entered_after_the_day_of_the_figures_is_left_out_and_open():
    scene = Scene()
    late = ObservationFactory(
        measure=scene.add_measure("1B"),
        period=QUARTER,
        entered_at=dt.datetime(2026, 10, 21, 9, tzinfo=dt.UTC),
    )
    content = contents.from_bytes(bytes(scene.frozen().document.content))

    assert content.part("1B").figure.text == "[x]"
    assert Observation.objects.get(pk=late.pk).state == "validated"


def test_two_workers_freeze_an_edition_once():
    edition = asked(Scene())

    first = freezing.Lease.take(edition.pk, at=timezone.now())
    assert freezing.Lease.take(edition.pk, at=timezone.now()) is None
    assert not freezing.freeze(edition.pk)

    assert freezing._freeze(first)
    assert not freezing.freeze(edition.pk)
    assert Document.objects.count() == 1
    assert AuditLine.objects.filter(verb="freeze").count() == 1


def test_a_worker_that_lost_its_lease_stores_nothing():
    edition = asked(Scene())
    slow = freezing.Lease.take(edition.pk, at=timezone.now() - dt.timedelta(hours=1))
    quick = freezing.Lease.take(edition.pk, at=timezone.now())

    with pytest.raises(freezing.LeaseLost):
        freezing._freeze(slow)
    assert Document.objects.count() == 0
    assert freezing._freeze(quick)


# The worker closes its connections, which a test's own transaction would not survive.
@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_is_taken_up_again_once(monkeypatch, capsys):
    edition = asked(Scene())
    with monkeypatch.context() as killed, pytest.raises(SystemExit):
        killed.setattr(render, "render_all", dies)
        freezing.freeze(edition.pk)
    assert fresh(edition).state == "draft"
    assert Document.objects.count() == 0

    call_command("tick")
    assert capsys.readouterr().out == ""  # its lease has not run out yet

    Edition.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    call_command("tick")
    call_command("tick")
    assert capsys.readouterr().out == f"To be frozen: {edition}\n"
    tasks.freeze_edition.enqueue(edition.pk)  # a nudge too many harms nobody

    call_command("work", once=True)
    assert fresh(edition).state == "frozen"
    assert Document.objects.count() == 1
    assert DBTaskResult.objects.successful().count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_drawing_that_takes_longer_than_a_lease_does_not_lose_it(
    monkeypatch, settings
):
    edition = asked(Scene())
    settings.FREEZE_LEASE_SECONDS = 2
    draw = render.render_all

    def slowly(content, stored):
        time.sleep(3)
        assert not Edition.objects.lost(at=timezone.now()).exists()
        return draw(content, stored)

    monkeypatch.setattr(render, "render_all", slowly)
    assert freezing.freeze(edition.pk)
    assert fresh(edition).state == "frozen"


def test_figures_that_change_under_the_freeze_are_gathered_again(monkeypatch):
    scene = Scene()
    edition = asked(scene)
    draw = render.render_all
    now = scene.measure.observations.filter(period_start=QUARTER.start)
    new_values = iter(["79", "79"])

    def and_meanwhile_a_value_changes(content, stored):
        now.update(value=next(new_values))
        return draw(content, stored)

    monkeypatch.setattr(render, "render_all", and_meanwhile_a_value_changes)
    assert freezing.freeze(edition.pk)

    document = Document.objects.get()
    part = contents.from_bytes(bytes(document.content)).part("1A")
    assert part.figure.text == "79.0%"


def test_what_went_wrong_is_told_and_asking_again_clears_it(monkeypatch):
    scene = Scene()
    edition = asked(scene)

    def full(*args):
        raise OSError("No space left on device")

    with monkeypatch.context() as disk, pytest.raises(OSError, match="No space"):
        disk.setattr(render, "render_all", full)
        freezing.freeze(edition.pk)

    edition = fresh(edition)
    assert edition.freeze_error == "OSError: No space left on device"
    assert not edition.is_freezing
    call_command("tick")
    assert DBTaskResult.objects.count() == 0

    assert freezing.ask(edition=edition, by=scene.builder).freeze_error == ""
    assert freezing.freeze(edition.pk)


def test_asking_twice_does_not_take_the_lease_from_the_worker_at_work():
    scene = Scene()
    edition = asked(scene)
    lease = freezing.Lease.take(edition.pk, at=timezone.now())

    freezing.ask(edition=edition, by=scene.builder)

    assert fresh(edition).lease_until == lease.until


def test_an_edition_with_something_in_its_way_is_not_frozen():
    scene = Scene()
    scene.add_measure("1B", "60")  # red, and nothing written

    with pytest.raises(MoveRefused, match="stands in the way"):
        asked(scene)


# The worker closes its connections, which a test's own transaction would not survive.
@pytest.mark.django_db(transaction=True)
def test_the_worker_stops_when_it_is_told_to():
    edition = asked(Scene())
    before = signal.getsignal(signal.SIGTERM)
    told = threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGTERM])
    told.start()

    call_command("work", interval=60)

    assert fresh(edition).state == "frozen"
    assert signal.getsignal(signal.SIGTERM) == before
