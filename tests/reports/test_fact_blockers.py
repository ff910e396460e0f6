"""A report is not frozen while those it writes about check the facts."""

import datetime as dt

from measures.models import Commentary
from opcc.core import clock
from reports.build.blockers import blockers
from scrutiny.changes import facts
from scrutiny.models import FactCheck
from tests.reports.desk_scene import QUARTER, Scene
from tests.reports.test_blockers import write

STARTED = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


def found(edition, on):
    return [(each.is_error, each.text) for each in blockers(edition, on=on)]


def test_a_check_of_fact_stops_the_report_for_five_working_days():
    scene = Scene()
    write(scene, scene.measure, happening="It rose.")
    force = scene.office.force
    with clock.told(STARTED):
        facts.start(
            office=scene.office, organisation=force, quarter=QUARTER, by=scene.builder
        )
    edition = scene.draft()

    # Monday 2 November and five working days: the last is Monday 9 November.
    assert FactCheck.objects.get().closes_on == dt.date(2026, 11, 9)
    assert Commentary.objects.count() == 1
    running = f"{force} checks the facts until Monday 9 November 2026."
    assert found(edition, dt.date(2026, 11, 9)) == [(True, running)]
    silent = f"{force} did not confirm the facts in time."
    assert found(edition, dt.date(2026, 11, 10)) == [(False, silent)]
