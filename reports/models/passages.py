"""Where a search may lead: the passages of what is published."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from reports.models.kinds import Kind
from reports.models.publications import Publication

ALSO_CALLED = {
    Kind.EDITION: "results figures statistics data performance report",
    Kind.PLAN: "strategy priorities promises commitments",
    Kind.AGENDA: "next meeting meetings papers board papers",
    Kind.MINUTES: "meeting meetings notes",
    Kind.PROGRAMME: "forward programme work programme forward plan topics",
    Kind.RESPONSE: "inspectorate HMICFRS report recommendations",
    Kind.ANSWER: "recommendation reply answer",
    Kind.DECISION: "decisions decision notice",
    Kind.COVER: "report to the panel, report to the board",
    Kind.FRAMEWORK: "definitions how measures are counted method targets",
    Kind.OVERVIEW: "all measures on one page scorecard dashboard",
    Kind.SUMMARY: "short version key points in brief",
    Kind.EXTRACT: "part of a report, exceptions",
    Kind.REGISTER: "what must be published, publication scheme, transparency",
}
"""What readers call a kind of document, which it need not call itself."""


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
        """What it is a passage of; of a whole document also what else it is called."""
        publication = self.publication
        kind = Kind(publication.kind)
        also = "" if self.anchor else ALSO_CALLED.get(kind, "")
        return f"{kind.label} {publication.title} {also}".strip()
