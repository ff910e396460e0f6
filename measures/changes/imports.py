"""Storing the rows of a file, many at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes.creating import create_measures
from measures.domain.sheet import Checked
from measures.domain.workflow import EDITABLE, check_four_eyes
from measures.models import Measure, Observation, Upload
from measures.sorting import MeasureKey, Planned, Sorted, measures_of, sorted_out
from measures.statements import SAID
from opcc.core import audit
from opcc.core.models import Office, User

BATCH = 2_000
FIGURE = ("measure", "breakdown", "period_kind", "period_start", "period_end")
COLUMNS = (
    *SAID,
    "version_id",
    "as_at",
    "note",
    "state",
    "source",
    "entered_by_id",
    "entered_at",
    "validated_by_id",
    "validated_at",
    "revision",
)
"""What a value changed in place may change."""


@transaction.atomic
def store(
    *,
    checked: Checked,
    offices: Mapping[str, Office],
    by: User,
    at: dt.datetime,
    validated_by: User | None = None,
    source: str = "",
) -> Sorted:
    """Store the accepted rows: new, changed in place, or as another vintage.

    With ``validated_by``, who has to be somebody else, they are validated too. One
    line in each office's audit, with the counts and the file's name.
    """
    if validated_by is not None:
        check_four_eyes(entered_by=by.pk, validator=validated_by.pk)
    created = create_measures(checked, offices)
    measures = measures_of(checked.accepted, offices) | created
    found = sorted_out(checked.accepted, measures, lambda row: False)
    writing = _Writing(by, at, validated_by, source[:200])
    writing.insert(found.new)
    writing.change(found.changed)
    _record(found, created, offices, writing)
    return found


@transaction.atomic
def keep_upload(
    *, office: Office, filename: str, data: bytes, by: User, at: dt.datetime
) -> Upload:
    """Keep a file until its preview is confirmed."""
    upload = Upload.objects.create(
        office=office,
        filename=filename[:200],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
        at=at,
    )
    after = {"sha256": upload.sha256, "bytes": len(data)}
    audit.record("upload", upload, office=office, by=by, after=after)
    return upload


@transaction.atomic
def store_upload(
    *, upload: Upload, checked: Checked, by: User, at: dt.datetime
) -> Sorted:
    """Store what a kept file holds, once; ValidationError the second time."""
    upload = Upload.objects.select_for_update().defer("data").get(pk=upload.pk)
    if upload.imported_at is not None:
        raise ValidationError(_("This file is imported already."))
    found = store(
        checked=checked,
        offices={"": upload.office},
        by=by,
        at=at,
        source=upload.filename,
    )
    upload.imported_at = at
    upload.save(update_fields=["imported_at"])
    return found


# -- writing


@dataclass
class _Writing:
    """Rows as observations, and into the table."""

    by: User
    at: dt.datetime
    validated_by: User | None
    source: str

    def insert(self, planned: Iterable[Planned]) -> None:
        Observation.objects.bulk_create(
            [self._observation(each) for each in planned], BATCH
        )

    def change(self, planned: Iterable[Planned]) -> None:
        """In place where the provider may still type over it, else another vintage."""
        revised, restated = [], []
        for each in planned:
            in_place = each.stated.state in EDITABLE
            (restated if in_place else revised).append(each)
        Observation.objects.bulk_create(
            [self._revision(each) for each in revised], BATCH
        )
        Observation.objects.bulk_create(
            [self._restated(each) for each in restated],
            BATCH,
            update_conflicts=True,
            update_fields=[name.removesuffix("_id") for name in COLUMNS],
            unique_fields=[*FIGURE, "vintage"],
        )

    def _observation(self, planned: Planned) -> Observation:
        row = planned.row
        observation = Observation(
            measure_id=planned.version.measure_id,
            version_id=planned.version.pk,
            breakdown=row.breakdown,
            period_kind=row.period.kind.value,
            period_start=row.period.start,
            period_end=row.period.end,
            as_at=row.as_at or timezone.localdate(self.at),
            note=row.note[:500],
            source=self.source,
            entered_by=self.by,
            entered_at=self.at,
            **planned.said,
        )
        if self.validated_by is not None:
            observation.state = Observation.State.VALIDATED
            observation.validated_by = self.validated_by
            observation.validated_at = self.at
        return observation

    def _revision(self, planned: Planned) -> Observation:
        observation = self._observation(planned)
        observation.vintage = planned.stated.vintage + 1
        observation.reason = _("import %(file)s") % {"file": self.source}
        return observation

    def _restated(self, planned: Planned) -> Observation:
        observation = self._observation(planned)
        stated = planned.stated
        observation.vintage = stated.vintage
        observation.revision = stated.revision + 1
        if self.validated_by is None and stated.state == Observation.State.QUERIED:
            observation.state = Observation.State.CORRECTED
        elif self.validated_by is None:
            observation.state = stated.state
        return observation


def _record(
    found: Sorted,
    created: Mapping[MeasureKey, Measure],
    offices: Mapping[str, Office],
    writing: _Writing,
) -> None:
    """One line for each office that the file speaks of."""
    counts = {key: Counter() for key in offices}
    for name in ("new", "changed", "unchanged"):
        for planned in getattr(found, name):
            counts[planned.row.office][name] += 1
    for key, _name in created:
        counts[key]["measures"] += 1
    for key, office in offices.items():
        if counts[key]:
            after = {"file": writing.source, **counts[key]}
            if writing.validated_by:
                after["validated_by"] = writing.validated_by.name
            audit.record("import", office, office=office, by=writing.by, after=after)
