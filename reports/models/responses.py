"""Which publication is the response to an inspection report."""

from __future__ import annotations

from django.db import models

from reports.models.publications import Publication, Unchanging
from scrutiny.models import InspectionReport


class PublishedResponse(Unchanging):
    """A report is answered once."""

    report = models.OneToOneField(
        InspectionReport, on_delete=models.PROTECT, related_name="published_response"
    )
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.publication)
