"""The audit log: one line for every change, each sealed with the one before it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from opcc.core.models.offices import Office


class AppendOnly(models.QuerySet):
    """Rows that nobody changes or deletes once they are written."""

    def update(self, **changes):
        raise TypeError(f"{self.model.__name__} rows are never changed.")

    def delete(self):
        raise TypeError(f"{self.model.__name__} rows are never deleted.")


class AuditLine(models.Model):
    """Who did what to which thing, when and why; ``sealed`` chains the lines."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="audit")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=250)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    sealed = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="audit_lines_are_numbered_once", fields=["office", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.subject_name}"

    @property
    def was(self) -> list[tuple[str, object]]:
        """Each fact before. A template would take a fact called items for items()."""
        return list(self.before.items())

    @property
    def became(self) -> list[tuple[str, object]]:
        return list(self.after.items())
