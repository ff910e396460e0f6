"""A file of values between its upload and its import."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Organisation
from opcc.core.periods import Period

SMALL = 200_000
"""Bytes of a file that is checked and stored while the person waits for the page."""


class UploadQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def of_organisations(self, organisations):
        """The files that belong to a return of these organisations."""
        return self.filter(organisation__in=organisations)

    def lost(self, *, at: dt.datetime):
        """Those with work that is asked for and that nobody is doing."""
        idle = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.exclude(asked="").filter(idle)


class Upload(models.Model):
    """The bytes of a file as they came, so that what is previewed is what is stored.

    A provider's own file has an ``organisation`` and a ``quarter`` (its key): only what
    that return owes is taken from it. ``report`` says what storing it would do, and
    once it is imported, what it did.
    """

    class Work(models.TextChoices):
        CHECK = "check", _("Check")
        STORE = "store", _("Store")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="uploads")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE
    )
    quarter = models.CharField(max_length=20, blank=True)
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    asked = models.CharField(max_length=5, choices=Work, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    is_partial = models.BooleanField(default=False)
    is_begun = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    report = models.JSONField(null=True, blank=True)
    rejected_rows = models.TextField(blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_small(self) -> bool:
        return self.size <= SMALL

    @property
    def period(self) -> Period | None:
        """The quarter of the return that it belongs to."""
        return Period.parse(self.quarter) if self.quarter else None
