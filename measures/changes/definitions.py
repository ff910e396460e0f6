"""Changes to measures, their dated definitions, targets, baselines and restrictions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.workflow import MEASURE
from measures.models import Baseline, Measure, MeasureVersion, Observation, Target
from opcc.core import audit, clock
from opcc.core.models import Restriction, User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.periods import Period
from plans.models import Objective

DAY = dt.timedelta(days=1)

AMENDABLE = (
    "code",
    "is_indicator",
    "provider_id",
    "routes",
    "is_sensitive",
    "is_seasonal",
    "own_threshold",
    "visibility",
    "order",
)
"""What may change without a new definition."""

STARTS_IN = {"month": None, "quarter": (1, 4, 7, 10), "year": (4,)}
"""The months in which a period of each frequency begins; None is any."""


@transaction.atomic
def add_measure(
    *,
    measure: Measure,
    version: MeasureVersion,
    by: User,
    objectives: Iterable[Objective] = (),
) -> Measure:
    """A proposed measure with its first definition. Raises ValidationError."""
    measure.state = Measure.State.PROPOSED
    measure.full_clean()
    measure.save(force_insert=True)
    version.measure, version.number, version.is_break = measure, 1, False
    version.set_at = clock.now()
    version.full_clean()
    version.save(force_insert=True)
    measure.objectives.set(objectives)
    after = {**_facts(measure), "definition": _definition(version)}
    _record("add", measure, by, after=after)
    return measure


@transaction.atomic
def amend(
    *,
    measure: Measure,
    to: Mapping[str, Any],
    based_on: int,
    by: User,
    objectives: Iterable[Objective] | None = None,
) -> Measure:
    """Change what is not part of the definition; ``to`` is new values by field.

    ``based_on`` is the revision that its author saw. Raises WrittenMeanwhile where
    somebody else saved since; ValidationError; KeyError for a field that is not
    AMENDABLE.
    """
    stored = _locked(measure)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = _facts(stored)
    for name, value in to.items():
        if name not in AMENDABLE:
            raise KeyError(name)
        setattr(stored, name, value)
    stored.revision += 1
    stored.full_clean()
    stored.save(update_fields=[*AMENDABLE, "revision"])
    if objectives is not None:
        stored.objectives.set(objectives)
    old, new = audit.changed(before, _facts(stored))
    if new:
        _record("amend", stored, by, before=old, after=new)
    return stored


@transaction.atomic
def new_version(
    *, measure: Measure, version: MeasureVersion, by: User
) -> MeasureVersion:
    """Define the measure anew from a day; the definition before ends the day before.

    Figures from that day on that are not locked move to it. Raises ValidationError
    for the form, MoveRefused where locked figures stand in the way.
    """
    stored = _locked(measure)
    previous = _latest(stored)
    _check_start(version, previous)
    _check_unlocked(stored, version.valid_from)
    before = {"valid_to": previous.valid_to}
    previous.valid_to = version.valid_from - DAY
    previous.save(update_fields=["valid_to"])
    version.measure, version.number = stored, previous.number + 1
    version.set_at = clock.now()
    version.full_clean()
    version.save(force_insert=True)
    moved = stored.observations.filter(period_start__gte=version.valid_from)
    after = {
        "valid_to": previous.valid_to,
        "definition": _definition(version),
        "figures moved": moved.update(version=version),
    }
    _record(
        "define", stored, by, before=before, after=after, reason=version.change_note
    )
    return version


@transaction.atomic
def move(
    *, measure: Measure, name: str, by: User, on: dt.date, reason: str = ""
) -> Measure:
    """Take it through one move of MEASURE. Raises MoveRefused."""
    stored = _locked(measure)
    step = MEASURE.check(name, state=stored.state, reason=reason)
    before = audit.facts(stored, "state", "retired_on")
    stored.state = step.target
    stored.retired_on = on if step.target == Measure.State.RETIRED else None
    stored.save(update_fields=["state", "retired_on"])
    _record(
        name,
        stored,
        by,
        before=before,
        after=audit.facts(stored, "state", "retired_on"),
        reason=reason,
    )
    return stored


@transaction.atomic
def set_target(*, measure: Measure, target: Target, by: User) -> Target:
    """Add a target; of two that hold on a day the one that started later counts.

    Raises ValidationError.
    """
    stored = _locked(measure)
    target.measure, target.set_by, target.set_at = stored, by, clock.now()
    _check_shape(stored, target)
    target.full_clean()
    target.save(force_insert=True)
    names = [f.attname for f in Target._meta.concrete_fields if f.name != "measure"]
    _record(
        "set target",
        stored,
        by,
        after=audit.facts(target, *names),
        reason=target.reason,
    )
    return target


@transaction.atomic
def set_baseline(
    *, measure: Measure, period: Period, value: Decimal, by: User, note: str = ""
) -> Baseline:
    """State the figure of a period that progress is told from; again replaces it."""
    stored = _locked(measure)
    existing = stored.baselines.filter(**columns(period)).first()
    before = audit.facts(existing, "value", "note") if existing else {}
    baseline = existing or Baseline(measure=stored, **columns(period))
    baseline.value, baseline.note = value, note
    baseline.full_clean()
    baseline.save()
    after = {"period": period.key, **audit.facts(baseline, "value", "note")}
    _record("set baseline", stored, by, before=before, after=after)
    return baseline


@transaction.atomic
def restrict(*, measure: Measure, restriction: Restriction, by: User) -> Measure:
    """Withhold every figure of it until that is released. Raises MoveRefused."""
    stored = _locked(measure)
    if _active_restriction(stored) is not None:
        raise MoveRefused(_("The figures of this measure are withheld already."))
    restriction.office, restriction.decided_by = stored.office, by
    restriction.full_clean()
    restriction.save(force_insert=True)
    stored.restriction = restriction
    stored.save(update_fields=["restriction"])
    _record(
        "withhold",
        stored,
        by,
        after=audit.facts(
            restriction,
            "reason_code",
            "visibility",
            "asked_by",
            "decided_on",
            "review_on",
        ),
        reason=restriction.reason,
    )
    return stored


@transaction.atomic
def release(*, measure: Measure, by: User, on: dt.date, reason: str = "") -> Measure:
    """End the restriction; it stays on record. Raises MoveRefused where none stands."""
    stored = _locked(measure)
    restriction = _active_restriction(stored)
    if restriction is None:
        raise MoveRefused(_("The figures of this measure are not withheld."))
    restriction.released_on = on
    restriction.save(update_fields=["released_on"])
    _record(
        "release",
        stored,
        by,
        before={"restriction": restriction.pk},
        after={"released_on": on},
        reason=reason,
    )
    return stored


def _record(verb: str, measure: Measure, by: User, **said: Any) -> None:
    """One line of the audit log about a measure: before, after and reason."""
    audit.record(verb, measure, office=measure.office, by=by, **said)


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update().get(pk=measure.pk)


def _latest(measure: Measure) -> MeasureVersion:
    latest = measure.latest_version
    if latest is None:
        raise MoveRefused(_("This measure has no definition to follow."))
    return latest


def _active_restriction(measure: Measure) -> Restriction | None:
    restriction = measure.restriction
    return restriction if restriction and restriction.released_on is None else None


def _facts(measure: Measure) -> dict[str, Any]:
    objectives = sorted(measure.objectives.values_list("pk", flat=True))
    return {**audit.facts(measure, *AMENDABLE), "objectives": objectives}


def _definition(version: MeasureVersion) -> dict[str, Any]:
    names = [f.attname for f in MeasureVersion._meta.concrete_fields]
    return audit.facts(version, *[n for n in names if n not in ("id", "measure_id")])


def _check_start(version: MeasureVersion, previous: MeasureVersion) -> None:
    """What a definition that follows another has to say, and when it may begin."""
    wrong = {}
    if not version.change_note.strip():
        wrong["change_note"] = _("Say what changes, and why.")
    if version.valid_from <= previous.valid_from:
        wrong["valid_from"] = _(
            "The definition in force began on %(day)s: start after that."
        ) % {"day": _said(previous.valid_from)}
    elif not _begins_a_period(version):
        wrong["valid_from"] = _("Start on the first day of a %(period)s.") % {
            "period": version.frequency
        }
    if wrong:
        raise ValidationError(wrong)


def _begins_a_period(version: MeasureVersion) -> bool:
    if version.frequency not in STARTS_IN:
        return True
    months = STARTS_IN[version.frequency]
    start = version.valid_from
    return start.day == 1 and (months is None or start.month in months)


def _check_unlocked(measure: Measure, start: dt.date) -> None:
    locked = measure.observations.filter(
        state=Observation.State.LOCKED, period_end__gte=start
    ).order_by("period_end")
    last = locked.last()
    if last is not None:
        raise MoveRefused(
            _(
                "Figures up to %(day)s are locked under the definition in force: "
                "start the new one after that day."
            )
            % {"day": _said(last.period_end)}
        )


def _check_shape(measure: Measure, target: Target) -> None:
    """A range is aimed at where a range is better, and one number where it is not."""
    version = measure.version_on(target.valid_from) or measure.latest_version
    wants_band = version is not None and version.polarity == "band"
    if wants_band and target.value is not None:
        raise ValidationError(
            {"lower": _("In a range is better: give both ends of the range.")}
        )
    if not wants_band and target.value is None:
        raise ValidationError({"value": _("Give the target.")})


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
