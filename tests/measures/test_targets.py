"""Targets and baselines."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.changes import definitions
from measures.models import Target
from opcc.core.models import AuditLine
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, UserFactory, person

BAND = {"polarity": "band"}


def aim(measure, value="85", from_day=dt.date(2026, 4, 1), **facts):
    target = Target(value=Decimal(value), valid_from=from_day, **facts)
    return definitions.set_target(measure=measure, target=target, by=UserFactory())


def test_of_two_targets_the_one_that_started_later_is_in_force():
    measure = MeasureFactory(target="80")

    later = aim(measure, "85")

    assert measure.target_on(dt.date(2026, 3, 31)).value == 80
    assert measure.target_on(dt.date(2026, 4, 1)) == later


def test_of_two_targets_from_one_day_the_one_set_last_is_in_force():
    measure = MeasureFactory()
    aim(measure, "85")

    corrected = aim(measure, "86")

    assert measure.target_on(dt.date(2026, 4, 1)) == corrected
    assert measure.targets.count() == 2


def test_a_target_is_never_changed():
    measure = MeasureFactory(target="80")

    with pytest.raises(TypeError, match="never changed"):
        measure.targets.update(value=90)


def test_setting_a_target_leaves_who_and_why():
    measure = MeasureFactory()
    by = UserFactory(name="Priya Nandra")
    target = Target(
        value=Decimal(85), valid_from=dt.date(2026, 4, 1), reason="The plan says so"
    )

    definitions.set_target(measure=measure, target=target, by=by)

    line = AuditLine.objects.get(office=measure.office)
    assert (line.verb, line.by, line.reason) == ("set target", by, "The plan says so")
    assert line.after["value"] == "85"


def test_a_range_is_aimed_at_where_a_range_is_better():
    with pytest.raises(ValidationError, match="both ends of the range"):
        aim(MeasureFactory(version=BAND))


def test_a_per_cent_of_nothing_is_no_tolerance():
    with pytest.raises(ValidationError, match="A per cent of 0 is 0"):
        aim(MeasureFactory(), "0", tolerance=5, tolerance_kind="percent")


def test_a_baseline_stated_again_replaces_the_first_and_leaves_a_line():
    measure, by, year = MeasureFactory(), UserFactory(), Period.year(2023)
    definitions.set_baseline(measure=measure, period=year, value=Decimal(70), by=by)

    definitions.set_baseline(measure=measure, period=year, value=Decimal(71), by=by)

    assert measure.baselines.get().value == 71
    assert AuditLine.objects.filter(office=measure.office).count() == 2


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def address(measure, name="target-set"):
    return reverse(f"measures:{name}", args=[measure.office.slug, measure.code])


def test_a_target_is_set_from_its_page(desk, office):
    measure = MeasureFactory(office=office)
    typed = {
        "value": "85",
        "tolerance": "5",
        "tolerance_kind": "absolute",
        "valid_from": "2026-04-01",
    }

    desk.post(address(measure), typed)

    target = measure.targets.get()
    assert (target.value, target.tolerance, target.basis) == (85, 5, "quarter")


def test_a_range_has_two_ends_on_its_page(desk, office):
    measure = MeasureFactory(office=office, version=BAND)
    typed = {
        "lower": "110",
        "upper": "90",
        "tolerance": "0",
        "tolerance_kind": "absolute",
        "valid_from": "2026-04-01",
    }

    page = desk.post(address(measure), typed).content.decode()
    desk.post(address(measure), typed | {"upper": "120"})

    assert "The range&#x27;s upper end is below its lower." in page
    target = measure.targets.get()
    assert (target.lower, target.upper) == (110, 120)


def test_only_a_sum_is_asked_what_its_target_is_for(desk, office):
    share = MeasureFactory(office=office)
    count = MeasureFactory(
        office=office, version={"kind": "count", "unit_name": "offences"}
    )

    assert "The target is for" not in desk.get(address(share)).content.decode()
    assert "The target is for" in desk.get(address(count)).content.decode()


def test_a_baseline_names_its_period(desk, office):
    measure = MeasureFactory(office=office)
    form = address(measure, "baseline-set")

    page = desk.post(form, {"period": "last year", "value": "70"}).content.decode()
    desk.post(form, {"period": "2023/24", "value": "70"})

    assert "Write a period as 2026-Q2, 2026-07 or 2026/27" in page
    assert measure.baselines.get().period == Period.year(2023)


def test_nobody_sets_the_target_of_another_offices_measure(desk, office):
    elsewhere = MeasureFactory(code="9Z")
    form = reverse("measures:target-set", args=[office.slug, elsewhere.code])

    assert desk.post(form, {"value": "1"}).status_code == 404
