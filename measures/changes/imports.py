"""Storing the rows of a file, many at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.changes.creating import create_measures
from measures.changes.writing import Writing, lock_measures
from measures.domain.sheet import Checked
from measures.domain.workflow import check_four_eyes
from measures.models import Measure, Upload
from measures.sorting import MeasureKey, Sorted, measures_of, sorted_out
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
) -> Sorted:
    """Store the accepted rows: new, changed in place, or as another vintage.

    With ``validated_by``, who has to be somebody else, they are validated too. One
    line in each office's audit, with the counts and the file's name.
    """
    if validated_by is not None:
        check_four_eyes(entered_by=by.pk, validator=validated_by.pk)
    lock_measures(offices.values())
    created = create_measures(checked, offices)
    measures = measures_of(checked.accepted, offices) | created
    found = sorted_out(checked.accepted, measures, lambda row: False)
    writing = Writing(by=by, at=at, validated_by=validated_by, source=source[:200])
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


def _record(
    found: Sorted,
    created: Mapping[MeasureKey, Measure],
    offices: Mapping[str, Office],
    writing: Writing,
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
