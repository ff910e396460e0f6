"""How many people live in an area: what rates are divided by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office


class PopulationQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)


class Population(models.Model):
    """The people of a force's area, a comparator's member or a district in one year."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="populations"
    )
    area = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    source = models.CharField(max_length=200)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        ordering = ["area", "-year"]
        constraints = [
            models.UniqueConstraint(
                name="population_is_stated_once_a_year",
                fields=["office", "area", "year"],
            ),
            models.CheckConstraint(
                name="population_is_more_than_nobody",
                condition=models.Q(number__gt=0),
                violation_error_message=_("A population is 1 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.year}: {self.number}"
