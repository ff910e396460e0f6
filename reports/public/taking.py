"""What can be taken away: files of one measure, and the JSON view of what is public.

All of it is made of publications, when it is first asked for.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from reports.domain.vintages import Corrected, Vintage
from reports.models.kinds import PLACES
from reports.models.publications import Correction, Document, Publication, Rendering
from reports.public import frozen, reading
from reports.render import measure_book, measure_files

Make = Callable[[Sequence[Vintage]], bytes]
"""Makes a file of what each edition said of a measure, the latest first."""


@dataclass(frozen=True)
class FileOf:
    """A file of one measure: how its name ends, what it is, and what makes it."""

    ending: str
    label: str | Promise
    make: Make

    @property
    def media_type(self) -> str:
        return Rendering.MEDIA_TYPES[self.ending.rpartition(".")[2]]

    def name(self, office: Office, code: str) -> str:
        return f"{office.slug}-{code}{self.ending}"


OF_A_MEASURE = (
    FileOf(".xlsx", _("The figures (XLSX)"), measure_book.to_xlsx),
    FileOf(".csv", _("The figures (CSV)"), measure_files.last_csv),
    FileOf(
        "-editions.csv",
        _("What each report published (CSV)"),
        measure_files.editions_csv,
    ),
    FileOf(".json", _("All of it, for software (JSON)"), measure_files.to_json),
)
"""What most people want first."""


def files_of(office: Office, code: str) -> list[tuple[str | Promise, str]]:
    """The label and address of each file of a measure."""
    return [(each.label, _address(office, code, each)) for each in OF_A_MEASURE]


def _address(office: Office, code: str, file: FileOf) -> str:
    name = file.name(office, code)
    return reverse("public:measure-file", args=[office.slug, code, name])


# -- the files of one measure


@dataclass(frozen=True)
class Told:
    """The public editions that say something of a measure, the latest first."""

    code: str
    editions: tuple[Publication, ...]

    @property
    def office(self) -> Office:
        return self.editions[0].office

    @property
    def key(self) -> tuple:
        """Another key is another file: what was published, and what was corrected."""
        return tuple((each.pk, each.stamp, each.replaced) for each in self.editions)


def told(office: str, code: str, *, at: dt.datetime) -> Told | None:
    """None where no edition says anything of it. One query; no content."""
    if code in reading.NO_MEASURES:
        return None
    found = _editions(office, at=at).filter(
        document__renderings__format=Rendering.Format.HTML,
        document__renderings__part=code,
    )
    editions = tuple(_known(each, at) for each in found)
    return Told(code, editions) if editions else None


def _editions(office: str, *, at: dt.datetime):
    return (
        Publication.objects.filter(office__slug=office)
        .editions()
        .public(at=at)
        .select_related("office", "document", "superseded_by")
        .defer("document__content", "office__ways")
        .order_by(*reading.LATEST)
    )


def _known(publication: Publication, at: dt.datetime) -> Publication:
    """With ``replaced``: the name of what took its place, once that is public."""
    successor = reading.successor(publication, at=at)
    publication.replaced = name_of(successor) if successor else ""
    return publication


def name_of(publication: Publication) -> str:
    """Its stable name in an office: "reports/2026-q2"."""
    return f"{PLACES[publication.kind].folder}/{publication.slug}"


def vintages(told: Told) -> list[Vintage]:
    """What each of them says of it. Two queries."""
    documents = Document.objects.in_bulk([e.document_id for e in told.editions])
    of_it = Q(measure_code=told.code, publication__in=told.editions)
    corrected: dict[int, list[Corrected]] = {}
    for row in Correction.objects.filter(of_it):
        said = Corrected(timezone.localdate(row.made_at), row.text)
        corrected.setdefault(row.publication_id, []).append(said)
    return [
        _vintage(
            each, told.code, documents[each.document_id], corrected.get(each.pk, [])
        )
        for each in told.editions
    ]


def _vintage(
    publication: Publication,
    code: str,
    document: Document,
    corrections: Sequence[Corrected] = (),
) -> Vintage:
    return Vintage(
        code=code,
        name=name_of(publication),
        title=publication.title,
        address=publication.address,
        published_on=timezone.localdate(publication.public_from),
        fingerprint=document.sha256,
        content=frozen.content(document),
        superseded_by=publication.replaced,
        corrections=tuple(corrections),
    )


# -- the JSON view


def publications(office: Office, *, at: dt.datetime) -> bytes:
    """Every public document of an office, the latest first. Four queries."""
    files = Rendering.objects.exclude(format=Rendering.Format.HTML).defer("body")
    found = (
        Publication.objects.for_office(office)
        .public(at=at)
        .select_related("office", "document", "superseded_by")
        .defer("document__content", "office__ways")
        .prefetch_related(
            Prefetch("document__renderings", files, to_attr="files"), "corrections"
        )
        .order_by("-public_from", "-number")
    )
    said = [_publication(_known(each, at)) for each in found]
    return _json(office, publications=said)


def _publication(row: Publication) -> dict[str, object]:
    return {
        "id": name_of(row),
        "number": row.number,
        "kind": row.kind,
        "title": row.title,
        "address": row.address,
        "period": row.period_key or None,
        "language": row.document.language,
        "public_from": _moment(row.public_from),
        "signed_off": row.signed_off or None,
        "approved": row.approved or None,
        "superseded_by": row.replaced or None,
        "sha256": row.document.sha256,
        "corrections": [_correction(each) for each in row.corrections.all()],
        "files": [
            _file(row, each)
            for each in row.document.files
            if each.part == reading.WHOLE or row.kind in BESIDE
        ],
    }


def _correction(row: Correction) -> dict[str, object]:
    return {
        "number": row.number,
        "severity": row.severity,
        "measure": row.measure_code or None,
        "made_at": _moment(row.made_at),
        "text": row.text,
    }


def _file(publication: Publication, row: Rendering) -> dict[str, object]:
    if row.part == reading.WHOLE:
        name = reading.filename(publication, publication.office, row.format)
    else:
        ending = ENDINGS.get(row.format, row.format)
        name = f"{BESIDE[publication.kind]}{row.part.lower()}.{ending}"
    return {
        "address": f"{publication.address}{name}",
        "format": row.format,
        "part": row.part or None,
        "size": row.size,
        "sha256": row.sha256,
    }


BESIDE = {
    Document.Kind.AGENDA: "papers/",
    Document.Kind.COVER: "appendices/",
    Document.Kind.EDITION: "changed/",
}
"""Where files stand that belong to a document; see ``public_urls``."""

ENDINGS = {Rendering.Format.JPEG: "jpg"}
"""Endings of files that are not the name of their format."""


def measures(office: Office, *, at: dt.datetime) -> bytes:
    """Each measure as it was last published. A query, and one an edition that it takes.

    Those of the last edition stand first, in the order of the plan.
    """
    return _json(office, measures=list(_measures(office, at)))


def _measures(office: Office, at: dt.datetime) -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    drawn = Rendering.objects.filter(format=Rendering.Format.HTML).only(
        "document_id", "part"
    )
    pages = Prefetch("document__renderings", drawn, to_attr="pages")
    for edition in _editions(office.slug, at=at).prefetch_related(pages):
        new = {page.part for page in edition.document.pages} - seen
        if not new:
            continue
        seen |= new
        last = _vintage(_known(edition, at), "", edition.document)
        for part in last.content.parts:
            if part.code in new:
                yield _measure(office, replace(last, code=part.code))


def _measure(office: Office, vintage: Vintage) -> dict[str, object]:
    code = vintage.code
    return {
        **measure_files.standing(vintage),
        "address": reverse("public:measure", args=[office.slug, code]),
        "files": [_address(office, code, each) for each in OF_A_MEASURE],
    }


def _json(office: Office, **said: object) -> bytes:
    facts = {
        "office": {"id": office.slug, "name": office.name},
        "described_at": reverse("public:api", args=[office.slug]),
    }
    return json.dumps({**facts, **said}, ensure_ascii=False, indent=1).encode()


def _moment(at: dt.datetime) -> str:
    return timezone.localtime(at).isoformat()
