"""Whether a measure is still the right one: who looks at it, by when, the verdict."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from opcc.core.models import Office, User


class ReviewQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(measure__office=office)

    def open(self):
        return self.filter(verdict="")

    def of_reviewer(self, user: User):
        return self.filter(reviewer=user)

    def with_measures(self):
        return self.select_related("measure", "reviewer").prefetch_related(
            "measure__versions"
        )


class MeasureReview(models.Model):
    """One review: open until its reviewer gives the verdict, and the reason for it."""

    class Verdict(models.TextChoices):
        KEEP = "keep", _("Keep it as it is")
        AMEND = "amend", _("Amend its definition or target")
        RETIRE = "retire", _("Retire it")
        REPLACE = "replace", _("Replace it by another measure")

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="reviews"
    )
    due_on = models.DateField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    reason = models.TextField(blank=True)
    replacement = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="measure_has_one_open_review",
                fields=["measure"],
                condition=Q(verdict=""),
            ),
            models.CheckConstraint(
                name="verdict_has_a_reason_and_a_day",
                condition=Q(verdict="", decided_on=None)
                | (~Q(verdict="") & ~Q(reason="") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_a_replaced_measure_names_its_replacement",
                condition=Q(verdict="replace", replacement__isnull=False)
                | (~Q(verdict="replace") & Q(replacement=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.measure.code} by {self.due_on}"

    def is_overdue(self, *, on: dt.date) -> bool:
        return not self.verdict and self.due_on < on
