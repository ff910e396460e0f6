"""What was frozen of a meeting, for whom: issues of its agenda, and its minutes."""

from __future__ import annotations

from django.db import models

from opcc.core.models import Office
from reports.models.publications import Document, Publication, Unchanging
from scrutiny.models import Meeting


class IssueQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(full__office=office)


class Issue(Unchanging):
    """The full version, the office's own, and the public one where there is one."""

    full = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    publication = models.OneToOneField(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.full)


class AgendaIssue(Issue):
    """The agenda of a meeting as it was published, once or again with late items."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda_issues"
    )
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="agenda_issues_are_numbered_once", fields=["meeting", "number"]
            )
        ]


class MinutesIssue(Issue):
    """The minutes of a meeting as they were published, which is once."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes_issue"
    )
