"""What a panel member may ask about: documents, and the places in them with numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.shortcuts import get_object_or_404
from django.urls import reverse

from opcc.core import clock
from opcc.core.roles import Can
from reports.changes import early_sight, versions
from reports.domain.content import from_bytes
from reports.domain.paragraphs import Paragraph, paragraphs
from reports.models import Document, EditionVersion, Kind, Publication, Rendering
from reports.views.versions import of_the_panel

PANEL = EditionVersion.Audience.PANEL
"""Stands in an address where the kind of a publication does."""

WHOLE = (Kind.OVERVIEW, Kind.SUMMARY)
"""One page each, of figures that stand in a report: nothing in them has a number."""

AT_ONCE = 40
"""As many places of a document are listed openly: four screens of a phone."""


@dataclass(frozen=True)
class Askable:
    """One document that its reader may read; ``url`` is where it is read."""

    kind: str
    slug: str
    title: str
    url: str
    document: Document

    @cached_property
    def numbered(self) -> tuple[Paragraph, ...]:
        return paragraphs(from_bytes(bytes(self.document.content)))

    @property
    def groups(self) -> list[tuple[str, list[Paragraph]]]:
        """In order, under the heading or the measure that they belong to."""
        return [
            (under, list(those))
            for under, those in groupby(self.numbered, key=lambda each: each.under)
        ]

    @property
    def is_long(self) -> bool:
        """Whether its groups are folded, each to be opened."""
        return len(self.numbered) > AT_ONCE

    def place(self, paragraph: Paragraph) -> str:
        """Its own, or what holds it where it was drawn without one. One query."""
        is_there = not paragraph.within or self._has(paragraph.anchor)
        return f"{self.url}#{paragraph.anchor if is_there else paragraph.within}"

    def _has(self, anchor: str) -> bool:
        """Whether its page, as it was stored, has something of that id."""
        html = self.document.renderings.filter(format=Rendering.Format.HTML, part="")
        bodies = html.values_list("body", flat=True)
        return any(f' id="{anchor}"'.encode() in bytes(body) for body in bodies)


def publications(request):
    """What the reader may ask about, the latest first."""
    rows = _readable(request).current().exclude(kind__in=WHOLE)
    return rows.order_by("-public_from", "-number")


def listed(rows, *, at: dt.datetime) -> list[tuple[Publication, str, bool]]:
    """Each with what it is, and whether it is in confidence yet."""
    return [(row, str(Kind(row.kind).label), not row.is_public(at=at)) for row in rows]


def askable(request, kind: str, slug: str) -> Askable:
    """The document, noted as opened where that is noted; 404 if it is not theirs."""
    if kind == PANEL:
        return _version(request, slug)
    rows = _readable(request).filter(kind=kind).exclude(kind__in=WHOLE)
    found = get_object_or_404(rows.select_related("document", "office"), slug=slug)
    early_sight.note_opened(publication=found, user=request.user, at=clock.now())
    title, url = found.title, found.address
    return Askable(kind, slug, title, url, found.document)


def _version(request, slug: str) -> Askable:
    found = of_the_panel(request, slug)
    versions.note_opened(version=found, user=request.user, at=clock.now())
    url = reverse("public:panel-version", args=[request.office.slug, slug])
    return Askable(PANEL, slug, str(found), url, found.document)


def _readable(request):
    rows = Publication.objects.for_office(request.office)
    if request.standing.can(Can.READ_PANEL_PAPERS):
        return rows
    return rows.public(at=clock.now())
