"""Opening a quarter from the office's timetable, and taking it through its steps."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from measures.changes import exceptions
from measures.domain.cycle import check_ended
from measures.domain.workflow import CYCLE
from measures.models import Cycle
from opcc.core import audit
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period

DAYS = ("board_on", "panel_on", "statistics_on")

LOOKS = frozenset({"close_the_data_of", "start_the_commentary_of"})
"""Moves after which the figures are complete enough to look for exceptions."""


@transaction.atomic
def schedule(
    *,
    office: Office,
    quarter: Period,
    by: User,
    board_on: dt.date | None = None,
    panel_on: dt.date | None = None,
    statistics_on: dt.date | None = None,
) -> Cycle:
    """Make the quarter's cycle with the steps of the office's timetable of today."""
    cycle = Cycle.planned(office, quarter)
    cycle.board_on, cycle.panel_on = board_on, panel_on
    cycle.statistics_on = statistics_on
    try:
        with transaction.atomic():
            cycle.save(force_insert=True)
    except IntegrityError as error:
        raise MoveRefused(_("This quarter has its cycle already.")) from error
    _record("schedule", cycle, by=by, before={})
    return cycle


@transaction.atomic
def set_days(
    *,
    cycle: Cycle,
    by: User,
    seen: int,
    board_on: dt.date | None,
    panel_on: dt.date | None,
    statistics_on: dt.date | None,
) -> Cycle:
    """Say when the meetings and the release are; the steps move with them."""
    cycle = _locked(cycle)
    if cycle.revision != seen:
        raise MoveRefused(_("Somebody else changed this cycle: look again."))
    before = _facts(cycle)
    cycle.board_on, cycle.panel_on = board_on, panel_on
    cycle.statistics_on = statistics_on
    if _facts(cycle) != before:
        _save(cycle, "set the days of", by=by, before=before)
    return cycle


@transaction.atomic
def move(*, cycle: Cycle, name: str, by: User, on: dt.date, reason: str = "") -> Cycle:
    """Take the cycle one step forward, or one back with a reason.

    Exceptions are looked for where the data close and where commentary starts. Raises
    MoveRefused, also where the quarter has not ended on the day ``on``.
    """
    cycle = _locked(cycle)
    target = CYCLE.check(name, state=cycle.state, reason=reason).target
    if name == "open":
        check_ended(cycle.period_end, on=on)
    before = _facts(cycle)
    cycle.state = target
    if name == "open":
        cycle.opened_by = by
    _save(cycle, name, by=by, before=before, reason=reason.strip())
    if name in LOOKS:
        exceptions.find(cycle=cycle, by=by, on=on)
    return cycle


def _locked(cycle: Cycle) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("office")
    return rows.get(pk=cycle.pk)


def _facts(cycle: Cycle) -> dict[str, Any]:
    return audit.facts(cycle, "state", *DAYS)


def _save(
    cycle: Cycle, verb: str, *, by: User, before: dict[str, Any], reason: str = ""
) -> None:
    cycle.revision += 1
    cycle.save()
    _record(verb, cycle, by=by, before=before, reason=reason)


def _record(
    verb: str, cycle: Cycle, *, by: User, before: dict[str, Any], reason: str = ""
) -> None:
    was, now = audit.changed(before, _facts(cycle))
    audit.record(
        f"{verb} cycle".replace("_", " "),
        cycle,
        office=cycle.office,
        by=by,
        before=was,
        after={"quarter": cycle.period.key} | now,
        reason=reason,
    )
