"""Frozen documents, their renderings, and the ledger of what was published.

The public face reads these tables and no others.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from reports.models.kinds import PLACES, Kind

OFFICE_XML = "application/vnd.openxmlformats-officedocument"


class Unchanging(models.Model):
    """A row that is written once: ``save`` adds it; nothing changes or deletes it."""

    class Meta:
        abstract = True

    def save(self, **how):
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are never changed.")
        super().save(**how)

    def delete(self, **how):
        raise TypeError(f"{type(self).__name__} rows are never deleted.")


class Document(Unchanging):
    """Content as it was frozen: canonical JSON, and the SHA-256 of its bytes."""

    Kind = Kind

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=20)  # a Kind, without a migration for each
    title = models.CharField(max_length=250)
    language = models.CharField(max_length=10, default="en-GB")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return self.title


class Rendering(Unchanging):
    """One drawing of a document, made when it was frozen: its bytes never change.

    ``part`` is empty for the whole document; a measure's code for one measure's
    part of the page; "paper-4A" for a file that belongs to an agenda.
    """

    class Format(models.TextChoices):
        HTML = "html", "HTML"
        PDF = "pdf", "PDF"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        ODT = "odt", "ODT"
        ODS = "ods", "ODS"
        PNG = "png", "PNG"
        JPEG = "jpeg", "JPEG"

    MEDIA_TYPES = {
        "html": "text/html; charset=utf-8",
        "pdf": "application/pdf",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "docx": f"{OFFICE_XML}.wordprocessingml.document",
        "xlsx": f"{OFFICE_XML}.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "png": "image/png",
        "jpeg": "image/jpeg",
    }

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="renderings"
    )
    format = models.CharField(max_length=10, choices=Format)
    part = models.CharField(max_length=40, blank=True, default="")
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["format", "part"]
        constraints = [
            models.UniqueConstraint(
                name="document_is_drawn_once_in_each_format",
                fields=["document", "format", "part"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.format} {self.part}".strip()

    @property
    def media_type(self) -> str:
        return self.MEDIA_TYPES[self.format]


class PublicationQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def public(self, *, at: dt.datetime):
        """What anybody may read at a moment."""
        return self.filter(public_from__lte=at)

    def embargoed(self, *, at: dt.datetime):
        """What only the office and its panel may read yet."""
        return self.filter(public_from__gt=at)

    def editions(self):
        return self.filter(kind=Document.Kind.EDITION)

    def plans(self):
        return self.filter(kind=Document.Kind.PLAN)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def current(self):
        """Those that nothing has superseded."""
        return self.filter(superseded_by=None)

    def delete(self):
        raise TypeError("Publication rows are never deleted.")


class Publication(Unchanging):
    """One entry of an office's ledger: this document, at this address, from then on.

    ``sealed`` chains the entries by hash; ``stamp`` counts what has happened to
    the page since (corrections, superseding), so that caches know.
    """

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)  # a Kind, without a migration for each
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=250)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="publication"
    )
    period_key = models.CharField(max_length=20, blank=True)
    public_from = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_off = models.CharField(max_length=250, blank=True)
    approved = models.CharField(max_length=250, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    stamp = models.PositiveIntegerField(default=1)
    sealed = models.CharField(max_length=64)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-public_from", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="publications_are_numbered_once", fields=["office", "number"]
            ),
            models.UniqueConstraint(
                name="publication_address_is_used_once",
                fields=["office", "kind", "slug"],
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_public(self, *, at: dt.datetime) -> bool:
        return self.public_from <= at

    @property
    def address(self) -> str:
        """Where the public reads it: /westmarch/reports/2026-q2/."""
        return f"/{self.office.slug}/{PLACES[self.kind].folder}/{self.slug}/"


class Correction(Unchanging):
    """A published, dated notice of what is wrong in a publication."""

    class Severity(models.TextChoices):
        MINOR = "minor", _("Minor: no figure or finding changes")
        FIGURE = "figure", _("A figure changes")
        FINDING = "finding", _("A finding or a position changes")

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="corrections"
    )
    number = models.PositiveIntegerField()
    severity = models.CharField(max_length=10, choices=Severity)
    measure_code = models.CharField(_("measure"), max_length=20, blank=True)
    text = models.TextField(_("what was wrong, and what is right"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="corrections_are_numbered_once", fields=["publication", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"Correction {self.number} of {self.publication}"


class OutcomeQuerySet(AppendOnly):
    def standing(self) -> list[Outcome]:
        """The newest of each recommendation, in their order. One query."""
        found: dict[int, Outcome] = {}
        for each in self.order_by("number", "-made_at", "-pk"):
            found.setdefault(each.number, each)
        return list(found.values())


class Outcome(Unchanging):
    """What became of one recommendation of a published cover report.

    ``number`` is the recommendation's; told again, the newest stands.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="outcomes"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("what became of it"), max_length=600)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["number", "-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Recommendation {self.number} of {self.publication}"
