"""Versions of editions that are not public, and who opened them.

They stand in no ledger: the public face reads publications, and cannot reach them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from opcc.core.roles import Can
from opcc.core.visibility import within
from reports.models.editions import Edition
from reports.models.publications import Document, Publication, Unchanging


class EditionVersionQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(edition__office=office)

    def of(self, edition: Edition):
        """Those that were frozen with what the edition says now, widest first."""
        return self.filter(beside=edition.document_id).order_by("-audience")

    def readable(self, standing):
        """What a ``Standing`` may read: the panel its own, once papers are out."""
        rows = self.for_office(standing.office)
        if standing.can(Can.READ_DESK):
            return rows
        if standing.can(Can.READ_PANEL_PAPERS):
            return rows.filter(audience="panel", beside__publication__isnull=False)
        return rows.none()

    def read_by(self, audience: str, *, beside: Document) -> EditionVersion | None:
        """The fullest that an audience may read; None where the public one serves.

        One query.
        """
        rows = self.filter(beside=beside).select_related("document")
        may = {
            row.audience: row for row in rows if within(row.audience, audience=audience)
        }
        return may.get("office") or may.get("panel")


class EditionVersion(Unchanging):
    """What an edition says to those who may know more than the public.

    ``beside`` is the public document that was frozen with it: an edition that was
    returned and frozen again has others. There is none that would say no more than
    the next wider version does.
    """

    class Audience(models.TextChoices):
        PANEL = "panel", _("Panel version")
        OFFICE = "office", _("Office version")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="versions"
    )
    audience = models.CharField(max_length=10, choices=Audience)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="version"
    )
    beside = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="versions"
    )

    objects = EditionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["beside", "-audience"]
        constraints = [
            models.UniqueConstraint(
                name="version_is_kept_once_for_its_audience",
                fields=["beside", "audience"],
            ),
            models.CheckConstraint(
                name="version_is_not_the_public_one",
                condition=models.Q(audience__in=["panel", "office"]),
            ),
            models.CheckConstraint(
                name="version_stands_beside_another_document",
                condition=~models.Q(document=models.F("beside")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def publication(self) -> Publication | None:
        """That of the public version; None until its papers are out."""
        return getattr(self.beside, "publication", None)

    @property
    def filename(self) -> str:
        """Without its ending: "westmarch-2026-q2-edition-1-panel-version"."""
        edition = self.edition
        quarter = edition.period.key.lower()
        numbered = f"{edition.office.slug}-{quarter}-edition-{edition.number}"
        return f"{numbered}-{self.audience}-version"


class VersionOpening(Unchanging):
    """That somebody opened a version, and what they were: the first time only."""

    version = models.ForeignKey(
        EditionVersion, on_delete=models.PROTECT, related_name="openings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="version_is_opened_first_once_a_person",
                fields=["version", "user"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}: {self.version}"
