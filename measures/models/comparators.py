"""Groups of forces that a measure is held against: members, methods and figures."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.domain.averaging import Method
from measures.models.measures import Measure
from opcc.core.models import Office, PeriodColumns
from opcc.core.models.audit import AppendOnly


class ComparatorQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)


class Comparator(models.Model):
    """A group, or the whole country; how its average is made is part of it."""

    class Kind(models.TextChoices):
        MSG = "msg", _("Most similar group")
        NATIONAL = "national", _("England and Wales")
        OWN = "own", _("A group of the office's own")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="comparators"
    )
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MSG)
    averaging = models.CharField(
        _("averaging method"),
        max_length=10,
        choices=[
            (Method.POOLED.value, _("Pooled: the group's sum over its sum")),
            (Method.MEDIAN.value, _("Median of the members' figures")),
            (Method.MEAN.value, _("Mean of the members' figures, as published")),
        ],
        default=Method.POOLED.value,
    )
    source = models.CharField(max_length=200)

    objects = ComparatorQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                name="comparator_is_named_once_in_its_office",
                fields=["office", "name"],
                violation_error_message=_("There is a comparator of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ComparatorMember(models.Model):
    """An area in a group from one day to another, or to this day."""

    comparator = models.ForeignKey(
        Comparator, on_delete=models.CASCADE, related_name="members"
    )
    name = models.CharField(max_length=200)
    joined_on = models.DateField()
    left_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["name", "joined_on"]
        constraints = [
            models.UniqueConstraint(
                name="member_joins_once_on_a_day",
                fields=["comparator", "name", "joined_on"],
            ),
            models.CheckConstraint(
                name="member_leaves_after_it_joins",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def belongs_on(self, day: dt.date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


class ComparatorValueQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(comparator__office=office)


class ComparatorValue(PeriodColumns):
    """One statement of a member's figure, or ("") of the group's as published.

    ``population_year`` is that of the denominator, where it is a population.
    """

    comparator = models.ForeignKey(
        Comparator, on_delete=models.CASCADE, related_name="values"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="comparator_values"
    )
    member = models.CharField(max_length=200, blank=True)
    vintage = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=24, decimal_places=10)
    numerator = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    denominator = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    as_at = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = ComparatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["period_end", "member", "vintage"]
        constraints = [
            models.UniqueConstraint(
                name="comparator_figure_is_stated_once_a_vintage",
                fields=[
                    *("comparator", "measure", "member"),
                    *("period_kind", "period_start", "period_end", "vintage"),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.member or self.comparator}: {self.value} in {self.period}"
