"""Editions on their way: from a draft to a publication."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, PeriodColumns
from plans.models import PlanVersion
from reports.models.publications import Document, Publication
from scrutiny.models import Meeting


class EditionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def freezing(self):
        """Asked to be frozen and not yet done."""
        return self.filter(state="draft", freeze_asked_at__isnull=False)

    def lost(self, *, at: dt.datetime):
        """Asked to be frozen, and nobody holds the lease any more."""
        idle = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.freezing().filter(idle, freeze_error="")

    def due(self, *, at: dt.datetime):
        """Embargoed, and their moment has come."""
        return self.filter(state="embargoed", publish_at__lte=at)


class Edition(PeriodColumns):
    """A numbered issue of the quarterly report, for a meeting of a body."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FROZEN = "frozen", _("Frozen")
        SIGNED_OFF = "signed_off", _("Signed off")
        APPROVED = "approved", _("Approved")
        EMBARGOED = "embargoed", _("Under embargo")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="editions"
    )
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    standfirst = models.TextField(
        blank=True, help_text=_("The two or three findings that matter most.")
    )
    as_at = models.DateField(
        _("figures as at"), help_text=_("Values entered after this day are left out.")
    )
    contacts = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publication = models.OneToOneField(
        Publication, null=True, blank=True, on_delete=models.PROTECT
    )
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    parts_revision = models.PositiveIntegerField(default=0)
    freeze_asked_at = models.DateTimeField(null=True, blank=True)
    freeze_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    freeze_step = models.PositiveSmallIntegerField(default=0)
    freeze_error = models.TextField(blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="edition_is_numbered_once_for_its_quarter",
                fields=["office", "period_kind", "period_start", "number"],
                violation_error_message=_("There is an edition of that number."),
            ),
            models.CheckConstraint(
                name="edition_past_draft_has_its_document",
                condition=Q(state="draft") | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="published_edition_has_its_publication",
                condition=~Q(state__in=["embargoed", "published", "superseded"])
                | Q(publication__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def slug(self) -> str:
        """The address of its publication: 2026-q2, then 2026-q2-edition-2."""
        base = self.period.key.lower()
        return base if self.number == 1 else f"{base}-edition-{self.number}"

    @property
    def is_freezing(self) -> bool:
        return self.state == self.State.DRAFT and self.freeze_asked_at is not None
