"""Entering values, and taking them through their moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.domain.workflow import OBSERVATION, check_explained, check_four_eyes
from measures.models import Measure, MeasureVersion, Observation
from measures.reading import definition_of
from measures.statements import (
    SAID,
    Cell,
    Key,
    says_the_same,
    seen_of,
    why_not_typed_over,
)
from opcc.core import audit
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period

RECORDED = (*SAID, "note", "state", "entered_by_id", "vintage")
"""What the audit keeps of a value before and after a change."""

MOST_IN_A_QUERY = 500


class Stale(Exception):
    """Figures changed after they were shown; ``cells`` are those, none is stored."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__(
            _("Somebody else changed this value while you were working on it.")
        )
        self.cells = tuple(cells)


# -- stating values


@transaction.atomic
def enter(
    *, cells: Sequence[Cell], office: Office, by: User, at: dt.datetime
) -> list[Observation]:
    """State these figures, all or none; what says nothing new is left as it is.

    Raises Stale, MoveRefused for what may not be typed over, and ValidationError
    where no definition holds.
    """
    current = _current(cells, office)
    stale = [cell for cell in cells if _is_stale(cell, current.get(cell.key))]
    if stale:
        raise Stale(stale)
    return [_state(cell, current.get(cell.key), by=by, at=at) for cell in cells]


@transaction.atomic
def correct(
    *, observation: Observation, cell: Cell, by: User, at: dt.datetime
) -> Observation:
    """Answer a query with another value; raises MoveRefused unless it is queried."""
    observation = _locked(observation)
    OBSERVATION.check("correct", state=observation.state)
    return _change(observation, cell, by=by, at=at)


@transaction.atomic
def revise(
    *, observation: Observation, cell: Cell, reason: str, by: User, at: dt.datetime
) -> Observation:
    """State a locked figure anew: another vintage, entered, with its reason."""
    observation = _locked(observation)
    if observation.state != Observation.State.LOCKED:
        raise MoveRefused(
            _("Only a locked value is revised; this one can still be corrected.")
        )
    if not reason.strip():
        raise MoveRefused(_("Give a reason to revise a value that is locked."))
    if seen_of(observation) != cell.seen or _newest_of(observation) != observation.pk:
        raise Stale([cell])
    revised = _made(cell, by=by, at=at, vintage=observation.vintage + 1)
    revised.reason = reason
    revised.save(force_insert=True)
    _record("revise", revised, by=by, before=_facts(observation), reason=reason)
    return revised


def version_for(measure: Measure, period: Period) -> MeasureVersion:
    """The definition to which a figure belongs; ValidationError where none holds."""
    version = definition_of(measure, period)
    if version is None:
        raise ValidationError(
            _("%(measure)s has no definition in %(period)s, so it has no value then."),
            params={"measure": measure, "period": period.words},
        )
    return version


# -- judging values


