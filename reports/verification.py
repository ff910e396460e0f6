"""Whether everything published is still as it was published, and what a file is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from opcc.core.access import standing_of
from opcc.core.models import Office, User
from reports.changes.publications import seal
from reports.domain.content import fingerprint
from reports.models import Document, EditionVersion, Publication, Rendering


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it was stored: which, and what is wrong with it."""

    subject: str
    text: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.text}"


@dataclass(frozen=True)
class Match:
    """What a hash belongs to: a publication, and which drawing of it."""

    publication: Publication
    what: str


@dataclass(frozen=True)
class VersionMatch:
    """What a hash belongs to that is not public: a version, and which drawing of it."""

    version: EditionVersion
    what: str


def problems(office: Office | None = None) -> Iterator[Problem]:
    """Every difference from what was stored, of one office or of all.

    Reads every stored byte, one row in memory at a time; two queries an office and
    one a publication.
    """
    yield from _of_documents(office)
    yield from _of_renderings(office)
    offices = [office] if office else Office.objects.all()
    for each in offices:
        yield from _of_the_ledger(each)


def counts(office: Office | None = None) -> tuple[int, int]:
    """How many publications and renderings there are to look at."""
    publications, renderings = Publication.objects.all(), Rendering.objects.all()
    if office is not None:
        publications = publications.for_office(office)
        renderings = renderings.filter(document__office=office)
    return publications.count(), renderings.count()


def hash_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a file that is read piece by piece, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def match(sha256: str, *, at: dt.datetime) -> Match | None:
    """The publication, public by then, that has these bytes; None if none has.

    The same bytes may be in several, as an appendix that was handed in twice: the
    newest is told.
    """
    public = Publication.objects.public(at=at).select_related("office", "superseded_by")
    found = Rendering.objects.filter(sha256=sha256, document__publication__in=public)
    drawn = found.order_by("document__publication__pk").last()
    if drawn is not None:
        publication = public.get(document=drawn.document_id)
        return Match(publication, _said(drawn))
    publication = public.filter(document__sha256=sha256).first()
    return Match(publication, "content") if publication else None


def version_match(sha256: str, *, reader: User, on: dt.date) -> VersionMatch | None:
    """The version with these bytes, for a reader who may read it; None for others."""
    drawn = Rendering.objects.filter(sha256=sha256, document__version__isnull=False)
    own = Document.objects.filter(sha256=sha256, version__isnull=False)
    by_file, by_content = drawn.values("document"), own.values("pk")
    has_it = Q(document__in=by_file) | Q(document__in=by_content)
    for kept in EditionVersion.objects.filter(has_it).select_related("edition__office"):
        standing = standing_of(reader, kept.edition.office, on=on)
        if EditionVersion.objects.readable(standing).filter(pk=kept.pk).exists():
            row = drawn.filter(document=kept.document_id).first()
            return VersionMatch(kept, _said(row) if row else "content")
    return None


def _said(rendering: Rendering) -> str:
    form = rendering.get_format_display()
    return f"{form}, part {rendering.part}" if rendering.part else form


def _of_documents(office: Office | None) -> Iterator[Problem]:
    rows = Document.objects.all() if office is None else office.documents.all()
    for row in rows.order_by("pk").iterator(chunk_size=1):
        if fingerprint(row.content) != row.sha256:
            yield Problem(f"{row} (document {row.pk})", "its content was changed")


def _of_renderings(office: Office | None) -> Iterator[Problem]:
    rows = Rendering.objects.select_related("document").defer("document__content")
    if office is not None:
        rows = rows.filter(document__office=office)
    for row in rows.order_by("pk").iterator(chunk_size=1):
        if len(row.body) != row.size or fingerprint(row.body) != row.sha256:
            yield Problem(f"{row} (rendering {row.pk})", "its bytes were changed")


def _of_the_ledger(office: Office) -> Iterator[Problem]:
    """Numbers without a gap, and each entry sealed with the one before it."""
    previous, number = "", 0
    rows = Publication.objects.for_office(office).select_related("document")
    for row in rows.defer("document__content").order_by("number"):
        number += 1
        if row.number != number:
            yield Problem(f"{row} (publication {row.number})", f"{number} is missing")
            number = row.number
        if row.sealed != seal(row, previous=previous):
            yield Problem(f"{row} (publication {row.number})", "its entry was changed")
        previous = row.sealed
