"""Named, versioned sets of metrics, and which of the office's measures cover them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.domain.quantity import Kind
from measures.models.measures import Measure, Polarity
from opcc.core.models import Office


class CollectionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def with_coverage(self):
        """Entries and the measures that cover them with their names; three queries."""
        return self.prefetch_related("entries__measures__versions")


class Collection(models.Model):
    """A named set of metrics in one version; a new version stands beside the old."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="collections"
    )
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=40, blank=True)
    source = models.CharField(
        max_length=500, blank=True, help_text=_("Who made the set, and where it says.")
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="collection_is_named_once_in_its_office",
                fields=["office", "name", "version"],
                violation_error_message=_(
                    "The office has that version of that collection already."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class EntryQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(collection__office=office)


class CollectionEntry(models.Model):
    """One metric of a collection, under its priority; measures of the office cover it.

    ``kind`` and ``polarity`` are suggestions for a measure that is made from it.
    """

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="entries"
    )
    priority = models.CharField(max_length=200)
    metric = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20,
        blank=True,
        choices=[(kind.value, kind.value.capitalize()) for kind in Kind],
    )
    polarity = models.CharField(max_length=10, blank=True, choices=Polarity)
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField()
    measures = models.ManyToManyField(
        Measure, blank=True, related_name="collection_entries"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["collection", "order"]
        constraints = [
            models.UniqueConstraint(
                name="metric_stands_once_under_its_priority",
                fields=["collection", "priority", "metric"],
            )
        ]

    def __str__(self) -> str:
        return self.metric
