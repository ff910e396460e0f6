"""Comparators: what they are, who belongs to them when, and their figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.sheet import normalise
from measures.models import Comparator, ComparatorMember, ComparatorValue
from measures.statements import GroupFigure
from opcc.core import audit, clock
from opcc.core.models import Office, User
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused

AMENDABLE = ("name", "kind", "averaging", "source")


@transaction.atomic
def add(*, comparator: Comparator, by: User) -> Comparator:
    """Raises ValidationError."""
    comparator.full_clean()
    comparator.save(force_insert=True)
    after = audit.facts(comparator, *AMENDABLE)
    audit.record(
        "add comparator", comparator, office=comparator.office, by=by, after=after
    )
    return comparator


@transaction.atomic
def amend(*, comparator: Comparator, to: Mapping[str, Any], by: User) -> Comparator:
    """Change what it is called or how its average is made. Raises ValidationError.

    What was published keeps the method that it was made by.
    """
    stored = _locked(comparator)
    before = audit.facts(stored, *AMENDABLE)
    for name in AMENDABLE:
        setattr(stored, name, to.get(name, getattr(stored, name)))
    stored.full_clean()
    stored.save(update_fields=AMENDABLE)
    old, new = audit.changed(before, audit.facts(stored, *AMENDABLE))
    if new:
        _record("amend comparator", stored, by, before=old, after=new)
    return stored


@transaction.atomic
def join(
    *,
    comparator: Comparator,
    name: str,
    joined_on: dt.date,
    by: User,
    left_on: dt.date | None = None,
) -> ComparatorMember:
    """A member from a day on. Raises MoveRefused where it belongs then already."""
    stored = _locked(comparator)
    member = ComparatorMember(
        comparator=stored, name=name.strip(), joined_on=joined_on, left_on=left_on
    )
    member.full_clean()
    if any(_overlap(member, other) for other in stored.members.all()):
        raise MoveRefused(
            _("%(name)s belongs to the group then already.") % {"name": name}
        )
    member.save(force_insert=True)
    after = audit.facts(member, "name", "joined_on", "left_on")
    _record("join comparator", stored, by, after=after)
    return member


@transaction.atomic
def leave(*, member: ComparatorMember, left_on: dt.date, by: User) -> ComparatorMember:
    """Its last day in the group; figures before that still count.

    Raises ValidationError, MoveRefused where it has left.
    """
    stored = _locked(member.comparator)
    row = stored.members.get(pk=member.pk)
    if row.left_on is not None:
        raise MoveRefused(_("%(name)s has left the group.") % {"name": row.name})
    row.left_on = left_on
    row.full_clean()
    row.save(update_fields=["left_on"])
    _record("leave comparator", stored, by, after=audit.facts(row, "name", "left_on"))
    return row


@transaction.atomic
def state_values(
    *, office: Office, stated: Iterable[GroupFigure], by: User, file: str = ""
) -> int:
    """Store figures, each that differs from what was stated last as a new vintage.

    How many were stored. Raises ValidationError for another office's.
    """
    wanted = list(stated)
    if any(
        row.comparator.office_id != office.pk or row.measure.office_id != office.pk
        for row in wanted
    ):
        raise ValidationError(_("That belongs to another office."))
    list(Comparator.objects.for_office(office).select_for_update().order_by("pk"))
    newest = _newest(office, wanted)
    rows = [_row(each, newest.get(_key(each)), by) for each in wanted]
    made = ComparatorValue.objects.bulk_create([row for row in rows if row], 500)
    after = {"file": file, "new": len(made), "unchanged": len(wanted) - len(made)}
    audit.record("import comparators", office, office=office, by=by, after=after)
    return len(made)


def _newest(office: Office, wanted: list[GroupFigure]) -> dict[tuple, ComparatorValue]:
    rows = ComparatorValue.objects.for_office(office).filter(
        measure__in={row.measure.pk for row in wanted}
    )
    return {_key(row): row for row in rows.order_by("vintage")}


def _key(row: GroupFigure | ComparatorValue) -> tuple:
    place = row.comparator.pk if isinstance(row, GroupFigure) else row.comparator_id
    measure = row.measure.pk if isinstance(row, GroupFigure) else row.measure_id
    return place, measure, row.member, row.period


def _row(
    stated: GroupFigure, before: ComparatorValue | None, by: User
) -> ComparatorValue | None:
    """The next vintage; None where it would say the same again."""
    value = round(stated.value, 10)
    told = (value, stated.numerator, stated.denominator, stated.population_year)
    if before is not None and told == (
        before.value,
        before.numerator,
        before.denominator,
        before.population_year,
    ):
        return None
    return ComparatorValue(
        comparator=stated.comparator,
        measure=stated.measure,
        member=stated.member,
        vintage=before.vintage + 1 if before else 1,
        value=value,
        numerator=stated.numerator,
        denominator=stated.denominator,
        population_year=stated.population_year,
        source=stated.source,
        as_at=stated.as_at or clock.today(),
        by=by,
        at=clock.now(),
        **columns(stated.period),
    )


def _overlap(one: ComparatorMember, other: ComparatorMember) -> bool:
    if normalise(one.name) != normalise(other.name):
        return False
    ends_before = one.left_on is not None and one.left_on < other.joined_on
    begins_after = other.left_on is not None and other.left_on < one.joined_on
    return not (ends_before or begins_after)


def _locked(comparator: Comparator) -> Comparator:
    return Comparator.objects.select_for_update().get(pk=comparator.pk)


def _record(verb: str, comparator: Comparator, by: User, **said: Any) -> None:
    audit.record(verb, comparator, office=comparator.office, by=by, **said)
