"""The ledger of publications: entering, superseding, correcting."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from opcc.core import audit, clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports.build.guard import leak_refusal
from reports.build.proposing import draft_guarded
from reports.build.slips import slips_in
from reports.changes import indexing
from reports.domain import content as contents
from reports.domain.audiences import check_public
from reports.models import Correction, Document, Edition, Publication


@transaction.atomic
def enter(
    *,
    document: Document,
    slug: str,
    public_from: dt.datetime,
    by: User,
    period_key: str = "",
    signed_off: str = "",
    approved: str = "",
) -> Publication:
    """Add the next entry to the office's ledger, sealed with the one before it.

    Nothing is published by another way, so that this is where the last look is taken:
    raises MoveRefused for what is not for everybody, and for an edition that would
    give a hidden figure away, beside all that was entered before it.
    """
    office = Office.objects.select_for_update().get(pk=document.office_id)
    _check_safe(office, document)
    last = Publication.objects.for_office(office).order_by("-number").first()
    publication = Publication(
        office=office,
        number=last.number + 1 if last else 1,
        kind=document.kind,
        slug=slug,
        title=document.title,
        document=document,
        period_key=period_key,
        public_from=public_from,
        made_at=clock.now(),
        made_by=by,
        signed_off=signed_off,
        approved=approved,
    )
    publication.sealed = seal(publication, previous=last.sealed if last else "")
    publication.save()
    after = {"address": slug, "sha256": document.sha256, "public_from": public_from}
    indexing.index(publication=publication)
    audit.record("publish", publication, office=office, by=by, after=after)
    return publication


def _check_text(publication: Publication, code: str, text: str) -> None:
    edition = Edition.objects.filter(publication=publication).first()
    if edition is None:
        return
    found = draft_guarded(edition)
    about = [each for each in found if code in ("", each.measure.code)]
    for slip in slips_in(text, about):
        raise ValidationError({"text": f"{slip.sentence}."})


def _check_safe(office: Office, document: Document) -> None:
    content = contents.from_bytes(bytes(document.content))
    check_public(content)
    if document.kind != Document.Kind.EDITION:
        return
    refusal = leak_refusal(office, content)
    if refusal:
        raise MoveRefused(f"You cannot publish this edition. {refusal}")


def seal(publication: Publication, *, previous: str) -> str:
    """SHA-256 over the entry before this one and all that this entry vouches for."""
    drawn = publication.document.renderings.order_by("format", "part")
    said = {
        "number": publication.number,
        "kind": publication.kind,
        "slug": publication.slug,
        "title": publication.title,
        "content": publication.document.sha256,
        "renderings": [
            list(row) for row in drawn.values_list("format", "part", "sha256")
        ],
        "made_at": publication.made_at.astimezone(dt.UTC).isoformat(),
        "signed_off": publication.signed_off,
        "approved": publication.approved,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((previous + text).encode()).hexdigest()


def open_now(*, publication: Publication, at: dt.datetime) -> None:
    """End an embargo early."""
    Publication.objects.filter(pk=publication.pk).update(
        public_from=at, stamp=F("stamp") + 1
    )


def supersede(*, publication: Publication, new: Publication) -> None:
    """Say on its page that the new one takes its place."""
    Publication.objects.filter(pk=publication.pk).update(
        superseded_by=new, stamp=F("stamp") + 1
    )


@transaction.atomic
def correct(
    *,
    publication: Publication,
    by: User,
    severity: str,
    text: str,
    measure_code: str = "",
) -> Correction:
    """Publish a dated notice beside what was published; its bytes stay as they are.

    Raises ValidationError for a text that says a figure which the edition hides.
    """
    rows = Publication.objects.select_for_update(of=("self",))
    publication = rows.get(pk=publication.pk)
    _check_text(publication, measure_code, text)
    correction = Correction(
        publication=publication,
        number=publication.corrections.count() + 1,
        severity=severity,
        measure_code=measure_code,
        text=text,
        made_at=clock.now(),
        made_by=by,
    )
    correction.full_clean()
    correction.save()
    Publication.objects.filter(pk=publication.pk).update(stamp=F("stamp") + 1)
    audit.record(
        "correct",
        publication,
        office=publication.office,
        by=by,
        after={"number": correction.number, "severity": severity, "text": text},
    )
    return correction
