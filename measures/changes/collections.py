"""Taking over a collection, and saying which measures cover its metrics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.collection import Entry
from measures.models import Collection, CollectionEntry, Measure
from opcc.core import audit
from opcc.core.models import Office, User


@transaction.atomic
def add(
    *,
    office: Office,
    name: str,
    version: str,
    source: str,
    entries: Sequence[Entry],
    by: User,
) -> Collection:
    """Store a collection with its metrics; another version of it stays as it is.

    Raises ValidationError where the office has that version, or there is no metric.
    """
    if not entries:
        raise ValidationError(_("There is no metric in it."))
    collection = Collection(
        office=office, name=name.strip(), version=version.strip(), source=source.strip()
    )
    collection.full_clean()
    collection.save(force_insert=True)
    rows = [_entry(collection, order, each) for order, each in enumerate(entries)]
    CollectionEntry.objects.bulk_create(rows)
    after = {"source": collection.source, "metrics": len(rows)}
    audit.record("add collection", collection, office=office, by=by, after=after)
    return collection


@transaction.atomic
def cover(*, entry: CollectionEntry, measures: Iterable[Measure], by: User) -> None:
    """These measures, and no others, cover a metric. Raises ValidationError."""
    office = entry.collection.office
    chosen = list(measures)
    _check_same_office(office, chosen)
    before = _codes(entry)
    entry.measures.set(chosen)
    after = _codes(entry)
    if before != after:
        audit.record(
            "cover",
            entry,
            office=office,
            by=by,
            before={"measures": before},
            after={"measures": after},
        )


@transaction.atomic
def match(*, measure: Measure, entries: Iterable[CollectionEntry], by: User) -> None:
    """A measure covers these metrics, and no others. Raises ValidationError."""
    chosen = list(entries)
    _check_same_office(measure.office, [entry.collection for entry in chosen])
    before = _metrics(measure)
    measure.collection_entries.set(chosen)
    after = _metrics(measure)
    if before != after:
        audit.record(
            "match",
            measure,
            office=measure.office,
            by=by,
            before={"metrics": before},
            after={"metrics": after},
        )


def _entry(collection: Collection, order: int, said: Entry) -> CollectionEntry:
    return CollectionEntry(
        collection=collection,
        order=order,
        priority=said.priority,
        metric=said.metric,
        kind=said.kind,
        polarity=said.polarity,
        source=said.source,
    )


def _check_same_office(office: Office, rows: Iterable[Measure | Collection]) -> None:
    if any(row.office_id != office.pk for row in rows):
        raise ValidationError(_("That belongs to another office."))


def _codes(entry: CollectionEntry) -> list[str]:
    return sorted(entry.measures.values_list("code", flat=True))


def _metrics(measure: Measure) -> list[str]:
    return sorted(measure.collection_entries.values_list("metric", flat=True))
