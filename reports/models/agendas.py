"""Issues of the agenda of a meeting: what was frozen, for whom."""

from __future__ import annotations

from django.db import models

from opcc.core.models import Office
from reports.models.publications import Document, Publication, Unchanging
from scrutiny.models import Meeting


class AgendaIssueQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(full__office=office)


class AgendaIssue(Unchanging):
    """The full agenda of the office's own, and the public one where there is one."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda_issues"
    )
    number = models.PositiveIntegerField()
    full = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    publication = models.OneToOneField(
        Publication,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_issue",
    )

    objects = AgendaIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="agenda_issues_are_numbered_once", fields=["meeting", "number"]
            )
        ]

    def __str__(self) -> str:
        return str(self.full)