@transaction.atomic
def validate(
    *,
    observations: Iterable[Observation],
    by: User,
    at: dt.datetime,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> list[Observation]:
    """Accept values, all or none; nobody accepts their own entry.

    ``seen`` gives the revision that was looked at, by the value's primary key.
    """
    validated = []
    for observation in map(_locked, observations):
        OBSERVATION.check("validate", state=observation.state)
        _check_unchanged(observation, seen or {})
        check_four_eyes(entered_by=observation.entered_by_id, validator=by.pk)
        check_explained(state=observation.state, reason=reason)
        before = _facts(observation)
        observation.validated_by, observation.validated_at = by, at
        _move(observation, "validate", by=by, before=before, reason=reason)
        validated.append(observation)
    return validated


@transaction.atomic
def query(*, observation: Observation, text: str, by: User) -> Observation:
    """Ask the provider about a value; one that was validated no longer is."""
    observation = _locked(observation)
    OBSERVATION.check("query", state=observation.state, reason=text)
    before = _facts(observation)
    observation.query = text.strip()
    observation.validated_by = observation.validated_at = None
    _move(observation, "query", by=by, before=before, reason=text)
    return observation


@transaction.atomic
def lock(*, observations: Iterable[Observation], office: Office, by: User) -> int:
    """Fix what an edition was frozen from; how many were not locked before.

    Raises MoveRefused, and locks none, if one is neither validated nor locked. One
    line in the audit for all.
    """
    wanted = [observation.pk for observation in observations]
    keys = []
    for start in range(0, len(wanted), MOST_IN_A_QUERY):
        keys += _lock_some(wanted[start : start + MOST_IN_A_QUERY], office)
    if keys:
        after = {"state": "locked", "count": len(keys), "values": keys}
        audit.record("lock", office, office=office, by=by, after=after)
    return len(keys)


# -- the steps that they share


def _current(cells: Sequence[Cell], office: Office) -> dict[Key, Observation]:
    """The newest vintage of each figure, locked with its measure. Two queries."""
    measures = {cell.measure.pk for cell in cells}
    if not measures:
        return {}
    # The measures' rows are the lock: a figure that is not stated yet has no row.
    own = Measure.objects.for_office(office).select_for_update()
    found = set(own.filter(pk__in=measures).values_list("pk", flat=True))
    if found != measures:
        raise ValidationError(_("A value of another office cannot be entered here."))
    rows = Observation.objects.filter(
        measure__in=measures,
        period_start__gte=min(cell.period.start for cell in cells),
        period_end__lte=max(cell.period.end for cell in cells),
    ).select_related("measure__office")
    return {(row.measure_id, *row.key): row for row in rows.order_by("vintage")}


def _is_stale(cell: Cell, current: Observation | None) -> bool:
    if cell.seen == seen_of(current):
        return False
    return current is None or not says_the_same(current, cell)


def _state(
    cell: Cell, current: Observation | None, *, by: User, at: dt.datetime
) -> Observation:
    if current is not None:
        return _change(current, cell, by=by, at=at)
    observation = _made(cell, by=by, at=at)
    observation.save(force_insert=True)
    _record("enter", observation, by=by, before={})
    return observation


def _made(cell: Cell, *, by: User, at: dt.datetime, vintage: int = 1) -> Observation:
    observation = Observation(
        measure=cell.measure,
        version=version_for(cell.measure, cell.period),
        breakdown=cell.breakdown,
        vintage=vintage,
        note=cell.note,
        as_at=timezone.localdate(at),
        entered_by=by,
        entered_at=at,
        **cell.said,
    )
    observation.period = cell.period
    return observation


def _change(
    observation: Observation, cell: Cell, *, by: User, at: dt.datetime
) -> Observation:
    """Type over a value in place; a note alone does not change whose entry it is."""
    before = _facts(observation)
    says_another = not says_the_same(observation, cell)
    if not says_another and observation.note == cell.note:
        return observation
    check_editable(observation)
    verb = "annotate"
    if says_another:
        verb = "correct" if observation.state == "queried" else "change"
        _restate(observation, cell, by=by, at=at)
    observation.note = cell.note
    observation.revision += 1
    observation.save()
    _record(verb, observation, by=by, before=before)
    return observation


def _restate(
    observation: Observation, cell: Cell, *, by: User, at: dt.datetime
) -> None:
    if observation.state == Observation.State.QUERIED:
        move = OBSERVATION.check("correct", state=observation.state)
        observation.state = move.target
    for name, value in cell.said.items():
        setattr(observation, name, value)
    # The interval was published for the figure that is replaced.
    observation.interval_low = observation.interval_high = None
    observation.version = version_for(cell.measure, cell.period)
    observation.as_at = timezone.localdate(at)
    observation.entered_by, observation.entered_at = by, at


def check_editable(observation: Observation) -> None:
    """Raise MoveRefused, saying what may be done, for what may not be typed over."""
    if refusal := why_not_typed_over(observation):
        raise MoveRefused(refusal)


def _check_unchanged(observation: Observation, seen: Mapping[int, int]) -> None:
    if seen.get(observation.pk, observation.revision) != observation.revision:
        raise MoveRefused(
            _("%(value)s changed while you were looking at it: look again.")
            % {"value": observation}
        )


def _locked(observation: Observation) -> Observation:
    rows = Observation.objects.select_for_update(of=("self",))
    return rows.select_related("measure__office").get(pk=observation.pk)


def _newest_of(observation: Observation) -> int:
    """The primary key of the newest vintage of the same figure."""
    vintages = Observation.objects.filter(measure_id=observation.measure_id)
    same = vintages.about(observation.period, breakdown=observation.breakdown)
    return same.order_by("-vintage").values_list("pk", flat=True)[0]


def _move(
    observation: Observation,
    name: str,
    *,
    by: User,
    before: dict[str, Any],
    reason: str = "",
) -> None:
    observation.state = OBSERVATION.move(name).target
    observation.revision += 1
    observation.save()
    _record(name, observation, by=by, before=before, reason=reason)


def _lock_some(pks: Sequence[int], office: Office) -> list[str]:
    """Lock those that are not locked yet; which they are, in words."""
    rows = Observation.objects.for_office(office).select_for_update(of=("self",))
    open_rows = [
        row
        for row in rows.filter(pk__in=pks).select_related("measure")
        if row.state != Observation.State.LOCKED
    ]
    for row in open_rows:
        OBSERVATION.check("lock", state=row.state)
    Observation.objects.filter(pk__in=[row.pk for row in open_rows]).update(
        state=Observation.State.LOCKED, revision=F("revision") + 1
    )
    return [str(row) for row in open_rows]


def _facts(observation: Observation) -> dict[str, Any]:
    return audit.facts(observation, *RECORDED)


def _record(
    verb: str,
    observation: Observation,
    *,
    by: User,
    before: dict[str, Any],
    reason: str = "",
) -> None:
    office = observation.measure.office
    was, now = audit.changed(before, _facts(observation))
    audit.record(
        verb, observation, office=office, by=by, before=was, after=now, reason=reason
    )
