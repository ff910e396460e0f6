"""What a worker does with a file that was sent: check it, or store it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import uploads
from measures.domain import sheet
from measures.grid import return_of
from measures.importing import Examined, examine, read_as_remembered, said
from measures.models import Upload
from opcc.core.moves import MoveRefused, sentences

MOST_SHOWN = 200
"""Findings of each kind in a report; the rejected rows are all in their file."""


def work_on(upload_pk: int) -> bool:
    """Do what is asked of a file; false where another has it, or it is done.

    Safe to run any number of times. What refuses it is told to the person who asked.
    """
    upload = uploads.take(upload_pk, at=timezone.now())
    if upload is None:
        return False
    try:
        return _work_on(upload)
    except (sheet.Unreadable, ValidationError, MoveRefused) as refusal:
        uploads.fail(upload=upload, why=" ".join(sentences(refusal)))
        return True
    except Exception:
        uploads.fail(upload=upload, why=_("Something went wrong on our side."))
        raise


def table_of(upload: Upload) -> sheet.Table:
    """The file as a table; raises ``sheet.Unreadable``."""
    return read_as_remembered(
        bytes(upload.data), filename=upload.filename, office=upload.office
    )


def _work_on(upload: Upload) -> bool:
    examined = _examined(upload)
    told = report_of(examined)
    if upload.asked == Upload.Work.CHECK:
        rejected = examined.rejected_file() if examined.checked.rejected else ""
        uploads.report(upload=upload, said=told, rejected_rows=rejected)
        return True
    return uploads.store(
        upload=upload,
        checked=examined.checked,
        found=examined.found,
        said=told,
        at=timezone.now(),
    )


def _examined(upload: Upload) -> Examined:
    due = None
    if upload.organisation is not None:
        due = return_of(upload.office, upload.organisation, upload.period)
    return examine(table_of(upload), offices={"": upload.office}, due=due)


def report_of(examined: Examined) -> dict[str, object]:
    """What storing a file would do, as plain values for its page."""
    checked = examined.checked
    return {
        "rows": examined.rows,
        "accepted": examined.accepted,
        **examined.counts,
        "warned": len(checked.warnings),
        "rejected": len(checked.rejected),
        "warnings": said(checked.warnings[:MOST_SHOWN]),
        "rejections": said(checked.rejected[:MOST_SHOWN]),
        "notes": list(checked.notes),
    }
