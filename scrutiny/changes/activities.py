"""Oversight activities: set up, changed, and recorded as having happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from scrutiny.domain import cadence
from scrutiny.models import ActivityArea, ActivityRecord, OversightActivity

FACTS = ("name", "often", "starts_on", "ended_on")


@transaction.atomic
def add(
    *, activity: OversightActivity, areas: Iterable[str], by: User
) -> OversightActivity:
    activity.validate_constraints()
    activity.save(force_insert=True)
    _set_areas(activity, areas)
    after = _facts(activity)
    audit.record("add", activity, office=activity.office, by=by, after=after)
    return activity


@transaction.atomic
def edit(
    *, activity: OversightActivity, areas: Iterable[str], by: User
) -> OversightActivity:
    """MoveRefused where an area would go in which it has happened."""
    stored = _locked(activity)
    before = _facts(stored)
    for name in FACTS:
        setattr(stored, name, getattr(activity, name))
    stored.validate_constraints()
    stored.save(update_fields=FACTS)
    _set_areas(stored, areas)
    old, new = audit.changed(before, _facts(stored))
    if new:
        audit.record("edit", stored, office=stored.office, by=by, before=old, after=new)
    return stored


@transaction.atomic
def record(
    *,
    activity: OversightActivity,
    happened_on: dt.date,
    area: ActivityArea | None,
    by: User,
) -> ActivityRecord:
    """That it happened, and nothing else. The same day and area again is refused."""
    stored = _locked(activity)
    if stored.ended_on is not None and happened_on > stored.ended_on:
        raise MoveRefused("The activity had ended by then: give an earlier day.")
    cadence.check_record(
        happened_on=happened_on,
        since=stored.starts_on,
        on=clock.today(),
        has_areas=stored.areas.exists(),
        area=area.name if area else "",
    )
    done = ActivityRecord(
        activity=stored, happened_on=happened_on, area=area, by=by, at=clock.now()
    )
    done.validate_constraints()
    done.save(force_insert=True)
    audit.record(
        "record", stored, office=stored.office, by=by, after=_record_facts(done)
    )
    return done


@transaction.atomic
def strike_out(*, record: ActivityRecord, by: User) -> None:
    """A press that was a mistake: the record goes, the log keeps that it was there."""
    stored = _locked(record.activity)
    before = _record_facts(record)
    audit.record("strike out", stored, office=stored.office, by=by, before=before)
    record.delete()


def _set_areas(activity: OversightActivity, names: Iterable[str]) -> None:
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    gone = activity.areas.exclude(name__in=wanted)
    for area in gone.filter(records__isnull=False).distinct():
        raise MoveRefused(
            f"It has happened in {area.name}, so that area stays: end this activity "
            "and add another."
        )
    gone.delete()
    known = set(activity.areas.values_list("name", flat=True))
    for name in wanted:
        if name not in known:
            ActivityArea.objects.create(activity=activity, name=name)


def _locked(activity: OversightActivity) -> OversightActivity:
    found = OversightActivity.objects.select_related("office")
    return found.select_for_update(of=("self",)).get(pk=activity.pk)


def _facts(activity: OversightActivity) -> dict[str, object]:
    areas = activity.areas.order_by("name").values_list("name", flat=True)
    return {**audit.facts(activity, *FACTS), "areas": list(areas)}


def _record_facts(record: ActivityRecord) -> dict[str, object]:
    return {
        "happened_on": record.happened_on,
        "area": record.area.name if record.area else "",
    }
