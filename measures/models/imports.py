"""Imports of files, and what an office's files call their columns."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from opcc.core.models import Office


class ImportQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)


class Import(models.Model):
    """One file's values in one office.

    ``replaced`` is what undoing it brings back. ``brought_back`` has the revisions of
    its own values that undoing a later import brought back, by their keys.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    replaced = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    brought_back = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="undone_import_says_by_whom_and_when",
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def stored(self) -> int:
        """How many values it stated."""
        return self.new + self.changed


class ColumnMappingQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)


class ColumnMapping(models.Model):
    """Which field each heading of a source means, for files with those headings.

    ``fields`` is by the file's heading; "" says that a column is not read.
    """

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="column_mappings"
    )
    fingerprint = models.CharField(max_length=64)
    fields = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="columns_of_a_source_are_mapped_once",
                fields=["office", "fingerprint"],
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.fields)
