"""Storing the rows of a file, many at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from measures.changes.creating import create_measures
from measures.changes.writing import Writing, lock_measures
from measures.domain.sheet import Checked, fingerprint
from measures.domain.workflow import check_four_eyes
from measures.models import ColumnMapping, Import, Measure
from measures.sorting import (
    MeasureKey,
    Sorted,
    is_still_so,
    measures_of,
    sorted_out,
)
from opcc.core import audit
from opcc.core.models import Office, User


@transaction.atomic
def store(
    *,
    checked: Checked,
    offices: Mapping[str, Office],
    by: User,
    at: dt.datetime,
    validated_by: User | None = None,
    source: str = "",
    sha256: str = "",
    found: Sorted | None = None,
) -> Sorted:
    """Store the accepted rows: new, changed in place, or as another vintage.

    With ``validated_by``, who has to be somebody else, they are validated too. One
    Import and one line in the audit for each office, with the counts and the file's
    name. ``found`` is how the rows were sorted before; they are sorted again only if
    what is stored has changed since.
    """
    if validated_by is not None:
        check_four_eyes(entered_by=by.pk, validator=validated_by.pk)
    lock_measures(offices.values())
    created = create_measures(checked, offices)
    measures = measures_of(checked.accepted, offices) | created
    if found is None or checked.created or not is_still_so(found, measures):
        found = sorted_out(checked.accepted, measures, lambda row: False)
    counts = _counts(found, created, checked)
    sent = {
        key: _import(offices[key], counts[key], source, sha256, by, at)
        for key in counts
    }
    writing = Writing(
        by=by, at=at, validated_by=validated_by, source=source[:200], imports=sent
    )
    writing.insert(found.new)
    writing.change(found.changed)
    _record(counts, offices, writing)
    return found


@transaction.atomic
def remember_columns(
    *,
    office: Office,
    columns: Sequence[str],
    fields: Mapping[str, str],
    by: User,
    at: dt.datetime,
) -> ColumnMapping:
    """Keep what each heading means, for the next file with the same headings.

    ``fields`` is by heading; "" says that a column is not read.
    """
    said = {"fields": dict(fields), "by": by, "at": at}
    remembered, _made = ColumnMapping.objects.update_or_create(
        office=office, fingerprint=fingerprint(columns), defaults=said
    )
    after = {"fields": dict(fields)}
    audit.record("map columns", remembered, office=office, by=by, after=after)
    return remembered


def _counts(
    found: Sorted, created: Mapping[MeasureKey, Measure], checked: Checked
) -> dict[str, Counter]:
    """What becomes of the rows of each office that the file speaks of."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for name in ("new", "changed", "unchanged"):
        offices = Counter(planned.row.office for planned in getattr(found, name))
        for key, number in offices.items():
            counts[key][name] = number
    for key, _name in created:
        counts[key]["measures"] += 1
    if len(counts) == 1 and checked.rejected:
        counts[next(iter(counts))]["rejected"] = len(checked.rejected)
    return counts


def _import(
    office: Office,
    counts: Counter,
    source: str,
    sha256: str,
    by: User,
    at: dt.datetime,
) -> Import:
    return Import.objects.create(
        office=office,
        filename=source[:200],
        sha256=sha256,
        **{name: counts[name] for name in ("new", "changed", "unchanged", "rejected")},
        by=by,
        at=at,
    )


def _record(
    counts: Mapping[str, Counter], offices: Mapping[str, Office], writing: Writing
) -> None:
    """One line for each office that the file speaks of."""
    for key, said in counts.items():
        after = {"file": writing.source, **+said}
        if writing.validated_by:
            after["validated_by"] = writing.validated_by.name
        office = offices[key]
        audit.record("import", office, office=office, by=writing.by, after=after)
