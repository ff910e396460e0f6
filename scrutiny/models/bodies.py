"""Bodies, and the series in which they meet, as rows."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.visibility import Visibility


class BodyQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def with_next_meeting(self, *, on: dt.date):
        """Adds ``next_on``, the day it meets next, and None where no day is set."""
        ahead = Q(meetings__held_on__gte=on) & ~Q(meetings__status="cancelled")
        return self.annotate(next_on=Min("meetings__held_on", filter=ahead))


class Body(models.Model):
    """A group that meets: a board, a panel, a committee."""

    class Kind(models.TextChoices):
        BOARD = "board", _("Board")
        PANEL = "panel", _("Police and crime panel")
        COMMITTEE = "committee", _("Committee")
        GROUP = "group", _("Group")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.BOARD)
    purpose = models.TextField(blank=True)
    clear_days = models.PositiveIntegerField(
        default=5,
        help_text=_(
            "Working days between the papers and the meeting, neither counted."
        ),
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.OFFICE
    )
    sides = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                name="body_is_named_once_in_its_office",
                fields=["office", "name"],
                violation_error_message=_("There is a body of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MeetingSeries(models.Model):
    """How often a body meets, and when relative to another series."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="series")
    name = models.CharField(max_length=200)
    cadence = models.CharField(max_length=40)
    before = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="preceded_by",
    )
    days_before_least = models.PositiveIntegerField(null=True, blank=True)
    days_before_most = models.PositiveIntegerField(null=True, blank=True)
    standing_items = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "meeting series"
        constraints = [
            models.UniqueConstraint(
                name="series_is_named_once_in_its_body", fields=["body", "name"]
            ),
            models.CheckConstraint(
                name="relative_series_has_both_days",
                condition=Q(before=None, days_before_least=None, days_before_most=None)
                | Q(
                    before__isnull=False,
                    days_before_least__isnull=False,
                    days_before_most__gte=models.F("days_before_least"),
                ),
                violation_error_message=_(
                    "Give the least and the most days before the other series."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
