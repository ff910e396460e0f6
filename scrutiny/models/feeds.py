"""Addresses at which a calendar program reads meetings, as rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from scrutiny.models.bodies import Body


class CalendarFeedQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def in_use(self):
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """One address, of one person's, one body's or the whole office's calendar.

    The address is the row's number, signed. Revoking the row ends it for good.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("My meetings and what is due from me")
        BODY = "body", _("One body")
        OFFICE = "office", _("Every meeting of the office")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds"
    )
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="feed_of_a_body_names_it",
                condition=Q(kind="body", body__isnull=False)
                | (~Q(kind="body") & Q(body=None)),
            )
        ]

    def __str__(self) -> str:
        return str(self.body or self.get_kind_display())
