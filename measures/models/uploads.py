"""A file of values between its upload and its import."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from opcc.core.models import Office


class UploadQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)


class Upload(models.Model):
    """The bytes of a file as they came, so that what is previewed is what is stored."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="uploads")
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.filename
