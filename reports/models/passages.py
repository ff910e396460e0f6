"""Where a search may lead: the passages of what is published."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from reports.models.kinds import Kind
from reports.models.publications import Publication


class Passage(models.Model):
    """One place of a publication; ``anchor`` is "" for the whole of it.

    Made from what was frozen, and made anew at any time. ``words`` is what PostgreSQL
    looks in; SQLite looks in a table of its own.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="passages"
    )
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    words = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint(
                name="passages_have_an_order", fields=["publication", "position"]
            )
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def about(self) -> str:
        """What it is a passage of: the kind and the title of the whole."""
        publication = self.publication
        return f"{Kind(publication.kind).label} {publication.title}"
