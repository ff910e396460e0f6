"""What an office must keep published, where it is and when it was checked, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from scrutiny.domain import keeping

HEADINGS = 100
"""The longest name of a heading."""


class SpecifiedInformationQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def missing(self):
        return self.filter(is_missing=True)

    def stale(self, *, on: dt.date):
        """Found when last looked for, too long ago."""
        return self.filter(is_missing=False, check_by__lt=on)

    def unchecked(self):
        return self.filter(checked_on=None)

    def current(self, *, on: dt.date):
        return self.filter(is_missing=False, check_by__gte=on)

    def to_check(self, *, on: dt.date):
        """Missing, stale or never checked: what somebody has to look at."""
        return self.filter(Q(is_missing=True) | Q(checked_on=None) | Q(check_by__lt=on))


class SpecifiedInformation(models.Model):
    """One thing to publish. ``check_by`` follows from the last check; stale is derived.

    ``kept_by`` is the post or person who keeps it up to date, as the office says it.
    """

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="specified_information"
    )
    order = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=HEADINGS)
    paragraph = models.CharField(_("paragraph of the Order"), max_length=20, blank=True)
    text = models.CharField(_("what must be published"), max_length=300)
    address = models.URLField(_("where it is"), blank=True)
    kept_by = models.CharField(_("who keeps it"), max_length=150, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("months between two checks"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    check_by = models.DateField(null=True, blank=True)
    is_missing = models.BooleanField(default=False)
    note = models.TextField(_("what was found"), blank=True)

    objects = SpecifiedInformationQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "specified information"
        constraints = [
            models.UniqueConstraint(
                name="specified_information_is_listed_once",
                fields=["office", "heading", "text"],
                violation_error_message=_("That is on the register already."),
            ),
            models.CheckConstraint(
                name="check_says_by_whom_and_until_when",
                condition=Q(
                    checked_on=None, checked_by=None, check_by=None, is_missing=False
                )
                | Q(
                    checked_on__isnull=False,
                    checked_by__isnull=False,
                    check_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="what_is_missing_has_a_note",
                condition=Q(is_missing=False) | ~Q(note=""),
                violation_error_message=_("Say what is missing."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def stands(self, *, on: dt.date) -> keeping.Standing:
        return keeping.stands(
            every_months=self.every_months,
            checked_on=self.checked_on,
            is_missing=self.is_missing,
            on=on,
        )
