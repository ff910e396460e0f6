"""A file that was sent: kept, checked, and stored once; by a worker if it is large.

The row is the truth. Two workers at one file do no harm: storing locks the row, and
finds that the other has stored it.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.changes import imports
from measures.domain.sheet import Checked
from measures.models import Upload
from measures.sorting import Sorted
from opcc.core import audit
from opcc.core.models import Office, Organisation, User
from opcc.core.periods import Period

LEASE = dt.timedelta(minutes=2)
"""After this long a worker that has not ended is taken for dead."""


@transaction.atomic
def keep(
    *,
    office: Office,
    filename: str,
    data: bytes,
    by: User,
    at: dt.datetime,
    organisation: Organisation | None = None,
    quarter: Period | None = None,
) -> Upload:
    """Keep a file until its preview is confirmed."""
    upload = Upload.objects.create(
        office=office,
        organisation=organisation,
        quarter=quarter.key if quarter else "",
        filename=filename[:200],
        data=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
        at=at,
    )
    after = {"sha256": upload.sha256, "bytes": len(data)}
    audit.record("upload", upload, office=office, by=by, after=after)
    return upload


@transaction.atomic
def ask(
    *, upload: Upload, work: str, by: User, at: dt.datetime, is_partial: bool = False
) -> Upload:
    """Note that a file is to be checked, or stored; ValidationError once it is stored.

    Asking while it is being done changes nothing. ``is_partial`` leaves the rejected
    rows out. Whoever calls this nudges a worker; ``manage.py tick`` repeats it.
    """
    upload = _locked(upload.pk)
    if upload.imported_at is not None:
        raise ValidationError(_("This file is imported already."))
    if upload.asked == Upload.Work.STORE:
        return upload
    upload.asked, upload.asked_by, upload.asked_at = work, by, at
    upload.is_partial, upload.failure = is_partial, ""
    upload.is_begun, upload.lease_until = False, None
    _save(upload)
    if work == Upload.Work.STORE:
        after = {"partial": is_partial}
        audit.record("ask_import", upload, office=upload.office, by=by, after=after)
    return upload


def take(upload_pk: int, *, at: dt.datetime) -> Upload | None:
    """The file with its bytes, for one worker; None where nothing is to be done."""
    free = Upload.objects.lost(at=at).filter(pk=upload_pk)
    if not free.update(lease_until=at + LEASE, is_begun=True):
        return None
    found = Upload.objects.select_related("office", "organisation", "asked_by")
    return found.get(pk=upload_pk)


@transaction.atomic
def report(*, upload: Upload, said: dict, rejected_rows: str) -> None:
    """What storing the file would do; the work is done."""
    mine = _locked(upload.pk)
    if mine.asked_at == upload.asked_at and mine.asked == Upload.Work.CHECK:
        mine.report, mine.rejected_rows = said, rejected_rows
        _end(mine)


@transaction.atomic
def store(
    *, upload: Upload, checked: Checked, found: Sorted, said: dict, at: dt.datetime
) -> bool:
    """Store what the file holds, once; false where another worker has done so."""
    upload = _locked(upload.pk)
    if upload.imported_at is not None or upload.asked != Upload.Work.STORE:
        return False
    if checked.rejected and not upload.is_partial:
        raise ValidationError(
            _(
                "Rows are rejected now that were not when it was checked. "
                "Check the file again."
            )
        )
    done = imports.store(
        checked=checked,
        offices={"": upload.office},
        by=upload.asked_by,
        at=at,
        source=upload.filename,
        sha256=upload.sha256,
        found=found,
    )
    upload.imported_at, upload.report = at, said | done.counts
    _end(upload)
    return True


@transaction.atomic
def fail(*, upload: Upload, why: str) -> None:
    """Nothing was stored; ``why`` is for the person who asked."""
    mine = _locked(upload.pk)
    if mine.asked_at == upload.asked_at:
        mine.failure = why[:2000]
        _end(mine)


def _locked(pk: int) -> Upload:
    rows = Upload.objects.select_for_update(of=("self",)).defer("data")
    return rows.select_related("office", "asked_by").get(pk=pk)


def _end(upload: Upload) -> None:
    upload.asked, upload.lease_until, upload.is_begun = "", None, False
    _save(upload)


def _save(upload: Upload) -> None:
    kept = {"id", "data"}
    fields = [f.name for f in Upload._meta.concrete_fields if f.name not in kept]
    upload.save(update_fields=fields)
